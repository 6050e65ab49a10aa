"""Draws one certificate on an A4 sheet lying on its side: where each thing stands, and the ornament behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from op_desktop.documents.certificate_page import CertificatePage, Wording, wording
from op_desktop.documents.fitting import Fitted, Piece, Run, TextTooLong, beginning, fit_line, fit_name, wrap
from op_desktop.documents.logo import draw_logo
from op_desktop.documents.ornament import draw_ornament
from op_desktop.documents.paper import A4_LANDSCAPE, MM, Paper
from op_desktop.documents.qr import draw_qr
from op_desktop.documents.style import (
    FAINT,
    NAME_BLUE,
    ORANGE,
    TEXT,
    TEXT_SOFT,
    TINT,
    TINT_TEXT,
    Weight,
    face,
    letterhead,
    text_width,
)
from op_desktop.documents.texts import LANGUAGES

LEFT = 28 * MM
RIGHT = 269 * MM
WIDTH = RIGHT - LEFT
QR_SIDE = 17 * MM
NAME_SIZES = (36.0, 18.0, 11.0)

_NAME_BASELINE = 100.7
_BODY_END = 168.0
_BODY_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
_LEADING = 1.46
_LABELS_GAP = 5
_FOOT_LINE = 171.5
COPY_BASELINE = A4_LANDSCAPE[1] - (_FOOT_LINE + 22) * MM
"""Where the word *Copy* is added on a reprint: under the number, the code and what the certificate replaces."""


def from_top(millimetres: float) -> float:
    """The height on the page of a distance from its upper edge."""
    return A4_LANDSCAPE[1] - millimetres * MM


def draw_certificate(paper: Paper, page: CertificatePage, row: int) -> None:
    """Draw a certificate whose texts are checked; raises TextTooLong, naming ``row``."""
    words = wording(page)
    draw_ornament(paper)
    _draw_head(paper, page, words, row)
    _draw_name(paper, words, row)
    _draw_body(paper, page, words, row)
    _draw_foot(paper, page, words, row)
    if page.specimen:
        _draw_specimen(paper, LANGUAGES[page.language].specimen)


def _draw_head(paper: Paper, page: CertificatePage, words: Wording, row: int) -> None:
    letterhead(paper, LEFT, from_top(31.8), 19)
    language = LANGUAGES[page.language]
    _text(paper, TEXT_SOFT, face(Weight.REGULAR), 11.5, (LEFT, from_top(37.7)), language.tagline)
    if page.school_logo:
        draw_logo(paper, page.school_logo, (RIGHT - 52 * MM, from_top(38)), (34 * MM, 13 * MM))
    elif page.specimen:
        _draw_logo_place(paper, language.logo_place)
    title = fit_line(words.title, Weight.SEMIBOLD, WIDTH, (38, 24), row)
    _text(paper, TEXT, title.font, title.size, (LEFT, from_top(67.7)), title.lines[0])
    paper.setStrokeColorRGB(*ORANGE)
    paper.setLineWidth(2.4)
    paper.setLineCap(1)
    paper.line(LEFT, from_top(73), LEFT + 24 * MM, from_top(73))


def _draw_logo_place(paper: Paper, text: str) -> None:
    paper.setStrokeColorRGB(*FAINT)
    paper.setLineWidth(0.6)
    paper.setDash([2, 2])
    paper.roundRect(RIGHT - 52 * MM, from_top(38), 34 * MM, 13 * MM, 2 * MM, stroke=1, fill=0)
    paper.setDash([])
    paper.setFillColorRGB(*TEXT_SOFT)
    paper.setFont(face(Weight.REGULAR), 9)
    paper.drawCentredString(RIGHT - 35 * MM, from_top(32.6), text)


def fitted_name(name: str, row: int) -> Fitted:
    """The holder's name as it is printed; never wider than the text of the page."""
    return fit_name(name, Weight.BOLD, WIDTH, NAME_SIZES, row)


