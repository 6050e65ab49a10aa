"""Settings: the venues and schools of the territory."""

from PySide6.QtWidgets import QWidget

from op_desktop.domain.formats import format_date
from op_desktop.domain.place import Venue
from op_desktop.domain.record import RecordId
from op_desktop.domain.school import Level
from op_desktop.language import _, ngettext
from op_desktop.register import places, schools
from op_desktop.register.places import PlaceKind, PlaceRow, VenueRow
from op_desktop.register.school_imports import SchoolImportRow, school_imports
from op_desktop.security.permissions import Permission
from ui.dialogs.place import Kind, PlaceDialog
from ui.dialogs.venue import VenueDialog
from ui.pages.page import Page
from ui.pages.school_imports import SchoolImports
from ui.pages.settings_section import Section
from ui.widgets.avatar import IconTile
from ui.widgets.button import Button
from ui.widgets.card import CardTitle
from ui.widgets.chip import Chip
from ui.widgets.list_row import ListRow

LISTED = 40
"""How many places are shown at once: a registry brings more than a page opens with in an instant."""
LATEST = 3
"""How many imports are listed: the places themselves come first."""


class PlacesSection(Section):
    """By municipality; whoever works somewhere new adds it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.imported = self.card()
        self.list = self.card()
        self.imports = SchoolImports(page)
        self._all = False

    def refresh(self) -> None:
        """List the places, and the files that brought schools."""
        with self.desk.workspace.read() as reader:
            found, batches = places.places(reader), school_imports(reader)
            shut = [row for row in places.venues(reader) if not row.open]
        may_add = self.desk.may(Permission.PROPOSE_PLACES) or self.desk.may(Permission.WRITE_PLACES)
        add = [
            Button(self.theme, _("Import the schools"), "file-down", on_click=self.imports.choose),
            Button(self.theme, _("Add a place"), "plus", on_click=self._add),
        ] if may_add else []  # fmt: skip
        count = ngettext("{n} place", "{n} places", len(found)).format(n=len(found))
        by_town = sorted(found, key=lambda place: (place.municipality, place.kind, place.name))
        rows: list[QWidget] = [
            self._row(place, may_change=may_add) for place in (by_town if self._all else by_town[:LISTED])
        ]
        if len(rows) < len(by_town):
            words = _("Show all {n} places").format(n=len(by_town))
            rows.append(Button(self.theme, words, "chevron-down", "ghost", on_click=self._show_all))
        rows.extend(self._shut(row, may_change=may_add) for row in shut)
        self.refill(self.list, [CardTitle(_("Places"), *add, note=count), *rows])
        self.refill(
            self.imported, [CardTitle(_("Imports of schools")), *(self._batch(batch) for batch in batches[:LATEST])]
        )
        self.imported.setVisible(bool(batches))

    def _row(self, place: PlaceRow, *, may_change: bool) -> ListRow:
        school = place.kind is PlaceKind.SCHOOL
        icon = IconTile(self.theme, "school" if school else "coffee", "info" if school else "accent", 32)
        trailing = [] if school or not may_change else [self._change(place.id, place.name)]
        return ListRow(place.name, place.municipality, leading=[icon], trailing=trailing, inline=True, height=44)

    def _shut(self, row: VenueRow, *, may_change: bool) -> ListRow:
        """A venue that closed: its past stays."""
        trailing: list[QWidget] = [Chip(self.theme, _("Closed"))]
        trailing += [self._change(row.id, row.name)] if may_change else []
        icon = IconTile(self.theme, "coffee", "neutral", 32)
        return ListRow(row.name, row.municipality, leading=[icon], trailing=trailing, inline=True, height=44)

    def _change(self, venue_id: RecordId, name: str) -> Button:
        words = _("Change {place}").format(place=name)
        return Button(self.theme, words, "pencil", "icon", on_click=lambda: self._ask(venue_id))

    def _ask(self, venue_id: RecordId) -> None:
        with self.desk.workspace.read() as reader:
            dialog = VenueDialog(self.theme, reader.require(Venue, venue_id), today=reader.today)

        def keep() -> None:
            with self.page.writing(_("Change {place}").format(place=dialog.venue.name)) as uow:
                places.describe_venue(uow, dialog.venue)

        dialog.accepted.connect(keep)
        self.desk.window.ask(dialog)

    def _batch(self, batch: SchoolImportRow) -> ListRow:
        new = ngettext("{n} new school", "{n} new schools", batch.created).format(n=batch.created)
        changed = ngettext("{n} changed", "{n} changed", batch.updated).format(n=batch.updated)
        told = f"{format_date(batch.imported_at.date())} · {new}, {changed}"
        if batch.undone:
            return ListRow(batch.source, told, trailing=[Chip(self.theme, _("Taken back"), "neutral", "undo-2")])
        words = _("Take back {file} of {day}").format(file=batch.source, day=format_date(batch.imported_at.date()))
        undo = Button(self.theme, _("Take back"), "undo-2", "ghost",
                      on_click=lambda: self.imports.take_back(batch.id))  # fmt: skip
        undo.setAccessibleName(words)
        return ListRow(batch.source, told, trailing=[undo])

    def _show_all(self) -> None:
        self._all = True
        self.refresh()

    def _add(self) -> None:
        with self.desk.workspace.read() as reader:
            dialog = PlaceDialog(self.theme, places.municipalities(reader), schools.schools(reader))

        def keep() -> None:
            name, town = dialog.name.text(), dialog.municipality_id
            with self.page.writing(_("Add a place")) as uow:
                if dialog.kind.current is Kind.SCHOOL:
                    schools.add_school(uow, name, town, Level(str(dialog.level.current)))
                else:
                    places.add_venue(uow, name, town)
            if self.page.saved:
                self.page.say_undoable(_("{name} was added.").format(name=name.strip()))

        dialog.accepted.connect(keep)
        self.desk.window.ask(dialog)
