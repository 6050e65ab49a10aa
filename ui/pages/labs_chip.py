"""How a meeting stands, in the chip beside its title."""

from datetime import datetime

from op_desktop.domain.formats import format_time
from op_desktop.language import _, ngettext
from op_desktop.register.meetings import RegisterState
from op_desktop.register.sessions import SessionRow
from ui.theme import Theme
from ui.widgets.chip import Chip


def meeting_chip(theme: Theme, session: SessionRow, now: datetime) -> Chip:
    """Closed, cancelled, open since, or the paper sheet of another day."""
    if session.state is RegisterState.CLOSED:
        words = ngettext("Closed with {n} person", "Closed with {n} people", session.noted)
        return Chip(theme, words.format(n=session.noted), "neutral", "lock")
    if session.state is RegisterState.CANCELLED:
        return Chip(theme, _("Cancelled"), "warning", "ban")
    begun = session.starts_at <= now
    if session.starts_at.date() != now.date():
        if not begun:
            return Chip(theme, _("Open"), "info", "door-open")
        days = (now.date() - session.starts_at.date()).days
        late = ngettext("Sheet of {n} day ago", "Sheet of {n} days ago", days).format(n=days)
        return Chip(theme, late, "warning", "clipboard-pen")
    words = _("Open since {time}") if begun else _("Begins at {time}")
    return Chip(theme, words.format(time=format_time(session.starts_at)), "success" if begun else "info", "door-open")
