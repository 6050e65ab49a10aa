"""The pages: who may open them, in which order, and where each is built at its first visit."""

import gc
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from op_desktop.language import N_, _
from op_desktop.progress import Progress
from ui.widgets.nav import PageEntry

if TYPE_CHECKING:
    from ui.desk import Desk

SCHOOLS, COMMUNITY, RESULTS = N_("Schools"), N_("Community"), N_("Results")


class Entry(NamedTuple):
    """One page: its class is imported when it is first opened, so that the start does not pay for it."""

    key: str
    title: str
    icon: str
    module: str
    page: str
    needs: str
    """The value of the ``Permission`` to see it."""
    group: str = ""
    also: str = ""
    """The value of another permission that is enough; empty where there is none."""
    foot: bool = False


ENTRIES = (
    Entry("home", N_("Today"), "sun", "home", "HomePage", "today.read"),
    Entry("classes", N_("Classes"), "graduation-cap", "classes", "ClassesPage", "classes.read", SCHOOLS),
    Entry(
        "education",
        N_("Lessons & quizzes"),
        "presentation",
        "education",
        "EducationPage",
        "teaching.read",
        SCHOOLS,
    ),
    Entry("labs", N_("Labs"), "coffee", "labs", "LabsPage", "labs.read", COMMUNITY),
    Entry("people", N_("People"), "users-round", "people", "PeoplePage", "people.read", COMMUNITY),
    Entry(
        "volunteering",
        N_("Volunteers and hours"),
        "hand-heart",
        "volunteering",
        "VolunteeringPage",
        "volunteering.read",
        COMMUNITY,
    ),
    Entry("events", N_("Events"), "calendar-days", "events", "EventsPage", "events.read", COMMUNITY),
    Entry(
        "counselling",
        N_("Help desks"),
        "messages-square",
        "counselling",
        "CounsellingPage",
        "counselling.read",
        COMMUNITY,
    ),
    Entry("grants", N_("Grant call"), "sprout", "grants", "GrantsPage", "grants.read", COMMUNITY),
    Entry("metrics", N_("Metrics"), "chart-column", "metrics", "MetricsPage", "metrics.read", RESULTS),
    Entry(
        "certificates",
        N_("Certificates"),
        "award",
        "certificates",
        "CertificatesPage",
        "class_certificates.read",
        RESULTS,
        "volunteer_certificates.read",
    ),
    Entry("export", N_("Hand-over"), "send", "export", "ExportPage", "hand_over", RESULTS),
    Entry("collection", N_("Collection"), "inbox", "collection", "CollectionPage", "collect", RESULTS),
    Entry("settings", N_("Settings"), "settings", "settings", "SettingsPage", "today.read", foot=True),
)


def entries(desk: "Desk") -> list[PageEntry]:
    """The pages that this person may open."""
    # Brings the records along, and nobody is there in the first frame.
    from op_desktop.security.permissions import Permission  # noqa: PLC0415

    return [
        PageEntry(
            key=each.key,
            title=_(each.title),
            icon=each.icon,
            factory=partial(_build, each, desk),
            group=_(each.group),
            shortcut="Ctrl+," if each.key == "settings" else "",
            foot=each.foot,
        )
        for each in ENTRIES
        if any(desk.may(Permission(needed)) for needed in (each.needs, each.also) if needed)
    ]


def promised() -> list[PageEntry]:
    """The pages as the window shows them in the first moment, before it knows who is there."""
    return [
        PageEntry(key=each.key, title=_(each.title), icon=each.icon, factory=QWidget, group=_(each.group),
                  foot=each.foot)
        for each in ENTRIES
        if each.needs != "collect"
    ]  # fmt: skip


def load_pages(progress: Progress) -> None:
    """Import every page's modules, away from the window's thread: the first visit then only builds the page."""
    for number, each in enumerate(ENTRIES):
        progress.step(number, len(ENTRIES))
        import_module(f"ui.pages.{each.module}")
    # Modules stay to the end. Every full collection looked at all of them, and took longer than a page does to open.
    gc.freeze()


def _build(entry: Entry, desk: "Desk") -> QWidget:
    page: Any = getattr(import_module(f"ui.pages.{entry.module}"), entry.page)
    built: QWidget = page(desk)
    return built
