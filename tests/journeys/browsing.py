"""One person at one screen: signs in, goes to his desk, fills, sends, reads; and every page on the way is held to the same."""

import subprocess
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, Locator, Page

PASSWORD = "ข้าวเหนียวมะม่วง 9"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


class Visitor:
    """A person's browser; nobody's, that never signs in, where no name is given. Whatever its console says is kept as a complaint."""

    def __init__(self, browser: Browser, site: str, who: str = "", size: Any = DESKTOP) -> None:
        self.site, self.size = site, size
        self.page: Page = browser.new_context(viewport=size, locale="en-US").new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.extend(complaint(message.text)))
        if who:
            self.sign_in(who)

    def sign_in(self, who: str) -> None:
        self.page.goto(self.site + "/")
        self.page.fill("[name=username]", who)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(self.site + "/")

    def goto(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.look()

    def open(self, title: str, step: str) -> None:
        """From the desk to the case, and on to a step of it."""
        self.goto("/")
        self.follow(f"main a:has-text('{title}') >> nth=0")
        self.follow(f".now-part a:is(.btn, .links a):has-text('{step}') >> nth=0")

    def follow(self, link: str) -> None:
        """Press what leads to another page, and look at that."""
        with self.page.expect_navigation():
            self.page.click(link)
        self.look()

    def fill(self, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            self.page.fill(f"main [name='{name}']", value)

    def choose(self, name: str, label: str) -> None:
        self.page.select_option(f"main [name='{name}']", label=label)

    def add_row(self, name: str) -> None:
        """One more row of the form, until its field of that name can be filled."""
        self.page.click("main button:has-text('เพิ่มแถว')")
        self.page.wait_for_selector(f"main [name='{name}']")

    def in_row(self, named: str) -> Locator:
        """The one field of the row that the page names so."""
        return self.page.get_by_role("group", name=named, exact=True).get_by_role("textbox")

    def typed(self, name: str) -> str:
        return self.page.input_value(f"main [name='{name}']")

    def send(self, **signed: str) -> str:
        """Press the form's own button, its last one, with the password where it is asked; the words of the page that follows."""
        if "password" in signed:
            self.page.fill("[name=_password]", signed["password"])
        with self.page.expect_navigation():
            self.page.locator("main form[method=post] .act button").last.click()
        self.look()
        return self.words

    def sign(self) -> str:
        return self.send(password=PASSWORD)

    @property
    def words(self) -> str:
        return self.page.inner_text("main")

    def look(self) -> None:
        """No page is wider than the screen, and none says what only programmers say."""
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.size["width"], f"{self.page.url} is {width} px wide"
        assert " object (" not in self.words, f"{self.page.url} shows a row without a name"

    def download(self, link: str) -> bytes:
        """What stands behind a link of the page, with this person's session."""
        address = self.page.get_attribute(f"main a:has-text('{link}')", "href")
        answer = self.page.request.get(f"{self.site}{address}")
        assert answer.status == 200, answer.text()
        return answer.body()


def complaint(message: str) -> list[str]:
    """What a page did wrong; that a refused form came back as 403 or 422 is what it should do."""
    return [] if message.startswith("Failed to load resource: the server responded with a status of 4") else [message]


def pdf_text(pdf: bytes) -> str:
    """The words of a paper, as a reader would copy them out; sara am comes back in two letters."""
    assert pdf.startswith(b"%PDF")
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return told.stdout.decode().replace("\u0e4d\u0e32", "ำ")
