"""The cells of a register: marks told apart without colour, names, presences, and the head above them."""

import sys
from dataclasses import dataclass
from itertools import combinations

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QStandardItem, QStandardItemModel, QTextDocument
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QTableView, QToolTip

from op_desktop.domain.attendance import Mark
from ui.delegates.attendance import HistoryDelegate, TodayDelegate
from ui.delegates.blocks import Block, BlocksDelegate, PresenceLook
from ui.delegates.cell import RIGHT, RowRole, TextDelegate
from ui.delegates.marks import MarkKind, MarkLook, mark_pixmap
from ui.delegates.name import NameDelegate
from ui.theme import Scheme, Theme
from ui.widgets.register_header import COMPACT, HEIGHT, RegisterHeader

LOOKS = {
    MarkKind.PRESENT: MarkLook(MarkKind.PRESENT, "P", "Presente"),
    MarkKind.ABSENT: MarkLook(MarkKind.ABSENT, "A", "Assente"),
    MarkKind.LATE: MarkLook(MarkKind.LATE, "R", "Ritardo 10 min"),
    MarkKind.EXCUSED: MarkLook(MarkKind.EXCUSED, "G", "Giustificato"),
    MarkKind.LEFT_EARLY: MarkLook(MarkKind.LEFT_EARLY, "U", "Uscita 11:00"),
    MarkKind.NOT_RECORDED: MarkLook(MarkKind.NOT_RECORDED, "", "da segnare"),
    MarkKind.TO_COME: MarkLook(MarkKind.TO_COME),
}
FIVE = tuple(MarkKind(mark.value) for mark in Mark)
A, M, T = Block.ATTENDED, Block.MISSED, Block.TO_COME
HALF = PresenceLook((A, M, T), "1 su 2")
TITLES = ("N.", "Alunna o alunno", "1\n6 ott", "Lezione 2\noggi, 24 novembre", "3\n15 dic", "Presenze")


@dataclass(frozen=True, slots=True)
class Row:
    number: int = 7
    family_name: str = "Colombo"
    given_name: str = "Giulia"
    note_icons: tuple[str, ...] = ()
    marks: tuple[MarkLook, ...] = (LOOKS[MarkKind.PRESENT], LOOKS[MarkKind.ABSENT], LOOKS[MarkKind.TO_COME])
    presences: PresenceLook = HALF
    tone: str = ""


class Register(QAbstractTableModel):
    def __init__(self, rows):
        super().__init__()
        self.rows = rows

    def rowCount(self, parent=None):
        return len(self.rows)

    def columnCount(self, parent=None):
        return len(TITLES)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == RowRole:
            return self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return self.rows[index.row()].number
        return None

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (2, 4):
            return int(Qt.AlignmentFlag.AlignCenter)
        return None


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def theme(request, qapp):
    return Theme(qapp, request.param)


@pytest.fixture
def light(qapp):
    return Theme(qapp, Scheme.LIGHT)


def painted(delegate, row, column=1, *, width=160, height=22, selected=False, focus=False):
    """One cell as an image."""
    model = Register([row])
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, height)
    if selected:
        option.state |= QStyle.StateFlag.State_Selected
    if focus:
        option.state |= QStyle.StateFlag.State_HasFocus
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0, column))
    painter.end()
    return image


def colors(image, left=0, right=None):
    return [image.pixelColor(x, y).name() for x in range(left, right or image.width()) for y in range(image.height())]


def table(qtbot, theme, rows):
    view = QTableView()
    qtbot.addWidget(view)
    view.model_kept = Register(rows)
    view.setModel(view.model_kept)
    view.setShowGrid(False)
    header = RegisterHeader(theme, view)
    view.setHorizontalHeader(header)
    header.set_today(3)
    view.verticalHeader().hide()
    view.verticalHeader().setMinimumSectionSize(22)
    view.verticalHeader().setDefaultSectionSize(22)
    delegates = (
        TextDelegate(theme, view, token="text2", align=RIGHT),
        NameDelegate(theme, view),
        HistoryDelegate(theme, 0, view),
        TodayDelegate(theme, 1, view),
        HistoryDelegate(theme, 2, view),
        BlocksDelegate(theme, view),
    )
    for column, (delegate, width) in enumerate(zip(delegates, (42, 208, 52, 160, 52, 150), strict=True)):
        view.setItemDelegateForColumn(column, delegate)
        header.resizeSection(column, width)
    view.resize(680, 300)
    view.show()
    qtbot.waitExposed(view)
    return view


# Marks.


@pytest.mark.parametrize(("one", "other"), list(combinations([*FIVE, MarkKind.NOT_RECORDED, MarkKind.TO_COME], 2)))
def test_printed_in_grey_no_two_marks_look_alike(theme, one, other):
    def grey(kind):
        # Without the letter: the shape alone must do.
        image = painted(HistoryDelegate(theme, 0), Row(marks=(MarkLook(kind),)), width=24, height=24)
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        return [grey.pixelColor(x, y).red() for x in range(24) for y in range(24)]

    apart = sum(abs(a - b) > 40 for a, b in zip(grey(one), grey(other), strict=True))
    assert apart >= 8


