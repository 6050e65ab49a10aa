"""The table of the import window: the use of each column is chosen in its own head."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from op_desktop.exchange.columns import USE_TITLES, Use
from op_desktop.exchange.preview import Preview
from op_desktop.language import _
from ui.delegates.cell import AnyIndex, CellDelegate
from ui.icons import draw_icon
from ui.models.import_plan import ImportLine, ImportModel, column_caption
from ui.theme import Theme
from ui.widgets.combo import Combo

HEAD: Final = 60
CAPTION: Final = 20
ROW: Final = 30
EDGE: Final = 12
CHECK_WIDTH: Final = 320
WIDTHS: Final = {Use.NUMBER: 84}
LEAST: Final = 116
ICONS: Final = {"danger": "circle-alert", "warning": "user-check", "": "check"}


class UseBox(Combo):
    """The list of uses of one column, with an arrow in the colour of the theme."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        for use, title in USE_TITLES.items():
            self.addItem(_(title), use)


class ImportHeader(QHeaderView):
    """Over each column its place in the file and a list of what it may be used for."""

    chosen = Signal(int, object)
    """Column and its new ``Use``."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._captions: list[str] = []
        self.boxes: list[UseBox] = []
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.sectionResized.connect(lambda *_sizes: self._place())
        parent_bar = parent.horizontalScrollBar() if isinstance(parent, QTableView) else None
        if parent_bar is not None:
            parent_bar.valueChanged.connect(lambda _value: self._place())

    def show_uses(self, captions: Sequence[str], uses: Sequence[Use]) -> None:
        """Show these columns with these uses."""
        self._captions = list(captions)
        while len(self.boxes) > len(uses):
            self.boxes.pop().deleteLater()
        while len(self.boxes) < len(uses):
            self.boxes.append(self._box(len(self.boxes)))
        for column, (box, use) in enumerate(zip(self.boxes, uses, strict=True)):
            box.setAccessibleName(self._captions[column])
            box.blockSignals(True)
            box.setCurrentIndex(list(USE_TITLES).index(use))
            box.blockSignals(False)
        self._place()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Room for the caption over the list."""
        return QSize(super().sizeHint().width(), self._theme.px(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The caption; the list below is a control of its own."""
        color, theme = self._theme.color, self._theme
        painter.save()
        painter.fillRect(rect, color("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color("border"))
        last = section >= len(self._captions)
        painter.setPen(color("text2"))
        painter.setFont(theme.font("chip" if last else "small"))
        text = _("Check") if last else self._captions[section]
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - EDGE - 4)
        box = rect.adjusted(EDGE, 0, 0, 0) if last else QRect(rect.left() + EDGE, rect.top() + 2, rect.width(),
                                                               theme.px(CAPTION) - 4)  # fmt: skip
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists go with their columns."""
        super().resizeEvent(event)
        self._place()

    def _box(self, column: int) -> UseBox:
        box = UseBox(self.viewport())
        box.currentIndexChanged.connect(lambda number: self.chosen.emit(column, list(USE_TITLES)[number]))
        box.show()
        return box

    def _place(self) -> None:
        px = self._theme.px
        for column, box in enumerate(self.boxes):
            left, width = self.sectionViewportPosition(column), self.sectionSize(column)
            tall = box.sizeHint().height()
            box.setGeometry(left + EDGE - 4, px(HEAD) - tall - 5, max(40, width - EDGE), tall)


class ImportDelegate(CellDelegate):
    """A cell of the file: struck through where it is not kept, framed where the trouble is."""

    def __init__(self, theme: Theme, parent: "ImportTable") -> None:
        super().__init__(theme, parent, lined=True)
        self._table = parent

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: ImportLine, index: AnyIndex, selected: bool) -> None:
        uses, column = self._table.preview_model.uses, index.column()
        inner, ink = rect.adjusted(EDGE, 0, -6, 0), self._ink
        if column >= len(uses):
            self._paint_check(painter, inner, row, selected)
            return
        use, text = uses[column], str(index.data() or "")
        if use is Use.SKIP:
            width = ink.text(painter, inner, text, "body", "text2")
            painter.fillRect(QRectF(inner.left(), round(inner.center().y()), width, 1), ink.color("text2"))
        else:
            strong = use in (Use.FAMILY_NAME, Use.FAMILY_FIRST, Use.GIVEN_FIRST)
            ink.text(painter, inner, text, "strong" if strong else "body", "text2" if use is Use.NUMBER else "text")
        if column == 0 and row.group is not None:
            # One bar along all rows of one pupil: they are a single question.
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), ink.color("warning"))
        if row.trouble == column:
            painter.setPen(QPen(ink.color("danger"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(4, 3, -4, -4), 4, 4)

    def _framed(self, option: QStyleOptionViewItem, selected: bool) -> bool:
        # A frame means trouble here; the row chosen is tinted as a whole.
        return False

    def _paint_check(self, painter: QPainter, inner: QRectF, row: ImportLine, selected: bool) -> None:
        ink, token = self._ink, row.tone or "success"
        side = ink.px(16)
        icon = "pencil" if row.disputed else ICONS[row.tone]
        box = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        draw_icon(painter, icon, ink.color("text" if selected else token), box)
        words = inner.adjusted(side + 8, 0, 0, 0)
        role = "chip" if row.tone else "secondary"
        ink.text(painter, words, row.verdict, role, "text" if selected else row.tone or "text2")


class ImportTable(QTableView):
    """Shows a preview; choosing a column's use is announced, never done here."""

    toggled = Signal(int)
    """The line of a row of which the person wants to decide: its own correction, or what the file says."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.preview_model = ImportModel(self)
        self.setModel(self.preview_model)
        self.head = ImportHeader(theme, self)
        self.setHorizontalHeader(self.head)
        self.setAccessibleName(_("Rows to import"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.setItemDelegate(ImportDelegate(theme, self))

    def show_preview(self, preview: Preview) -> None:
        """Show what the import would do."""
        self.preview_model.show_preview(preview)
        captions = [column_caption(preview, column) for column in range(preview.table.width)]
        self.head.show_uses(captions, preview.uses)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space decides about a row that was corrected by hand."""
        row = self._chosen()
        if event.key() == Qt.Key.Key_Space and row is not None and row.disputed:
            self.toggled.emit(row.line)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on such a row does the same."""
        row = self._chosen()
        if row is not None and row.disputed and self.indexAt(event.position().toPoint()).isValid():
            self.toggled.emit(row.line)

    def _chosen(self) -> ImportLine | None:
        number = self.currentIndex().row()
        return self.preview_model.rows[number] if 0 <= number < len(self.preview_model.rows) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px, uses = self._theme.px, self.preview_model.uses
        if not uses:
            return
        room = self.viewport().width() - px(CHECK_WIDTH)
        numbers = sum(px(WIDTHS[use]) for use in uses if use in WIDTHS)
        others = max(1, sum(1 for use in uses if use not in WIDTHS))
        each = max(px(LEAST), min(px(170), (room - numbers) // others))
        for column, use in enumerate(uses):
            self.setColumnWidth(column, px(WIDTHS[use]) if use in WIDTHS else each)
        used = sum(self.columnWidth(column) for column in range(len(uses)))
        self.setColumnWidth(len(uses), max(px(CHECK_WIDTH), self.viewport().width() - used))
