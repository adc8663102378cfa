"""The office's digital signature in a paper (PAdES B-B, no network), and what can be told of a signature in any file.

A signature is put after the marked file, and the marked file names the certificate that will sign it: so nobody can put another signature
there, and a paper still proves itself when the office has another certificate. A stranger's file is not parsed as PDF: the signature is
found by its byte range, and only the range and the signature itself are read. pyHanko takes most of a second to load: only who signs or meets a signature loads it.
"""

import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

FIELD = "Dika"
DIGEST = "sha256"
BYTE_RANGE = re.compile(rb"/ByteRange\s{0,9}\[\s{0,9}(\d{1,10})\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{0,9}\]")
SIGNATURE_BYTES_MAX = 128 * 1024  # in hexadecimal digits
END = b"%%EOF"


@dataclass(frozen=True)
class FileSignature:
    """The last signature of a file: whose certificate, who issued that, and whether all that it covers is as it was signed.

    Nothing is said of whether the issuer is to be trusted: that asks the network, and a list of issuers.
    """

    who: str
    issuer: str
    fingerprint: str
    is_intact: bool
    covers_all: bool


def fingerprint(signer: "SimpleSigner | None") -> str:
    """Of the certificate that signs; nothing for nobody."""
    held: Any = signer.signing_cert if signer else None
    return held.sha256.hex() if held is not None else ""


def signed(content: bytes, signer: "SimpleSigner", reason: str) -> bytes:
    """The file with the signature behind it, which covers every byte."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    metadata = PdfSignatureMetadata(field_name=FIELD, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES, reason=reason)
    written = PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)))
    return bytes(written.getbuffer())


def before_signature(content: bytes) -> bytes:
    """The file as it was before its last addition."""
    last = content.rfind(END)
    before = content.rfind(END, 0, max(last, 0))
    if before < 0:
        return b""
    end = before + len(END)
    return content[: end + 1] if content[end : end + 1] == b"\n" else content[:end]


def signature_in(content: bytes) -> FileSignature | None:
    """The last signature of a file; None without one."""
    ranges = list(BYTE_RANGE.finditer(content))
    if not ranges:
        return None
    start, length, after, rest = map(int, ranges[-1].groups())
    covers_all = start == 0 and length < after and after + rest == len(content)
    told = content[length:after]
    if start or not (told.startswith(b"<") and told.endswith(b">") and len(told) <= SIGNATURE_BYTES_MAX):
        return FileSignature("", "", "", is_intact=False, covers_all=False)
    covered = (content[:length], content[after : after + rest])
    try:
        return told_by(bytes.fromhex(told[1:-1].decode("ascii")), covered, covers_all=covers_all)
    except Exception:  # whatever the reader stumbles over, it is no signature that holds
        return FileSignature("", "", "", is_intact=False, covers_all=covers_all)


def told_by(signature: bytes, covered: tuple[bytes, bytes], *, covers_all: bool) -> FileSignature:
    """Whose signature it is, and whether it is that of these bytes."""
    from asn1crypto import cms
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    data = cms.ContentInfo.load(signature)["content"]
    (info,) = data["signer_infos"]
    wanted = info["sid"].chosen["serial_number"].native
    held = next(one.chosen for one in data["certificates"] if one.chosen.serial_number == wanted)
    digested = hashlib.new(info["digest_algorithm"]["algorithm"].native)
    for part in covered:
        digested.update(part)
    is_digest, is_valid = validate_sig_integrity(info, held, "data", digested.digest())
    return FileSignature(
        who=named(held.subject), issuer=named(held.issuer), fingerprint=held.sha256.hex(), is_intact=is_digest and is_valid,
        covers_all=covers_all,
    )  # fmt: skip


def named(name: Any) -> str:
    """A name of a certificate as people read it: the common name, or whatever there is."""
    told = name.native
    return str(told.get("common_name") or told.get("organization_name") or name.human_friendly)