@pytest.mark.parametrize("kind", [MarkKind.ABSENT, MarkKind.LATE, MarkKind.EXCUSED, MarkKind.LEFT_EARLY])
def test_the_letter_comes_from_the_reader_s_language(theme, kind):
    def glyph(letter):
        return painted(HistoryDelegate(theme, 0), Row(marks=(MarkLook(kind, letter),)), width=24)

    assert glyph("R") != glyph("L")
    assert glyph("R") != glyph("")


def test_only_exceptions_have_ink(theme):
    ground = theme.color("surface").name()

    def ink(kind):
        return sum(color != ground for color in colors(painted(HistoryDelegate(theme, 0), Row(marks=(LOOKS[kind],)))))

    assert ink(MarkKind.PRESENT) < ink(MarkKind.ABSENT) / 4
    assert ink(MarkKind.TO_COME) < ink(MarkKind.PRESENT)


def test_an_absence_is_a_filled_square_and_a_late_arrival_a_ring(theme):
    absent = painted(HistoryDelegate(theme, 0), Row(marks=(LOOKS[MarkKind.ABSENT],)), width=40)
    late = painted(HistoryDelegate(theme, 0), Row(marks=(MarkLook(MarkKind.LATE),)), width=40)

    assert absent.pixelColor(13, 11) == theme.color("danger")
    assert absent.pixelColor(20, 3) == theme.color("danger")
    assert late.pixelColor(20, 11) == theme.color("warning_tint")
    assert theme.color("warning").name() in colors(late)


@pytest.mark.parametrize(
    ("kind", "ground", "word"),
    [
        (MarkKind.ABSENT, "danger_tint", "danger"),
        (MarkKind.LATE, "warning_tint", "warning"),
        (MarkKind.EXCUSED, "surface", "s4"),
        (MarkKind.LEFT_EARLY, "sunken", "text2"),
    ],
)
def test_today_an_exception_is_a_tinted_pill_with_its_word(theme, kind, ground, word):
    image = painted(TodayDelegate(theme, 0), Row(marks=(LOOKS[kind],)))

    assert image.pixelColor(146, 11) == theme.color(ground)
    assert theme.color(word).name() in colors(image, left=40)


def test_today_who_is_present_has_no_pill_and_who_is_not_recorded_an_empty_one(theme):
    present = painted(TodayDelegate(theme, 0), Row(marks=(LOOKS[MarkKind.PRESENT],)))
    nothing = painted(TodayDelegate(theme, 0), Row(marks=(LOOKS[MarkKind.NOT_RECORDED],)))

    assert present.pixelColor(11, 11) == theme.color("success_tint")
    assert present.pixelColor(146, 11) == present.pixelColor(157, 11) == nothing.pixelColor(146, 11)
    assert len(set(colors(nothing, left=100))) > len(set(colors(present, left=100)))


def test_a_long_word_is_shortened_inside_its_pill(light):
    look = MarkLook(MarkKind.LATE, "R", "Ritardo di centoventicinque minuti")
    image = painted(TodayDelegate(light, 0), Row(marks=(look,)))

    assert light.color("warning").name() not in colors(image, left=153)


@pytest.mark.parametrize("size", [100, 150])
def test_a_mark_alone_fits_a_legend_at_any_text_size(qapp, size):
    theme = Theme(qapp, Scheme.LIGHT, text_size=size)
    pixmap = mark_pixmap(theme, LOOKS[MarkKind.ABSENT], 2.0)

    assert pixmap.width() == 20 * size // 100 * 2
    assert HistoryDelegate(theme, 0).sizeHint(QStyleOptionViewItem(), Register([Row()]).index(0, 0)).height() >= (
        20 * size // 100
    )


# Ground and frame.


def test_the_current_row_is_tinted_and_today_s_cell_framed(theme):
    plain = painted(TodayDelegate(theme, 1), Row())
    chosen = painted(TodayDelegate(theme, 1), Row(), selected=True)
    history = painted(HistoryDelegate(theme, 0), Row(), selected=True)

    assert theme.color("focus").name() in colors(chosen)
    assert theme.color("focus").name() not in colors(plain)
    assert theme.color("focus").name() not in colors(history)
    assert history.pixelColor(1, 11) == chosen.pixelColor(157, 0) == theme.color("selection")
    assert theme.color("focus").name() in colors(painted(HistoryDelegate(theme, 0), Row(), focus=True))


