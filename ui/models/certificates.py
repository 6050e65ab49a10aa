"""Certificates as tables: the register of those issued, and the pupils of a class with what they earned."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from op_desktop.domain.certificate import Certificate, CertificateKind, CertificateState
from op_desktop.domain.formats import format_date
from op_desktop.domain.names import fold
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _
from op_desktop.register.certificates import issued
from op_desktop.register.eligibility import EligibilityRow
from op_desktop.register.schools import class_header
from op_desktop.storage.reader import Reader, RecordMissing
from ui.models.columns import Column
from ui.models.table import AnyIndex, TableModel

KINDS: Mapping[CertificateKind, str] = MappingProxyType(
    {
        CertificateKind.PUPIL: N_("Pupil"),
        CertificateKind.CLASS: N_("Whole class"),
        CertificateKind.VOLUNTEER: N_("Volunteer hours"),
    }
)
STATES: Mapping[CertificateState, str] = MappingProxyType(
    {CertificateState.ISSUED: N_("Valid"), CertificateState.REVOKED: N_("Revoked")}
)


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A certificate in the register, with the class it was issued for."""

    certificate: Certificate
    where: str
    replaces: str = ""
    """The number of the certificate that it took the place of."""
    replaced_by: str = ""
    """The number of the one that took its place."""

    @property
    def id(self) -> RecordId:
        """The certificate."""
        return self.certificate.id

    @property
    def holder(self) -> str:
        """Whom it is for; a pupil known by a number has a line to write the name on."""
        if self.certificate.kind is CertificateKind.CLASS:
            return self.where
        return self.certificate.holder or _("without a name")

    @property
    def stands(self) -> bool:
        """Whether nobody revoked it."""
        return self.certificate.state is CertificateState.ISSUED

    def found_by(self, text: str) -> bool:
        """Whether each word of the text occurs in number, holder, class or code."""
        content = fold(
            " ".join((self.certificate.number, self.holder, self.where.replace("ª", ""), self.certificate.code))
        )
        return all(fold(word) in content for word in text.split())


def issued_rows(reader: Reader, kinds: Collection[CertificateKind] = tuple(CertificateKind)) -> list[IssuedRow]:
    """The register of issued certificates of these kinds, latest first."""
    certificates = [each for each in issued(reader) if each.kind in kinds]
    numbers = {each.id: each.number for each in certificates}
    instead = {each.replaces_id: each.number for each in reversed(certificates)}
    places = {id: _class_name(reader, id) for id in {each.class_id for each in certificates} if id is not None}
    return [
        IssuedRow(
            each, places[each.class_id] if each.class_id else "", numbers.get(each.replaces_id or RecordId(""), ""),
            instead.get(each.id, ""),
        )
        for each in certificates
    ]  # fmt: skip


def _class_name(reader: Reader, class_id: RecordId) -> str:
    try:
        header = class_header(reader, class_id)
    except RecordMissing:
        return ""
    return f"{header.label}, {header.school}"


class IssuedModel(TableModel[IssuedRow]):
    """One certificate a row."""

    columns = (
        Column(N_("Number"), lambda row: row.certificate.number),
        Column(N_("For"), lambda row: row.holder),
        Column(N_("Class"), lambda row: row.where),
        Column(N_("Kind"), lambda row: _(KINDS[row.certificate.kind])),
        Column(N_("Date"), lambda row: format_date(row.certificate.issued_on)),
        Column(N_("State"), lambda row: _(STATES[row.certificate.state])),
    )
    FOR: Final = 1
    CLASS: Final = 2
    KIND: Final = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pupil in the list before certificates are made; ``name`` may be typed where the class keeps numbers."""

    row: EligibilityRow
    ticked: bool
    name: str = ""

    @property
    def id(self) -> RecordId:
        """The enrolment."""
        return self.row.enrolment_id

    @property
    def known(self) -> str:
        """The name on file."""
        return " ".join(part for part in (self.row.family, self.row.given) if part)

    @property
    def possible(self) -> bool:
        """Whether there is anything to certify."""
        return self.row.attended > 0

    @property
    def why(self) -> str:
        """What speaks for or against a certificate."""
        if self.row.issued_number:
            return _("Already issued: {number}").format(number=self.row.issued_number)
        return self.row.reason


class CandidatesModel(TableModel[Candidate]):
    """Ticks and typed names belong to the question that is open; nothing is stored from here."""

    changed = Signal()
    """Somebody was ticked, unticked or named."""

    columns = (
        Column(N_("No."), lambda row: row.row.number, spoken=lambda row: _spoken(row)),
        Column(N_("Pupil"), lambda row: row.known or row.name or _("Place {n}").format(n=row.row.number)),
        Column(N_("Meetings"), lambda row: row.why),
    )
    TICK: Final = 0
    NAME: Final = 1

    def __init__(self, rows: list[EligibilityRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_rows([Candidate(row, row.earns and not row.issued_number) for row in rows])

    @property
    def ticked(self) -> list[Candidate]:
        """Who gets a certificate."""
        return [row for row in self._rows if row.ticked]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Who attended nothing cannot be ticked; only missing names can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if row.possible:
            plain |= Qt.ItemFlag.ItemIsEnabled
        if index.column() == self.TICK:
            plain |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == self.NAME and not row.known:
            plain |= Qt.ItemFlag.ItemIsEditable
        return plain

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tick stands in the first column; an empty name is edited as empty."""
        if index.isValid():
            row = self._rows[index.row()]
            if role == Qt.ItemDataRole.CheckStateRole and index.column() == self.TICK:
                return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.EditRole and index.column() == self.NAME:
                return row.name
            if role == Qt.ItemDataRole.ToolTipRole:
                return row.why
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick, untick, or take a typed name."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and row.possible:
            self._replace(index.row(), Candidate(row.row, Qt.CheckState(value) == Qt.CheckState.Checked, row.name))
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == self.NAME:
            self._replace(index.row(), Candidate(row.row, row.ticked, " ".join(str(value).split())))
            return True
        return False

    def _replace(self, number: int, row: Candidate) -> None:
        self._rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))
        self.changed.emit()


def _spoken(row: Candidate) -> str:
    return f"{row.row.number}, {_('ticked') if row.ticked else _('not ticked')}, {row.why}"
