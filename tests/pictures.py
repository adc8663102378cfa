"""`make pictures`: the pages and papers of the README, photographed anew from a demo office in a folder of its own."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.server import ROOT, serving

PICTURES = ROOT / "config" / "pictures"
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
COLOURS = 96
PAPER_DPI = 64


@dataclass(frozen=True)
class View:
    """One picture: its name, who looks, at which address, on what screen; `whole` takes the page to its end."""

    name: str
    who: str
    address: str
    size: dict[str, int]
    whole: bool = False


def views() -> Iterator[View]:
    """The ten pages."""
    from workflows.models import Document, JournalEntry
    from workflows.papers.imprint import short_code
    from workflows.papers.proven import proven

    def case(procedure: str, state: str) -> str:
        return f"/case/{found(procedure, state).case_id}/"

    def found(procedure: str, state: str) -> Document:
        return Document.objects.filter(procedure=procedure, state=state).order_by("pk")[0]

    acts = JournalEntry.objects.filter(procedure="purchase").order_by("-recorded_at")
    codes = (short_code(act.content_hash) for act in acts.iterator())

    yield View("desk", "rattana", "/", DESKTOP)
    yield View("setup", "wilai", "/setup/", DESKTOP)
    yield View("verify-phone", "", f"/verify/{next(code for code in codes if proven(code))}", PHONE)
    yield View("case", "rattana", case("voucher", "checking"), DESKTOP)
    yield View("step", "rattana", f"/do/voucher/{found('voucher', 'checking').pk}/examine/", DESKTOP)
    yield View("sign-phone", "boonmee", f"/do/purchase/{found('purchase', 'approving').pk}/approve_report/", PHONE)
    yield View("board", "boonmee", "/board/", DESKTOP)
    yield View("trail", "rattana", case("voucher", "checking") + "trail/", DESKTOP)
    yield View("handbook", "porntip", "/handbook/purchase/", DESKTOP)
    yield View("day-of-money", "rattana", case("fund_day", "acknowledging"), DESKTOP)


PAPERS = (
    ("purchase", "purchase_request"),
    ("purchase", "purchase_order"),
    ("goods_acceptance", "acceptance_certificate"),
    ("voucher", "voucher"),
    ("payment", "withholding_certificate"),
    ("fund_day", "daily_position"),
)


def papers() -> Iterator[tuple[str, bytes]]:
    """The first page of each kind of paper, of the first document that has one in its last state."""
    from workflows.papers.register import made_by, printed
    from workflows.procedure import PROCEDURES

    for code, name in PAPERS:
        procedure = PROCEDURES[code]
        ended = procedure.model._default_manager.filter(state__in=procedure.ends).order_by("pk")
        yield name, printed(next(document for document in ended if made_by(document, name)), name)


def photograph(browser: Browser, site: str, view: View, password: str) -> bytes:
    page = browser.new_context(viewport=view.size, locale="th-TH").new_page()  # type: ignore[arg-type]
    if view.who:
        sign_in(page, site, view.who, password)
    page.goto(site + view.address)
    page.wait_for_load_state("networkidle")
    return page.screenshot(full_page=view.whole)


def sign_in(page: Page, site: str, who: str, password: str) -> None:
    page.goto(site + "/sign-in/")
    page.fill("[name=username]", who)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(site + "/")


def rendered(pdf: bytes) -> bytes:
    """The first page of a paper as a picture."""
    command = ["pdftoppm", "-r", str(PAPER_DPI), "-png", "-singlefile", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def keep(name: str, picture: bytes) -> None:
    """In few colours: a page is letters and lines."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="dika-pictures-") as state:
        os.environ.update(DIKA_STATE=state, DJANGO_SETTINGS_MODULE="config.settings")
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        from procurement.management.commands.furnish_demo import PASSWORD

        call_command("migrate", verbosity=0)
        call_command("furnish_demo", stdout=io.StringIO())
        PICTURES.mkdir(exist_ok=True)
        for name, pdf in papers():
            keep(f"paper-{name.replace('_', '-')}", rendered(pdf))
        wanted = list(views())  # before the browser: its driver runs an event loop, in which Django asks no database
        with serving() as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for view in wanted:
                keep(view.name, photograph(browser, site, view, PASSWORD))
    return 0


if __name__ == "__main__":
    sys.exit(main())
