"""The people proposed below a field, as high as its rows; the keyboard stays in the field."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QListView

from op_desktop.language import _
from ui.delegates.suggestion import SuggestionDelegate
from ui.models.check_in import Suggestion, SuggestionModel
from ui.theme import Theme


class RowsView(QListView):
    """One of the rows is always chosen; ``clicked`` tells the row that was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows = SuggestionModel()
        self._delegate = SuggestionDelegate(theme, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("People this may be"))
        theme.changed.connect(self._fit)
        self.hide()

    @property
    def rows(self) -> Sequence[Suggestion]:
        """The people on show, from the top."""
        return self._rows.rows

    @property
    def current(self) -> Suggestion | None:
        """What Enter means."""
        number = self.currentIndex().row()
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def show_people(self, people: Sequence[Suggestion]) -> None:
        """Propose these people; the first is chosen."""
        self._rows.show_rows(people)
        self.setVisible(bool(people))
        self._fit()
        self._choose(0)

    def set_low(self, low: bool) -> None:
        """Lower rows where height is scarce."""
        self._delegate.low = low
        self._fit()

    def step(self, by: int) -> None:
        """Choose the next row or the one before, round and round."""
        if self.rows:
            self._choose((self.currentIndex().row() + by) % len(self.rows))

    def _choose(self, number: int) -> None:
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._rows.index(number, 0), chosen)

    def _fit(self) -> None:
        self.setFixedHeight(max(1, len(self.rows) * max(1, self.sizeHintForRow(0))))
