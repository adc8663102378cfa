"""The first page of a paper as a picture, to be looked at where the paper is named."""

import hashlib
from io import BytesIO
from threading import Lock

from pypdfium2 import PdfDocument

from workflows.papers.kept import KEPT, key_of

WIDTH_PIXELS = 720  # twice the column that it stands in: sharp on a telephone

# PDFium keeps state of its own outside its documents: two threads must not be in it at the same time.
ALONE = Lock()


def first_page(paper: bytes) -> bytes:
    """A PNG of one of our own papers, drawn once as long as it is remembered; what others send in is never opened here."""
    key = key_of("first page", hashlib.sha256(paper).hexdigest())
    return KEPT.get(key) or KEPT.put(key, drawn(paper))


def drawn(paper: bytes) -> bytes:
    with ALONE, PdfDocument(paper) as document:
        page = document[0]
        picture = page.render(scale=WIDTH_PIXELS / page.get_width()).to_pil()
    kept = BytesIO()
    picture.quantize(64).save(kept, "PNG")  # letters in grey and an emblem need no more
    return kept.getvalue()
