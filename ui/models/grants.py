"""Applications of the grant call as rows of a table, the people of a group, the jury's points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from op_desktop.domain.formats import format_money, format_number
from op_desktop.domain.grant import LEAST_CITIZENS, Applicant, ApplicationStatus, Criterion
from op_desktop.domain.record import RecordId
from op_desktop.language import N_, _, ngettext
from op_desktop.register.grant_lists import ApplicationRow, MemberRow
from op_desktop.register.grant_scores import Judged
from op_desktop.register.people import shown_name
from ui.delegates.chip import ChipLook
from ui.models.columns import RIGHT, Column
from ui.models.table import TableModel

APPLICANT_WORDS = {
    Applicant.CITIZENS: N_("Group of citizens"),
    Applicant.ADMINISTRATION: N_("Public administration"),
    Applicant.SCHOOL: N_("School"),
    Applicant.COMPANY: N_("Company"),
    Applicant.COOPERATIVE: N_("Social cooperative"),
    Applicant.ASSOCIATION: N_("Registered association"),
}
AREA_WORDS = {
    1: N_("Time and everyday life"),
    2: N_("Common goods and places"),
    3: N_("Needs, savings, reuse"),
}
AIM_WORDS = (N_("Ties of solidarity"), N_("Shared savings and a concrete economy"))
STATUS_WORDS = {
    ApplicationStatus.DRAFT: N_("Draft"),
    ApplicationStatus.SUBMITTED: N_("Handed in"),
    ApplicationStatus.FUNDED: N_("Funded"),
    ApplicationStatus.REJECTED: N_("Not funded"),
    ApplicationStatus.WITHDRAWN: N_("Withdrawn"),
}
_LOOKS = {
    ApplicationStatus.DRAFT: ("neutral", "pencil"),
    ApplicationStatus.SUBMITTED: ("info", "inbox"),
    ApplicationStatus.FUNDED: ("success", "check"),
    ApplicationStatus.REJECTED: ("neutral", "x"),
    ApplicationStatus.WITHDRAWN: ("neutral", "ban"),
}


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application with what the jury made of it."""

    row: ApplicationRow
    judged: Judged | None = None

    @property
    def id(self) -> RecordId:
        """The application's."""
        return self.row.id

    @property
    def family_name(self) -> str:
        """The title of the project."""
        return self.row.title

    @property
    def given_name(self) -> str:
        """The group."""
        return f"– {self.row.group_name}" if self.row.group_name else ""

    @property
    def note_icons(self) -> tuple[str, ...]:
        """A warning where somebody stands in two groups, a mug where it became a lab."""
        shared = ("users-round",) if self.row.shared else ()
        return (*shared, "coffee") if self.row.lab_id is not None else shared

    @property
    def place(self) -> str:
        """The place in the ranking."""
        return str(self.judged.place) if self.judged is not None and self.judged.place is not None else ""

    @property
    def score(self) -> str:
        """The mean of the reviewers, or how many scored."""
        if self.judged is None:
            return ""
        if self.judged.score is not None:
            return format_number(self.judged.score, decimals=2)
        scored = len(self.judged.totals)
        return ngettext("{n} review", "{n} reviews", scored).format(n=scored)

    @property
    def money(self) -> str:
        """What was awarded, else what was asked for."""
        amount = self.row.awarded if self.row.awarded is not None else self.row.requested
        return euro(amount) if amount is not None else ""

    @property
    def people(self) -> str:
        """How many different people, of those it takes."""
        return f"{self.row.members}/{LEAST_CITIZENS}" if self.row.lacking else str(self.row.members)

    @property
    def chip(self) -> ChipLook:
        """Where it stands; a draft says what it lacks."""
        row = self.row
        if row.status is ApplicationStatus.DRAFT and row.applicant is not Applicant.CITIZENS:
            return ChipLook(_("Excluded"), "danger", "ban")
        if row.status is ApplicationStatus.DRAFT and row.lacking:
            words = ngettext("{n} person missing", "{n} people missing", row.lacking)
            return ChipLook(words.format(n=row.lacking), "warning", "users-round")
        tone, icon = _LOOKS[row.status]
        return ChipLook(_(STATUS_WORDS[row.status]), tone, icon)


