"""Schools of the registry into the data: what would change, then all of it in one save that can be taken back."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from op_desktop.domain.exchange import SCHOOLS, ImportBatch
from op_desktop.domain.place import Municipality
from op_desktop.domain.record import RecordId, joined_id, new_id
from op_desktop.domain.school import School
from op_desktop.domain.school_code import readable_name
from op_desktop.exchange.roster import Remark
from op_desktop.exchange.school_registry import Outside, Registry, RegistrySchool, read_registry
from op_desktop.language import N_
from op_desktop.progress import SILENT, Progress
from op_desktop.register.school_matching import Sought, found_again
from op_desktop.storage.reader import Reader
from op_desktop.storage.unit_of_work import UnitOfWork

WAS_CALLED = N_("The registry called it {old}")
OTHER_LEVEL = N_("The level changes")
OTHER_TOWN = N_("The municipality changes")
OTHER_INSTITUTE = N_("The institute is now {new}")
IN_REGISTRY = N_("Its code is confirmed by the registry")
MAY_BE = N_("May be “{typed}”, typed by hand")


class Verdict(StrEnum):
    """What the import does with a row of the territory."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    MAY_BE = "may_be"
    """Perhaps a school that somebody typed: a person decides."""
    REJECTED = "rejected"


class Decision(StrEnum):
    """What to do with schools that may be on file under another name."""

    LEAVE = "leave"
    JOIN = "join"
    ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSchool:
    """One row of the territory and what becomes of it."""

    line: int
    verdict: Verdict
    code: str
    name: str
    remark: Remark | None = None
    found: RegistrySchool | None = None
    standing: School | None = None
    """The school on file; with ``MAY_BE`` the one typed by hand."""


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """Every row of the territory once."""

    registry: Registry
    rows: tuple[PlannedSchool, ...]

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return Counter(row.verdict for row in self.rows)[verdict]

    @property
    def elsewhere(self) -> int:
        """Rows of municipalities that are not of the programme."""
        return self.registry.outside.get(Outside.ELSEWHERE, 0)

    def changes(self, decisions: "Decisions") -> int:
        """How many schools would be written with these decisions."""
        decided = sum(1 for row in self.rows if row.verdict is Verdict.MAY_BE
                      and decisions.of(row.code) is not Decision.LEAVE)  # fmt: skip
        return self.count(Verdict.NEW) + self.count(Verdict.UPDATED) + decided


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided about schools that may be on file: by code, and for all others alike."""

    joined: Collection[str] = ()
    added: Collection[str] = ()
    others: Decision = Decision.LEAVE

    def of(self, code: str) -> Decision:
        """The decision about one school."""
        if code in self.joined:
            return Decision.JOIN
        return Decision.ADD if code in self.added else self.others


@dataclass(frozen=True, slots=True)
class ImportedSchools:
    """What an import did; without a batch there was nothing to write."""

    new: int
    updated: int
    undecided: int
    batch: ImportBatch | None = None


def preview_schools(reader: Reader, data: bytes, name: str, progress: Progress = SILENT) -> SchoolPlan:
    """What importing a registry file would do; raises a ``FileRefused``, or ``Cancelled`` where it is stopped."""
    territory = {town.cadastral_code: town.id for town in reader.all(Municipality)}
    registry = read_registry(data, name, territory, progress)
    known, typed = _on_file(reader)
    proposed = found_again(typed, [
        Sought(each.code, each.name, each.level, each.municipality_id)
        for each in registry.schools if each.code not in known
    ])  # fmt: skip
    rows = [_planned(each, known.get(each.code), proposed.get(each.code)) for each in registry.schools]
    rows += [
        PlannedSchool(line=row.line, verdict=Verdict.REJECTED, code=row.written[0], name=row.written[1],
                      remark=row.remark)
        for row in registry.refused
    ]  # fmt: skip
    return SchoolPlan(registry, tuple(sorted(rows, key=lambda row: row.line)))


def import_schools(uow: UnitOfWork, plan: SchoolPlan, decisions: Decisions, *, sha256: str) -> ImportedSchools:
    """Write what a preview showed as one batch; importing the same file again writes nothing.

    ``sha256`` is the file's. A school new from the registry has the same id on every device.
    """
    schools = [school for row in plan.rows if (school := _record(uow, row, decisions)) is not None]
    new = sum(1 for school in schools if uow.get(School, school.id) is None)
    undecided = sum(1 for row in plan.rows if row.verdict is Verdict.MAY_BE
                    and decisions.of(row.code) is Decision.LEAVE)  # fmt: skip
    if not schools:
        return ImportedSchools(0, 0, undecided)
    batch = ImportBatch(
        id=new_id(), kind=SCHOOLS, source=plan.registry.name, sha256=sha256, imported_at=uow.now, created=new,
        updated=len(schools) - new, rejected=plan.count(Verdict.REJECTED),
    )  # fmt: skip
    uow.put_all([batch, *schools])
    return ImportedSchools(new, len(schools) - new, undecided, batch)


def _on_file(reader: Reader) -> tuple[dict[str, School], Sequence[School]]:
    """Schools by code (the oldest, should there be two), and those without one."""
    known: dict[str, School] = {}
    typed: list[School] = []
    for school in reader.all(School):
        if school.code:
            known.setdefault(school.code, school)
        else:
            typed.append(school)
    return known, typed


def _planned(found: RegistrySchool, standing: School | None, typed: School | None) -> PlannedSchool:
    if standing is None and typed is None:
        return PlannedSchool(line=found.line, verdict=Verdict.NEW, code=found.code, name=found.name, found=found)
    if standing is None:
        assert typed is not None
        remark = Remark(MAY_BE, (("typed", typed.name),))
        return PlannedSchool(line=found.line, verdict=Verdict.MAY_BE, code=found.code, name=found.name,
                             remark=remark, found=found, standing=typed)  # fmt: skip
    remarks = list(_differences(standing, found))
    verdict = Verdict.UPDATED if remarks else Verdict.UNCHANGED
    return PlannedSchool(line=found.line, verdict=verdict, code=found.code, name=standing.name,
                         remark=remarks[0] if remarks else None, found=found, standing=standing)  # fmt: skip


def _differences(standing: School, found: RegistrySchool) -> Iterator[Remark]:
    if standing.registry_name and standing.registry_name != found.registry_name:
        yield Remark(WAS_CALLED, (("old", standing.registry_name),))
    if standing.level is not found.level:
        yield Remark(OTHER_LEVEL)
    if standing.municipality_id != found.municipality_id:
        yield Remark(OTHER_TOWN)
    if found.institute and standing.institute != found.institute:
        yield Remark(OTHER_INSTITUTE, (("new", found.institute),))
    if not standing.registry_name:
        yield Remark(IN_REGISTRY)


def _record(reader: Reader, row: PlannedSchool, decisions: Decisions) -> School | None:
    """The school as the import leaves it; None where it changes nothing."""
    found = row.found
    if found is None or row.verdict in (Verdict.UNCHANGED, Verdict.REJECTED):
        return None
    decision = decisions.of(row.code) if row.verdict is Verdict.MAY_BE else Decision.JOIN
    if decision is Decision.LEAVE:
        return None
    # As it is now: somebody may have corrected it since the preview.
    standing = reader.get(School, row.standing.id) if row.standing is not None else None
    if standing is None or decision is Decision.ADD:
        return School(id=registry_id(found.code), name=found.name, code=found.code, level=found.level,
                      municipality_id=found.municipality_id, institute=found.institute,
                      registry_name=found.registry_name)  # fmt: skip
    return replace(standing, name=_name(standing, found), code=found.code, level=found.level,
                   municipality_id=found.municipality_id, institute=found.institute or standing.institute,
                   registry_name=found.registry_name)  # fmt: skip


def _name(standing: School, found: RegistrySchool) -> str:
    """The registry's new name, unless somebody wrote another one here."""
    untouched = standing.name == readable_name(standing.registry_name)
    return found.name if standing.registry_name and untouched else standing.name


def registry_id(code: str) -> RecordId:
    """The id of a school of the registry, on every device."""
    return joined_id(School.entity, [code])
