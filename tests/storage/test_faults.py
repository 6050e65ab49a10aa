"""The short form of ``dev.py faults``: the program is killed while it works, and nothing acknowledged is lost."""

import random

from tests import faults


def test_kills_during_entry_lose_no_acknowledged_save(tmp_path):
    assert faults.entry(tmp_path, 5, random.Random(7)) > 0


def test_a_package_is_taken_in_whole_or_not_at_all(tmp_path):
    assert 0 <= faults.reception(tmp_path, 3, random.Random(7)) <= 3
