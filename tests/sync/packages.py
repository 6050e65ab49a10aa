"""Small ready packages."""

import io
import random
from dataclasses import replace

from op_desktop.security.sealing import new_identity, recipient_of
from op_desktop.security.signing import DeviceKey
from op_desktop.sync.envelope import list_members, write_bundle
from op_desktop.sync.manifest import BundleKind, Manifest

KEY = DeviceKey(bytes(range(32)))
CENTRE = new_identity()
DEVICE = "5b7b3c0e-5d6f-4e55-9a53-0c1d2e3f4a5b"
CERTIFICATE = "certificates/0190a8b2-7c6d-7e1f-8a2b-3c4d5e6f7a8b.pdf"
SOURCES = {
    "changes.csv": b'"seq","entity"\r\n' + b"".join(b'"%d","attendance"\r\n' % number for number in range(7, 60)),
    "datapackage.json": b'{"name":"op"}',
    "tables/attendance.csv": b'"id","mark"\r\n"a","P"\r\n',
    "tables/lab.csv": b'"id","name"\r\n',
    CERTIFICATE: b"%PDF-1.4\n" + random.Random(4).randbytes(300),
}
MANIFEST = Manifest(
    programme="oltre-i-perimetri",
    bundle_id="0190a8b2-7c6d-7e1f-8a2b-3c4d5e6f7a8b",
    kind=BundleKind.INCREMENTAL,
    device_id=DEVICE,
    device_code="LA1",
    device_label="PC Lab Lainate",
    replica=f"{DEVICE}.00112233445566aa",
    seq_from=7,
    seq_to=59,
    first_prev="ab" * 32,
    last_id="cd" * 32,
    app_version="0.1.0",
    schema=1,
    made_at="2026-11-24T16:00:00Z",
    public_key=KEY.public.hex(),
    members=list_members(SOURCES, {"changes.csv": 53, "tables/attendance.csv": 1}),
    author_label="Marta Colombo",
    counts={"attendance": 53},
)


def package(folder, *, manifest=MANIFEST, key=KEY, sources=SOURCES, recipients=()):
    """The bytes of a package; plain unless there are recipients."""
    target = io.BytesIO()
    write_bundle(target, manifest, key, sources, recipients=recipients, private_folder=folder)
    return target.getvalue()


def sealed_package(folder, **changes):
    """The bytes of a package sealed for the centre."""
    return package(folder, recipients=[recipient_of(CENTRE)], **changes)


def package_of(folder, sources):
    """The bytes of a plain package with these members, rightly listed and signed."""
    return package(folder, manifest=replace(MANIFEST, members=list_members(sources, {})), sources=sources)
