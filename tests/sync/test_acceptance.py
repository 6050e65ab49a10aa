"""Packages of other programmes, for practice, and from keys that we do not trust."""

from dataclasses import replace

import pytest

from op_desktop.sync.acceptance import Signer, Standing, check_belongs, standing
from op_desktop.sync.refusals import BundleOfAnotherProgramme, BundleOfTraining
from tests.sync.packages import DEVICE, KEY, MANIFEST


def test_a_key_is_trusted_for_its_own_device_until_it_is_revoked():
    assert standing(MANIFEST, {}) is Standing.UNKNOWN
    assert standing(MANIFEST, {KEY.id: Signer("another device")}) is Standing.UNKNOWN
    assert standing(MANIFEST, {KEY.id: Signer(DEVICE)}) is Standing.KNOWN
    assert standing(MANIFEST, {KEY.id: Signer(DEVICE, trusted_to=MANIFEST.seq_to)}) is Standing.KNOWN
    assert standing(MANIFEST, {KEY.id: Signer(DEVICE, trusted_to=MANIFEST.seq_to - 1)}) is Standing.REVOKED


def test_a_package_goes_into_a_workspace_of_its_kind_only():
    check_belongs(MANIFEST, "a.opb", programme=MANIFEST.programme, training=False)
    with pytest.raises(BundleOfAnotherProgramme, match="oltre-i-perimetri"):
        check_belongs(MANIFEST, "a.opb", programme="altro", training=False)
    with pytest.raises(BundleOfTraining):
        check_belongs(replace(MANIFEST, training=True), "a.opb", programme=MANIFEST.programme, training=False)
    with pytest.raises(BundleOfTraining):
        check_belongs(MANIFEST, "a.opb", programme=MANIFEST.programme, training=True)
