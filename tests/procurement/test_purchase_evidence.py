"""Files in evidence: what is taken, and what is refused before it is stored."""

import io
from typing import Any

import pikepdf
import pytest

from procurement.rehearsal.walk import Walk
from tests.procurement.refusals import refused
from workflows.models import Attachment


def upload(content: bytes, name: str = "ใบเสนอราคา.pdf") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)  # fmt: skip


def test_a_file_is_evidence_and_part_of_the_content(walk: Walk) -> None:
    walk.open()
    before = walk.purchase.content_hash
    walk.perform("orathai", "attach", kind="ภาพถ่าย", file=upload(PNG, "ภาพ.png"))
    assert walk.purchase.content_hash != before
    assert Attachment.objects.get(document=walk.purchase.pk).media_type == "image/png"
    refused("ATTACHED_ALREADY", lambda: walk.perform("orathai", "attach", kind="ภาพถ่าย", file=upload(PNG, "ภาพ.png")))


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<svg onload='x'/>", b"%PDF-1.7 broken", b"", PNG[:20]])
def test_what_is_no_evidence_is_refused_before_it_is_stored(walk: Walk, content: bytes) -> None:
    walk.open()
    refused("WRONG_INPUT", lambda: walk.perform("orathai", "attach", kind="ก", file=upload(content)))
    assert not Attachment.objects.exists()


def pdf(active: bool) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    if active:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.save(out)
    return out.getvalue()


def test_a_pdf_with_active_content_is_refused_and_a_plain_one_taken(walk: Walk) -> None:
    walk.open()
    refused("WRONG_INPUT", lambda: walk.perform("orathai", "attach", kind="ก", file=upload(pdf(active=True))))
    walk.perform("orathai", "attach", kind="ก", file=upload(pdf(active=False)))
    assert Attachment.objects.get().media_type == "application/pdf"


def test_a_file_over_the_limit_is_refused(walk: Walk, settings: Any) -> None:
    settings.ATTACHMENT_LIMIT_BYTES = len(PNG) - 1
    walk.open()
    refused("WRONG_INPUT", lambda: walk.perform("orathai", "attach", kind="ก", file=upload(PNG)))
    settings.ATTACHMENT_LIMIT_BYTES = len(PNG)
    walk.perform("orathai", "attach", kind="ก", file=upload(PNG))


def form(pdf: pikepdf.Pdf, **more: Any) -> pikepdf.Stream:
    """A drawing of its own, as pages and links show it."""
    return pdf.make_stream(b"", pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], **more))


def proxy_of(file: str) -> pikepdf.Dictionary:
    """What a printer's shop puts in the place of a drawing: where the real one lies."""
    return pikepdf.Dictionary({"/2.0": pikepdf.Dictionary(Type=pikepdf.Name.OPI, Version=2.0, F=file)})


def acting_pdf(kind: str) -> bytes:
    """A page with a link that acts, written into the page itself as scanners and editors write it."""
    made, out = pikepdf.new(), io.BytesIO()
    page = made.add_blank_page()
    acts: dict[str, dict[str, Any]] = {
        "launch": {"A": pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")},
        "script": {"A": pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")},
        "file": {"Subtype": pikepdf.Name.FileAttachment, "FS": pikepdf.Dictionary(F="x.exe", EF=pikepdf.Dictionary())},
        "elsewhere": {"A": pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=r"\\thief\share\x.pdf", D="1")},
        "within": {"A": pikepdf.Dictionary(S=pikepdf.Name.GoToE, F=r"\\thief\share\x.pdf", D="1")},
        "played": {"Subtype": pikepdf.Name.Screen, "A": pikepdf.Dictionary(S=pikepdf.Name.Rendition, OP=0)},
        "film": {"Subtype": pikepdf.Name.Movie, "Movie": pikepdf.Dictionary(F="x.swf")},
        "stream": {"AP": pikepdf.Dictionary(N=made.make_stream(b"", {"/F": r"\\thief\share\x.jpg"}))},
        "reference": {"AP": pikepdf.Dictionary(N=form(made, Ref=pikepdf.Dictionary(F=r"\\thief\share\x.pdf", Page=0)))},
        "proxy": {"AP": pikepdf.Dictionary(N=form(made, OPI=proxy_of(r"\\thief\share\x.tif")))},
        "drawn": {"AP": pikepdf.Dictionary(N=form(made))},
        "page": {"A": pikepdf.Dictionary(S=pikepdf.Name.GoTo, D="1")},
    }
    link = pikepdf.Dictionary({f"/{key}": value for key, value in {"Subtype": pikepdf.Name.Link, **acts[kind]}.items()})
    page.obj["/Annots"] = pikepdf.Array([link])
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "kind", ["launch", "script", "file", "elsewhere", "within", "played", "film", "stream", "reference", "proxy"]
)
def test_a_link_that_acts_is_active_content_wherever_it_is_written(walk: Walk, kind: str) -> None:
    walk.open()
    refused("WRONG_INPUT", lambda: walk.perform("orathai", "attach", kind="ก", file=upload(acting_pdf(kind))))
    walk.perform("orathai", "attach", kind="ก", file=upload(acting_pdf("page")))
    walk.perform("orathai", "attach", kind="ก", file=upload(acting_pdf("drawn")))


def test_a_tagged_file_whose_elements_refer_to_each_other_is_taken(walk: Walk) -> None:
    """As a note of PDF 2.0 and the word that it explains do: the same key, in an element of the structure."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    note = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.FENote))
    word = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Span, Ref=pikepdf.Array([note])))
    made.Root.StructTreeRoot = made.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([word, note]))
    )
    made.save(out)
    walk.open()
    walk.perform("orathai", "attach", kind="ก", file=upload(out.getvalue()))
