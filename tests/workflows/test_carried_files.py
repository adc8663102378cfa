"""What a PDF carries: data beside the page is taken, as our own papers and e-tax invoices have it; whatever acts is refused."""

import io
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from tests.workflows.all_papers import all_papers
from workflows.attachments import media_type
from workflows.carried import is_json, is_xml
from workflows.papers import joining
from workflows.papers.printing import print_paper

INVOICE = b'<?xml version="1.0"?><rsm:Invoice xmlns:rsm="urn:etda"><ID>1</ID></rsm:Invoice>'


def carrying(name: str, content: bytes, *, part: str = "3", other_name: str = "", **more: Any) -> bytes:
    """A file of one page that carries another."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    if part:
        with made.open_metadata() as told:
            told["pdfaid:part"], told["pdfaid:conformance"] = part, "B"
    made.attachments[name] = pikepdf.AttachedFileSpec(made, content, filename=name)
    if other_name:
        named = next(thing for thing in made.objects if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing)
        named["/UF"] = other_name
    for key, value in more.items():
        made.Root[f"/{key}"] = value
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("paper.json", b'{"kind": "x"}'), ("rows.json", b"[1, 2]"), ("etax.xml", INVOICE), ("ETAX.XML", INVOICE)],
)
def test_data_that_a_pdf_a_3_carries_is_taken(name: str, content: bytes) -> None:
    assert media_type(carrying(name, content)) == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.exe", b"MZ\x90\x00"),
        ("paper.json", b"MZ\x90\x00"),
        ("paper.pdf", b"%PDF-1.7\n"),
        ("paper.json", b"%PDF-1.7\n"),
        ("paper.js", b'{"kind": "x"}'),
        ("paper.json.hta", b'{"kind": "x"}'),
        ("paper.json", b'"alert(1)"'),
        ("paper.json", b""),
        ("page.html", b"<html/>"),
        ("page.xml", b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>"),
        ("page.xml", b"<a><svg:svg xmlns:svg='http://www.w3.org/2000/svg'/></a>"),
        ("page.xml", b"<?xml-stylesheet href='x.xsl'?><a/>"),
        ("page.xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        ("page.xml", b"<a>"),
        ("paper.xml", b'{"kind": "x"}'),
    ],
)
def test_what_is_no_plain_data_is_refused_whatever_it_calls_itself(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError):
        media_type(carrying(name, content))


def test_a_file_with_two_names_is_what_both_say() -> None:
    assert media_type(carrying("a.json", b"{}", other_name="b.json")) == "application/pdf"
    with pytest.raises(ValidationError):
        media_type(carrying("a.json", b"{}", other_name="b.exe"))


@pytest.mark.parametrize("part", ["", "1", "2"])
def test_only_pdf_a_3_may_carry_files(part: str) -> None:
    with pytest.raises(ValidationError):
        media_type(carrying("paper.json", b"{}", part=part))


def test_data_beside_something_that_acts_is_refused() -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    with pytest.raises(ValidationError):
        media_type(carrying("paper.json", b"{}", OpenAction=script))


def test_data_that_hangs_on_a_page_is_refused() -> None:
    """A note with a pin to click, as people send programs."""
    made, out = pikepdf.open(io.BytesIO(carrying("paper.json", b"{}"))), io.BytesIO()
    named = next(thing for thing in made.objects if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing)
    made.pages[0].obj["/Annots"] = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, FS=named)])
    made.save(out)
    with pytest.raises(ValidationError):
        media_type(out.getvalue())


def test_data_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.carried.DATA_BYTES_MAX", 20)
    assert media_type(carrying("paper.json", b'{"a": 3456789012345}')) == "application/pdf"
    with pytest.raises(ValidationError):
        media_type(carrying("paper.json", b'{"a": 34567890123456}'))


def test_what_many_carry_together_is_judged_once_and_is_no_more_than_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 12 kilobytes named the same four megabytes a hundred times, and was read for half a minute."""
    monkeypatch.setattr("workflows.carried.DATA_IN_ALL_BYTES_MAX", 20)
    made = pikepdf.open(io.BytesIO(carrying("0.json", b'{"a": 34567}')))
    named = next(thing for thing in made.objects if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing)
    for number in range(100):
        made.Root[f"/X{number}"] = pikepdf.Dictionary(F=f"{number}.json", EF=named["/EF"])
    assert media_type(saved(made)) == "application/pdf"
    made.Root["/Y"] = pikepdf.Dictionary(F="y.json", EF=pikepdf.Dictionary(F=pikepdf.Stream(made, b'{"b": 34567}')))
    one_more = saved(made)
    with pytest.raises(ValidationError):
        media_type(one_more)


