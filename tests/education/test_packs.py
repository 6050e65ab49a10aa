"""A pack is opened strictly: what is wrong is named by file, place and remedy."""

import re
import shutil
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from op_desktop.education.catalogue import LessonUnknown, open_catalogue
from op_desktop.education.packs import PackRefused, check_pack, open_pack, read_bank, read_plan, seal, sums_of
from op_desktop.language import speak
from tests.education.packing import edit, seal_as_is, small_pack

LESSON, IT, EN = "lessons/PROVA-1/lesson.toml", "lessons/PROVA-1/it.toml", "lessons/PROVA-1/en.toml"


@pytest.fixture
def folder(tmp_path):
    return small_pack(tmp_path / "prova")


def refusal(folder):
    with pytest.raises(PackRefused) as refused:
        check_pack(open_pack(folder))
    assert refused.value.remedy.endswith("Nothing was changed.")
    return refused.value


def test_a_right_pack_opens_with_its_lesson_and_questions(folder):
    pack = open_pack(folder)
    check_pack(pack)
    plan = read_plan(pack, "PROVA-1")

    assert pack.name == "prova-1"
    assert [head.code for head in pack.lessons] == ["PROVA-1"]
    assert plan.read_in("it").steps[0].title == "Ci presentiamo"
    assert plan.read_in("en").steps[0].title == "We say hello"
    assert list(read_bank(pack).items) == ["X1@1", "X2@1", "X3@1", "X4@1"]


VALUES = ("1", "-1", "1.5", "true", "[]", "[[]]", '["a"]', "{}", '""', '"ab"', "1979-05-27", "[1, [2]]", '"{x}"')

