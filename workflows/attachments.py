"""Files in evidence: what is taken, what is refused before it is stored, and where the bytes lie."""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import pikepdf
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _
from PIL import Image

from workflows import law
from workflows.act import Act
from workflows.carried import are_plain_data, may_carry
from workflows.forms import usually
from workflows.models import Attachment
from workflows.papers.returned import names
from workflows.refusal import Refusal
from workflows.step import WAITED, step

EVIDENCE = law.practice("หลักฐานประกอบเรื่องแนบไว้กับเรื่อง")
MEGABYTE = 1024 * 1024
SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
# Names that make a PDF do something when it is opened or touched, hang other files on its pages, or lead to files elsewhere.
ACTIVE_NAMES = frozenset(
    {
        "/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/FileAttachment", "/RichMedia", "/XFA",
        "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound",
    }
)  # fmt: skip
NAMED: dict[str, Any] = {}  # kinds that a procedure asks to choose among, in words; others are words already
# What one packed stream may come to while a PDF is read: more than any table of objects, less than what a small file could swell to.
UNPACKED_BYTES_MAX = 32 * MEGABYTE
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=UNPACKED_BYTES_MAX, run_length_max_memory=UNPACKED_BYTES_MAX, png_max_memory=UNPACKED_BYTES_MAX,
    tiff_max_memory=UNPACKED_BYTES_MAX,
)  # fmt: skip
# A packing of the last century that the reader has no bound for, in a file whose tables of objects are packed: no program makes that.
SWELLS = re.compile(names("LZW", "LZWDecode").pattern + rb"(?=[\s/()<>\[\]%])")
PACKED_TABLES = names("XRef")
KINDS_OF_THING = ("/S", "/Subtype")  # the keys whose value says what an action or an annotation is


class EvidenceFile(forms.FileField):
    """A PDF, JPEG or PNG, told by its own bytes, not by its name; no larger than the limit, and without active content."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file is None:
            return None
        limit = settings.ATTACHMENT_LIMIT_BYTES
        file.seek(0)  # a step that is tried again has read it already
        content = file.read(limit + 1)
        file.seek(0)
        if len(content) > limit:
            raise ValidationError(text("ไฟล์ใหญ่เกิน %(limit)s เมกะไบต์ ย่อหรือแบ่งไฟล์ก่อน") % {"limit": limit // MEGABYTE})
        if len(content) != file.size:
            raise ValidationError(text("ขนาดไฟล์ไม่ตรงกับที่แจ้ง ส่งใหม่อีกครั้ง"))
        file.media_type = media_type(content)
        file.digest = hashlib.sha256(content).hexdigest()
        return file


def media_type(content: bytes) -> str:
    """What the bytes are. Raises ValidationError for what is not taken."""
    kind = next((kind for signature, kind in SIGNATURES.items() if content.startswith(signature)), None)
    if kind is None:
        raise ValidationError(text("รับเฉพาะไฟล์ PDF, JPEG หรือ PNG"))
    try:
        if kind == "application/pdf":
            refuse_active(content)
        else:
            Image.open(io.BytesIO(content)).verify()
    except ValidationError:
        raise
    except Exception as error:  # whatever the parser stumbles over, the file is not what it claims to be
        raise ValidationError(text("ไฟล์เสียหาย เปิดไม่ได้")) from error
    return kind


def refuse_active(content: bytes) -> None:
    """Raise ValidationError for a PDF that runs something, or carries anything but data as PDF/A-3 may."""
    if PACKED_TABLES.search(content) and SWELLS.search(content):
        raise ValueError("packed so that it may swell")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        objects = (*pdf.objects, pdf.Root)
        carrying = [named for thing in objects for named in carriers(thing)]
        is_data = not carrying or (may_carry(content, pdf) and are_plain_data(carrying))
        if not is_data or any(map(is_active, objects)):
            raise ValidationError(text("ไฟล์ PDF นี้มีคำสั่งทำงานหรือไฟล์ซ่อนอยู่ พิมพ์เป็น PDF ใหม่แล้วแนบ"))


def is_active(thing: Any) -> bool:
    """Whether an object does something, or whatever is written into it; what it only points to is an object of its own."""
    if not is_made_of_parts(thing):
        return False
    named = (
        set()
        if isinstance(thing, pikepdf.Array)
        else {*thing.keys(), *(str(thing[kind]) for kind in KINDS_OF_THING if kind in thing)}
    )
    return lies_elsewhere(thing) or bool(ACTIVE_NAMES & named) or any(map(is_active, written(thing)))


def carriers(thing: Any) -> Iterator[Any]:
    """An object that carries files, or whatever written into it does."""
    if not is_made_of_parts(thing):
        return
    if not isinstance(thing, pikepdf.Array) and "/EF" in thing:
        yield thing
    for part in written(thing):
        yield from carriers(part)


def is_made_of_parts(thing: Any) -> bool:
    return isinstance(thing, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream))


def written(thing: Any) -> Iterator[Any]:
    """The parts that stand in an object itself."""
    parts = list(thing) if isinstance(thing, pikepdf.Array) else [part for _, part in thing.items()]
    return (part for part in parts if isinstance(part, pikepdf.Object) and not part.is_indirect)


def lies_elsewhere(thing: Any) -> bool:
    """Whether a stream takes its bytes from another file, or a form or a picture its drawing, as the proxies of a printer's shop (OPI) do.
    `Ref` in an element of a tagged file is harmless: it leads to other elements of the same one."""
    if not isinstance(thing, pikepdf.Stream):
        return False
    return "/F" in thing or "/OPI" in thing or ("/Ref" in thing and thing.get("/Subtype") == pikepdf.Name.Form)


def path_of(digest: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def store(file: Any) -> None:
    """Put the bytes under their digest, whole or not at all. Stored before the commit: an unnamed file does no harm, a missing one would."""
    target = path_of(file.digest)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
        for chunk in file.chunks():
            part.write(chunk)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(target)


def described(kind: str, file: Any) -> dict[str, Any]:
    """The row of a stored file."""
    return {
        "kind": kind, "name": Path(file.name).name[:200], "media_type": file.media_type, "size_bytes": file.size, "digest": file.digest,
    }  # fmt: skip


def attaching(*sources: str, kinds: Sequence[tuple[str, Any]] = (), usual: Sequence[str] = ()) -> Any:
    """The step “attach a file”, for whoever a document waits for in any of these states. Put it into a procedure as `attach`.

    With `kinds` the person chooses among them, so that a rule may ask for one of them; else names the file in his own words, the `usual`
    ones offered. The first is chosen beforehand, unless it is none.
    """
    NAMED.update((kind, words) for kind, words in kinds if kind)
    free = usually(forms.CharField(label=_("ชนิดเอกสาร"), max_length=60), *usual)
    kind_field = forms.ChoiceField(label=_("ชนิดเอกสาร"), choices=kinds) if kinds else free

    def attach(
        self: Any, act: Act, *,
        kind: Annotated[str, kind_field],
        file: Annotated[Any, EvidenceFile(label=_("ไฟล์ (PDF, JPEG, PNG)"))],
    ) -> None:  # fmt: skip
        """Evidence is part of the content: what is signed later is signed with it."""
        if any(row["digest"] == file.digest for row in act.evidence.rows["attachments"]):
            act.refuse(Refusal("ATTACHED_ALREADY", text("ไฟล์นี้แนบไว้แล้ว"), remedy=text("เลือกไฟล์อื่น"), field="file"))
            return
        store(file)
        act.add(self, Attachment, [described(kind, file)])

    return step(label=_("แนบไฟล์"), basis=EVIDENCE, by=WAITED, source=sources)(attach)
