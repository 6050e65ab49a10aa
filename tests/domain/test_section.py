"""A class is the same however a school writes its name."""

import pytest

from op_desktop.domain.section import ClassName, ClassNameUnclear, parse_class_name


@pytest.mark.parametrize(
    "text",
    ["2B", "2b", "2 B", "2^B", "2^ B", "2ªB", "2ª b", "2a B", "2aB", "2°B", "2-B", "II B", "IIB", "ii b", "II^ B",
     "seconda B", "Seconda b", "classe 2B", "Classe II B", "2^a B"],
)  # fmt: skip
def test_every_spelling_of_2b_is_one_class(text):
    assert parse_class_name(text) == ClassName(2, "B")
    assert str(parse_class_name(text)) == "2ªB"


@pytest.mark.parametrize(
    ("text", "name"),
    [("2A", (2, "A")), ("2a", (2, "A")), ("1AB", (1, "AB")), ("5A SIA", (5, "A SIA")), ("2 BLS", (2, "BLS")),
     ("IIIC", (3, "C")), ("VA", (5, "A")), ("IV C", (4, "C")), ("IVC", (4, "C")),
     ("I V", (1, "V")), ("2A B", (2, "B")), ("4ASA", (4, "ASA")), ("4 asa", (4, "ASA")), ("5BINF", (5, "BINF")),
     ("3A AT", (3, "A AT")), ("3ª a  at", (3, "A AT")), ("2A/B", (2, "A/B")), ("2 a / b", (2, "A/B")),
     ("1A-LS", (1, "A-LS")), ("III A-LS", (3, "A-LS")), ("IIA/B", (2, "A/B")), ("quarta A AT", (4, "A AT")),
     ("1^Ba", (1, "BA")), ("2ABCDEFGH", (2, "ABCDEFGH"))],
)  # fmt: skip
def test_sections_keep_their_letters(text, name):
    assert parse_class_name(text) == ClassName(*name)


@pytest.mark.parametrize(
    "text", ["", "2", "B", "B2", "IV", "VI", "9A", "0B", "2!", "2A-", "2A/", "2ABCDEFGHI", "2" + "x" * 20]
)
def test_a_missing_year_or_section_is_refused(text):
    with pytest.raises(ClassNameUnclear) as caught:
        parse_class_name(text)
    assert "2B" in caught.value.remedy


def test_classes_have_words_for_certificates():
    assert ClassName(2, "B").in_words("it") == "classe seconda B"
    assert ClassName(2, "B").in_words("en") == "class 2ªB"