def _draw_name(paper: Paper, words: Wording, row: int) -> None:
    if not words.holder:
        _draw_intro(paper, words, from_top(87))
        paper.setStrokeColorRGB(*FAINT)
        paper.setLineWidth(0.8)
        paper.setLineCap(0)
        paper.line(LEFT, from_top(_NAME_BASELINE + 1), LEFT + 150 * MM, from_top(_NAME_BASELINE + 1))
        return
    name = fitted_name(words.holder, row)
    base = from_top(_NAME_BASELINE)
    _draw_intro(paper, words, from_top(87 if len(name.lines) == 1 else 84.5))
    for below, line in enumerate(name.lines, start=1 - len(name.lines)):
        _text(paper, NAME_BLUE, name.font, name.size, (LEFT, base - below * name.size * 1.25), line)


def _draw_intro(paper: Paper, words: Wording, base: float) -> None:
    """One line if it fits at 10 points, else two that end on the baseline."""
    lines: list[tuple[Piece, ...]] = []
    size = 0.0
    for size in _BODY_SIZES:
        lines = wrap(words.intro, size, WIDTH)
        if len(lines) == 1:
            break
    paper.setFillColorRGB(*TEXT_SOFT)
    for below, line in enumerate(lines, start=1 - len(lines)):
        _draw_pieces(paper, line, LEFT, base - below * size * 1.25)


@dataclass(frozen=True, slots=True)
class _Body:
    """The middle of the page set in one size; ``height`` in points from the first baseline's top to the end."""

    size: float
    belonging: list[tuple[Piece, ...]]
    sentence: list[tuple[Piece, ...]]
    closing: list[tuple[Piece, ...]]
    labels: list[list[tuple[Fitted, float]]]

    @property
    def height(self) -> float:
        lines = len(self.belonging) + len(self.sentence)
        gaps = (0.5 if self.belonging else 0) * self.size * _LEADING
        labels = len(self.labels) * (7 + 2) * MM + (_LABELS_GAP * MM if self.labels else 0)
        closing = len(self.closing) * self.size * _LEADING + (2 * MM if self.closing else 0)
        return lines * self.size * _LEADING + gaps + labels + closing


def _draw_body(paper: Paper, page: CertificatePage, words: Wording, row: int) -> None:
    top = from_top(_NAME_BASELINE + 4.6)
    body = _fitted_body(page, words, top - from_top(_BODY_END), row)
    leading = body.size * _LEADING
    paper.setFillColorRGB(*TEXT)
    y = _draw_lines(paper, body.belonging, top, body.size)
    if body.belonging:
        y -= 0.5 * leading
    y = _draw_lines(paper, body.sentence, y, body.size)
    if body.closing:
        paper.setFillColorRGB(*TEXT_SOFT)
        y = _draw_lines(paper, body.closing, y - 2 * MM, body.size)
    y -= _LABELS_GAP * MM
    for labels in body.labels:
        _draw_labels(paper, labels, y - 7 * MM, body.size)
        y -= 9 * MM


def _fitted_body(page: CertificatePage, words: Wording, room: float, row: int) -> _Body:
    for size in _BODY_SIZES:
        body = _Body(
            size,
            wrap(words.belonging, size, WIDTH),
            wrap(words.body, size, WIDTH),
            wrap([Run(words.closing)] if words.closing else [], size, WIDTH),
            _label_rows(page.topics, _label_size(size), row),
        )
        if body.height <= room:
            return body
    raise TextTooLong(text=beginning((words.belonging or words.body)[0].text), row=row)


def _label_size(size: float) -> float:
    return size * 10 / 14 if size > 11 else 8.5


def _label_rows(topics: Sequence[str], size: float, row: int) -> list[list[tuple[Fitted, float]]]:
    """The labels broken into rows, each with its width."""
    rows: list[list[tuple[Fitted, float]]] = []
    reach = 0.0
    for topic in topics:
        fitted = fit_line(topic, Weight.SEMIBOLD, WIDTH - 8 * MM, (size, 6), row)
        width = text_width(topic, fitted.font, fitted.size) + 8 * MM
        if not rows or reach + width > WIDTH:
            rows.append([])
            reach = 0.0
        rows[-1].append((fitted, width))
        reach += width + 2.5 * MM
    return rows


