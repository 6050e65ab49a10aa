"""The list of packages: whose, how much, what came of it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from op_desktop.domain.formats import format_number
from op_desktop.language import _, ngettext
from ui.delegates.cell import RIGHT, AnyIndex, CellDelegate, TextDelegate
from ui.icons import draw_icon
from ui.models.collection import PackageRow, PackagesModel
from ui.theme import Theme
from ui.tokens import TONES
from ui.widgets.avatar import initials
from ui.widgets.card import Card, CardTitle
from ui.widgets.label import Label

ROW, HEAD = 43, 32
SHOWN = 12
"""Rows before the list scrolls by itself."""


class PackageDelegate(CellDelegate):
    """Initials, who made it, and on which device."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: PackageRow, index: AnyIndex, selected: bool) -> None:
        ink, side = self._ink, self._ink.px(26)
        place = QRectF(rect.left() + 12, rect.center().y() - side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color("surface" if selected else "primary_tint"))
        painter.drawEllipse(place)
        ink.text(painter, place, initials(row.author), "caps", "primary_text", align=Qt.AlignmentFlag.AlignCenter)
        left = place.right() + 10
        room = QRectF(left, rect.top(), rect.right() - left - 4, rect.height())
        upper = QRectF(room.left(), rect.center().y() - ink.height("strong"), room.width(), ink.height("strong"))
        lower = QRectF(room.left(), rect.center().y(), room.width(), ink.height("small"))
        ink.text(painter, upper, row.author, "strong", "selection_text" if selected else "text")
        ink.text(painter, lower, row.device, "small", "text2")

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines."""
        return QSize(self._ink.px(160), self._ink.px(ROW))


class ResultDelegate(CellDelegate):
    """The state as a chip."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: PackageRow, index: AnyIndex, selected: bool) -> None:
        words, tone, icon = row.chip
        ink, ground = TONES[tone]
        side, height = self._ink.px(14), self._ink.px(22)
        width = min(self._ink.width(words, "chip") + side + 22, rect.width() - 12)
        box = QRectF(rect.left() + 4, rect.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.color("surface" if selected else ground))
        painter.drawRoundedRect(box, 4, 4)
        draw_icon(painter, icon, self._ink.color(ink), QRectF(box.left() + 7, box.top(), side, height))
        room = box.adjusted(side + 12, 0, -6, 0)
        self._ink.text(painter, room, words, "chip", ink)


class PackagesCard(Card):
    """The table of packages; the one chosen is told about at the right."""

    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._theme = theme
        self.model = PackagesModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self._total = Label("", "label", ink="text2")
        self.add_row(CardTitle(_("Packages received"), self._total))
        self.add_row(self.table)
        self._set_up()
        self.table.selectionModel().selectionChanged.connect(self._choose)
        theme.changed.connect(self._fit)

    @property
    def current(self) -> PackageRow | None:
        """The package chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.rows[rows[0].row()] if rows else None

    def show_rows(self, rows: list[PackageRow]) -> None:
        """Show these; the one chosen stays chosen."""
        kept = self.current.id if self.current is not None else None
        self.model.set_rows(rows)
        total = sum(row.changes for row in rows)
        self._total.setText(ngettext("{n} change", "{n} changes", total).format(n=format_number(total)))
        number = self.model.row_of(kept) if kept is not None else None
        if rows and self.current is None:
            self.table.selectRow(number or 0)
        self._fit()

    def choose(self, id: str) -> None:
        """Choose the package with this id."""
        number = self.model.row_of(id)
        if number is not None:
            self.table.selectRow(number)

    def _set_up(self) -> None:
        table, theme = self.table, self._theme
        table.setAccessibleName(_("Packages received"))
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(PackagesModel.PACKAGE, QHeaderView.ResizeMode.Stretch)
        table.setItemDelegateForColumn(PackagesModel.PACKAGE, PackageDelegate(theme, table, lined=True))
        table.setItemDelegateForColumn(
            PackagesModel.CHANGES, TextDelegate(theme, table, role="strong", align=RIGHT, lined=True)
        )
        table.setItemDelegateForColumn(PackagesModel.RESULT, ResultDelegate(theme, table, lined=True))
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        self.table.verticalHeader().setDefaultSectionSize(px(ROW))
        self.table.horizontalHeader().setFixedHeight(px(HEAD))
        self.table.setColumnWidth(PackagesModel.CHANGES, px(98))
        self.table.setColumnWidth(PackagesModel.RESULT, px(150))
        shown = min(len(self.model.rows), SHOWN)
        self.table.setFixedHeight(px(HEAD) + px(ROW) * shown + 1)

    def _choose(self) -> None:
        self.chosen.emit()
