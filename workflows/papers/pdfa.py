"""PDF/A-3b: how a paper is written, and what can be told of a file by reading it back."""

import io
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pikepdf
import weasyprint
from django.utils import timezone

from workflows.canonical import sha256
from workflows.papers import pades
from workflows.papers.fonts import PACKAGES
from workflows.papers.mark import PLACE, marked
from workflows.papers.paper import Paper
from workflows.papers.returned import Kind, read

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

VARIANT = "pdf/a-3b"
MATERIAL, PRINTED = "content.json", "paper.json"
RELATIONSHIPS = {MATERIAL: "Source", PRINTED: "Data"}  # what each attachment is to the file, in the words of PDF/A-3


def write(document: weasyprint.Document, paper: Paper, by: "SimpleSigner | None") -> bytes:
    """The bytes of the file, marked; and signed, where somebody is given who signs.

    `content.json` is what the fingerprint covers, so that anyone can hash it again; `paper.json` is everything that is printed.
    """
    document.metadata.created = document.metadata.modified = timezone.localtime(paper.time_of_data).isoformat(timespec="seconds")
    document.metadata.generator = "Dika"
    document.metadata.attachments = [
        attachment(paper, MATERIAL, paper.material, "ข้อมูลที่ลายพิมพ์ของเอกสารนี้ครอบคลุม"),
        attachment(paper, PRINTED, paper.printed(pades.fingerprint(by)), "ข้อความและตัวเลขทั้งหมดที่พิมพ์"),
    ]
    content = marked(bytes(document.write_pdf(pdf_variant=VARIANT, pdf_identifier=PLACE)))
    return pades.signed(content, by, f"{paper.kind} {paper.number}".strip()) if by else content


def attachment(paper: Paper, name: str, text: str, description: str) -> weasyprint.Attachment:
    moment = paper.time_of_data.astimezone(UTC)
    return weasyprint.Attachment(
        string=text.encode(), name=name, description=description, relationship=RELATIONSHIPS[name], created=moment, modified=moment
    )


def attached(content: bytes, name: str) -> str:
    """The text of one attachment of a printed paper. Raises KeyError when the file has none of that name."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return pdf.attachments[name].get_file().read_bytes().decode()


def faults(content: bytes, content_hash: str) -> list[str]:
    """What keeps a file from being the PDF/A-3b of this hash, as far as can be told without a full validator."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        metadata = pdf.open_metadata()
        told = {
            "it does not say that it is PDF/A-3b": (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) != ("3", "B"),
            "it has no identifier": len(pdf.trailer.get("/ID", [])) != 2,
            "it does not bear the mark of this installation": not is_as_written(content),
            "it has no output intent for PDF/A": not has_output_intent(pdf),
            "it is encrypted": pdf.is_encrypted,
            "it carries a script or an action": "/OpenAction" in pdf.Root or "/JavaScript" in pdf.Root.get("/Names", {}),
            "a font is not embedded": not all(is_embedded(font) for font in fonts_of(pdf)),
            "a font is not one of ours": not {family_of(font) for font in fonts_of(pdf)}
            <= {name.replace(" ", "-") for name in PACKAGES},
            "an attachment is not tied to the file": relationships_of(pdf) != RELATIONSHIPS,
            "the attached content is missing": not {MATERIAL, PRINTED} <= set(pdf.attachments),
        }
    found = [fault for fault, is_so in told.items() if is_so]
    if not found and sha256(attached(content, MATERIAL)) != content_hash:
        found.append("the attached content is not what the fingerprint covers")
    return found


def is_as_written(content: bytes) -> bool:
    return read(content).kind is Kind.AS_PRINTED


def relationships_of(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Each attachment that is tied to the file, and as what."""
    return {str(file.UF): str(file.AFRelationship).removeprefix("/") for file in pdf.Root.get("/AF", [])}


def has_output_intent(pdf: pikepdf.Pdf) -> bool:
    """One intent for PDF/A, with an RGB profile that lies in the file."""
    intents = [intent for intent in pdf.Root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    return len(intents) == 1 and int(intents[0].DestOutputProfile.get("/N", 0)) == 3


def fonts_of(pdf: pikepdf.Pdf) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"]


def is_embedded(font: Any) -> bool:
    return "/FontFile2" in font or "/FontFile3" in font


def family_of(font: Any) -> str:
    """`/ABCDEF+Laksaman-Bold` is Laksaman."""
    return str(font.FontName).partition("+")[2].removesuffix("-Bold")