REFUSALS = {
    "unknown field": (IT, lambda text: 'colour = "red"\n' + text, "it.toml (colour): this field is unknown"),
    "field deep inside": (
        IT,
        lambda text: text.replace('title = "Il mercato senza monete"', 'title = "Il mercato"\nmood = "gay"'),
        "it.toml (steps 3.mood): this field is unknown",
    ),
    "missing field": (IT, lambda text: re.sub(r"question = .*\n", "", text), "(question): this field is missing"),
    "empty text": (IT, lambda text: re.sub(r"question = .*\n", 'question = " "\n', text), "there is no text"),
    "text for number": (IT, lambda text: text.replace("minutes = 25", 'minutes = "25"'), "this is no whole number"),
    "minutes": (IT, lambda text: text.replace("minutes = 25", "minutes = 20"), "the steps make 115 minutes, not 120"),
    "short minutes": (IT, lambda text: text.replace("short = 15", "short = 10"), "short: the steps make 55 minutes"),
    "no area": (LESSON, lambda text: re.sub(r"areas = .*", "areas = []", text), "(areas): no area is named"),
    "missing area": (LESSON, lambda text: re.sub(r"areas = .*\n", "", text), "(areas): this field is missing"),
    "unknown area": (
        LESSON,
        lambda text: text.replace('"money.prices"', '"money.magic"'),
        "(areas 1): “money.magic” is unknown",
    ),
    "wrong sum": (
        LESSON,
        lambda text: text.replace("1.20 = 6.30", "1.20 = 6.40"),
        "the sum “10 - 2.50 - 1.20 = 6.40” is wrong",
    ),
    "no sum": (LESSON, lambda text: text.replace("10 - 2.50 - 1.20 = 6.30", "dieci"), "“dieci” is no sum"),
    "wrong key": (
        IT,
        lambda text: text.replace('Il resto è 6,30 €."', 'Il resto è 6,80 €."'),
        "(exercises 1): no sum gives the figure 6.8",
    ),
    "wrong example": (
        EN,
        lambda text: text.replace("3.70 = €6.30", "3.70 = €6.35"),
        "(examples 2): no sum gives the figure 6.35",
    ),
    "result nowhere": (
        LESSON,
        lambda text: text.replace("calc = [", 'calc = [\n  "7 * 111 = 777",'),
        "the result of “7 * 111 = 777” stands nowhere",
    ),
    "full slide": (
        IT,
        lambda text: text.replace("Sei minuti. Si può dire di no.", "x" * 65),
        "(slides 2): it is too full",
    ),
    "two kinds of handout": (
        IT,
        lambda text: text.replace("[[handouts]]", '[[handouts]]\ntable = [["a"]]', 1),
        "(handouts 1): it needs either cards or a table",
    ),
    "long card": (
        IT,
        lambda text: text.replace("HO: tre mele", "HO: " + "tre mele " * 30),
        "(handouts 1): it does not fit on a sheet",
    ),
    "languages apart": (
        EN,
        lambda text: text.replace("lines = 4", "lines = 2", 1),
        "another number of parts, than it.toml",
    ),
    "another code": (LESSON, lambda text: text.replace("PROVA-1", "PROVA-2"), "the code is not the folder’s name"),
    "not TOML": (IT, lambda text: text.replace("[[steps]]", "[[steps", 1), "line 24 is not understood"),
    "other layout": ("pack.toml", lambda text: text.replace("format = 1", "format = 2"), "the layout 2 is unknown"),
    "code of the pack": ("pack.toml", lambda text: text.replace('"prova"', '"../x"'), "this is no code"),
    "key of a question": (
        "items.toml",
        lambda text: re.sub('key = "[abc]"', 'key = "d"', text, count=1),
        "3 or 4 different choices",
    ),
    "two letters for a key": (
        "items.toml",
        lambda text: re.sub('key = "[abc]"', 'key = "ab"', text, count=1),
        "3 or 4 different choices",
    ),
    "no sum of a question": (
        "items.toml",
        lambda text: text.replace('calc = ["10', 'calc = ["tre", "10', 1),
        "“tre” is no sum",
    ),
    "figure of a question": (
        "items.toml",
        lambda text: text.replace("restano 6,30 €.", "restano 6,20 €."),
        "no sum gives the figure 6.2",
    ),
    "double question": ("items.toml", lambda text: text.replace('"X2"', '"X1"'), "X1@1): it is there twice"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_wrong_is_named(folder, name):
    file, change, words = REFUSALS[name]
    edit(folder / file, change)
    seal_as_is(folder)

    assert words in refusal(folder).headline


@pytest.mark.parametrize("text", ["x = " + "[" * 5_000, "x = " + "1" * 5_000, "x = 1\nx = 2", "\x00"])
def test_files_that_no_reader_survives_are_refused(folder, text):
    (folder / IT).write_text(text, encoding="utf-8")
    seal_as_is(folder)

    assert "it.toml" in refusal(folder).headline


def test_a_mark_of_order_at_the_start_does_no_harm(folder):
    (folder / IT).write_bytes(b"\xef\xbb\xbf" + (folder / IT).read_bytes().replace(b"\n", b"\r\n"))
    seal_as_is(folder)

    check_pack(open_pack(folder))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([LESSON, IT, EN, "pack.toml", "items.toml"]), st.data())
def test_whatever_a_file_says_it_is_read_or_refused_with_a_sentence(tmp_path, file, data):
    folder = tmp_path / "prova"
    shutil.rmtree(folder, ignore_errors=True)
    small_pack(folder)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    for _change in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        name = lines[place].partition("=")[0]
        lines[place] = data.draw(st.sampled_from(["", lines[-1], *(f"{name}= {value}" for value in VALUES)]))
    (folder / file).write_text("\n".join(lines), encoding="utf-8")
    seal_as_is(folder)

    with suppress(PackRefused):
        check_pack(open_pack(folder))


def test_a_changed_byte_a_lost_file_and_a_stranger_are_noticed(folder):
    before = (folder / IT).read_bytes()
    edit(folder / IT, lambda text: text.replace("merenda", "Merenda", 1))
    assert str(refusal(folder)) == (
        "The content pack “prova” is refused: lessons/PROVA-1/it.toml: the file is not the one that was sealed. "
        "Copy the pack again, or seal it again if you changed it. Nothing was changed."
    )
    (folder / IT).unlink()
    assert "it.toml: the file is missing" in refusal(folder).headline
    (folder / IT).write_bytes(before)
    (folder / "appunti.txt").write_text("ciao", encoding="utf-8")
    assert "appunti.txt: the file is not listed in SHA256SUMS" in refusal(folder).headline


@pytest.mark.parametrize("line", ["ciao", f"{'0' * 64}  ../pack.toml", f"{'0' * 64}  /etc/hosts", f"{'0' * 64}  a\\b"])
def test_sums_that_point_elsewhere_are_refused(folder, line):
    edit(folder / "SHA256SUMS", lambda text: text + line + "\n")

    assert "this is no checksum and file" in refusal(folder).headline


def test_the_refusal_speaks_italian(folder):
    edit(folder / IT, lambda text: text.replace("minutes = 25", "minutes = 20"))
    seal_as_is(folder)
    speak("it")

    with pytest.raises(PackRefused) as refused:
        check_pack(open_pack(folder))
    assert str(refused.value) == (
        "Il pacchetto di contenuti «prova» non si può usare: lessons/PROVA-1/it.toml (steps): minutes: "
        "le parti fanno 115 minuti, non 120. Correggi i minuti delle parti. Non è cambiato niente."
    )


def test_sealing_writes_the_sums_only_of_a_right_pack(folder):
    before = (folder / "SHA256SUMS").read_text(encoding="utf-8")
    edit(folder / IT, lambda text: text.replace("minutes = 25", "minutes = 20"))
    with pytest.raises(PackRefused):
        seal(folder)
    assert (folder / "SHA256SUMS").read_text(encoding="utf-8") == before

    edit(folder / IT, lambda text: text.replace("minutes = 20", "minutes = 25", 1))
    edit(folder / IT, lambda text: text.replace("Mettetevi in cerchio.", "Sedetevi in cerchio."))
    assert seal(folder).sums != {}
    assert (folder / "SHA256SUMS").read_text(encoding="utf-8") == sums_of(folder) != before


def test_a_lesson_without_english_is_read_in_italian(folder):
    (folder / EN).unlink()
    seal_as_is(folder)
    pack = open_pack(folder)

    check_pack(pack)
    assert read_plan(pack, "PROVA-1").read_in("en").steps[0].title == "Ci presentiamo"


def test_a_catalogue_without_added_packs_is_the_shipped_one(tmp_path):
    found = open_catalogue(tmp_path)

    assert [pack.name for pack in found.packs] == ["base-1"]
    assert found.refused == ()
    with pytest.raises(LessonUnknown) as unknown:
        found.find("PRI-9")
    assert "PRI-1, PRI-2" in unknown.value.remedy
