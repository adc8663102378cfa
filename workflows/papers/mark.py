"""The mark in a printed file: a keyed hash over every byte of it, so that a file proves itself and nothing is kept of it.

It stands where PDF/A asks for an identifier, at the end of the file. Whoever has the installation's key can make one, as he could
also write the journal; nobody else can, and one byte changed, added or cut off leaves the mark wrong.
"""

import hmac
import re
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

PLACE = b"0" * 64
MARK = re.compile(rb"/ID \[\(([0-9a-f]{64})\)")
SALT, SALT_JOINED = "dika.printed", "dika.joined"
JOINED = re.compile(rb"\n%Dika joined ([0-9a-f]{64})\n\Z")  # a comment behind the end of a joined file
PIECE_BYTES = 1024 * 1024


def marked(content: bytes) -> bytes:
    """The file with its mark in place of the zeros that stand for it. Raises ValueError for a file without such a place."""
    start = content.rindex(PLACE, content.rindex(b"/ID [("))
    return content[:start] + mark_of(content, settings.SECRET_KEY) + content[start + len(PLACE) :]


def is_as_printed(content: bytes) -> bool:
    """Whether every byte is as an installation with this key printed it; a key that was replaced still counts."""
    places = list(MARK.finditer(content))
    if not places:
        return False
    found = places[-1]
    blank = content[: found.start(1)] + PLACE + content[found.end(1) :]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hmac.compare_digest(found[1], mark_of(blank, key)) for key in keys)


def mark_of(blank: bytes, key: str) -> bytes:
    return salted_hmac(SALT, blank, secret=key, algorithm="sha256").hexdigest().encode()


def mark_joined(file: Path) -> None:
    """Put the mark behind a file of joined papers. Another kind of mark, so that no such file is ever taken for a paper."""
    mac = salted_hmac(SALT_JOINED, b"", algorithm="sha256")
    with file.open("rb+") as opened:
        while piece := opened.read(PIECE_BYTES):
            mac.update(piece)
        opened.write(f"\n%Dika joined {mac.hexdigest()}\n".encode())


def is_as_joined(content: bytes) -> bool:
    """Whether every byte is as an installation with this key joined it."""
    found = JOINED.search(content, max(0, len(content) - len(PLACE) - 32))
    if found is None:
        return False
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    before = content[: found.start()]
    return any(
        hmac.compare_digest(found[1].decode(), salted_hmac(SALT_JOINED, before, secret=key, algorithm="sha256").hexdigest())
        for key in keys
    )
