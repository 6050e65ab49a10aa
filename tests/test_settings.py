"""Settings survive a restart, a newer version and a damaged file."""

import json
from stat import S_IMODE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from op_desktop.settings import TEXT_SIZES, Settings, Theme, load, save

chosen = st.builds(
    Settings,
    language=st.sampled_from([None, "it", "en"]),
    theme=st.sampled_from(Theme),
    text_size=st.sampled_from(TEXT_SIZES),
    reduce_motion=st.booleans(),
    system_font=st.booleans(),
    compact=st.booleans(),
    last_workspace=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
)


@given(settings=chosen)
def test_what_is_saved_is_loaded(tmp_path_factory, settings):
    file = tmp_path_factory.getbasetemp() / "settings.json"

    save(settings, file)

    assert load(file) == settings


def test_saving_leaves_one_file_that_only_the_user_reads(tmp_path):
    file = tmp_path / "settings.json"

    save(Settings(compact=True), file)

    assert list(tmp_path.iterdir()) == [file]
    assert S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_saved_yet_means_the_defaults(tmp_path):
    assert load(tmp_path / "settings.json") == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_damaged_file_is_kept_aside(tmp_path, content):
    file = tmp_path / "settings.json"
    file.write_bytes(content)

    assert load(file) == Settings()
    assert not file.exists()
    assert (tmp_path / "settings.json.damaged").read_bytes() == content


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "pink"), ("text_size", 7), ("text_size", True), ("compact", "yes"), ("language", 5), ("theme", {})],
)
def test_a_value_without_sense_spoils_only_itself(tmp_path, name, value):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({name: value, "reduce_motion": True, "invented_later": 1}))

    assert load(file) == Settings(reduce_motion=True)
