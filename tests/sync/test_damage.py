"""No damage to a package gets in: every byte, every cut, hostile archives from elsewhere."""

import io
import random
import tracemalloc
from pathlib import Path
from time import monotonic

import pytest

from op_desktop.sync.envelope import open_bundle, read_bundle
from op_desktop.sync.refusals import BundleRefused
from tests.sync.packages import CENTRE, MANIFEST, SOURCES, package, sealed_package

MASKS = (0x01, 0x80, 0xFF)
# Archives that other projects keep to test readers; they lie beside the checkout, where they do.
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
HOSTILE = sorted((SAMPLES / "zip-yauzl").rglob("*.zip")) + sorted((SAMPLES / "xlsx").rglob("*.xlsx"))


def taken_in(data, private):
    """What the importer would see, or None where it refuses."""
    try:
        opening = read_bundle(io.BytesIO(data), "a.opb", identities=[CENTRE], private_folder=private)
        with opening as bundle:
            return bundle.manifest, {each.name: bundle.open(each.name).read() for each in bundle.manifest.members}
    except BundleRefused:
        return None


def altered(data, rng):
    """Up to eight bytes set, cut out or doubled, somewhere."""
    changed = bytearray(data)
    for _number in range(rng.randint(2, 8)):
        place = rng.randrange(len(changed))
        rng.choice(
            [
                lambda at=place: changed.__setitem__(at, rng.randrange(256)),
                lambda at=place: changed.__delitem__(at),
                lambda at=place: changed.insert(at, changed[at]),
            ]
        )()
    return bytes(changed)


# The last bits of a deflated member are padding: changed, they leave the content as it was.
HARMLESS = {package: (None, (MANIFEST, SOURCES)), sealed_package: (None,)}


@pytest.mark.parametrize("make", [package, sealed_package], ids=["plain", "sealed"])
def test_no_changed_byte_gets_in(tmp_path, make):
    data = make(tmp_path)
    assert len(data) >= 2048
    assert taken_in(data, tmp_path) == (MANIFEST, SOURCES)
    for place in range(len(data)):
        for mask in MASKS:
            changed = bytearray(data)
            changed[place] ^= mask
            assert taken_in(bytes(changed), tmp_path) in HARMLESS[make], f"byte {place}, mask {mask:#x}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [package, sealed_package], ids=["plain", "sealed"])
def test_no_cut_and_no_junk_gets_in(tmp_path, make):
    data = make(tmp_path)
    for length in range(len(data)):
        assert taken_in(data[:length], tmp_path) is None, f"cut at {length}"
    for junk in (b"\x00", b"\n", b"PK\x03\x04", data):
        assert taken_in(data + junk, tmp_path) is None
        assert taken_in(junk + data, tmp_path) is None


@pytest.mark.parametrize("make", [package, sealed_package], ids=["plain", "sealed"])
def test_no_random_edit_gets_in(tmp_path, make):
    data = make(tmp_path)
    rng = random.Random(20261124)
    for number in range(1_000):
        changed = altered(data, rng)
        assert changed == data or taken_in(changed, tmp_path) in HARMLESS[make], f"edit {number}"


def test_archives_made_by_others_are_refused_quickly_and_create_nothing(tmp_path):
    tracemalloc.start()
    for path in HOSTILE:
        began = monotonic()
        with pytest.raises(BundleRefused), open_bundle(path, identities=[CENTRE], private_folder=tmp_path):
            pass
        assert monotonic() - began < 5, path.name
    assert tracemalloc.get_traced_memory()[1] < 200 << 20
    tracemalloc.stop()
    assert list(tmp_path.iterdir()) == []
