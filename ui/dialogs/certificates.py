"""The question for whom certificates are made, with the first of them as it will look."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from op_desktop.language import _, ngettext
from op_desktop.register.eligibility import EligibilityRow
from ui.delegates.cell import TextDelegate
from ui.delegates.sheet import NumberedTickDelegate
from ui.dialogs.dialog import Dialog
from ui.folders import path_words
from ui.models.certificates import CandidatesModel
from ui.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.segmented import Segmented

PAGE_RATIO: Final = 297 / 210
LANGUAGES: Final = (("it", "Italiano"), ("en", "English"))


class PagePreview(QWidget):
    """A sheet of paper with the page on it, as large as there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self.setMinimumSize(300, round(300 / PAGE_RATIO))
        self.setAccessibleName(_("Preview of the first page"))

    @property
    def shown(self) -> bool:
        """Whether a page has been drawn."""
        return not self._image.isNull()

    def show_image(self, image: QImage) -> None:
        """Show this page."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to read."""
        return QSize(440, round(440 / PAGE_RATIO))

    def hasHeightForWidth(self) -> bool:
        """A sheet keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """A4 on its side."""
        return round(width / PAGE_RATIO)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet and a line around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = min(self.width(), round(self.height() * PAGE_RATIO))
        sheet = self.rect().adjusted(0, 0, width - self.width(), round(width / PAGE_RATIO) - self.height())
        if self.shown:
            ratio = self.devicePixelRatioF()
            scaled = self._image.scaled(
                sheet.size() * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            painter.drawImage(sheet.topLeft(), scaled)
        else:
            painter.fillRect(sheet, self._theme.color("surface2"))
            painter.setPen(self._theme.color("text2"))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, _("Preview"))
        painter.setPen(self._theme.color("border"))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))


class IssueDialog(Dialog):
    """Who gets a certificate, how the first one looks, where the PDF goes; Enter makes them all."""

    preview_wanted = Signal()
    folder_wanted = Signal()

    def __init__(
        self, theme: Theme, label: str, rows: list[EligibilityRow], *, place: str, least_share: int, folder: Path
    ) -> None:
        super().__init__(
            theme, _("Certificates of {label}").format(label=label), confirm=_("Make certificates"), width=1000
        )
        self.model = CandidatesModel(rows, self)
        self.kind = Segmented(_("For whom"), [(False, _("For each pupil")), (True, _("For the whole class"))])
        self.language = Segmented(_("Language"), LANGUAGES)
        self.place_field = QLineEdit(place)
        self.place_field.setAccessibleName(_("Place"))
        self.preview = PagePreview(theme)
        self.count = Label("", "strong")
        self.hint = Label("", "secondary", ink="text2", wrap=True)
        self.folder = ElidedLabel("", "secondary", ink="text2")
        self.banner = Banner(theme)
        self._least_share = least_share
        self.table = self._table()
        self._build()
        self._connect()
        self.show_folder(folder)
        self._tell()
        self.first = self.table

    @property
    def whole_class(self) -> bool:
        """Whether one certificate for the class is wanted, without names."""
        return self.kind.current is True

    def ready(self) -> bool:
        """Somebody must be ticked."""
        return self.whole_class or bool(self.model.ticked)

    def show_folder(self, folder: Path) -> None:
        """Say where the PDF will be saved."""
        self.folder.setText(_("Saved in {folder}").format(folder=path_words(folder)))

    def show_preview(self, image: QImage) -> None:
        """Show the first page."""
        self.banner.clear()
        self.preview.show_image(image)

    def say_problem(self, tone: str, title: str, text: str) -> None:
        """Tell what stands in the way of printing."""
        self.banner.tell(tone, title, text)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(_("Pupils"))
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setMinimumHeight(self.theme.px(300))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.theme.px(26))
        table.setColumnWidth(CandidatesModel.TICK, self.theme.px(64))
        table.setColumnWidth(CandidatesModel.NAME, self.theme.px(170))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setItemDelegateForColumn(CandidatesModel.TICK, NumberedTickDelegate(self.theme, table))
        table.setItemDelegateForColumn(2, TextDelegate(self.theme, table, token="text2"))
        if self.model.rows:
            table.setCurrentIndex(self.model.index(0, CandidatesModel.TICK))
        return table

    def _build(self) -> None:
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for column in (left, right):
            column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.kind)
        top.addStretch(1)
        top.addWidget(self.count)
        left.addLayout(top)
        left.addWidget(self.table, 1)
        left.addWidget(self.hint)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(_("Place"), "medium"))
        line.addWidget(self.place_field, 1)
        line.addWidget(self.language)
        right.addWidget(self.preview, 1)
        right.addLayout(line)
        both.setSpacing(20)
        both.addLayout(left, 11)
        both.addLayout(right, 10)
        self.body.addWidget(self.banner)
        self.body.addLayout(both, 1)
        self.buttons.insertWidget(0, self.folder, 1)
        change = Button(self.theme, _("Change the folder"), kind="ghost", on_click=self.folder_wanted.emit)
        self.buttons.insertWidget(1, change)

    def _connect(self) -> None:
        self.model.changed.connect(self._changed)
        self.kind.chosen.connect(lambda _kind: self._changed())
        self.language.chosen.connect(lambda _language: self.preview_wanted.emit())
        self.place_field.editingFinished.connect(self.preview_wanted.emit)
        self.table.clicked.connect(self._toggle)

    def _toggle(self, index: QModelIndex) -> None:
        # The whole line of a pupil answers, except the name where one may be typed and the tick itself.
        if index.column() == CandidatesModel.TICK or index.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        tick = self.model.index(index.row(), CandidatesModel.TICK)
        ticked = self.model.rows[index.row()].ticked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        self.model.setData(tick, state, Qt.ItemDataRole.CheckStateRole)

    def _changed(self) -> None:
        self._tell()
        self.preview_wanted.emit()

    def _tell(self) -> None:
        ticked, every = len(self.model.ticked), len(self.model.rows)
        whole = self.whole_class
        self.table.setEnabled(not whole)
        self.count.setText("" if whole else _("{ticked} of {all}").format(ticked=ticked, all=every))
        self.confirm.setEnabled(self.ready())
        words = (
            _("Make the certificate") if whole else ngettext("Make {n} certificate", "Make {n} certificates", ticked)
        )
        self.confirm.set_text(words.format(n=ticked))
        few = sum(not row.row.earns and row.row.held > 0 for row in self.model.rows)
        self.hint.setText(self._hint(few))
        self.hint.setVisible(not whole)

    def _hint(self, few: int) -> str:
        threshold = _("Threshold: {share}% of the meetings held.").format(share=self._least_share)
        if not few:
            return threshold
        told = ngettext(
            "{n} pupil attended less than the minimum. You can add them by hand.",
            "{n} pupils attended less than the minimum. You can add them by hand.", few,
        )  # fmt: skip
        return f"{told.format(n=few)} {threshold}"
