"""Every page from its sample: whole without script, escaped, under the policy, and translated."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from tests.workflows.page_reader import Reader, rendered, words_of
from workflows import pages
from workflows.pages import BudgetShare, Due
from workflows.samples import PAGES
from workflows.samples.facts import DANGER, NOBODY, SOON, TODAY
from workflows.templatetags import dika, step_form


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_inline_and_everything_is_escaped(name: str) -> None:
    text = rendered(name)
    read = Reader(text)
    assert DANGER not in text and "<b onclick" not in text
    assert not read.all("style")
    assert all(found.get("src") for found in read.all("script"))
    for tag, attributes in read.elements:
        assert not [key for key in attributes if key == "style" or key.startswith("on")], tag


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("empty_desk", "no_identity")])
def test_the_dangerous_word_of_each_sample_is_really_shown(name: str) -> None:
    assert "&lt;b onclick=&quot;x&quot;&gt;&quot;&amp;ผ้า" in rendered(name)


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_one_heading_a_title_and_ids_of_its_own(name: str) -> None:
    text = rendered(name)
    read = Reader(text)
    assert len(read.all("h1")) == 1 and len(read.all("main", id="main")) == 1
    assert re.search(r"<title>\s*\S", text)
    ids = [found["id"] for _, found in read.elements if "id" in found]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        for _, found in read.elements:
            assert set(found.get(attribute, "").split()) <= set(ids), found


@pytest.mark.parametrize("name", PAGES)
def test_no_heading_skips_a_level(name: str) -> None:
    levels = [int(tag[1]) for tag, _attributes in Reader(rendered(name)).elements if tag in ("h1", "h2", "h3", "h4")]
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


@pytest.mark.parametrize("name", PAGES)
def test_whatever_changes_something_is_a_form_of_its_own(name: str) -> None:
    """Every POST carries the token, every button says what it is, and no link leads to nowhere."""
    read = Reader(rendered(name))
    posts = [found for found in read.all("form") if found.get("method") == "post"]
    assert len(read.all("input", name="csrfmiddlewaretoken")) == len(posts)
    assert all(found.get("type") for found in read.all("button"))
    assert all(found.get("href") for found in read.all("a"))
    assert not [key for _, found in read.elements for key in found if key.startswith("hx-") and not found.get(key)]


def test_the_bar_switches_language_and_contrast_by_post() -> None:
    read = Reader(rendered("desk"))
    assert read.all("button", name="language", value="en") and read.all("button", name="contrast", value="high")
    assert {found["action"] for found in read.all("form", method="post")} == {"/contrast/", "/i18n/setlang/", "/sign-out/"}
    assert read.all("a", href="/") and read.all("input", name="q", value=DANGER)


def test_high_contrast_is_for_who_asks_or_chooses() -> None:
    asked = [found for found in Reader(rendered("desk")).all("link") if "dika/contrast." in found["href"]]
    assert asked[0]["media"] == "(prefers-contrast: more)"
    chosen = render_to_string("workflows/base.html", {"shell": pages.Shell(**{**vars(NOBODY), "has_high_contrast": True})})
    assert "prefers-contrast" not in chosen


def test_the_error_pages_need_no_context_at_all() -> None:
    """A server error is drawn without request, person or office."""
    for name in ("403.html", "403_csrf.html", "404.html", "500.html", "503.html", "workflows/no_office.html"):
        read = Reader(render_to_string(name))
        assert len(read.all("h1")) == 1 and not read.all("form")


def test_sign_in_tells_failure_and_wait_in_thai() -> None:
    assert "รหัสผ่านไม่ถูกต้อง" not in rendered("sign_in")
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in rendered("sign_in_failed")
    slowed = rendered("sign_in_slowed")
    assert "ลองใหม่ได้ในอีก 15 วินาที" in slowed and Reader(slowed).all("input", name="password"), "the wait may be over by now"


def test_the_desk_says_the_most_urgent_first_and_an_empty_one_says_so() -> None:
    text = rendered("desk")
    assert text.index("เกิน 3 วันทำการ") < text.index("ครบกำหนดวันนี้")
    assert "ทำในนาม ปลัด อบต." in text and "สัญญาเดิมหมด 30 พ.ย." in text and "48,750.00" in text
    assert "ไม่มีอะไรรอคุณ" in rendered("empty_desk")


def test_a_case_lights_what_is_allowed_and_explains_the_rest() -> None:
    text = rendered("case")
    read = Reader(text)
    assert len([1 for _, found in read.elements if found.get("aria-current") == "step"]) == 1
    assert read.all("a", href="/do/sign/", class_="btn") and read.all("a", href="/do/attach/", class_="hit")
    assert not read.all("a", href="/do/deliver/") and not read.all("a", href="/do/rule/")
    for said in ("INTEREST_NOT_DECLARED", "ยืนยันตอนนี้", "ข้อ 27", "NOT_YOUR_ROLE", "เหลือคุณคนเดียว", "2 พ.ย. 2569"):
        assert said in text
    assert text.index("INTEREST_NOT_DECLARED") < text.index("ขั้นตอนที่คุณยังทำไม่ได้ 1 ขั้น") < text.index("NOT_YOUR_ROLE")


def test_only_what_nobody_confirmed_wears_the_badge() -> None:
    assert dika.standing("unconfirmed") == {"kind": "unconfirmed"}
    assert "ยังไม่ยืนยัน" in render_to_string("workflows/parts/standing.html", {"kind": "unconfirmed"})
    for kind in ("confirmed", "practice"):
        assert not render_to_string("workflows/parts/standing.html", {"kind": kind}).strip()


def test_a_refused_form_keeps_what_was_typed_and_says_each_fault_twice() -> None:
    text = rendered("refused_step")
    read = Reader(text)
    for name, value in (
        ("title", DANGER),
        ("needed_by", "วันไหนก็ได้"),
        ("days", "สามสิบ"),
        ("price_baht", "1.005"),
        ("lines-0-quantity", "-1"),
    ):
        assert read.all("input", name=name, value=value), name
    assert read.all("option", value="hire", selected="") and read.all("input", name="matters", value="b", checked="")
    assert read.all("input", name="is_urgent", checked="")
    assert text.count("ละเอียดได้ไม่เกินหนึ่งสตางค์") == text.count("วันที่ทำไม่ถูกต้อง") == text.count("รหัสผ่านไม่ถูกต้อง") == 2
    wrong = {found["name"] for _, found in read.elements if found.get("aria-invalid") == "true"}
    assert wrong == {"needed_by", "price_baht", "lines-0-quantity", "_acted_on", "_password"}
    for anchor in ("#id_needed_by", "#id_price_baht", "#id_lines", "#id__acted_on"):
        assert read.all("a", href=anchor), anchor
    assert read.all("a", href="/do/declare/") and len(read.all("section", role="alert")) == 1


def test_a_stale_form_says_who_changed_what() -> None:
    text = words_of(rendered("refused_step"))
    assert "นางสาวดวงใจ นาคำ" in text and "คุณอ่านฉบับที่ 2 ตอนนี้เป็นฉบับที่ 3" in text and "10 ตลับ" in text
    assert "สิ่งที่คุณพิมพ์ไว้" in rendered("refused")


def test_a_form_carries_version_key_and_day_and_asks_the_password_where_it_signs() -> None:
    read = Reader(rendered("step"))
    for name, value in (("_key", "k1"), ("_version", "3"), ("_unit", DANGER)):
        assert read.all("input", type="hidden", name=name, value=value)
    assert read.all("input", name="_acted_on", max="2026-11-24", min="2026-11-20") and read.all(
        "input", name="_password", type="password"
    )
    assert read.all("form", enctype="multipart/form-data") and read.all("input", type="file", name="file")


def test_rows_grow_without_script_and_the_enter_key_does_not_grow_them() -> None:
    read = Reader(rendered("refused_step"))
    assert {found["name"] for found in read.all("input") if found.get("name", "").startswith("lines-1-")} == {
        "lines-1-item", "lines-1-quantity", "lines-1-unit_price_baht",
    }  # fmt: skip
    assert read.all("button", name="_add_row", value="lines")
    start = read.elements.index(("form", read.all("form", enctype="multipart/form-data")[0]))
    first = next(found for tag, found in read.elements[start:] if tag == "button")
    assert "name" not in first


def test_what_is_decided_gets_the_room_where_little_is_asked() -> None:
    assert "doing deciding" in rendered("deciding_step") and "doing deciding" not in rendered("step")


def test_a_signature_shows_exactly_what_is_signed() -> None:
    text = rendered("sign")
    read = Reader(text)
    assert "เก้าหมื่นหนึ่งพันสองร้อยสี่สิบบาทถ้วน" in text and "7f3a 91c2 4b0e d516" in text and "8 ตลับ" in text
    assert len(read.all("rect", class_="fill")) == 12 and len(read.all("rect", class_="box")) == 8
    radios = read.all("input", type="radio", name="opinion")
    assert [found["value"] for found in radios if "checked" in found] == ["accept"]
    assert [found["value"] for found in radios if found.get("class") == "asks"] == ["dissent", "return"]
    assert len(read.all("textarea", name="reason")) == 1 and read.all("input", name="note")
    assert text.index("ตรวจรับ 12 จาก 20") < text.index('name="_password"')


def test_the_board_filters_in_the_address_and_draws_each_case() -> None:
    read = Reader(rendered("board"))
    assert read.all("form", method="get") and read.all("option", value=DANGER, selected="")
    assert [found["aria-label"] for found in read.all("svg", class_="rail")] == ["ขั้นที่ 6 จาก 9"], (
        "a case without a road has no picture of one"
    )
    assert read.all("a", rel="next", href="/board/?page=2") and not read.all("a", rel="prev")


def test_the_trail_shows_both_times_the_order_and_every_hash() -> None:
    text = rendered("trail")
    for said in ("24 พ.ย. 2569 เวลา 09.12 น.", "20 พ.ย. 2569", "บันทึกย้อนหลัง", "คำสั่งที่ 412/2569", "รักษาราชการแทน ปลัด อบต.", "ลูกโซ่ครบ"):
        assert said in text
    assert text.count(" ".join(["7f3a 91c2 4b0e d516"] * 4)) == 2 and " ".join(["0000"] * 16) in text
    assert "ลูกโซ่ขาด" in rendered("broken_trail") and "ลูกโซ่ครบ" not in rendered("broken_trail")


def test_a_handbook_page_marks_its_doubts_and_lists_the_refusals() -> None:
    text = rendered("handbook")
    assert "<svg" in text and "ใบตรวจรับพัสดุ" in text and "INTEREST_NOT_DECLARED" in text
    assert text.count('class="tag unconfirmed"') == 2, "one explains the badge, one stands beside the limit"


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (Due(), "ไม่มีกำหนด", ""),
        (Due(None, -1), "เกิน 1 วันทำการ", "late"),
        (Due(None, 0), "ครบกำหนดวันนี้", "soon"),
        (Due(None, 2), "เหลือ 2 วันทำการ", "soon"),
        (Due(None, 3), "เหลือ 3 วันทำการ", ""),
    ],
)
def test_urgency_is_said_in_words_and_colour_only_repeats_it(due: Due, words: str, tone: str) -> None:
    assert (dika.due_words(due), due.tone) == (words, tone)


def test_the_money_bar_is_as_wide_as_the_line_and_marks_the_case() -> None:
    share = PAGES["case"].money[0]  # type: ignore[union-attr]
    drawn = dika.money_bar(share)
    assert sum(part["width"] + 1 for part in drawn["parts"]) == pytest.approx(dika.BAR_WIDTH, abs=0.5)
    committed = drawn["parts"][1]
    assert drawn["held"]["x"] == committed["x"] and float(drawn["held"]["width"]) == pytest.approx(148600 / 400000 * 320, abs=0.1)
    nothing = BudgetShare(
        line="",
        **dict.fromkeys(("allotted_baht", "reserved_baht", "committed_baht", "spent_baht", "free_baht"), share.held_baht * 0),
    )
    assert [part["width"] for part in dika.money_bar(nothing)["parts"]] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("value", "holds"), [("", True), ("2026-12-31", True), ("2026-13-31", False), ("วันไหนก็ได้", False), (None, True)]
)
def test_a_day_that_the_calendar_cannot_hold_is_shown_as_typed(value: str | None, holds: bool) -> None:
    assert step_form.is_day(value) is holds


def test_what_comes_on_no_known_day_begins_with_its_amount() -> None:
    coming = pages.Coming(title="เช็คคืน", url="/case/3/", place="รอผู้จ่ายชำระแทน", amount_baht=Decimal("3200.00"))
    told = {
        due: render_to_string("workflows/parts/desk_side.html", {"page": desk_with(replace(coming, due=due))})
        for due in (Due(None), SOON)
    }
    words = {due: " ".join(re.sub(r"<[^>]*>", " ", text).split()) for due, text in told.items()}
    assert "รอผู้จ่ายชำระแทน 3,200.00 บาท" in words[Due(None)] and "·" not in words[Due(None)]
    assert "· 3,200.00 บาท" in words[SOON]


def desk_with(coming: pages.Coming) -> pages.DeskPage:
    return pages.DeskPage(today=TODAY, waiting_count=0, coming=(coming,))
