"""What a person said of the days of a series: which days off are taken all the same, which days are left out."""

from datetime import date


class ChosenDays:
    """Begins empty: days off are passed by, all others are taken."""

    def __init__(self) -> None:
        self.kept: set[date] = set()
        """Days off that are taken."""
        self.left_out: set[date] = set()

    def turn(self, day: date, *, taken: bool, off: bool) -> None:
        """Take a day or leave it out; ``off`` tells a day off."""
        if taken:
            self.left_out.discard(day)
            if off:
                self.kept.add(day)
        elif day in self.kept:
            self.kept.discard(day)
        else:
            self.left_out.add(day)

    def forget(self) -> None:
        """Another first day makes other days: what was said of the former ones is over."""
        self.kept.clear()
        self.left_out.clear()
