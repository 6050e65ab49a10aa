"""Where the program keeps its things."""

from stat import S_IMODE

from op_desktop import paths


def test_one_folder_can_hold_everything(tmp_path):
    found = paths.folders({"OP_DESKTOP_HOME": str(tmp_path)})

    assert {found.data, found.settings, found.logs} == {tmp_path / name for name in ("data", "settings", "logs")}
    assert found.settings_file.parent == found.settings


def test_naming_folders_makes_none(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)

    found = paths.folders({})

    assert all("op-desktop" in folder.parts for folder in (found.data, found.settings, found.logs))
    assert list(tmp_path.iterdir()) == []


def test_a_private_folder_is_closed_to_others_even_if_it_stood_open(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)

    assert paths.private_folder(folder) == folder
    assert S_IMODE(folder.stat().st_mode) == 0o700
    assert S_IMODE(paths.private_folder(folder / "deeper" / "still").stat().st_mode) == 0o700
