"""Folders where other computers write too."""

from pathlib import Path

import pytest

from op_desktop.shared_folders import NETWORK, shared_by

MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/homes /net/homes nfs4 rw 0 0
//server/ufficio /mnt/unit\040dati cifs rw 0 0
/dev/sdb1 /mnt/unit\040dati/locale ext4 rw 0 0
utente@host:/ /mnt/ssh fuse.sshfs rw 0 0
/dev/sdc1 /net ext4 rw 0 0
"""


@pytest.fixture
def mounts(tmp_path):
    file = tmp_path / "mounts"
    file.write_text(MOUNTS)
    return file


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("/home/op/dati", ""),
        ("/net/homes/op", NETWORK),
        ("/net/homesteads", ""),
        ("/mnt/unit dati/op", NETWORK),
        ("/mnt/unit dati/locale/op", ""),
        ("/mnt/ssh", NETWORK),
        (r"\\server\ufficio\op", NETWORK),
        ("/home/op/Dropbox/dati", "Dropbox"),
        ("/home/op/Dropbox (Comune)/dati", "Dropbox"),
        ("/Users/op/Library/CloudStorage/OneDrive-Comune/dati", "OneDrive"),
        ("/Users/op/Library/CloudStorage/GoogleDrive-op/Il mio Drive", "Google Drive"),
        ("/Users/op/Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("/home/op/Nextcloud/dati", "Nextcloud"),
        ("/home/op/tutto-dropbox", ""),
    ],
)
def test_network_drives_and_cloud_services_are_known(place, expected, mounts):
    assert shared_by(Path(place), mounts) == expected


def test_a_folder_with_another_name_is_known_by_what_the_service_leaves_in_it(tmp_path, mounts):
    (tmp_path / "lavoro" / "op").mkdir(parents=True)
    assert shared_by(tmp_path / "lavoro" / "op", mounts) == ""
    (tmp_path / "lavoro" / ".sync_1a2b.db").touch()
    assert shared_by(tmp_path / "lavoro" / "op", mounts) == "Nextcloud"


def test_a_link_into_a_service_s_folder_is_followed(tmp_path, mounts):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "dati").symlink_to(tmp_path / "Dropbox")
    assert shared_by(tmp_path / "dati", mounts) == "Dropbox"


def test_without_a_list_of_mounts_nothing_is_claimed(tmp_path):
    assert shared_by(tmp_path, tmp_path / "missing") == ""