def application_words(line: ApplicationLine) -> str:
    """What the filter looks at."""
    return f"{line.row.title} {line.row.group_name} {' '.join(line.row.towns)} {line.chip.words}"


class ApplicationsModel(TableModel[ApplicationLine]):
    """The table of applications, best first once the jury has scored."""

    columns: tuple[Column[ApplicationLine], ...] = (
        Column("#", lambda line: line.place, RIGHT, spoken=lambda line: line.place),
        Column(N_("Project"), lambda line: f"{line.row.title} {line.given_name}".strip()),
        Column(N_("Area"), lambda line: line.row.area, RIGHT, spoken=lambda line: _(AREA_WORDS[line.row.area])),
        Column(N_("People"), lambda line: line.people, RIGHT),
        Column(N_("Municipalities"), lambda line: ", ".join(line.row.towns)),
        Column(N_("Score"), lambda line: line.score, RIGHT),
        Column(N_("Amount"), lambda line: line.money, RIGHT),
        Column(N_("State"), lambda line: line.chip.words),
    )


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody of a group."""

    member: MemberRow

    @property
    def id(self) -> RecordId:
        """The person's."""
        return self.member.person_id

    @property
    def family_name(self) -> str:
        """The surname, or the only name."""
        return self.member.family or shown_name("", self.member.given)

    @property
    def given_name(self) -> str:
        """The first name beside a surname."""
        return self.member.given if self.member.family else ""

    @property
    def note_icons(self) -> tuple[str, ...]:
        """Nothing."""
        return ()

    @property
    def chip(self) -> ChipLook:
        """The other groups, or that they speak for this one."""
        if self.member.also_in:
            return ChipLook(_("also in {groups}").format(groups=", ".join(self.member.also_in)), "warning",
                            "users-round")  # fmt: skip
        return ChipLook(_("Contact"), "info", "phone") if self.member.contact else ChipLook("")


class MembersModel(TableModel[MemberLine]):
    """The people of a group."""

    columns: tuple[Column[MemberLine], ...] = (
        Column(N_("Person"), lambda line: shown_name(line.member.family, line.member.given)),
        Column(N_("In the group"), lambda line: line.chip.words),
    )


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion with the points of each reviewer on show."""

    criterion: Criterion
    points: Mapping[RecordId, int] = field(default_factory=dict)
    """By reviewer."""

    @property
    def id(self) -> RecordId:
        """The criterion's."""
        return self.criterion.id

    @property
    def title(self) -> str:
        """Its weight, which is never cut, and its name."""
        return f"{self.criterion.weight} · {self.criterion.name}"


class PointsModel(TableModel[CriterionLine]):
    """Criteria against reviewers; points typed are announced, not stored."""

    typed = Signal(object, object, str)
    """Criterion, reviewer and the text."""

    def show(
        self, reviewers: Sequence[tuple[RecordId, str]], lines: Sequence[CriterionLine], *, editable: bool
    ) -> None:
        """Show these reviewers by id and name."""
        self._reviewers = [id for id, _name in reviewers]
        columns: list[Column[CriterionLine]] = [Column(N_("Weight · criterion"), lambda line: line.title)]
        columns += [Column(name, _points_of(id), RIGHT, editable=editable) for id, name in reviewers]
        if [each.title for each in self.columns] != [each.title for each in columns] or self._editable != editable:
            self._editable = editable
            self.set_columns(columns)
        self.set_rows(lines)

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Announce what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() == 0:
            return False
        self.typed.emit(self.rows[index.row()].id, self._reviewers[index.column() - 1], str(value))
        return True

    _reviewers: list[RecordId] = []
    _editable = False


def _points_of(reviewer: RecordId) -> Any:
    return lambda line: str(line.points[reviewer]) if reviewer in line.points else ""


def euro(amount: Decimal) -> str:
    """An amount as people read it."""
    return format_money(int(amount * 100))


def aim_words(row: ApplicationRow) -> str:
    """The aims as A and B."""
    chosen = [f"{letter} {_(words)}" for letter, words, on in
              zip("AB", AIM_WORDS, (row.aim_ties, row.aim_savings), strict=True) if on]  # fmt: skip
    return " · ".join(chosen)