def test_a_row_with_a_problem_is_tinted_and_what_is_not_kept_struck_through(theme):
    delegate = TextDelegate(theme, struck=True, lined=True)
    toned = painted(delegate, Row(tone="danger"), 0)
    image = painted(delegate, Row(), 0)

    assert toned.pixelColor(100, 5) == theme.color("danger_tint")
    assert image.pixelColor(100, 5) == theme.color("surface")
    assert image.pixelColor(100, 21) != theme.color("surface")
    assert image.pixelColor(9, 11) == theme.color("text")
    assert image.pixelColor(100, 11) == theme.color("surface")


# Names and presences.


def test_the_surname_is_kept_where_the_first_name_has_no_room(light):
    def name(width, given):
        return painted(NameDelegate(light), Row(given_name=given), width=width)

    assert name(200, "Giulia") != name(200, "")
    assert name(78, "Giulia") == name(78, "")


def test_room_is_kept_for_the_icons_of_notes(light):
    long = Row(given_name="Maria Antonietta Giuseppina", note_icons=("camera-off", "file-text"))
    image = painted(NameDelegate(light), long, width=180)

    icons = colors(image, left=136, right=172)
    assert light.color("text3").name() in icons
    assert light.color("text2").name() not in icons


def test_presences_are_filled_outlined_or_a_line(theme):
    image = painted(BlocksDelegate(theme), Row())

    assert image.pixelColor(13, 11) == theme.color("success")
    assert image.pixelColor(26, 11) == theme.color("surface")
    assert image.pixelColor(26, 7).name() != theme.color("surface").name()
    assert image.pixelColor(39, 11) == theme.color("border")
    assert image.pixelColor(39, 8) == theme.color("surface")


def test_a_certificate_at_risk_has_a_triangle_and_red_words_but_not_on_a_selected_row(theme):
    safe = Row(presences=PresenceLook((A, A), "2 su 2"))
    risky = Row(presences=PresenceLook((M, M), "0 su 2", at_risk=True))
    red = theme.color("danger").name()

    assert red not in colors(painted(BlocksDelegate(theme), safe))
    assert red in colors(painted(BlocksDelegate(theme), risky), left=36)
    assert red not in colors(painted(BlocksDelegate(theme), risky, selected=True), left=36)
    calm = Row(presences=PresenceLook((M, M), "0 su 2"))
    assert painted(BlocksDelegate(theme), risky, selected=True) != painted(BlocksDelegate(theme), calm, selected=True)


def test_twelve_meetings_still_leave_room_for_the_words(light):
    many = Row(presences=PresenceLook((A,) * 12, "12 su 12"))
    image = painted(BlocksDelegate(light), many, width=150)
    success = light.color("success").name()

    assert success not in colors(image, left=76)
    assert light.color("text").name() in colors(image, left=76)


# The head, and the table as a whole.


def test_today_s_section_is_filled(qtbot, theme):
    view = table(qtbot, theme, [Row()])
    header = view.horizontalHeader()
    image = header.viewport().grab().toImage()
    left = header.sectionViewportPosition(3)

    assert image.pixelColor(left + 3, 3) == theme.color("primary")
    assert image.pixelColor(left - 3, 3) == theme.color("surface2")
    header.set_today(None)
    assert header.viewport().grab().toImage().pixelColor(left + 3, 3) == theme.color("surface2")


def test_the_head_is_lower_in_a_low_window(qtbot, light):
    view = table(qtbot, light, [Row()])
    header = view.horizontalHeader()

    assert header.sizeHint().height() == HEIGHT
    header.set_compact(True)
    assert header.sizeHint().height() == COMPACT


def test_a_switch_of_theme_reaches_every_cell(qtbot, light):
    view = table(qtbot, light, [Row()])
    light.set_look(Scheme.DARK)

    assert view.viewport().grab().toImage().pixelColor(2, 11) == light.color("surface")


def test_a_thousand_repaints_lose_no_reference_to_none(qtbot, light):
    view = table(qtbot, light, [Row()] * 3)
    image = QImage(680, 66, QImage.Format.Format_ARGB32_Premultiplied)
    before = sys.getrefcount(None)
    for _ in range(1000):
        view.viewport().render(image)
    assert abs(sys.getrefcount(None) - before) < 100


@pytest.mark.parametrize("role", [Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole])
def test_what_is_cut_in_a_cell_is_told_under_the_pointer_as_it_was_typed(qtbot, light, role):
    typed = "Abbate <b>molto</b> <h1>lungo</h1> & figli, " * 2
    model, view = QStandardItemModel(1, 1), QTableView()
    item = QStandardItem("A")
    item.setData(typed, role)
    model.setItem(0, 0, item)
    view.setModel(model)
    view.setItemDelegate(TextDelegate(light, view))
    qtbot.addWidget(view)
    view.show()
    at = view.visualRect(model.index(0, 0)).center()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at)))
    document = QTextDocument()
    document.setHtml(QToolTip.text())
    QToolTip.hideText()
    assert document.toPlainText() == typed
