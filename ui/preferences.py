"""What one person prefers on this computer, applied the moment it is chosen and kept in its file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from op_desktop import settings
from op_desktop.language import language, speak
from op_desktop.settings import Settings
from ui.theme import Scheme, Theme

SCHEMES: Final[Mapping[settings.Theme, Scheme]] = {
    settings.Theme.AUTO: Scheme.SYSTEM,
    settings.Theme.LIGHT: Scheme.LIGHT,
    settings.Theme.DARK: Scheme.DARK,
}


class Preferences(QObject):
    """The settings of the moment; whoever changes them sees the effect at once."""

    language_changed = Signal()
    """Texts made from now on are in another language; those on screen have to be made anew."""

    def __init__(
        self, theme: Theme, kept: Settings | None = None, file: Path | None = None, parent: QObject | None = None
    ) -> None:
        """Without ``file`` nothing outlives the program."""
        super().__init__(parent)
        self._theme, self._kept, self._file = theme, kept or Settings(), file
        self._qt_texts: QTranslator | None = None

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self._kept

    def change(self, **changes: Any) -> None:
        """Set fields of ``Settings``, keep them and apply them."""
        before, spoken = self._kept, language()
        self._kept = before._replace(**changes)
        if self._kept == before:
            return
        if self._file is not None:
            settings.save(self._kept, self._file)
        if _look(self._kept) != _look(before):
            self._theme.set_look(
                SCHEMES[self._kept.theme], text_size=self._kept.text_size, system_font=self._kept.system_font,
                large_targets=self._kept.large_targets,
            )  # fmt: skip
        if self._kept.language != before.language:
            self.speak()
            if language() != spoken:
                self.language_changed.emit()

    def speak(self) -> None:
        """Make the language of the settings that of all texts from now on, Qt's own too."""
        spoken = speak(self._kept.language)
        QLocale.setDefault(QLocale("it_IT" if spoken == "it" else "en_GB"))
        if self._qt_texts is not None:
            QApplication.removeTranslator(self._qt_texts)
            self._qt_texts = None
        if spoken == "it":
            self._qt_texts = QTranslator(self)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._qt_texts.load(QLocale(spoken), "qtbase", "_", folder):
                QApplication.installTranslator(self._qt_texts)


def _look(kept: Settings) -> tuple[object, ...]:
    """What of the settings the theme shows."""
    return kept.theme, kept.text_size, kept.system_font, kept.large_targets
