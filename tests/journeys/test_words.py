"""Names and the office's own words stand on one line on the pages, and are copied as they were written."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from procurement.rehearsal.walk import Walk
from tests.journeys.browsing import DESKTOP, PHONE, Visitor

pytestmark = [pytest.mark.own_database, pytest.mark.journey]

# Every place where such a word, or a part of such a name, goes over the end of a line; what alone is wider than its line may.
BROKEN = """(word) => {
  const wanted = word ? new RegExp(RegExp.escape(word), "g") : /(?<![ก-๛])(?:นางสาว|นาย(?!ก)|นาง)[ก-๛]{2,22}|(?<=(?<![ก-๛])(?:นางสาว|นาย(?!ก)|นาง)[ก-๛]{2,22} )[ก-๛]{2,22}|ลงนาม|คณะกรรมการ|หน่วยงาน|ส่งมอบ|ตรวจรับ|กองคลัง|กองช่าง|สำนักปลัด|ผู้อำนวยการ|เจ้าหน้าที่|นักวิชาการ/g;
  const found = [];
  for (const block of document.querySelectorAll("h1, h2, h3, p, li, td, dd, b, small, a, button")) {
    if (block.querySelector("h1, h2, h3, p, li, td, dd, ul, table") || block.closest(".vh, details:not([open])")) continue;
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const places = [];
    let whole = "";
    while (texts.nextNode()) {
      for (let at = 0; at < texts.currentNode.length; at++) places.push([texts.currentNode, at]);
      whole += texts.currentNode.data;
    }
    for (const one of whole.matchAll(wanted)) {
      const range = document.createRange();
      range.setStart(...places[one.index]);
      const [last, at] = places[one.index + one[0].length - 1];
      range.setEnd(last, at + 1);
      const tops = new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top / 8)));
      if (tops.size > 1) found.push(one[0]);
    }
  }
  return found;
}"""
NO_WIDTH = "[...document.body.innerText].filter((letter) => '\u200b\u2060\ufeff\u00ad'.includes(letter)).length"


def plain(browser: Browser, site: str, visitor: Visitor, address: str) -> str:
    """What the page says where no script runs."""
    context = browser.new_context(java_script_enabled=False, viewport=visitor.size)
    context.add_cookies(visitor.page.context.cookies())
    page = context.new_page()
    page.goto(site + address)
    return page.locator("main").text_content() or ""


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_no_name_and_no_word_of_the_office_is_in_two(accepted: Walk, site: str, browser: Browser, size: Any) -> None:
    case = f"/case/{accepted.purchase.case_id}/"
    visitor = Visitor(browser, site, "rattana", size)
    for address in ("/", "/board/", case, f"{case}trail/", "/handbook/voucher/"):
        visitor.goto(address)
        assert visitor.page.evaluate(BROKEN) == [], address
        assert visitor.page.evaluate(NO_WIDTH) == 0, address
        assert (visitor.page.locator("main").text_content() or "").split() == plain(browser, site, visitor, address).split()
    assert visitor.complaints == []


@pytest.mark.parametrize("is_plain", [True, False], ids=["without script", "with it"])
def test_the_name_of_a_firm_is_in_one_piece_on_a_screen_of_any_width(
    accepted: Walk, site: str, browser: Browser, is_plain: bool
) -> None:
    """Where it stands as data it needs no script; in a sentence the script knows a firm by what it is."""
    name, purchase = accepted.need.vendor.name, accepted.purchase
    assert name == "หจก.นาดีเครื่องเขียน"
    visitor = Visitor(browser, site, "rattana", PHONE)
    context = browser.new_context(java_script_enabled=not is_plain, viewport=PHONE)
    context.add_cookies(visitor.page.context.cookies())
    page = context.new_page()
    for address in ("/registers/party_register/", *(() if is_plain else (f"/case/{purchase.case_id}/",))):
        page.goto(site + address)
        assert name in page.inner_text("main")
        for width in range(320, 460, 6):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate(BROKEN, name) == [], f"{address} at {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
