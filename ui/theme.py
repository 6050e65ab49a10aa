"""The look of the window: colours, fonts, palette and style sheet, and the signal when they change."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

import resources
from ui.icons import ThemeIcon
from ui.stylesheet import style_sheet
from ui.tokens import DARK, LIGHT, ROLES

STYLE: Final = "Fusion"
TEXT_FAMILY: Final = "Inter"
TITLE_FAMILY: Final = "Titillium Web"
TEXT_SIZES: Final = (90, 100, 115, 130, 150)
TARGET: Final = 44
"""Px of the least thing to press in desk mode, each way."""
_FONTS: Final = "op_desktop_fonts"
"""Property of the application that has our fonts already."""


class Scheme(StrEnum):
    """Which colours the person asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """What every painted widget asks for its colours and fonts, at the moment it paints.

    The style sheet is written for the style ``STYLE``, with which the application has to be made.
    """

    changed = Signal()
    """Colours, text size or font are new; the style sheet is already in place."""

    def __init__(
        self,
        application: QApplication,
        scheme: Scheme = Scheme.SYSTEM,
        *,
        text_size: int = 100,
        system_font: bool = False,
        large_targets: bool = False,
        whole: bool = True,
        parent: QObject | None = None,
    ) -> None:
        """``whole`` dresses the application; else only what asks this theme, and what gets its ``sheet``."""
        super().__init__(parent)
        self._whole = whole
        self._application = application
        self._system_family = application.font().family()
        _load_fonts(application)
        self._scheme, self._text_size, self._system_font = scheme, text_size, system_font
        self._large_targets = large_targets
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def scheme(self) -> Scheme:
        """The colours asked for; ``dark`` says which are in use."""
        return self._scheme

    @property
    def text_size(self) -> int:
        """Text size in per cent, 90 to 150."""
        return self._text_size

    @property
    def system_font(self) -> bool:
        """True when running text is set in the computer's own font."""
        return self._system_font

    @property
    def dark(self) -> bool:
        """True while the dark colours are in use."""
        if self._scheme is Scheme.SYSTEM:
            return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    @property
    def large_targets(self) -> bool:
        """True at a desk where people press with a finger."""
        return self._large_targets

    def set_look(
        self,
        scheme: Scheme | None = None,
        *,
        text_size: int | None = None,
        system_font: bool | None = None,
        large_targets: bool | None = None,
    ) -> None:
        """Change what is given and keep the rest; announces ``changed`` once."""
        self._scheme = self._scheme if scheme is None else scheme
        self._text_size = self._text_size if text_size is None else text_size
        self._system_font = self._system_font if system_font is None else system_font
        self._large_targets = self._large_targets if large_targets is None else large_targets
        self._apply()
        self.changed.emit()

    def color(self, token: str) -> QColor:
        """The colour of a token of ``ui.tokens``; a name that is not there is a defect (KeyError)."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor((DARK if self.dark else LIGHT)[token])
        # A copy: who changes it must not change it for all.
        return QColor(found)

    def px(self, size: float) -> int:
        """A length in px at 100 %, grown with the text size; for whatever holds text."""
        return round(size * self._text_size / 100)

    def target(self, size: float) -> int:
        """The height of something that is pressed: as ``px``, and no less than ``TARGET`` at a desk."""
        return max(self.px(size), TARGET) if self._large_targets else self.px(size)

    def font(self, role: str, *, weight: int | None = None, figures: bool = False) -> QFont:
        """The font of a role of ``ui.tokens.ROLES``; ``figures`` sets digits of equal width, for columns."""
        found = self._fonts.get((role, weight, figures))
        if found is None:
            found = self._fonts[role, weight, figures] = self._made_font(role, weight, figures=figures)
        return QFont(found)

    def _made_font(self, role: str, weight: int | None, *, figures: bool) -> QFont:
        kind = ROLES[role]
        family = TITLE_FAMILY if kind.title else self._text_family()
        font = QFont(family)
        font.setPixelSize(self.px(kind.size))
        font.setWeight(QFont.Weight(weight or kind.weight))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.spacing)
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def sheet(self) -> str:
        """The style sheet of these colours and this text size."""
        colors = DARK if self.dark else LIGHT
        target = TARGET if self._large_targets else 0
        return style_sheet(
            colors, self._text_size, text_family=self._text_family(), title_family=TITLE_FAMILY, target=target
        )

    def icon(self, name: str, token: str = "text2", *, checked: str = "") -> QIcon:
        """An icon that takes the token's colour of the moment; ``checked`` is the token while switched on."""
        return QIcon(ThemeIcon(self.color, name, token, checked or token))

    def _text_family(self) -> str:
        return self._system_family if self._system_font else TEXT_FAMILY

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._colors.clear()
        self._fonts.clear()
        if self._whole:
            self._application.setFont(self.font("body"))
            self._application.setPalette(self._palette())
            sheet = self.sheet()
            # Setting a sheet polishes every widget anew, even where it is the same one.
            if sheet != self._application.styleSheet():
                self._application.setStyleSheet(sheet)

    def _palette(self) -> QPalette:
        role, group = QPalette.ColorRole, QPalette.ColorGroup
        palette = QPalette()
        for target, token in {
            role.Window: "bg", role.WindowText: "text", role.Base: "surface", role.AlternateBase: "surface2",
            role.Text: "text", role.Button: "surface", role.ButtonText: "text", role.BrightText: "danger",
            role.Highlight: "primary", role.HighlightedText: "on_primary", role.Link: "primary_text",
            role.LinkVisited: "s4", role.ToolTipBase: "nav", role.ToolTipText: "on_nav",
            role.PlaceholderText: "text3", role.Light: "surface", role.Midlight: "surface2", role.Mid: "border",
            role.Dark: "border_strong", role.Shadow: "border_strong", role.Accent: "primary",
        }.items():  # fmt: skip
            palette.setColor(target, self.color(token))
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(group.Disabled, target, self.color("text_disabled"))
        palette.setColor(group.Inactive, role.Highlight, self.color("selection"))
        palette.setColor(group.Inactive, role.HighlightedText, self.color("selection_text"))
        return palette


def _load_fonts(application: QApplication) -> None:
    if application.property(_FONTS):
        return
    application.setProperty(_FONTS, True)
    for file in sorted(resources.path("fonts").glob("[IT]*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
