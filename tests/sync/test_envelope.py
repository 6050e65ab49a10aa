"""A package as a file: sealed or plain, whole or refused, and nothing left behind."""

from dataclasses import replace

import pytest

from op_desktop.progress import Cancelled
from op_desktop.security.sealing import new_identity, recipient_of
from op_desktop.security.signing import DeviceKey
from op_desktop.sync.envelope import export_bundle, file_name, list_members, open_bundle
from op_desktop.sync.refusals import (
    BundleDamaged,
    BundleNotForUs,
    BundleRefused,
    BundleUnreadable,
    KnownBundleDamaged,
    NotABundle,
)
from tests.sync.packages import CENTRE, CERTIFICATE, KEY, MANIFEST, SOURCES, package, package_of, sealed_package


@pytest.fixture
def private(tmp_path):
    folder = tmp_path / "private"
    folder.mkdir()
    return folder


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def read(path, private, identities=(CENTRE,)):
    with open_bundle(path, identities=identities, private_folder=private) as bundle:
        contents = {}
        for member in bundle.manifest.members:
            with bundle.open(member.name) as file:
                contents[member.name] = file.read()
        assert bundle.manifest == MANIFEST
        return contents, bundle.code, bundle.digest


def saved(folder, data, name="a.opb"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "recipients", [[], [recipient_of(CENTRE), recipient_of(new_identity())]], ids=["plain", "sealed"]
)
def test_an_exported_package_opens_at_the_centre_with_all_it_holds(out, private, recipients):
    path = export_bundle(out, MANIFEST, KEY, SOURCES, recipients=recipients, private_folder=private)

    contents, code, digest = read(path, private)

    assert contents == SOURCES
    assert len(code) == 7
    assert len(digest) == 64
    assert path.name == f"OPD_LA1_7-59_5e6f7a8b{'.opb' if recipients else '.opb.zip'}"
    assert (b"attendance" in path.read_bytes()) is (not recipients)
    assert sorted(each.name for each in out.iterdir()) == sorted(
        [path.name] if recipients else [path.name, f"{path.name}.sha256"]
    )
    assert list(private.iterdir()) == []


def test_the_same_content_has_the_same_digest_and_code_however_it_is_sealed(out, private):
    found = {
        read(saved(out, data), private)[1:]
        for data in (package(private), sealed_package(private), sealed_package(private))
    }
    assert len(found) == 1
    assert package(private) == package(private)


def test_sources_may_be_files(out, private, tmp_path):
    file = tmp_path / "changes"
    file.write_bytes(SOURCES["changes.csv"])
    sources = SOURCES | {"changes.csv": file}
    assert list_members(sources, {"changes.csv": 53, "tables/attendance.csv": 1}) == MANIFEST.members
    assert package(private, sources=sources) == package(private)


def test_a_package_for_someone_else_stays_shut(out, private):
    stranger = new_identity()
    with pytest.raises(BundleNotForUs) as refused:
        read(saved(out, sealed_package(private)), private, [stranger])
    assert recipient_of(stranger)[:12] in refused.value.headline
    assert list(private.iterdir()) == []


def test_a_package_signed_by_another_key_than_it_names_is_refused(out, private):
    with pytest.raises(BundleDamaged, match="signature"):
        read(saved(out, package(private, key=DeviceKey.generate())), private)


def test_a_member_that_is_not_as_signed_is_told_with_author_and_code(out, private):
    code = read(saved(out, package(private)), private)[1]
    for sources, reason in (
        (SOURCES | {"changes.csv": b"other"}, r"changes\.csv is damaged: its digest is d9298a10 instead of "),
        (SOURCES | {"tables/other.csv": b""}, r"tables/other\.csv is not listed"),
        ({name: SOURCES[name] for name in SOURCES if name != CERTIFICATE}, r"certificates/.*\.pdf is missing"),
    ):
        with pytest.raises(KnownBundleDamaged, match=reason) as refused:
            read(saved(out, package(private, sources=sources)), private)
        assert refused.value.headline.startswith("Marta Colombo’s package is not complete (")
        assert refused.value.remedy == f"Ask for it to be copied again: the code is {code}."


def test_members_of_later_versions_are_carried_unread(out, private):
    path = saved(out, package_of(private, SOURCES | {"extra/new.bin": b"\x00"}))
    with open_bundle(path, identities=[], private_folder=private) as bundle:
        assert bundle.manifest.members[3].name == "extra/new.bin"


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.opb", b"", BundleDamaged),
        ("a.opb", b"age-encryption.org/v1\n", BundleDamaged),
        ("a.opb", b"rubbish" * 100, BundleDamaged),
        ("a.opb.zip", b"PK\x03\x04", BundleDamaged),
        ("report.pdf", b"%PDF-1.4", NotABundle),
        ("a.csv", b"", NotABundle),
    ],
)
def test_what_is_no_package_is_refused_by_name(out, private, name, data, refusal):
    with pytest.raises(refusal) as refused:
        read(saved(out, data, name), private)
    assert name in refused.value.headline
    assert refused.value.remedy


def test_a_file_that_is_gone_or_a_folder_is_told(out, private):
    with pytest.raises(BundleUnreadable, match=r"gone\.opb"):
        read(out / "gone.opb", private)
    with pytest.raises(BundleUnreadable):
        read(out, private)


def test_a_digest_beside_a_plain_package_must_be_its_own(out, private):
    path = export_bundle(out, MANIFEST, KEY, SOURCES, recipients=[], private_folder=private)
    digest = out / f"{path.name}.sha256"
    assert digest.read_text().endswith(f"  {path.name}\n")
    for wrong in ("0" * 64, "", "\x1b[31m"):
        digest.write_text(wrong)
        with pytest.raises(BundleDamaged, match="digest"):
            read(path, private)
    digest.unlink()
    assert read(path, private)[0] == SOURCES


def test_a_package_that_does_not_read_back_gets_no_name(out, private):
    wrong = replace(MANIFEST, members=MANIFEST.members[:-1])
    for recipients in ([], [recipient_of(CENTRE)]):
        with pytest.raises(BundleRefused):
            export_bundle(out, wrong, KEY, SOURCES, recipients=recipients, private_folder=private)
    assert list(out.iterdir()) == list(private.iterdir()) == []


def test_checking_can_be_stopped_and_leaves_nothing(out, private):
    class Impatient:
        def step(self, done, total, text=""):
            assert 0 < done <= total
            raise Cancelled

    path = saved(out, sealed_package(private))
    with pytest.raises(Cancelled), open_bundle(path, identities=[CENTRE], private_folder=private, progress=Impatient()):
        pass
    assert list(private.iterdir()) == []


def test_progress_ends_at_the_whole(out, private):
    steps = []

    class Watcher:
        def step(self, done, total, text=""):
            steps.append((done, total))

    with open_bundle(saved(out, package(private)), identities=[], private_folder=private, progress=Watcher()):
        pass
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]


def test_an_error_of_the_reader_leaves_nothing_either(out, private):
    path = saved(out, package(private))
    with pytest.raises(RuntimeError), open_bundle(path, identities=[], private_folder=private):
        raise RuntimeError
    assert list(private.iterdir()) == []


def test_a_file_name_says_nothing_personal():
    assert file_name(replace(MANIFEST, device_code=""), sealed=True) == "OPD_5b7b3c0e_7-59_5e6f7a8b.opb"
