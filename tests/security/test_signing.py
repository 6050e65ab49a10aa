"""Device keys sign, verify and can be compared by telephone."""

import hashlib

import resources
from op_desktop.security.signing import DeviceKey, key_id, six_words, verify

KEY = DeviceKey(bytes(range(32)))


def test_only_these_bytes_by_this_key_verify():
    signature = KEY.sign(b"message")
    assert verify(KEY.public, b"message", signature)
    assert not verify(KEY.public, b"messagE", signature)
    assert not verify(DeviceKey.generate().public, b"message", signature)
    assert not verify(KEY.public, b"message", signature[:-1])
    assert not verify(KEY.public, b"message", b"")
    assert not verify(b"short", b"message", signature)
    assert not verify(bytes(32), b"message", bytes(64))


def test_a_key_comes_back_from_its_seed_and_two_are_never_alike():
    assert DeviceKey(KEY.seed).public == KEY.public
    assert DeviceKey.generate().seed != DeviceKey.generate().seed


def test_the_seed_does_not_show_when_a_key_is_printed():
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)
    assert KEY.id in repr(KEY)


def test_a_key_id_is_the_head_of_the_digest():
    assert key_id(KEY.public) == hashlib.sha256(KEY.public).hexdigest()[:16] == KEY.id


def test_six_words_are_always_the_same_for_a_key_and_differ_between_keys():
    words = six_words(KEY.public)
    assert len(words) == 6
    assert words == six_words(KEY.public)
    assert words != six_words(DeviceKey.generate().public)


def test_the_words_are_256_and_no_two_begin_alike():
    words = resources.path("reference/words_it.txt").read_text(encoding="utf-8").split()
    assert len(words) == 256
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 10 for word in words)
    assert len({word[:4] for word in words}) == 256
