"""From a paper to the bytes of a PDF/A-3b."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any

import weasyprint
from django.conf import settings
from django.template.loader import get_template
from django.utils import translation
from weasyprint.text.fonts import FontConfiguration

from workflows.papers import imprint, pades, pdfa, text_layer
from workflows.papers.certificate import signer
from workflows.papers.files import HERE, Forbidden, OwnFiles
from workflows.papers.fonts import require_fonts
from workflows.papers.kept import KEPT, key_of
from workflows.papers.paper import Paper
from workflows.papers.typeset import typeset

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

ONE_AT_A_TIME = RLock()  # the fonts are shared, and laying out holds the interpreter anyway


class Page(weasyprint.HTML):  # type: ignore[misc]
    """A page of a paper, whose elements are those of `elements.css`. The typesetter's version is pinned, so its own name may be used."""

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
        return [sheet("elements.css")]


def print_paper(paper: Paper) -> bytes:
    """The PDF/A-3b of a paper, with its canonical JSON attached. The same paper gives the same bytes.

    Raises FontMissing when a font is not installed, PermissionError when a template or an emblem names anything outside.
    """
    return printed_as(paper, html_of(paper), signer())


def open_paper(paper: Paper) -> bytes:
    """The same, from memory where this process has printed the very same before. A signed print keeps the moment at which it was signed."""
    page, by = html_of(paper), signer()
    certificate = pades.fingerprint(by)
    # The mark is made with the installation's key; the rest of the file is what is printed and what is attached.
    key = key_of(page, paper.material, paper.printed(certificate), paper.time_of_data.isoformat(), certificate, settings.SECRET_KEY)
    if kept := KEPT.get(key):
        return kept
    with ONE_AT_A_TIME:  # two who open the same paper at the same time wait for one layout
        return KEPT.get(key) or KEPT.put(key, printed_as(paper, page, by))


def printed_as(paper: Paper, page: str, by: "SimpleSigner | None") -> bytes:
    """A paper by its HTML, signed by this certificate."""
    with ONE_AT_A_TIME, no_collection():
        document = laid_out(page)
        content = pdfa.write(document, paper, by)
    if refused := document.url_fetcher.refused:
        raise PermissionError(refused[0])
    return content


def lay_out(paper: Paper) -> weasyprint.Document:
    """The pages of a paper, before they are written."""
    return laid_out(html_of(paper))


def laid_out(html: str) -> weasyprint.Document:
    require_fonts()
    text_layer.install()
    page = Page(string=html, base_url=str(HERE), url_fetcher=OwnFiles())
    try:
        with ONE_AT_A_TIME:
            return page.render(stylesheets=[sheet("paper.css")], font_config=font_map(), pdf_variant=pdfa.VARIANT)
    except Forbidden as error:
        raise PermissionError(str(error)) from error


def html_of(paper: Paper) -> str:
    """The page as HTML. Its words are Thai whatever language the reader has chosen: a paper has one text."""
    with translation.override("th"):
        page = get_template(f"papers/{paper.template}.html").render(context(paper))
    return typeset(page, thai_digits=paper.has_thai_digits)


def context(paper: Paper) -> dict[str, Any]:
    """The paper's own facts by their names, and what the frame and the imprint need."""
    frame = {
        "paper": paper,
        "office": paper.organization,
        "emblem": imprint.as_picture(paper.organization.emblem),
        "code": imprint.short_code(paper.content_hash),
        "fingerprint": imprint.fingerprint_start(paper.content_hash),
        "verify_at": imprint.address_of_office().partition("://")[2] + "/verify/",
        "qr": imprint.qr(imprint.verification_address(paper.content_hash)),
    }
    clash = frame.keys() & paper.content.keys()
    assert not clash, f"the content hides the frame's {clash}"
    return {**paper.content, **frame}


@cache
def font_map() -> FontConfiguration:
    """Kept for the life of the process: a new one for each paper takes ten milliseconds and is never wholly given back."""
    return FontConfiguration()


@cache
def sheet(name: str) -> weasyprint.CSS:
    """Read once: it costs more than a short page."""
    return weasyprint.CSS(filename=HERE / name, url_fetcher=OwnFiles())


@contextmanager
def no_collection() -> Iterator[None]:
    """A paper is a hundred thousand objects that all live until it is written: looking for dead ones among them takes a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
