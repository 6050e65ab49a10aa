"""Beside the list: what there is to know of the package chosen, the button that takes all in, the sums."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from op_desktop.domain.formats import format_hours, format_number
from op_desktop.language import N_, _, ngettext
from op_desktop.register.holdings import Holdings
from ui.models.collection import PackageRow, PackageState, details_of
from ui.theme import Theme
from ui.widgets.avatar import Glyph
from ui.widgets.button import Button
from ui.widgets.card import Card, CardTitle, Line
from ui.widgets.chip import Chip
from ui.widgets.columns import Tiles
from ui.widgets.key_cap import KeyCap
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.progress_row import ProgressRow


class DetailCard(Card):
    """One package in sentences; for a new device its six words and the decision."""

    accepted = Signal(object)
    """The package whose device is to be believed from now on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._theme = theme
        self._row: PackageRow | None = None
        self.chip = Chip(theme, "")
        self._title = CardTitle("", self.chip)
        self._sentences = QVBoxLayout()
        self._sentences.setContentsMargins(16, 14, 16, 16)
        self._sentences.setSpacing(8)
        self._words = Tiles(theme, least=150)
        self.accept = Button(theme, _("The words are the same: accept the device"), "shield-check",
                             on_click=self._accept)  # fmt: skip
        self.add_row(self._title)
        self.column.addWidget(Line())
        self.column.addLayout(self._sentences)
        self._device = QWidget()
        device = QVBoxLayout(self._device)
        device.setContentsMargins(16, 0, 16, 16)
        device.setSpacing(12)
        device.addWidget(self._words)
        device.addWidget(self.accept)
        self.column.addWidget(self._device)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_package(self, row: PackageRow | None) -> None:
        """Tell about this package."""
        self.setVisible(row is not None)
        if row is None or row == self._row:
            return
        self._row = row
        self._title.title.setText(row.author)
        self._title.note.setText(row.device)
        self._title.note.setVisible(bool(row.device))
        self.chip.show_state(*row.chip)
        while (item := self._sentences.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, sentence in enumerate(part for part in details_of(row) if part):
            self._sentences.addWidget(Label(sentence, "medium" if number == 0 else "body",
                                            ink="" if number == 0 else "text2", wrap=True))  # fmt: skip
        unknown = row.state is PackageState.UNKNOWN_DEVICE and row.inspection is not None
        self._device.setVisible(unknown)
        if unknown and row.inspection is not None:
            self._words.set_tiles([self._word(n, word) for n, word in enumerate(row.inspection.words, start=1)])

    def _word(self, number: int, word: str) -> QWidget:
        tile = Card(8, 0)
        tile.setObjectName("sunken")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(str(number), "small", ink="text2"))
        line.addWidget(ElidedLabel(word, "chart"), 1)
        tile.column.addLayout(line)
        tile.setAccessibleName(_("Word {n}: {word}").format(n=number, word=word))
        return tile

    def _accept(self) -> None:
        if self._row is not None:
            self.accepted.emit(self._row.inspection)


class TakeCard(Card):
    """*Take in N packages*: a backup first, then one after the other."""

    asked = Signal()
    stopped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(16, 8, parent)
        self.take = Button(theme, "", "inbox", "primary", big=True, on_click=self.asked.emit)
        self.progress = ProgressRow(theme, _("Backup"))
        self.progress.stopped.connect(self.stopped)
        self.progress.hide()
        self._idle = QWidget()
        row = QHBoxLayout(self._idle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.take)
        row.addWidget(KeyCap("Return"))
        row.addStretch(1)
        self.note = ElidedLabel(_("A backup is made first"), "label", ink="text2")
        row.addWidget(self.note)
        self.column.addWidget(self._idle)
        self.column.addWidget(self.progress)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_ready(self, count: int) -> None:
        """Offer to take in so many packages; nothing to take in hides the card."""
        words = ngettext("Take in {n} package", "Take in {n} packages", count).format(n=format_number(count))
        self.take.set_text(words)
        self.setVisible(count > 0 or not self.progress.isHidden())
        self.take.setEnabled(count > 0)

    def set_busy(self, busy: bool) -> None:
        """Show the progress in place of the button."""
        self._idle.setVisible(not busy)
        self.progress.setVisible(busy)
        if busy:
            self.progress.stop.setEnabled(True)
            self.progress.show_step(0, 0, _("Backup"))
            self.show()
            self.progress.stop.setFocus()


class HoldingsCard(Card):
    """Four sums, and what waits for a decision."""

    FIGURES = (N_("Different people"), N_("Attendances"), N_("Hours of volunteering"), N_("Certificates"))

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._values = [Label("", "figure") for _figure in self.FIGURES]
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 12)
        row.setSpacing(24)
        for number, (value, title) in enumerate(zip(self._values, self.FIGURES, strict=True)):
            if number:
                row.addWidget(Line(upright=True))
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(value)
            column.addWidget(ElidedLabel(_(title), "label", ink="text2"))
            row.addLayout(column, 1)
        self.column.addLayout(row)
        self._line = Line()
        self.column.addWidget(self._line)
        self._note = QWidget()
        note = QHBoxLayout(self._note)
        note.setContentsMargins(16, 10, 16, 12)
        note.setSpacing(10)
        note.addWidget(Glyph(theme, "git-compare", "warning"))
        self.review = Label("", "body", ink="text2", wrap=True)
        note.addWidget(self.review, 1)
        self.column.addWidget(self._note)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_holdings(self, held: Holdings) -> None:
        """Show what the data holds."""
        texts = (held.people, held.presences, None, held.certificates)
        for value, title, number in zip(self._values, self.FIGURES, texts, strict=True):
            text = format_hours(round(held.volunteer_minutes / 60) * 60) if number is None else format_number(number)
            value.setText(text)
            value.setAccessibleName(f"{_(title)}: {text}")
        waits = ngettext(
            "{n} value was written in two ways and waits for a decision; until then the metrics use the later one.",
            "{n} values were written in two ways and wait for a decision; until then the metrics use the later one.",
            held.review,
        )
        self.review.setText(waits.format(n=format_number(held.review)))
        self._note.setVisible(bool(held.review))
        self._line.setVisible(bool(held.review))
