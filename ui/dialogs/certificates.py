"""Who of a class gets a certificate: ticks with their reasons, names typed for this occasion, who signs."""

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from op_desktop.language import _, ngettext
from op_desktop.register.eligibility import EligibilityRow
from ui.delegates.cell import PADDING, AnyIndex, TextDelegate
from ui.delegates.sheet import NumberedTickDelegate
from ui.models.certificates import Candidate, CandidatesModel
from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.toggle import ToggleSwitch


class CandidateDelegate(TextDelegate):
    """A name, quieter where there is nothing to certify."""

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Candidate, index: AnyIndex, selected: bool) -> None:
        words = rect.adjusted(PADDING, 0, -PADDING, 0)
        self._ink.text(painter, words, str(index.data()), self._role, "text" if row.possible or selected else "text3")


class CertificatesPane(QWidget):
    """The pupils of a class, or the class as a whole; ``changed`` whenever the answer is another one."""

    changed = Signal()

    def __init__(
        self, theme: Theme, rows: list[EligibilityRow], *, place: str, signatory: str, least_share: int
    ) -> None:
        super().__init__()
        self._theme = theme
        self._least_share = least_share
        self.model = CandidatesModel(rows, self)
        self.kind = Segmented(_("For whom"), [(False, _("For each pupil")), (True, _("For the whole class"))])
        self.sample = Segmented(_("Preview"), [(False, _("First")), (True, _("Longest name"))])
        self.place_field, self.signatory = QLineEdit(place), QLineEdit(signatory)
        self.place_field.setAccessibleName(_("Place"))
        self.signatory.setAccessibleName(_("Signs for the programme"))
        self.discard = ToggleSwitch(theme, _("Let go of the names typed here"), on=True)
        self._discarding = QWidget()
        self.count = Label("", "strong")
        self.hint = Label("", "secondary", ink="text2", wrap=True)
        self.table = self._table()
        self._build()
        self._connect()
        self.tell()

    @property
    def whole_class(self) -> bool:
        """Whether one certificate for the class is wanted, without names."""
        return self.kind.current is True

    @property
    def numbers_only(self) -> bool:
        """Whether some pupil has no name on file."""
        return any(not row.known for row in self.model.rows)

    @property
    def ready(self) -> bool:
        """Somebody must be ticked."""
        return self.whole_class or bool(self.model.ticked)

    @property
    def verb(self) -> str:
        """What the button will do."""
        ticked = len(self.model.ticked)
        words = ngettext("Make {n} certificate", "Make {n} certificates", ticked)
        return _("Make the certificate") if self.whole_class else words.format(n=ticked)

    def tell(self) -> None:
        """Say how many are ticked and who attended too little."""
        ticked, every = len(self.model.ticked), len(self.model.rows)
        whole = self.whole_class
        self.table.setEnabled(not whole)
        self.count.setText("" if whole else _("{ticked} of {all}").format(ticked=ticked, all=every))
        few = sum(not row.row.earns and row.row.held > 0 for row in self.model.rows)
        self.hint.setText(self._hint(few))
        self.hint.setVisible(not whole)
        self.sample.setEnabled(not whole)
        self._discarding.setVisible(not whole and self.numbers_only)

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
        table.setMinimumHeight(self._theme.px(190))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.px(26))
        table.setColumnWidth(CandidatesModel.TICK, self._theme.px(64))
        table.setColumnWidth(CandidatesModel.NAME, self._theme.px(170))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setItemDelegateForColumn(CandidatesModel.TICK, NumberedTickDelegate(self._theme, table))
        table.setItemDelegateForColumn(CandidatesModel.NAME, CandidateDelegate(self._theme, table))
        table.setItemDelegateForColumn(2, TextDelegate(self._theme, table, token="text2"))
        if self.model.rows:
            table.setCurrentIndex(self.model.index(0, CandidatesModel.TICK))
        return table

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.kind)
        top.addStretch(1)
        top.addWidget(self.count)
        fields = QGridLayout()
        fields.setHorizontalSpacing(10)
        fields.setVerticalSpacing(6)
        for column, (caption, field) in enumerate((
            (_("Place"), self.place_field), (_("Signs for the programme"), self.signatory),
        )):  # fmt: skip
            fields.addWidget(Label(caption, "secondary", ink="text2"), 0, column)
            fields.addWidget(field, 1, column)
        discarding = QHBoxLayout(self._discarding)
        discarding.setContentsMargins(0, 0, 0, 0)
        discarding.setSpacing(8)
        discarding.addWidget(self.discard)
        words = _("Let go of the names typed here: they are on the paper alone, and no PDF is kept.")
        discarding.addWidget(Label(words, "secondary", ink="text2", wrap=True), 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(top)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.hint)
        inside.addWidget(self._discarding)
        inside.addLayout(fields)

    def _connect(self) -> None:
        self.model.changed.connect(self._changed)
        self.kind.chosen.connect(lambda _kind: self._changed())
        self.sample.chosen.connect(lambda _sample: self.changed.emit())
        for field in (self.place_field, self.signatory):
            field.editingFinished.connect(self.changed.emit)
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
        self.tell()
        self.changed.emit()

    def _hint(self, few: int) -> str:
        threshold = _("Threshold: {share}% of the meetings held.").format(share=self._least_share)
        if self.numbers_only:
            how = _("F2 on a line writes its name.")
            threshold = f"{threshold} {how}"
        if not few:
            return threshold
        told = ngettext(
            "{n} pupil attended less than the minimum. You can add them by hand.",
            "{n} pupils attended less than the minimum. You can add them by hand.", few,
        )  # fmt: skip
        return f"{told.format(n=few)} {threshold}"
