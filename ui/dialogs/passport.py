"""Where a figure comes from: its definition in words, its parts, what was declared, and the rows it counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from op_desktop.domain.formats import format_clock, format_hours, format_number
from op_desktop.exchange.figures import Form
from op_desktop.language import _, ngettext
from op_desktop.metrics.definitions import RULES
from op_desktop.metrics.engine import Figure
from op_desktop.metrics.metric import Unit
from ui.dialogs.dialog import Dialog
from ui.dialogs.metric_rows import RowsPanel, Workplace
from ui.folders import documents
from ui.messages import message_of
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of one period, and how the period is called."""

    period: str
    figure: Figure


class PassportDialog(Dialog):
    """Opened by every number; Enter in the filter reads again, Esc closes."""

    exported = Signal(object)
    """The file that was written."""

    def __init__(
        self,
        desk: Workplace,
        counted: Sequence[Counted],
        *,
        declared: str = "",
        title: str = "",
        note: str = "",
        bare: bool = False,
    ) -> None:
        """``counted`` from the earlier to the later period, or figures of one kind of rows that belong together;
        ``declared`` is the published figure in a sentence.

        ``bare`` leaves the number out, where the title tells another one of the same rows.
        """
        metric = counted[-1].figure.metric
        super().__init__(desk.theme, title or _(metric.name), _(metric.counts), cancel=_("Close"), width=920)
        self._desk, self._metric = desk, metric
        self._counted = tuple(counted)
        self.banner = Banner(desk.theme)
        self.value = Label("", "big_figure")
        self.told = Label("", "secondary", ink="text2", wrap=True)
        self.panel = RowsPanel(desk, metric)
        self.periods = Segmented(_("Period"), [(number, each.period) for number, each in enumerate(counted)])
        self.periods.chosen.connect(self._show)
        self._build(declared, note)
        # Only now: a widget shown before it has a parent is a window of its own and takes the keyboard.
        self.periods.setVisible(len(counted) > 1)
        self.value.setVisible(not bare)
        self.told.setVisible(not bare)
        self._connect()
        last = len(counted) - 1
        self.periods.set_current(last)
        self._show(last)

    def export_to(self, path: Path, form: Form) -> None:
        """Write exactly the rows shown into a file."""
        self.panel.export(path, form)

    def _build(self, declared: str, note: str) -> None:
        metric = self._metric
        facts = _("Definition {id}, version {version} · counting basis: {basis}").format(
            id=metric.id, version=metric.version, basis=_(metric.basis)
        )
        rules = " ".join(f"{_(RULES[rule])}" for rule in metric.rules)
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.value)
        line.addWidget(self.told, 1)
        line.addWidget(self.periods)
        self.body.addWidget(self.banner)
        self.body.addLayout(line)
        for text, ink in ((facts, "text2"), (declared, ""), (note, "text2")):
            if text:
                self.body.addWidget(Label(text, "secondary", ink=ink, wrap=True))
        explained = Label(rules, "secondary", ink="text3", wrap=True)
        explained.setAccessibleName(_("Rules applied: {rules}").format(rules=rules))
        self.body.addWidget(explained)
        self.body.addWidget(self.panel, 1)
        self.export = export_button(self._desk, self, self._ask_path)
        self.buttons.insertWidget(0, self.export)
        self.first = self.panel.filter

    def _connect(self) -> None:
        self.panel.failed.connect(self._tell_failed)
        self.panel.written.connect(self._tell_written)

    def _show(self, number: object) -> None:
        figure = self._counted[int(str(number))].figure
        unit = figure.metric.unit
        time = unit is Unit.MINUTES
        amount = format_hours(figure.value) if time else format_number(figure.value)
        if figure.is_interval:
            amount = f"{format_number(figure.least)}–{format_number(figure.value)}"
        self.value.setText(amount)
        self.told.setText(" · ".join([_("hours") if time else _(unit), *parts_told(figure)]))
        self.value.setAccessibleName(f"{amount} {_(unit)}")
        self.panel.show_figure(figure.metric, figure.scope)
        self.place()

    def _ask_path(self, form: Form) -> None:
        figure = self._counted[int(str(self.periods.current))].figure
        scope = figure.scope
        name = f"{figure.metric.id}_{scope.first_day}_{scope.last_day}{form.suffix}"
        path = ask_path(self, name, form)
        if path is not None:
            self.export_to(path, form)

    def _tell_failed(self, error: Exception) -> None:
        message = message_of(error)
        self.banner.tell(message.tone, message.title, message.text)
        self.place()

    def _tell_written(self, path: Path, rows: int) -> None:
        text = ngettext("{n} row written.", "{n} rows written.", rows).format(n=format_number(rows))
        self.banner.tell("success", text, str(path))
        self.place()
        self.exported.emit(path)


def parts_told(figure: Figure) -> list[str]:
    """The numbers beside a figure, in words: ``by name: 12``; parts that are nothing are left out."""
    told = []
    for part in figure.metric.parts:
        number = figure.parts.get(part.key, 0)
        if number:
            amount = format_clock(number) if part.key == "minutes" else format_number(number)
            told.append(f"{_(part.name)}: {amount}")
    return told


def export_button(desk: Workplace, owner: QWidget, chosen: Callable[[Form], object], text: str = "") -> Button:
    """The button *Export*, which asks for the kind of file and calls ``chosen`` with a ``Form``."""
    button = Button(desk.theme, text or _("Export these rows"), "download")
    menu = QMenu(owner)
    for form, words in (
        (Form.XLSX, _("Excel (.xlsx)")),
        (Form.ITALIAN, _("CSV for Excel in Italian")),
        (Form.MACHINE, _("CSV for other programs")),
    ):
        menu.addAction(words).triggered.connect(lambda _checked=False, form=form: chosen(form))
    button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
    button.setProperty("menu", menu)
    return button


def ask_path(parent: QWidget, name: str, form: Form) -> Path | None:
    """Where a file should go; None if the person thought better of it."""
    kinds = "Excel (*.xlsx)" if form is Form.XLSX else "CSV (*.csv)"
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Export"), str(documents() / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_name(path.name + form.suffix)
