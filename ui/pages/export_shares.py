"""What leaves with the package, by subject: rows, what is new, size."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from op_desktop.domain.formats import format_date
from op_desktop.language import _
from op_desktop.register.handovers import Waiting
from ui.delegates.cell import RIGHT, AnyIndex, CellDelegate, TextDelegate
from ui.icons import draw_icon
from ui.models.hand_over import ShareRow, SharesModel, share_rows, total_words
from ui.theme import Theme
from ui.widgets.card import Card, CardTitle
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label

ROW, HEAD = 30, 32


class ContentsDelegate(CellDelegate):
    """An icon, what it is, and the name of its file."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: ShareRow, index: AnyIndex, selected: bool) -> None:
        ink = self._ink
        side = ink.px(16)
        place = QRectF(rect.left() + 15, rect.center().y() - side / 2, side, side)
        draw_icon(painter, row.icon, ink.color("accent" if row.icon == "award" else "success"), place)
        room = QRectF(place.right() + 12, rect.top(), rect.right() - place.right() - 20, rect.height())
        used = ink.text(painter, room, row.title, "medium", "text")
        room.setLeft(room.left() + used + 12)
        ink.text(painter, room, self._whole_names(row.file, room.width()), "secondary", "text2")

    def _whole_names(self, files: str, width: float) -> str:
        """As many names of files as there is room for: half a name tells nothing."""
        names = files.split(", ")
        for count in range(len(names), 0, -1):
            words = ", ".join(names[:count] if count == len(names) else [*names[:count], "…"])
            if self._ink.width(words, "secondary") <= width:
                return words
        return ""


class ChangedDelegate(TextDelegate):
    """How much is new, in blue where there is anything."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: ShareRow, index: AnyIndex, selected: bool) -> None:
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        role, token = ("strong", "primary_text") if row.changed else ("body", "text3")
        self._ink.text(painter, rect.adjusted(8, 0, -14, 0), text, role, token, align=RIGHT)


class SharesCard(Card):
    """The table, exactly as tall as its rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._theme = theme
        self.model = SharesModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self._total = Label("", "label", ink="text2")
        self.add_row(CardTitle(_("What leaves"), self._total))
        self.add_row(self.table)
        self._set_up()
        theme.changed.connect(self._fit)

    def show_waiting(self, waiting: Waiting) -> None:
        """Show what would leave now."""
        self.model.set_rows(share_rows(waiting))
        self._total.setText(total_words(waiting))
        self._fit()

    def _set_up(self) -> None:
        table, theme = self.table, self._theme
        table.setAccessibleName(_("What leaves"))
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(48)
        table.setItemDelegateForColumn(SharesModel.CONTENTS, ContentsDelegate(theme, table, lined=True))
        table.setItemDelegateForColumn(SharesModel.CHANGED, ChangedDelegate(theme, table, lined=True))
        for column in (SharesModel.ROWS, SharesModel.SIZE):
            table.setItemDelegateForColumn(column, TextDelegate(theme, table, align=RIGHT, lined=True))
        header.setSectionResizeMode(SharesModel.CONTENTS, QHeaderView.ResizeMode.Stretch)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        self.table.verticalHeader().setDefaultSectionSize(px(ROW))
        for column, width in ((SharesModel.ROWS, 80), (SharesModel.CHANGED, 140), (SharesModel.SIZE, 88)):
            self.table.setColumnWidth(column, px(width))
        self.table.horizontalHeader().setFixedHeight(px(HEAD))
        self.table.setFixedHeight(px(HEAD) + px(ROW) * len(self.model.rows))


class NothingNewCard(Card):
    """Stands where the table would be when nothing followed the last hand-over; it can be done all the same."""

    def __init__(self, theme: Theme, hand_over: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._empty = EmptyState(theme, "package-check", "", _("Hand over anyway"), hand_over)
        self.column.addWidget(self._empty)

    def show_last(self, day: date) -> None:
        """Name the day of the last hand-over."""
        text = _("No changes since the hand-over of {day}.").format(day=format_date(day, "date"))
        self._empty.text.setText(text)
