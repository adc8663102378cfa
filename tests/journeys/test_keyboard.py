"""The whole way of a signature without a mouse: signing in, desk, case, signing, and back at the desk, by the keys of a keyboard alone."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.journeys.browsing import DESKTOP, PASSWORD, PHONE, Visitor
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]

TITLE, STEP, SKIP = "ซื้อหมึกพิมพ์", "ให้ความเห็นชอบ", "ข้ามไปเนื้อหา"
STOPS_MAX = 60
OUTLINE_PX_MIN = 2
STOP = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    tag: one.tagName, says: (one.labels?.[0]?.innerText || one.getAttribute("aria-label") || one.innerText || "").slice(0, 120),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), tabindex: one.tabIndex,
    place: [...document.querySelectorAll("*")].indexOf(one),
    isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the keyboard is: what a reader hears there, how wide its ring is, and its place in the page."""

    tag: str
    says: str
    outline: float
    tabindex: int
    place: int
    isSeen: bool  # noqa: N815 - as the browser tells it

    @property
    def fault(self) -> str:
        """Why somebody at a keyboard would lose his way here, or nothing."""
        if self.outline < OUTLINE_PX_MIN or not self.isSeen:
            return "cannot be seen to have the focus"
        return "jumps the queue" if self.tabindex > 0 else "" if self.says.strip() else "has no name"


class Keys:
    """A person who has no mouse. Every stop on the way is looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def here(self) -> Stop:
        found: dict[str, Any] = self.page.evaluate(STOP)
        return Stop(**found)

    def to(self, words: str, key: str = "Tab") -> Stop:
        """On to the stop that says these words; each one on the way has a ring, a name, and comes after the one before."""
        last = -1
        for _stop in range(STOPS_MAX):
            self.page.keyboard.press(key)
            here = self.here
            assert not here.fault, f"{self.page.url}: {here} {here.fault}"
            assert last == -1 or (here.place > last) == (key == "Tab"), f"{self.page.url}: {here} is out of order"
            last = here.place
            if words in here.says:
                return here
        raise AssertionError(f"{self.page.url}: no stop says {words}")

    def through(self) -> list[Stop]:
        """Every stop of the page, each with a ring, a name, and after the one before."""
        stops: list[Stop] = []
        for _stop in range(STOPS_MAX):
            self.page.keyboard.press("Tab")
            here = self.here
            if here.tag == "BODY" or (stops and here.place <= stops[-1].place):
                return stops
            assert not here.fault, f"{self.page.url}: {here} {here.fault}"
            stops.append(here)
        raise AssertionError(f"{self.page.url}: no end of stops")

    def skip(self) -> None:
        """The first stop of a page leads past its bar: the next one is within its main part."""
        assert SKIP in self.to(SKIP).says
        self.page.keyboard.press("Enter")
        assert self.here.tag == "MAIN"

    def enter(self, key: str = "Enter") -> None:
        """Press what leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.insert_text(words)


@pytest.fixture
def approving(office: PracticeOffice) -> Walk:
    """A purchase on the desk of นายก."""
    vendors, lines = furnish(office)
    walk = Walk(office, Need(TITLE, (("หมึก", "กล่อง", "4", "2500.00"),), vendors[0], lines[1], members=(("orathai", "inspector"),)))
    walk.to("approving")
    return walk


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_signature_needs_no_mouse(approving: Walk, site: str, browser: Browser, size: Any) -> None:
    visitor = Visitor(browser, site, size=size)
    page = visitor.page
    page.goto(site + "/")
    keys = Keys(page)
    keys.skip()
    keys.to("ชื่อผู้ใช้")
    keys.type("boonmee")
    keys.to("รหัสผ่าน")
    keys.type(PASSWORD)
    keys.enter()
    keys.skip()
    keys.to(TITLE)
    keys.enter()
    keys.skip()
    keys.to(STEP)
    keys.enter()
    keys.skip()
    keys.to("รหัสผ่านของคุณ")
    keys.type(PASSWORD + "0")
    keys.to(STEP)
    keys.to("รหัสผ่านของคุณ", "Shift+Tab")
    keys.enter()
    assert "รหัสผ่านไม่ถูกต้อง" in visitor.words
    keys.to("รหัสผ่านของคุณ")
    keys.type(PASSWORD)
    keys.to(STEP)
    keys.enter("Space")
    assert "เจรจาตกลงราคา" in visitor.words
    keys.to("Dika", "Shift+Tab")  # the page after a form begins where the one before was skipped to
    keys.enter()
    assert page.url == site + "/" and TITLE not in visitor.words
    assert visitor.complaints == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<button>ลงนาม</button>", ""),
        ("<button style='outline:0'>ลงนาม</button>", "cannot be seen to have the focus"),
        ("<button style='position:absolute;left:-999px'>ลงนาม</button>", "cannot be seen to have the focus"),
        ("<button tabindex=1>ลงนาม</button>", "jumps the queue"),
        ("<button></button>", "has no name"),
    ],
)
def test_the_check_sees_where_somebody_would_be_lost(browser: Browser, body: str, fault: str) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><style>:focus-visible {{ outline: 3px solid }}</style>{body}")
    page.keyboard.press("Tab")
    assert Keys(page).here.fault == fault