def test_what_is_data_by_one_name_is_not_by_another() -> None:
    made = pikepdf.open(io.BytesIO(carrying("a.json", b"{}")))
    named = next(thing for thing in made.objects if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing)
    made.Root["/X"] = pikepdf.Dictionary(F="a.xml", EF=named["/EF"])
    content = saved(made)
    with pytest.raises(ValidationError):
        media_type(content)


@pytest.mark.parametrize("key", ["DOS", "Mac", "Unix"])
def test_no_older_name_says_otherwise(key: str) -> None:
    with pytest.raises(ValidationError):
        media_type(specified(**{key: "a.exe"}))
    assert media_type(specified(**{key: "a.json"})) == "application/pdf"


def test_data_that_leads_elsewhere_or_has_files_beside_it_is_refused() -> None:
    for more in ({"FS": pikepdf.Name.URL}, {"RF": pikepdf.Dictionary(F=pikepdf.Array(["a.exe"]))}):
        with pytest.raises(ValidationError):
            media_type(specified(**more))


@pytest.mark.parametrize("name", ["a.hta\x00.json", "a\u202enosj.json", "a\n.json"])
def test_a_name_that_hides_what_it_is_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        media_type(specified(name))
    assert media_type(specified("ใบกำกับภาษี.json")) == "application/pdf"


def specified(name: str = "a.json", **more: Any) -> bytes:
    """A file that carries one more under these names."""
    made = pikepdf.open(io.BytesIO(carrying("a.json", b"{}")))
    stream = next(thing for thing in made.objects if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing)["/EF"]["/F"]
    made.Root["/X"] = pikepdf.Dictionary(F=name, EF=pikepdf.Dictionary(F=stream), **more)
    return saved(made)


def saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_data_packed_twice_is_refused() -> None:
    made, out = pikepdf.open(io.BytesIO(carrying("paper.json", b"{}"))), io.BytesIO()
    named = next(thing for thing in made.objects if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing)
    twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    named["/EF"]["/F"].write(zlib.compress(zlib.compress(b"{}")), filter=twice)
    made.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    with pytest.raises(ValidationError):
        media_type(out.getvalue())


@pytest.mark.parametrize(("content", "is_data"), [(b"{}", True), (b"\xef\xbb\xbf[]", True), (b"7", False), (b"{", False)])
def test_json_is_an_object_or_a_list(content: bytes, is_data: bool) -> None:
    assert is_json(content) is is_data


def test_xml_without_a_document_type_is_data() -> None:
    assert is_xml(INVOICE) and not is_xml(b"<!DOCTYPE a><a/>")


@pytest.mark.parametrize("name", ["purchase_order", "voucher", "daily_position"])
def test_a_paper_that_the_office_printed_is_taken_back_as_evidence(name: str) -> None:
    assert media_type(print_paper(all_papers()[name])) == "application/pdf"


def test_papers_joined_in_one_file_are_taken_as_long_as_the_mark_is_ours(tmp_path: Path, settings: Any) -> None:
    one, whole = tmp_path / "one.pdf", tmp_path / "whole.pdf"
    one.write_bytes(print_paper(all_papers()["purchase_order"]))
    joining.join([joining.Part(one, "ใบสั่งซื้อ")], whole, "รวม", lambda: None)
    assert media_type(whole.read_bytes()) == "application/pdf"
    settings.SECRET_KEY = "another installation's"
    with pytest.raises(ValidationError):
        media_type(whole.read_bytes())
