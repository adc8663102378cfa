"""The imprint at the foot of every page: a short code, the start of the fingerprint, and the address that proves the print."""

import base64
import io
import re
from functools import lru_cache

import segno
from django.conf import settings

CODE_BITS = 40
QR_KEPT = 512
CODE_CHARACTERS = 8
FINGERPRINT_DIGITS = 16
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
SPOKEN = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nobody confuses what is left
MISREAD = str.maketrans("ILO๐๑๒๓๔๕๖๗๘๙", "1100123456789")
PNG_START = b"\x89PNG\r\n\x1a\n"


def short_code(content_hash: str) -> str:
    """The first 40 bits of a hash as eight letters that nobody confuses, in two groups: `FTDM-N2NJ`."""
    plain = base64.b32encode(bytes.fromhex(content_hash)[: CODE_BITS // 8]).decode()
    spoken = plain.translate(str.maketrans(BASE32, SPOKEN))
    return f"{spoken[:4]}-{spoken[4:CODE_CHARACTERS]}"


def hash_start(code: str) -> str:
    """The ten hexadecimal digits that a typed code stands for; small letters, Thai digits, I, L and O are read as meant.

    Raises ValueError for what cannot be a code.
    """
    spoken = re.sub(r"[\s-]", "", code).upper().translate(MISREAD)
    if len(spoken) != CODE_CHARACTERS or set(spoken) - set(SPOKEN):
        raise ValueError(f"{code!r} is no code of a paper")
    return base64.b32decode(spoken.translate(str.maketrans(SPOKEN, BASE32))).hex()


def fingerprint_start(content_hash: str) -> str:
    """The start of a hash in groups of four digits, as the imprint shows it."""
    return " ".join(re.findall("....", content_hash[:FINGERPRINT_DIGITS]))


def address_of_office() -> str:
    """Where this office answers questions about its papers."""
    return str(settings.PUBLIC_ADDRESS).rstrip("/")


def verification_address(content_hash: str) -> str:
    """The page that tells whether a print is genuine; the longer start tells two papers of one code apart."""
    return f"{address_of_office()}/verify/{short_code(content_hash)}?h={content_hash[:FINGERPRINT_DIGITS]}"


def seal_address(seal_hash: str) -> str:
    """The page that compares a seal on paper with the journal."""
    return f"{address_of_office()}/verify/seal/{seal_hash}"


@lru_cache(maxsize=QR_KEPT)
def qr(text: str) -> str:
    """A QR code as a picture carried in its own address, so that nothing is fetched. PNG: every page then shares one picture.

    Drawing one takes a third of what it takes to open a paper again.
    """
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="png", border=0, scale=4)
    return as_picture(picture.getvalue())


def as_picture(content: bytes) -> str:
    """An SVG or PNG picture as an address that carries it; nothing for no bytes."""
    if not content:
        return ""
    kind = "image/png" if content.startswith(PNG_START) else "image/svg+xml"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
