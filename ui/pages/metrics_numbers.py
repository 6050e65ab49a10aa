"""The figures of a chart as a table, for whoever prefers to read them or to copy them."""

from typing import Final

from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from op_desktop.language import _
from ui.delegates.cell import LEFT, RIGHT, TextDelegate
from ui.dialogs.dialog import Dialog
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.charts.entries import NumberTable

ROOM: Final = 12
"""Left and right of the figures of a column, in px."""


class NumbersDialog(Dialog):
    """One row an entry, as written on the chart."""

    def __init__(self, theme: Theme, title: str, numbers: NumberTable) -> None:
        super().__init__(theme, title, cancel=_("Close"), width=620)
        self._numbers = numbers
        self.table = QTableWidget(len(numbers.rows), len(numbers.headers))
        self.table.setAccessibleName(title)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setItemDelegate(TextDelegate(theme, self.table))
        for column in range(1, len(numbers.headers)):
            self.table.setItemDelegateForColumn(column, TextDelegate(theme, self.table, align=RIGHT))
        for row, texts in enumerate(numbers.rows):
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        letters = QFontMetrics(theme.font("body"))
        for column, words in enumerate(numbers.headers):
            head = QTableWidgetItem(words)
            head.setTextAlignment(RIGHT if column else LEFT)
            self.table.setHorizontalHeaderItem(column, head)
            widest = max((letters.horizontalAdvance(texts[column]) for texts in numbers.rows), default=0)
            header.resizeSection(column, max(header.sectionSizeHint(column), widest + 2 * ROOM))
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(min(12, len(numbers.rows) + 1) * height + theme.px(20))
        self.body.addWidget(self.table)
        self.buttons.insertWidget(0, Button(theme, _("Copy as CSV"), "copy", on_click=self._copy))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._numbers.as_csv())
