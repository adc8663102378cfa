"""A file that somebody says is a paper of ours: what it is, told from its bytes alone, in bounded time and memory.

A stranger's file is never parsed: only a file that bears our mark is known to be harmless. Of any other the plain text is searched,
and of its packed streams no more than a bounded part is unpacked.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from workflows.canonical import sha256
from workflows.papers.mark import is_as_joined, is_as_printed
from workflows.papers.pades import FileSignature, before_signature, signature_in

PDF, HEAD_BYTES = b"%PDF-", 1024
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
PHONE_PICTURES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")  # their kind stands after four bytes of length
PHONE_KIND = slice(4, 12)
EXPORT_LINE = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{"kind": "(?:entry|content|document|seal)"')
BEGINS = re.compile(rb">>\s{0,4}stream\r?\n")
HASH = re.compile("[0-9a-f]{64}")
UNPACKED_BYTES_MAX = 8 * 1024 * 1024  # of one stream
UNPACKED_IN_ALL_BYTES_MAX = 32 * 1024 * 1024
DICTIONARY_BYTES = 1024  # before a stream, enough for the words that say what it is
HASHES_MAX = 20
PAPER_BYTES_MAX = 2 * 1024 * 1024  # of what our papers carry; read as JSON, a text takes many times its length


def names(*wanted: str) -> re.Pattern[bytes]:
    """Any of these names of PDF, each letter as it is or by its code: /J#61vaScript."""
    spelled = ("".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name) for name in wanted)
    return re.compile(f"/(?:{'|'.join(spelled)})(?![A-Za-z0-9])".encode())


ACTIVE = names("JavaScript", "JS", "OpenAction", "AA", "Launch", "RichMedia", "XFA", "SubmitForm", "ImportData")
EMBEDDED, PACKED_OBJECTS = names("EmbeddedFile"), names("ObjStm")


class Kind(Enum):
    """What a file is, before anybody looks into the trail."""

    AS_PRINTED = "as_printed"
    AS_JOINED = "as_joined"
    OTHER_PDF = "other_pdf"
    ACTIVE_PDF = "active_pdf"
    PICTURE = "picture"
    EXPORT = "export"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Returned:
    """`hashes` are those of the contents that the file carries or names; `paper` is the kind and number that it says it is.

    `joined` lists what a file of joined papers says that is in it: name, page, hash.
    `certificate` is the fingerprint of that which it says will sign it; `signature` is the last one in it.
    """

    kind: Kind
    hashes: tuple[str, ...] = ()
    paper: str = ""
    certificate: str = ""
    signature: FileSignature | None = None
    joined: tuple[tuple[str, int, str], ...] = ()


def read(content: bytes) -> Returned:
    """What a file is."""
    if is_as_printed(content):
        return carried(Kind.AS_PRINTED, content)
    if is_as_joined(content):
        return carried(Kind.AS_JOINED, content)
    if signature := signature_in(content):
        return of_signed(content, signature)
    if content.startswith(PICTURES) or content[PHONE_KIND] in PHONE_PICTURES:
        return Returned(Kind.PICTURE)
    if EXPORT_LINE.match(content[:HEAD_BYTES]):
        return Returned(Kind.EXPORT)
    if is_active(content):
        return Returned(Kind.ACTIVE_PDF)
    found = carried(Kind.OTHER_PDF, content)
    return found if found.hashes or PDF in content[:HEAD_BYTES] else Returned(Kind.UNKNOWN)


def of_signed(content: bytes, signature: FileSignature) -> Returned:
    """As printed is what was marked, named this certificate, and had nothing added but its signature over the whole."""
    first = before_signature(content)
    is_whole = signature.is_intact and signature.covers_all
    if is_whole and is_as_printed(first):
        found = carried(Kind.AS_PRINTED, first)
        if found.certificate == signature.fingerprint:
            return replace(found, signature=signature)
    if is_active(content):
        return Returned(Kind.ACTIVE_PDF, signature=signature)
    return replace(carried(Kind.OTHER_PDF, content), signature=signature)


def carried(kind: Kind, content: bytes) -> Returned:
    """The contents that a PDF carries, ours by their form: each by its own hash, and by that which the printed text names."""
    hashes: dict[str, None] = {}
    paper = certificate = ""
    joined: tuple[tuple[str, int, str], ...] = ()
    for text in streams(content, EMBEDDED):
        if not text.startswith(b"{") or len(text) > PAPER_BYTES_MAX or len(hashes) >= HASHES_MAX:
            continue
        hashes[sha256(text.decode(errors="replace"))] = None
        told = as_object(text)
        joined = joined or tuple(listed(told.get("papers")))
        named = told.get("content_hash")
        if isinstance(named, str) and HASH.fullmatch(named):
            hashes[named] = None
            paper = f"{told.get('kind', '')} {told.get('number', '')}".strip()
            certificate = str(told.get("certificate", ""))
    return Returned(kind, tuple(hashes), paper, certificate, joined=joined)


def listed(rows: object) -> Iterator[tuple[str, int, str]]:
    """The rows of a list of joined papers that are of its form."""
    for row in rows if isinstance(rows, list) else ():
        told = (row.get("paper"), row.get("page"), row.get("content_hash")) if isinstance(row, dict) else ()
        if len(told) == 3 and isinstance(told[0], str) and type(told[1]) is int and HASH.fullmatch(str(told[2])):
            yield told[0], told[1], str(told[2])


def as_object(text: bytes) -> dict[str, object]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def is_active(content: bytes) -> bool:
    """Whether a PDF does something when it is opened or touched: in its plain text, or in the objects that it keeps packed."""
    if PDF not in content[:HEAD_BYTES]:
        return False
    return any(map(ACTIVE.search, (outside_streams(content), *streams(content, PACKED_OBJECTS))))


def bounds(content: bytes) -> Iterator[tuple[int, int]]:
    """Where the bytes of each stream begin and end; one that never ends goes to the end of the file."""
    here = 0
    while begins := BEGINS.search(content, here):
        start = begins.end()
        end = content.find(b"endstream", start)
        end = len(content) if end < 0 else end
        yield start, end
        here = end + len(b"endstream")


def outside_streams(content: bytes) -> bytes:
    """The file without what lies in its streams, where any bytes may look like a name."""
    parts, here = [], 0
    for start, end in bounds(content):
        parts.append(content[here:start])
        here = end
    return b" ".join([*parts, content[here:]])


def streams(content: bytes, kind: re.Pattern[bytes]) -> Iterator[bytes]:
    """The streams of a kind, unpacked where they are packed, as far as the bounds allow."""
    left, before = UNPACKED_IN_ALL_BYTES_MAX, 0
    for start, end in bounds(content):
        dictionary = content[max(before, start - DICTIONARY_BYTES) : start]
        before = end
        if left > 0 and kind.search(dictionary):
            text = unpacked(content[start:end], min(left, UNPACKED_BYTES_MAX))
            left -= len(text)
            yield text


def unpacked(data: bytes, most_bytes: int) -> bytes:
    """As much as is asked for at most; the bytes themselves where they are not packed, or no longer can be unpacked."""
    try:
        return zlib.decompressobj().decompress(data, most_bytes)
    except zlib.error:
        return data[:most_bytes]
