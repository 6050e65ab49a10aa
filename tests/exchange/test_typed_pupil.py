"""One line of typing is one pupil."""

import pytest

from op_desktop.exchange.typed_pupil import PupilUnclear, TypedPupil, typed_pupil


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rossi Anna", TypedPupil(None, "Rossi", "Anna")),
        ("26 Rossi Anna", TypedPupil(26, "Rossi", "Anna")),
        ("26. De Luca Martina", TypedPupil(26, "De Luca", "Martina")),
        ("Pérez García, Inés", TypedPupil(None, "Pérez García", "Inés")),
        ("ROSSI Anna Maria", TypedPupil(None, "ROSSI", "Anna Maria")),
        ("26", TypedPupil(26, "", "")),
        ("", TypedPupil(None, "", "")),
        ("  El  Amrani Adam ", TypedPupil(None, "El Amrani", "Adam")),
    ],
)
def test_a_line_is_read_as_it_is_meant(text, expected):
    assert typed_pupil(text) == expected


def test_hidden_signs_and_endless_names_are_refused():
    with pytest.raises(PupilUnclear, match=r"U\+202E"):
        typed_pupil("Rossi \u202eannA")
    with pytest.raises(PupilUnclear, match="more than 100 letters"):
        typed_pupil("R" * 101)
