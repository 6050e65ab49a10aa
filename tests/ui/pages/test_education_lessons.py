"""The lessons in the window: found by typing, read, printed and projected by real keys; no name is ever projected."""

from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from op_desktop.education.catalogue import open_catalogue
from op_desktop.language import speak
from op_desktop.register.content import module_id
from op_desktop.register.modules import modules_for
from tests.education.packing import write_pack
from tests.ui.pages.conftest import PUPILS, VISITORS
from ui.dialogs.lesson_sheet import LessonSheetDialog
from ui.pages import education_lessons
from ui.pages.education_countdown import Countdown
from ui.pages.education_slides import SlideShow

KEY = Qt.Key
