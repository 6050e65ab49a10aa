"""What a package says of itself: one exact form, checked field by field."""

import json
from dataclasses import replace

import pytest

from op_desktop.security.signing import DeviceKey
from op_desktop.storage.change_log import GENESIS, canonical_json
from op_desktop.sync.archive import Digest
from op_desktop.sync.manifest import (
    Manifest,
    check_members,
    check_signature,
    read_manifest,
    sign,
    spoken_code,
)
from op_desktop.sync.refusals import BundleDamaged, BundleRefused, BundleTooNew
from tests.sync.packages import KEY, MANIFEST

RAW = MANIFEST.to_bytes()


def changed(**fields):
    return canonical_json(json.loads(RAW) | fields).encode()


def test_a_manifest_comes_back_from_its_bytes():
    assert read_manifest(RAW, "a.opb") == MANIFEST
    other = replace(
        MANIFEST, training=True, device_code="", first_prev=GENESIS.hex(), seq_from=1, seq_to=0, last_id=GENESIS.hex()
    )
    assert read_manifest(other.to_bytes(), "a.opb") == other


def test_its_form_is_canonical_and_holds_whole_numbers_only():
    assert json.dumps(json.loads(RAW), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == RAW
    assert set(json.loads(RAW)) == {
        name.split("_")[0] if name.startswith("format") else name for name in Manifest.__slots__
    }


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}x", b"[]", b"null", b"\xff\xfe", RAW + b"\n", RAW.replace(b":7,", b": 7,"), b"9" * 5_000,
        RAW.replace(b":7,", b":7.0,"), RAW.replace(b":7,", b":NaN,"), b'{"a":1,"a":1}', b"[" * 100_000,
        b'{"a":' * 50_000, b'{"a":"\\ud800"}',
    ],
    ids=range(14),
)  # fmt: skip
def test_bytes_in_any_other_form_are_damaged(raw):
    with pytest.raises(BundleDamaged, match=r"manifest\.json is damaged"):
        read_manifest(raw, "a.opb")


@pytest.mark.parametrize(
    "fields",
    [
        {"seq_from": "7"}, {"seq_from": -1}, {"seq_from": 0}, {"seq_from": True}, {"seq_to": 5}, {"seq_to": 2**60},
        {"programme": ""}, {"programme": "../x"}, {"bundle_id": "no"}, {"device_id": "no"}, {"replica": "no"},
        {"replica": "0" * 8 + "-0000-0000-0000-" + "0" * 12 + "." + "0" * 16}, {"kind": "other"}, {"kind": None},
        {"made_at": "24/11/2026"}, {"made_at": "2026-02-31T00:00:00Z"}, {"public_key": "00"}, {"training": 0},
        {"training": "no"}, {"counts": []}, {"counts": {"a": -1}},
        {"counts": {"A b": 1}}, {"members": {}}, {"members": [1]}, {"members": [{}]}, {"device_label": "a\u202eb"},
        {"device_label": "x" * 121}, {"author_label": "a\nb"}, {"author_label": None}, {"format": 1}, {"format": {}},
        {"format": {"major": 1, "minor": None}}, {"first_prev": "AB" * 32}, {"last_id": ""}, {"device_code": "../"},
        {"previous_bundle": "x"}, {"unheard_of": 1}, {"app_version": ""}, {"min_reader": None},
        {"members": [{"name": "../x", "bytes": 1, "sha256": "ab" * 32, "rows": 0}]},
        {"members": [{"name": "changes.csv", "bytes": 1, "sha256": "ab" * 32, "rows": 0}] * 2},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_field_is_refused_and_named(fields):
    with pytest.raises(BundleRefused, match=next(iter(fields))):
        read_manifest(changed(**fields), "a.opb")


@pytest.mark.parametrize("name", sorted(json.loads(RAW)))
def test_a_missing_field_is_refused_and_named(name):
    rest = {key: value for key, value in json.loads(RAW).items() if key != name}
    with pytest.raises(BundleRefused, match=name):
        read_manifest(canonical_json(rest).encode(), "a.opb")


def test_a_newer_format_is_said_to_be_newer_whatever_else_it_holds():
    for fields in ({"format": {"major": 2, "minor": 0}, "members": "elsewhere"}, {"min_reader": 2}):
        with pytest.raises(BundleTooNew, match=r"newer OP Desktop\. Update this computer") as refused:
            read_manifest(changed(**fields), "a.opb")
        assert refused.value.facts["version"] == "0.1.0"


def test_a_newer_minor_format_may_say_more():
    manifest = read_manifest(changed(format={"major": 1, "minor": 1}, colour="blue"), "a.opb")
    assert (manifest.format_minor, manifest.seq_to) == (1, MANIFEST.seq_to)


def test_only_the_key_it_names_signs_it():
    check_signature(MANIFEST, RAW, sign(RAW, KEY), "a.opb")
    for signature in (sign(RAW + b" ", KEY), sign(RAW, DeviceKey.generate()), KEY.sign(RAW), b"", bytes(64)):
        with pytest.raises(BundleDamaged, match="signature"):
            check_signature(MANIFEST, RAW, signature, "a.opb")


def test_members_must_be_the_listed_ones():
    right = {each.name: Digest(each.bytes, each.sha256) for each in MANIFEST.members}
    assert check_members(MANIFEST, right) == ""
    assert check_members(MANIFEST, right | {"tables/x.csv": Digest(0, "")}) == "tables/x.csv is not listed"
    rest = {name: digest for name, digest in right.items() if name != "tables/lab.csv"}
    assert check_members(MANIFEST, rest) == "tables/lab.csv is missing"
    other = right | {"changes.csv": Digest(right["changes.csv"].bytes, "ef" * 32)}
    expected = right["changes.csv"].sha256[:8]
    assert check_members(MANIFEST, other) == f"changes.csv is damaged: its digest is efefefef instead of {expected}"


def test_the_spoken_code_is_short_has_no_letters_that_look_alike_and_follows_the_content():
    code = spoken_code(RAW)
    assert code == spoken_code(RAW)
    assert len(code) == 7
    assert code[3] == "-"
    assert not set(code) & set("0O1I")
    assert len({spoken_code(RAW + bytes([number])) for number in range(200)}) == 200
