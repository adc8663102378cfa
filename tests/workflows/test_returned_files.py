"""What a stranger's file is told to be, from its bytes alone."""

import io
import time
import tracemalloc
import zlib
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from tests.workflows.all_papers import all_papers
from workflows.papers import mark, returned
from workflows.papers.printing import print_paper
from workflows.papers.returned import Kind

VOUCHER = all_papers()["voucher"]
EVERY = 97  # bytes between two that are changed; a prime, so that no structure is stepped over
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def printed() -> bytes:
    return print_paper(VOUCHER)


def test_a_printed_file_proves_itself_and_names_its_content(printed: bytes) -> None:
    found = returned.read(printed)
    assert (found.kind, found.paper) == (Kind.AS_PRINTED, f"{VOUCHER.kind} {VOUCHER.number}")
    assert VOUCHER.content_hash in found.hashes


def test_one_byte_changed_anywhere_is_never_as_printed(printed: bytes) -> None:
    changed = bytearray(printed)
    for place in {*range(0, len(printed), EVERY), len(printed) - 1, *range(printed.rindex(b"/ID ["), len(printed))}:
        changed[place] ^= 1
        assert not mark.is_as_printed(bytes(changed)), place
        changed[place] ^= 1
    assert mark.is_as_printed(bytes(changed))


def test_a_file_changed_in_one_byte_still_says_whose_it_claims_to_be(printed: bytes) -> None:
    for place in range(0, len(printed), len(printed) // 40):
        changed = bytearray(printed)
        changed[place] ^= 1
        found = returned.read(bytes(changed))
        assert found.kind is Kind.OTHER_PDF and VOUCHER.content_hash in found.hashes, place


@pytest.mark.parametrize("after", [b"\n", b" ", b"%", b"\n%%EOF\n", b"1 0 obj << >> endobj"])
def test_what_is_added_after_the_end_is_seen(printed: bytes, after: bytes) -> None:
    assert returned.read(printed + after).kind is Kind.OTHER_PDF


@pytest.mark.parametrize("cut", [1, 7, 400])
def test_what_is_cut_off_the_end_is_seen(printed: bytes, cut: int) -> None:
    assert returned.read(printed[:-cut]).kind is Kind.OTHER_PDF


def test_a_mark_of_another_installation_is_none_of_ours(printed: bytes, settings) -> None:
    settings.SECRET_KEY = "another installation"
    assert returned.read(printed).kind is Kind.OTHER_PDF
    settings.SECRET_KEY_FALLBACKS = ["of-no-use-outside-this-run"]
    assert returned.read(printed).kind is Kind.AS_PRINTED, "a key that was replaced still counts"


def test_an_old_mark_under_a_newer_one_does_not_count(printed: bytes) -> None:
    """Whoever appends a whole new file to ours does not borrow our mark."""
    own = b"%PDF-1.7\ntrailer << /ID [(" + b"0" * 64 + b") ()] >>\n%%EOF"
    assert returned.read(printed + own).kind is Kind.OTHER_PDF
    assert returned.read(own + printed).kind is Kind.OTHER_PDF


def saved_again(printed: bytes, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        pdf.save(out, **how)
    return out.getvalue()


@pytest.mark.parametrize("how", [{}, {"compress_streams": False}, {"object_stream_mode": pikepdf.ObjectStreamMode.disable}])
def test_a_file_saved_again_by_another_program_is_not_as_printed(printed: bytes, how: dict[str, object]) -> None:
    found = returned.read(saved_again(printed, **how))
    assert found.kind is Kind.OTHER_PDF and VOUCHER.content_hash in found.hashes


def acting(key: str, action: str, **how: object) -> bytes:
    """A PDF of one page with such an object under that key of its root."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root[key] = pdf.make_indirect(pikepdf.Object.parse(action.encode()))
        pdf.save(out, **how)
    return out.getvalue()


SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


@pytest.mark.parametrize("how", [{}, PACKED])
@pytest.mark.parametrize(
    ("key", "action"),
    [("/OpenAction", SCRIPT), ("/AA", f"<< /WC {SCRIPT} >>"), ("/Other", "<< /S /Launch >>"), ("/AcroForm", "<< /XFA (x) >>")],
)
def test_active_content_is_seen_packed_or_plain(key: str, action: str, how: dict[str, object]) -> None:
    assert returned.read(acting(key, action, **how)).kind is Kind.ACTIVE_PDF


def test_active_content_is_seen_in_a_paper_of_ours_and_in_names_written_by_code(printed: bytes) -> None:
    assert returned.read(printed + b"\n9 0 obj << /OpenAction << /S /J#61vaScript >> >> endobj").kind is Kind.ACTIVE_PDF
    assert returned.read(b"%PDF-1.7 << /#4fpen#41ction 1 0 R >>").kind is Kind.ACTIVE_PDF


def test_a_harmless_pdf_of_others_is_just_that() -> None:
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    assert returned.read(out.getvalue()) == returned.Returned(Kind.OTHER_PDF)


def photo(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
def test_a_picture_is_a_picture(kind: str) -> None:
    assert returned.read(photo(kind)).kind is Kind.PICTURE


def test_a_photo_of_a_phone_is_a_picture() -> None:
    assert returned.read(b"\0\0\0\x18ftypheic\0\0\0\0").kind is Kind.PICTURE


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04", b'{"kind": "other"}', b"{" * 5000, "ข้อความ".encode()])
def test_anything_else_is_unknown(content: bytes) -> None:
    assert returned.read(content).kind is Kind.UNKNOWN


def embedded(text: bytes, times: int = 1) -> bytes:
    stream = b"1 0 obj << /Type /EmbeddedFile /Filter /FlateDecode >>\nstream\n" + text + b"\nendstream endobj\n"
    return b"%PDF-1.7\n" + stream * times


def test_a_bomb_is_unpacked_no_further_than_the_bounds() -> None:
    bomb = zlib.compress(b"{" + b" " * (60 * MEGABYTE))
    started = time.thread_time()
    assert returned.read(embedded(bomb, 40)).kind is Kind.OTHER_PDF
    assert time.thread_time() - started < 5


@pytest.mark.parametrize(
    "text", [b'{"content_hash": 7}', b'{"content_hash": "zz"}', b"[" * 100_000, b'{"a":' * 100_000, b"{\xff\xfe"]
)
def test_an_attachment_that_is_no_paper_names_no_content_of_ours(text: bytes) -> None:
    assert VOUCHER.content_hash not in returned.read(embedded(zlib.compress(text))).hashes


@pytest.mark.parametrize("text", [b">>stream\n", b"/J#61", b"/ID [(", b"endstream", b"<<>> "])
def test_ten_megabytes_of_anything_are_read_in_seconds(text: bytes) -> None:
    started = time.thread_time()
    returned.read(b"%PDF-1.7\n" + text * (10 * MEGABYTE // len(text)))
    assert time.thread_time() - started < 10


def test_a_rehearsal_s_paper_is_marked_like_any(printed: bytes) -> None:
    rehearsal = print_paper(replace(VOUCHER, organization=replace(VOUCHER.organization, is_practice=True)))
    assert returned.read(rehearsal).kind is Kind.AS_PRINTED and rehearsal != printed


def test_a_small_file_that_unpacks_to_millions_of_values_takes_little_memory() -> None:
    bomb = zlib.compress(b'{"a": [' + b"{}," * (7 * MEGABYTE // 3) + b"{}]}")
    tracemalloc.start()
    try:
        returned.read(embedded(bomb, 3))
        assert tracemalloc.get_traced_memory()[1] < 64 * MEGABYTE
    finally:
        tracemalloc.stop()