def _draw_labels(paper: Paper, labels: Sequence[tuple[Fitted, float]], y: float, body_size: float) -> None:
    x, size = LEFT, _label_size(body_size)
    for label, width in labels:
        paper.setFillColorRGB(*TINT)
        paper.roundRect(x, y, width, 7 * MM, 1.5 * MM, stroke=0, fill=1)
        at = (x + 4 * MM, y + 3.5 * MM - size * 0.33)
        _text(paper, TINT_TEXT, label.font, label.size, at, label.lines[0])
        x += width + 2.5 * MM


def _draw_foot(paper: Paper, page: CertificatePage, words: Wording, row: int) -> None:
    # A third signature takes its room from the numbers, which need less than they have.
    own_width = (60 if len(page.signatories) > 2 else 72) * MM
    first = LEFT + own_width + 4 * MM
    own = fit_line(words.place_and_day, Weight.REGULAR, own_width, (12, 7), row)
    _text(paper, TEXT, own.font, own.size, (LEFT, from_top(_FOOT_LINE + 4.6)), own.lines[0])
    lines = [line for line in (words.number, words.code, words.replaces) if line]
    for place, line in enumerate(lines):
        fitted = fit_line(line, Weight.REGULAR, own_width, (9, 6), row)
        position = (LEFT, from_top(_FOOT_LINE + 9 + 4 * place))
        _text(paper, TEXT_SOFT, fitted.font, fitted.size, position, line)
    room = RIGHT - QR_SIDE - 5 * MM - first
    column = min(room / max(len(page.signatories), 1), 68 * MM)
    for place, (name, role) in enumerate(page.signatories):
        _draw_signatory(paper, (name, role), first + place * column, column - 7 * MM, row)
    draw_qr(paper, f"{page.number} {page.code}", RIGHT - QR_SIDE, from_top(_FOOT_LINE + 16.5), QR_SIDE)


def _draw_signatory(paper: Paper, signatory: tuple[str, str], x: float, width: float, row: int) -> None:
    paper.setStrokeColorRGB(*TEXT_SOFT)
    paper.setLineWidth(0.6)
    paper.setLineCap(0)
    paper.line(x, from_top(_FOOT_LINE), x + width, from_top(_FOOT_LINE))
    base = from_top(_FOOT_LINE + 5)
    for text, weight, colour, size in (
        (signatory[0], Weight.SEMIBOLD, TEXT, 11),
        (signatory[1], Weight.REGULAR, TEXT_SOFT, 10),
    ):
        if text:
            fitted = fit_name(text, weight, width, (size, 8.5, 5), row)
            for line in fitted.lines:
                _text(paper, colour, fitted.font, fitted.size, (x, base), line)
                base -= 1.3 * min(fitted.size, 9.5)


def _draw_specimen(paper: Paper, text: str) -> None:
    paper.saveState()
    paper.translate(A4_LANDSCAPE[0] / 2, A4_LANDSCAPE[1] / 2)
    paper.rotate(24)
    paper.setStrokeColorRGB(*FAINT)
    paper.setFillColorRGB(*FAINT)
    paper.setFillAlpha(0.22)
    paper.setFont(face(Weight.BOLD), 110)
    paper.drawCentredString(0, -36, text)
    paper.restoreState()


def _draw_lines(paper: Paper, lines: Sequence[Sequence[Piece]], top: float, size: float) -> float:
    """Draw lines downwards from ``top``; returns where they end."""
    for line in lines:
        _draw_pieces(paper, line, LEFT, top - size * 1.1)
        top -= size * _LEADING
    return top


def _draw_pieces(paper: Paper, pieces: Sequence[Piece], x: float, y: float) -> None:
    for piece in pieces:
        paper.setFont(piece.font, piece.size)
        paper.drawString(x + piece.offset, y, piece.text)


def _text(
    paper: Paper, colour: tuple[float, float, float], font: str, size: float, at: tuple[float, float], text: str
) -> None:
    paper.setFillColorRGB(*colour)
    paper.setFont(font, size)
    paper.drawString(*at, text)
