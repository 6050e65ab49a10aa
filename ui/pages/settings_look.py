"""Settings: how the window looks and speaks; every choice is seen at once."""

from PySide6.QtWidgets import QWidget

from op_desktop import settings
from op_desktop.language import _, language
from op_desktop.settings import TEXT_SIZES
from ui.pages.page import Page
from ui.pages.settings_section import Section
from ui.widgets.list_row import ListRow
from ui.widgets.segmented import Segmented
from ui.widgets.toggle import ToggleSwitch


class LookSection(Section):
    """Colours, text size, language and font."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        preferences, kept = self.desk.preferences, self.desk.preferences.settings
        self.scheme = Segmented(
            _("Colours"),
            ((settings.Theme.AUTO, _("As the computer")), (settings.Theme.LIGHT, _("Light")),
             (settings.Theme.DARK, _("Dark"))),
            kept.theme,
        )  # fmt: skip
        self.sizes = Segmented(_("Text size"), [(size, f"{size} %") for size in TEXT_SIZES], kept.text_size)
        self.language = Segmented(_("Language"), (("it", "Italiano"), ("en", "English")), language())
        self.system_font = ToggleSwitch(self.theme, _("The computer’s own font"), on=kept.system_font)
        self.scheme.chosen.connect(lambda chosen: preferences.change(theme=chosen))
        self.sizes.chosen.connect(lambda chosen: preferences.change(text_size=chosen))
        self.language.chosen.connect(lambda chosen: preferences.change(language=chosen))
        self.system_font.toggled.connect(lambda on: preferences.change(system_font=on))
        self.large = ToggleSwitch(self.theme, _("Desk mode"), on=kept.large_targets)
        self.large.toggled.connect(lambda on: preferences.change(large_targets=on))
        card = self.card()
        rows: tuple[tuple[str, str, QWidget], ...] = (
            (_("Colours"), _("Light, dark, or as the computer is set"), self.scheme),
            (_("Text size"), _("Everything grows with the text"), self.sizes),
            (_("Language"), _("The window, the papers and the exports"), self.language),
            (_("Desk mode"), _("Buttons and rows as large as a finger, for the counter"), self.large),
            (_("The computer’s own font"), _("In place of Inter, for running text"), self.system_font),
        )
        for title, detail, widget in rows:
            card.add_row(ListRow(title, detail, trailing=[widget], height=60))
