"""The strips over every page: what concerns all of them, one for each subject."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme

if TYPE_CHECKING:
    from ui.widgets.banner import Banner


class Strips(QWidget):
    """Banners made when there is first something to say, in that order."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._banners: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)

    def of(self, subject: str) -> "Banner":
        """The strip of a subject."""
        from ui.widgets.banner import Banner  # noqa: PLC0415 - not for the first frame

        if subject not in self._banners:
            banner = Banner(self._theme)
            banner.setProperty("strip", True)
            self._column.addWidget(banner)
            self._banners[subject] = banner
        return self._banners[subject]

    def clear(self) -> None:
        """Take all of them away."""
        for banner in self._banners.values():
            banner.clear()

    def set_compact(self, compact: bool) -> None:
        """Stand as far from the edges as the pages do."""
        edge = 16 if compact else 24
        self._column.setContentsMargins(edge, 0, edge, 0)
