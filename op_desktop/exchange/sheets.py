"""Which sheet of a workbook, or class of a school's roster set, is the list of the class in front."""

from collections.abc import Sequence

from op_desktop.domain.section import ClassName, ClassNameUnclear, parse_class_name


def likely_sheet(sheets: Sequence[str], wanted: ClassName, school: str = "") -> str | None:
    """The only sheet that names this class, or the only one of those that also names the school."""
    found = [sheet for sheet in sheets if _names(sheet, wanted)]
    of_school = [sheet for sheet in found if school and school.casefold() in sheet.casefold()]
    return of_school[0] if len(of_school) == 1 else found[0] if len(found) == 1 else None


def _names(sheet: str, wanted: ClassName) -> bool:
    first = sheet.partition(" · ")[0].strip()
    for text in (first, first.rpartition(" ")[2]):
        try:
            if parse_class_name(text) == wanted:
                return True
        except ClassNameUnclear:
            continue
    return False
