"""The words of *Today*: greeting, how far things are, what is left to do."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from op_desktop.domain.formats import format_date, format_time
from op_desktop.language import _, ngettext
from op_desktop.register.agenda import Activity
from op_desktop.register.inbox import InboxKind, InboxRow
from op_desktop.register.meetings import RegisterState
from ui.models.month import due

ChipWords = tuple[str, str, str]
"""Words, tone and icon of a chip."""


def greeting(now: datetime, name: str) -> str:
    """By the time of day: ``Good morning, Marta``."""
    first = name.split()[0] if name.split() else name
    if now.hour < 13:
        return _("Good morning, {name}").format(name=first)
    return (_("Good afternoon, {name}") if now.hour < 18 else _("Good evening, {name}")).format(name=first)


def day_words(today: date, to_come: int) -> str:
    """``Tuesday 24 November 2026 · 3 activities still to come``."""
    day = format_date(today, "long")
    day = day[0].upper() + day[1:]
    if not to_come:
        return day
    count = ngettext("{n} activity still to come", "{n} activities still to come", to_come).format(n=to_come)
    return f"{day} · {count}"


def distance(activity: Activity, now: datetime) -> ChipWords:
    """How far the first activity is: ``In 12 minutes``, ``Now``, or its day when it is past."""
    if activity.starts_at <= now < activity.ends_at:
        return _("Now"), "success", "clock"
    ahead = activity.starts_at - now
    if ahead < timedelta(0):
        if activity.starts_at.date() == now.date():
            return _("To close"), "warning", "clipboard-pen"
        day = format_date(activity.starts_at.date(), "day")
        return _("To close · {day}").format(day=day), "warning", "clipboard-pen"
    minutes = round(ahead / timedelta(minutes=1))
    if minutes <= 90:
        return ngettext("In {n} minute", "In {n} minutes", minutes).format(n=minutes), "info", "clock"
    return _("At {time}").format(time=format_time(activity.starts_at)), "info", "clock"


def span_words(activity: Activity) -> str:
    """``10:15 – 11:15``."""
    return f"{format_time(activity.starts_at)} – {format_time(activity.ends_at)}"


def title_words(activity: Activity) -> str:
    """``2ªB — The household budget``, or the name of the lab."""
    return f"{activity.title} — {activity.subject}" if activity.subject else activity.title


def state_chip(activity: Activity, now: datetime) -> ChipWords:
    """The state of an activity in the agenda."""
    if activity.state is RegisterState.CLOSED:
        closed = {"lesson": _("Register closed"), "session": _("Meeting closed")}.get(activity.kind, _("Done"))
        return closed, "success", "check"
    if activity.state is RegisterState.CANCELLED:
        return _("Cancelled"), "neutral", ""
    if activity.ends_at <= now:
        return _("To close"), "warning", ""
    if activity.starts_at <= now:
        return _("Now"), "info", "clock"
    return (_("Draft"), "info", "") if activity.state is RegisterState.DRAFT else (_("Planned"), "neutral", "")


def detail_words(activity: Activity, members: Mapping[str, int]) -> str:
    """Where, and with how many people."""
    parts = [activity.place.split(",")[0] if activity.kind == "lesson" else activity.place]
    closed = activity.state is RegisterState.CLOSED
    if activity.kind == "lesson" and activity.expected:
        if closed:
            words = _("{n} present of {total}").format(n=activity.present, total=activity.expected)
        else:
            words = ngettext("{n} pupil", "{n} pupils", activity.expected).format(n=activity.expected)
        parts.append(words)
    elif closed or activity.present:
        parts.append(ngettext("{n} present", "{n} present", activity.present).format(n=activity.present))
    elif regulars := members.get(activity.parent_id, 0):
        parts.append(ngettext("{n} regular", "{n} regulars", regulars).format(n=regulars))
    if activity.volunteers:
        n = activity.volunteers
        parts.append(ngettext("{n} volunteer", "{n} volunteers", n).format(n=n))
    head, *rest = [part for part in parts if part]
    return f"{head} · {', '.join(rest)}" if rest else head


def inbox_words(row: InboxRow) -> tuple[str, str, str, str]:
    """Icon, title, detail and button of something left to do."""
    since = " · ".join(part for part in (format_date(row.day, "short"), age_words(row.age), row.code) if part)
    if row.kind is InboxKind.HOURS_UNCONFIRMED:
        n = ngettext("{n} entry", "{n} entries", row.count).format(n=row.count)
        parts = [part for part in (row.title, n, age_words(row.age)) if part]
        return "hand-heart", _("Hours to confirm"), " · ".join(parts), _("Confirm")
    icon, title, verb = {
        InboxKind.REGISTER_MISSING: ("clipboard-list", _("Register missing: {name}"), _("Complete")),
        InboxKind.REGISTER_DRAFT: ("clipboard-pen", _("Register not closed: {name}"), _("Complete")),
        InboxKind.PUPILS_UNMARKED: ("users-round", _("Pupils to mark: {name}"), _("Complete")),
        InboxKind.SHEET_WAITING: ("clipboard-list", _("Signed sheet to type in: {name}"), _("Type in")),
        InboxKind.EVENT_OPEN: ("calendar-days", _("Event to close: {name}"), _("Complete")),
        InboxKind.FOLLOW_UP_DUE: ("flag", _("Get in touch again: {name}"), _("Open this")),
        InboxKind.LESSON_UNTOLD: ("calendar-clock", _("Did it take place? {name}"), _("Answer")),
    }.get(row.kind, ("coffee", _("Meeting not closed: {name}"), _("Complete")))
    unset = ngettext("{n} without a mark", "{n} without a mark", row.count).format(n=row.count)
    return icon, title.format(name=row.title), f"{since} · {unset}" if row.count else since, verb


def age_words(days: int) -> str:
    """For how long something has been waiting."""
    if days <= 0:
        return _("today")
    return _("yesterday") if days == 1 else ngettext("{n} day ago", "{n} days ago", days).format(n=days)


def due_chip(today: date) -> ChipWords:
    """How long there is until the month is handed over."""
    days = (due(today) - today).days
    if days == 0:
        return _("By tonight"), "warning", "calendar-clock"
    words = ngettext("Within {n} day", "Within {n} days", days).format(n=days)
    return words, "warning" if days <= 7 else "neutral", "calendar-clock"
