"""The zip of a package: read by any zip tool, refused where any byte of its frame is not ours."""

import io
import random
import stat
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from op_desktop.sync.archive import LIMITS, Archive, Limits, write_archive
from op_desktop.sync.members import Entry, end_record
from op_desktop.sync.refusals import BundleDamaged, BundleRefused, NotABundle

CORE = {
    "changes.csv": b"id,value\r\n" * 50,
    "datapackage.json": b"{}",
    "manifest.json": b"{}",
    "manifest.sig": bytes(64),
}
PDF = "certificates/0190a8b2-7c6d-7e1f-8a2b-3c4d5e6f7a8b.pdf"


def written(sources):
    target = io.BytesIO()
    write_archive(target, sources)
    return target.getvalue()


def read(data, limits=LIMITS):
    """Every member's content, read through to the end."""
    archive = Archive(io.BytesIO(data), "a.opb", limits)
    found = {}
    for name in archive.names:
        with archive.open(name) as member:
            found[name] = member.read()
    return found


def foreign_zip(members, mode=None, compression=zipfile.ZIP_DEFLATED, comment=b""):
    """A zip as Python's own module writes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as zipped:
        zipped.comment = comment
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = compression
            info.external_attr = (mode or stat.S_IFREG | 0o600) << 16
            zipped.writestr(info, content)
    return target.getvalue()


def hand_made(members):
    """A zip with our frame around whatever names and contents, in this order."""
    body, entries = b"", []
    for name, content, size in members:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        entry = Entry(name, zlib.crc32(content), len(packed), size, len(body))
        body += entry.local() + packed
        entries.append(entry)
    directory = b"".join(entry.central() for entry in entries)
    return body + directory + end_record(len(entries), len(directory), len(body))


def with_core(*more):
    members = [(name, content, len(content)) for name, content in CORE.items()]
    return hand_made(sorted([*members, *more]))


def test_what_is_written_comes_back_and_opens_in_any_zip_tool():
    sources = CORE | {"tables/lab.csv": random.Random(1).randbytes(300_000), PDF: b"", "tables/a.csv": b"a" * 200_000}
    data = written(sources)
    assert read(data) == sources
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert zipped.testzip() is None
        assert zipped.namelist() == sorted(sources)
        assert {name: zipped.read(name) for name in zipped.namelist()} == sources


def test_equal_content_gives_equal_bytes_whatever_its_order_and_source(tmp_path):
    file = tmp_path / "changes"
    file.write_bytes(CORE["changes.csv"])
    backwards = dict(reversed((CORE | {"changes.csv": file}).items()))
    assert written(CORE) == written(backwards)


def test_a_large_member_uses_flat_memory(tmp_path):
    large = tmp_path / "large.csv"
    noise = random.Random(2).randbytes(1 << 20)
    with large.open("wb") as file:
        for _number in range(24):
            file.write(noise)
    with (tmp_path / "zip").open("w+b") as target:
        tracemalloc.start()
        write_archive(target, CORE | {"tables/large.csv": large})
        digests = Archive(target, "a.opb").digests()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert digests["tables/large.csv"].bytes == 24 << 20
    assert most < 2 << 20


@pytest.mark.parametrize("missing", CORE)
def test_a_mandatory_member_that_is_missing_is_named(missing):
    with pytest.raises(BundleDamaged, match=f"{missing} is missing"):
        read(written({name: content for name, content in CORE.items() if name != missing}))


BAD_NAMES = [
    "../changes.csv", "/etc/passwd", "C:/x.csv", "tables\\lab.csv", "tables/../x.csv", "tables/", "tables", "lab.csv",
    "", "tables/lab.csv/", "tables/lab.csv\x00", "tables/lab.csv\n", "Tables/lab.csv", "tables/LAB.csv", "CHANGES.csv",
    "tables/con.csv", "tables/nul.csv", "extra/com1.bin", "tables/lab.csv.", "tables/ lab.csv", "tables/lab.exe",
    "tables/é.csv", "certificates/rossi.pdf", PDF.upper(), "tables/sub/lab.csv", "tables//lab.csv", "./changes.csv",
    f"tables/{'a' * 64}.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
def test_names_that_we_do_not_use_are_refused(name):
    # Python's own writer cuts a name at NUL.
    if "\x00" not in name:
        with pytest.raises(BundleRefused, match="is not a name we use"):
            read(foreign_zip(sorted([*CORE.items(), (name, b"x")])))
    with pytest.raises(ValueError, match="not a member"):
        written(CORE | {name: b"x"})
    if name.isascii():
        with pytest.raises(BundleRefused, match="is not a name we use"):
            read(with_core((name, b"x", 1)))


def test_members_of_later_versions_are_carried():
    assert read(with_core(("extra/photo-index.json", b"{}", 2)))["extra/photo-index.json"] == b"{}"


def test_a_name_that_is_there_twice_is_refused():
    with pytest.raises(BundleRefused, match="twice"):
        read(with_core(("manifest.json", b"{ }", 3)))


def test_members_out_of_order_are_refused():
    members = [(name, content, len(content)) for name, content in reversed(CORE.items())]
    with pytest.raises(BundleRefused):
        read(hand_made(members))


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFDIR | 0o700, stat.S_IFIFO | 0o600, 0o600])
def test_links_directories_and_the_like_are_refused(mode):
    with pytest.raises(BundleRefused):
        read(foreign_zip(CORE.items(), mode=mode))


def test_comments_stored_members_and_zip64_are_refused():
    for data in (
        foreign_zip(CORE.items(), comment=b"hello"),
        foreign_zip(CORE.items(), compression=zipfile.ZIP_STORED),
        foreign_zip(CORE.items(), compression=zipfile.ZIP_BZIP2),
    ):
        with pytest.raises(BundleRefused):
            read(data)


@pytest.mark.parametrize("more", [b"\x00", b"PK\x05\x06" + bytes(18), b"junk" * 100])
def test_bytes_before_after_or_between_are_refused(more):
    data = written(CORE)
    start = struct.unpack_from("<I", data, len(data) - 6)[0]
    for bad in (more + data, data + more, data[:start] + more + data[start:]):
        with pytest.raises(BundleRefused):
            read(bad)


@pytest.mark.parametrize("size", [0, 9, 11, 2**32 - 1])
def test_a_size_that_lies_is_refused(size):
    with pytest.raises(BundleRefused):
        read(with_core(("tables/lab.csv", b"0123456789", size)))


def test_overlapping_members_are_refused():
    data = bytearray(written(CORE))
    directory = struct.unpack_from("<I", data, len(data) - 6)[0]
    second = directory + 46 + len("changes.csv")
    struct.pack_into("<I", data, second + 42, 0)
    with pytest.raises(BundleDamaged):
        read(bytes(data))


def test_data_behind_the_end_of_a_member_is_refused():
    packed = zlib.compress(b"x" * 10, wbits=-15) + b"hidden"
    entry = Entry("tables/lab.csv", zlib.crc32(b"x" * 10), len(packed), 10, 0)
    body = entry.local() + packed
    data = body + entry.central() + end_record(1, len(entry.central()), len(body))
    with pytest.raises(BundleDamaged):
        read(data)


@pytest.mark.parametrize("data", [b"", b"P", b"%PDF-1.4", b"<html>" * 100, bytes(1000)])
def test_what_is_no_zip_is_not_a_package(data):
    with pytest.raises(NotABundle):
        read(data)


def test_a_bomb_stops_at_its_header_or_at_its_stated_size():
    zeros = bytes(50_000_000)
    with pytest.raises(BundleRefused, match="too big"):
        read(with_core(("tables/lab.csv", zeros, len(zeros))))
    liar = with_core(("tables/lab.csv", zeros, 1_000))
    tracemalloc.start()
    with pytest.raises(BundleDamaged):
        read(liar)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 << 20


def test_each_limit_is_named():
    data = written(CORE | {"tables/lab.csv": b"0123456789" * 1000})
    with pytest.raises(BundleRefused, match="larger than 0 MB"):
        read(data, Limits(file=100))
    with pytest.raises(BundleRefused, match="more than 4 files"):
        read(data, Limits(entries=4))
    with pytest.raises(BundleRefused, match=r"lab\.csv is too big"):
        read(data, Limits(member=9_999))
    with pytest.raises(BundleRefused, match=r"lab\.csv is too big"):
        read(data, Limits(small=1_000, ratio=20))
    with pytest.raises(BundleRefused, match="more than 0 MB"):
        read(data, Limits(total=10_000))
    assert len(read(data, Limits(file=len(data), entries=5, member=10_000, total=11_000))) == 5


def test_seventy_thousand_entries_are_refused_at_once():
    entries = (Entry(f"tables/t{number:05}.csv", 0, 2, 0, 51 * number) for number in range(70_000))
    directory = b"".join(entry.central() for entry in entries)
    with pytest.raises(BundleRefused):
        read(b"PK" + bytes(100) + directory + end_record(70_000 % 65_536, len(directory), 102))


def test_a_small_member_is_read_whole_and_a_large_one_is_not():
    archive = Archive(io.BytesIO(written(CORE)), "a.opb")
    assert archive.read("manifest.sig", 64) == bytes(64)
    with pytest.raises(BundleRefused, match="too big"):
        archive.read("manifest.sig", 63)
