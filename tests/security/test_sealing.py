"""What is sealed opens for its recipients and for nobody else, whole or not at all."""

import io

import pytest

from op_desktop.security.sealing import (
    KeyUnreadable,
    NotSealedForUs,
    SealDamaged,
    check_recipient,
    new_identity,
    recipient_of,
    seal,
    unseal,
)

CENTRE = new_identity()
SAFE = new_identity()
CONTENT = b"presenze " * 20_000


def sealed(*identities):
    target = io.BytesIO()
    seal(io.BytesIO(CONTENT), target, [recipient_of(each) for each in identities])
    return target.getvalue()


def opened(data, *identities):
    target = io.BytesIO()
    unseal(io.BytesIO(data), target, identities, "a.opb")
    return target.getvalue()


class Full(io.RawIOBase):
    """A disk without space."""

    def writable(self):
        return True

    def write(self, _data):
        raise OSError(28, "No space left on device")


def test_each_recipient_opens_it_alone():
    data = sealed(CENTRE, SAFE)
    assert b"presenze" not in data
    assert opened(data, CENTRE) == opened(data, SAFE) == opened(data, new_identity(), SAFE) == CONTENT


def test_nobody_else_opens_it_and_no_secret_is_told():
    stranger = new_identity()
    with pytest.raises(NotSealedForUs) as refused:
        opened(sealed(CENTRE), stranger)
    assert recipient_of(stranger)[:12] in refused.value.headline
    assert stranger not in str(refused.value)
    assert "SECRET" not in str(refused.value)


@pytest.mark.parametrize("cut", [0, 1, 30, 150, 70_000, -1])
def test_a_cut_file_does_not_open(cut):
    with pytest.raises((SealDamaged, NotSealedForUs)):
        opened(sealed(CENTRE)[:cut], CENTRE)


def test_sealing_for_nobody_is_a_defect():
    with pytest.raises(ValueError, match="nobody"):
        seal(io.BytesIO(CONTENT), io.BytesIO(), [])


def test_a_full_disk_is_told_as_such():
    with pytest.raises(OSError, match="No space") as failed:
        seal(io.BytesIO(CONTENT), Full(), [recipient_of(CENTRE)])
    assert failed.value.errno == 28
    with pytest.raises(OSError, match="No space") as failed:
        unseal(io.BytesIO(sealed(CENTRE)), Full(), [CENTRE], "a.opb")
    assert failed.value.errno == 28


@pytest.mark.parametrize(
    "text",
    ["", "age1", "AGE-SECRET-KEY-1QQQQ", recipient_of(CENTRE)[:-1], f"{recipient_of(CENTRE)}q"],
    ids=["empty", "start", "secret", "cut", "longer"],
)
def test_a_mistyped_key_is_refused(text):
    with pytest.raises(KeyUnreadable):
        check_recipient(text)
    with pytest.raises(KeyUnreadable):
        recipient_of(text)


def test_a_key_pasted_with_blanks_is_taken():
    check_recipient(f" {recipient_of(CENTRE)}\n")
    assert recipient_of(f"{CENTRE}\n") == recipient_of(CENTRE)
