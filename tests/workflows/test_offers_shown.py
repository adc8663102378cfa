"""The buttons of a document: what is only told takes none from its place, and the answer that was come for stands first."""

from uuid import UUID

import pytest
from django.template.loader import render_to_string

from tests.workflows.page_reader import Reader
from workflows import pages
from workflows.pages import Clause, Offer
from workflows.procedure import PROCEDURES
from workflows.refusal import Refusal

CLAUSE = Clause("ข้อ 24")
NEAR = tuple((str(UUID(int=n)), f"{n}/2570 ซื้อวัสดุ 1,000.00") for n in range(1, 6))
SPLIT = Refusal("MIGHT_BE_SPLIT", "อาจเป็นการแบ่งซื้อ", "ข้อ 20", "เปิดดูเรื่องเหล่านั้น", only_told=True, speaks_of=NEAR)
CLOSED = Refusal("BANK_CLOSED", "วันนี้ธนาคารปิด", "ข้อ 30", "ส่งให้กรรมการ")


def offered(*cautions: Refusal) -> tuple[Offer, ...]:
    return (
        Offer("ส่งคืน", "/do/return/", CLAUSE),
        Offer("ให้ความเห็นชอบ", "/do/approve/", CLAUSE, is_onward=True, cautions=cautions),
        Offer("ไม่เห็นชอบ", "/do/refuse/", CLAUSE, is_onward=True),
    )


def shown(*offers: Offer) -> Reader:
    waiting = pages.Waiting(sentence="รอ นายก", document="รายงาน", place="นายกพิจารณา", since=None, offers=offers)
    return Reader(render_to_string("workflows/parts/offers.html", {"part": waiting, "prefix": 1}))


@pytest.mark.parametrize("cautions", [(), (SPLIT,)])
def test_an_answer_that_something_is_told_of_keeps_its_place_among_the_others(cautions: tuple[Refusal, ...]) -> None:
    read = shown(*offered(*cautions))
    assert [link["href"] for link in read.all("a", class_="btn quiet")] == ["/do/approve/", "/do/refuse/", "/do/return/"]
    assert not read.all("a", class_="btn"), "no answer is put before the other"


def test_the_only_step_onward_stands_first_and_alone_in_its_colour_whatever_is_told() -> None:
    read = shown(*offered(SPLIT)[:2])
    assert [link["href"] for link in read.all("a", class_="btn")] == ["/do/approve/"]
    assert [link["href"] for link in read.all("a", class_="btn quiet")] == ["/do/return/"]
    described = read.all("a", href="/do/approve/")[0]["aria-describedby"]
    assert read.all("div", id=described), "whoever hears the button hears what is told"


def test_what_would_be_refused_today_is_still_no_button_among_the_others() -> None:
    read = shown(*offered(CLOSED))
    assert [link["href"] for link in read.all("a", class_="btn")] == ["/do/refuse/"]
    assert [link["href"] for link in read.all("a", class_="btn quiet")] == ["/do/return/", "/do/approve/"]


def test_what_only_adds_to_a_document_is_a_link_after_the_answers_and_no_button_among_them() -> None:
    file = Offer("แนบไฟล์", "/do/attach/", CLAUSE, adds=True)
    read = shown(file, *offered())
    assert [link["href"] for link in read.all("a", class_="btn quiet")] == ["/do/approve/", "/do/refuse/", "/do/return/"]
    assert [link["href"] for link in read.all("a")][-1] == "/do/attach/" and read.all("a", href="/do/attach/")[0]["class"] == "hit"


def test_what_adds_and_is_waited_for_stays_the_button_and_what_is_told_of_is_never_far_from_its_words() -> None:
    read = shown(Offer("ส่งมอบงาน", "/do/deliver/", CLAUSE, is_onward=True, adds=True))
    assert [link["href"] for link in read.all("a", class_="btn")] == ["/do/deliver/"]
    read = shown(Offer("แนบไฟล์", "/do/attach/", CLAUSE, adds=True, cautions=(SPLIT,)))
    described = read.all("a", href="/do/attach/")[0]["aria-describedby"]
    assert read.all("div", id=described)


@pytest.mark.parametrize(
    ("procedure", "state", "step", "adds"),
    [
        ("purchase", "approving", "attach", True),
        ("purchase", "draft", "edit_request", True),
        ("goods_acceptance", "dissented", "rule_to_accept", False),
        ("goods_acceptance", "dissented", "record_late_notice", True),
        ("voucher", "approving", "carry_over", False),  # a signed approval, though the voucher waits on
        ("fund_day", "in_safe", "acknowledge", False),
        ("remittance", "collecting", "record", False),  # the work itself, receipt after receipt
        ("remittance", "collecting", "cancel_receipt", True),
    ],
)
def test_what_is_signed_or_what_a_state_begins_with_is_more_than_an_addition(
    procedure: str, state: str, step: str, adds: bool
) -> None:
    found = PROCEDURES[procedure]
    assert found.only_adds(found.steps[step], state) is adds


@pytest.mark.parametrize(("count", "folds"), [(1, False), (3, False), (4, True), (5, True)])
def test_many_other_cases_fold_away_from_the_signature(count: int, folds: bool) -> None:
    told = Refusal("MIGHT_BE_SPLIT", "อาจเป็นการแบ่งซื้อ", "ข้อ 20", "เปิดดู", only_told=True, speaks_of=NEAR[:count])
    read = shown(*offered(told))
    assert bool(read.all("details")) is folds
    assert len([link for link in read.all("a") if link["href"].startswith("/case/")]) == count
