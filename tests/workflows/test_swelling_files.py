"""A PDF whose tables of objects swell when they are read: refused within the bound, whatever they are packed with."""

import struct
import zlib

import pytest
from django.core.exceptions import ValidationError

from workflows import attachments
from workflows.attachments import media_type

MEGABYTE = 1024 * 1024
HEAD, CATALOG, PAGES = b"1 0 2 40 ", b"<< /Type /Catalog /Pages 2 0 R >>".ljust(40), b"<< /Type /Pages /Kids [] /Count 0 >>"


def packed(megabytes: int) -> bytes:
    """Blanks after the two objects, as many as asked for."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(HEAD + CATALOG + PAGES), *(packer.compress(b" " * MEGABYTE) for _ in range(megabytes)), packer.flush()]
    return b"".join(parts)


def row(kind: int, place: int, generation: int) -> bytes:
    return struct.pack(">BIH", kind, place, generation)


def file(data: bytes, way: bytes = b"/FlateDecode") -> bytes:
    """A file whose catalog lies packed among other objects."""
    begun = b"%PDF-1.7\n"
    told = b"3 0 obj\n<< /Type /ObjStm /N 2 /First %d /Filter %s /Length %d >>\nstream\n" % (len(HEAD), way, len(data))
    table_at = len(begun) + len(told) + len(data) + len(b"\nendstream\nendobj\n")
    rows = row(0, 0, 65535) + row(2, 3, 0) + row(2, 3, 1) + row(1, len(begun), 0) + row(1, table_at, 0)
    table = b"4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n" % len(rows)
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table_at
    return begun + told + data + b"\nendstream\nendobj\n" + table + rows + end


def test_objects_that_swell_are_refused_within_the_bound() -> None:
    assert attachments.UNPACKED_BYTES_MAX == 32 * MEGABYTE
    assert media_type(file(packed(1))) == "application/pdf"
    with pytest.raises(ValidationError):
        media_type(file(packed(33)))


@pytest.mark.parametrize("way", [b"/LZWDecode", b"/LZW", b"/L#5aWDecode", b"[/LZWDecode]"])
def test_a_packing_without_a_bound_is_refused_before_it_is_read(way: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.attachments.pikepdf.open", lambda *told: pytest.fail("it was read"))
    with pytest.raises(ValidationError):
        media_type(file(b"\x80\x0b\x60", way))
