"""A file is whole or not there, whatever goes wrong while it is written."""

import errno
import os
import stat
import sys

import pytest

from op_desktop import durable
from op_desktop.errors import UserError
from op_desktop.language import speak


@pytest.fixture(autouse=True)
def _english():
    speak("en")


def write_and_fail(path, error):
    with durable.write_atomically(path) as file:
        file.write(b"half")
        raise error


def write_on_a_full_disk(path):
    with durable.write_atomically(path) as file:
        with open("/dev/full", "wb", buffering=0) as full:
            os.dup2(full.fileno(), file.fileno())
        file.write(b"x" * 100_000)


def test_the_new_file_takes_the_place_of_the_old_one_only_when_it_is_whole(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    with durable.write_atomically(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_while_writing_leaves_nothing_behind(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write_and_fail(path, ZeroDivisionError())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        (errno.ENOSPC, durable.FolderFull),
        (errno.EROFS, durable.FolderClosed),
        (errno.EACCES, durable.FolderClosed),
        (errno.EIO, durable.FolderGone),
    ],
)
def test_trouble_with_the_disk_names_the_folder_and_the_remedy(tmp_path, number, refusal):
    with pytest.raises(refusal) as caught:
        write_and_fail(tmp_path / "x.csv", OSError(number, os.strerror(number)))
    assert str(tmp_path) in caught.value.headline
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux offers a disk that is always full")
def test_a_full_disk_is_told_as_such(tmp_path):
    with pytest.raises(durable.FolderFull):
        write_on_a_full_disk(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_and_a_name_too_long_are_told(tmp_path):
    with pytest.raises(durable.FolderGone), durable.write_atomically(tmp_path / "stick" / "x.csv"):
        pass
    with pytest.raises(UserError), durable.write_atomically(tmp_path / ("x" * 3000)):
        pass
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(UserError), durable.write_atomically(target):
        pass
    assert list(tmp_path.iterdir()) == [target]


def test_trouble_with_another_file_is_not_blamed_on_this_one(tmp_path):
    with pytest.raises(FileNotFoundError), durable.write_atomically(tmp_path / "x.csv"):
        (tmp_path / "elsewhere" / "source").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions elsewhere")
def test_private_files_are_for_their_owner_alone(tmp_path):
    path = tmp_path / "secret"
    with durable.write_atomically(path, private=True) as file:
        file.write(b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
