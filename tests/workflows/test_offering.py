"""The order of a page's buttons: what asks for caution stands first only where nothing else leads on."""

import pytest

from workflows.pages import Clause, Offer
from workflows.pages.offering import HasOffers
from workflows.refusal import Refusal

CLAUSE = Clause("ข้อ 178", "รายงาน", "confirmed")
CAUTION, REFUSAL = Refusal("LOG_BEHIND", "บันทึกยังไม่ได้รายงาน"), Refusal("NOT_YET", "ยังไม่ถึงวัน")
LEADS_ON, BESIDE = (
    Offer("รายงาน", "/do/report/", CLAUSE, is_onward=True, cautions=(CAUTION,)),
    Offer("แนบไฟล์", "/do/attach/", CLAUSE),
)
OTHER_ANSWER = Offer("ส่งคืน", "/do/return/", CLAUSE, is_onward=True)
BLOCKED = Offer("ชี้ขาด", "/do/rule/", CLAUSE, (REFUSAL,), is_onward=True)
BESIDE_WITH_CAUTION = Offer("ยกเลิก", "/do/cancel/", CLAUSE, cautions=(CAUTION,))


@pytest.mark.parametrize(
    ("offers", "is_first"),
    [
        ((BESIDE, LEADS_ON), True),
        ((BESIDE, LEADS_ON, BLOCKED), True),
        ((LEADS_ON, OTHER_ANSWER), False),
        ((BESIDE, BESIDE_WITH_CAUTION), False),
        ((BESIDE, BLOCKED), False),
        ((), False),
    ],
)
def test_what_asks_for_caution_stands_first_where_nothing_else_leads_on(offers: tuple[Offer, ...], *, is_first: bool) -> None:
    part = HasOffers()
    part.offers = offers
    assert part.leads_on_with_caution is is_first


WEIGHED = Offer(
    "เห็นชอบ",
    "/do/approve/",
    CLAUSE,
    is_onward=True,
    cautions=(Refusal("SPLIT", "อาจเป็นการแบ่ง", speaks_of=(("1" * 32, "7/2570"),)),),
)
READIED = Offer(
    "นำฝาก", "/do/deposit/", CLAUSE, is_onward=True, cautions=(Refusal("NO_SLIP", "ยังไม่แนบใบนำฝาก", mended_by="attach"),)
)


@pytest.mark.parametrize(
    ("offer", "is_choice"), [(WEIGHED, True), (READIED, True), (LEADS_ON, False), (BLOCKED, False), (BESIDE, False)]
)
def test_no_answer_is_put_before_another_that_is_open_today(offer: Offer, *, is_choice: bool) -> None:
    part = HasOffers()
    part.offers = (OTHER_ANSWER, offer)
    assert part.has_a_choice is is_choice
