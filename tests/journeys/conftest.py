"""The office that every journey begins in, and the browser that walks through it.

Playwright's synchronous driver runs an event loop in the test's own thread, in which Django refuses to ask the database, and would
keep a connection of its own to the database of an earlier test. So whatever a journey needs of it is read before the browser starts.
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from disbursement.rehearsal.furnishing import payee_account
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Need, Walk
from tests.beginnings import beginning
from tests.journeys.browsing import PASSWORD
from workflows import clock
from workflows.practice import PracticeOffice, found_practice_office

PRINTERS = "ซื้อเครื่องพิมพ์"

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@beginning
def office() -> PracticeOffice:
    office = found_practice_office()
    furnish(office)
    return let_in(office)


def let_in(office: PracticeOffice) -> PracticeOffice:
    """Give each officer the password of the journeys."""
    for person in office.people.values():
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    return office


@pytest.fixture
def accepted(office: PracticeOffice) -> Walk:
    """Two printers of 21,400 baht that were accepted, and whose voucher waits for its clerk."""
    vendors, lines = furnish(office)
    printers = (("เครื่องพิมพ์เลเซอร์", "เครื่อง", "2", "10700.00"),)
    walk = Walk(office, Need(PRINTERS, printers, vendors[0], lines[1], members=(("porntip", "inspector"),)))
    walk.to("ordered")
    walk.deliver()
    payee_account(office, vendors[0])
    Road(walk).accept()
    return walk


@pytest.fixture
def today(office: PracticeOffice) -> str:
    """The office's day, as a calendar field takes it."""
    return clock.today(office.fresh()).isoformat()


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()
