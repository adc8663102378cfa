"""What a person sees before he decides: the facts that decide first, every paper of the case, and where two numbers disagree."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from procurement import printing
from procurement.asks import ENDORSED
from procurement.models import PriceSource, PurchaseLine
from procurement.purchase import Purchase
from procurement.rehearsal.walk import Walk
from procurement.showing import of_quotation, of_year
from tests.procurement.steps import result
from tests.procurement.test_board import signed_in
from tests.procurement.test_printing import trail
from tests.workflows.page_reader import Reader
from workflows.procedure import PROCEDURES
from workflows.refusal import Refused

State = Purchase.State
Walks = Callable[..., Walk]
REST = "ดูสาระอื่นของเรื่อง"


def page_of(walk: Walk, who: str, step: str) -> str:
    purchase = walk.purchase
    return signed_in(walk.office, who).get(f"/do/purchase/{purchase.pk}/{step}/").content.decode()


def before_the_rest(page: str) -> str:
    """The page down to where the rest of the facts is folded away."""
    seen, folded, _ = page.partition(REST)
    assert folded
    return seen


def test_every_step_names_facts_and_rows_that_there_are() -> None:
    for found in PROCEDURES.values():
        known = {field.name for field in found.model._meta.get_fields()} | {*found.content_rows, *found.fact_rows}
        for step in found.steps.values():
            assert set(step.shows) <= known, step.name


@pytest.mark.parametrize(
    ("state", "who", "step"),
    [(State.RESULT_REPORTED, "rattana", "endorse_result"), (State.RESULT_ENDORSED, "boonmee", "approve_result")],
)
def test_whoever_decides_on_the_result_sees_vendor_price_and_lines(walk: Walk, state: str, who: str, step: str) -> None:
    walk.to(state)
    seen = before_the_rest(page_of(walk, who, step))
    assert walk.need.vendor.name in seen and "ราคาที่ตกลง (บาท)" in seen and "37,000.00" in seen
    assert all(line[0] in seen for line in walk.need.lines)
    assert "ปรับจากราคาทั้งหมด" not in seen and f"/paper/purchase/{walk.purchase.pk}/purchase_request" in seen


@pytest.mark.parametrize("step", ["endorse_result", "approve_result"])
def test_the_price_that_was_agreed_is_signed_and_not_the_estimate(walk: Walk, step: str) -> None:
    walk.to(State.NEGOTIATING)
    lines = PurchaseLine.objects.filter(document=walk.purchase.pk)
    prices = [{"position": line.position, "agreed_unit_price_baht": line.unit_price_baht - Decimal("10.00")} for line in lines]
    walk.perform(
        "duangjai", "report_result", vendor=walk.need.vendor, quotation_number="ส.9", quoted_on=walk.purchase.last_acted_on,
        quoted_price_baht=Decimal("35900.00"), prices=prices, award_reason="ต่ำกว่าราคากลาง",
    )  # fmt: skip
    who = "rattana"
    if step == "approve_result":
        walk.perform("rattana", "endorse_result", reason=ENDORSED)
        who = "boonmee"
    seen = page_of(walk, who, step)
    sentence = f"ซื้อวัสดุสำนักงาน ตกลงกับ {walk.need.vendor.name} เป็นเงิน 35,900.00 บาท"
    assert walk.purchase.amount_baht == Decimal("37000.00"), "the money that is reserved still"
    assert sentence in seen and "สามหมื่นห้าพันเก้าร้อยบาทถ้วน" in seen and "สามหมื่นเจ็ดพันบาทถ้วน" not in seen
    if step == "approve_result":  # an opinion is written one by one
        together = " ".join(signed_in(walk.office, who).get(f"/together/purchase/{step}/").content.decode().split())
        assert "35,900.00</p>" in together and "37,000.00</p>" not in together


def test_each_line_says_what_it_comes_to_estimated_until_a_price_is_agreed(walk: Walk) -> None:
    def worth(who: str, step: str) -> list[str]:
        page = signed_in(walk.office, who).get(f"/do/purchase/{walk.purchase.pk}/{step}/").context["page"]
        table = next(table for table in page.tables if table.title == "รายการที่ซื้อหรือจ้าง")
        assert table.columns[-1].label == "จำนวนเงิน (บาท)" and table.columns[-1].is_number
        return [row[-1] for row in table.rows]

    walk.to(State.REPORTED)
    assert worth("rattana", "endorse_report") == ["12,000.00", "25,000.00"]
    walk.to(State.NEGOTIATING)
    walk.perform(
        "duangjai", "report_result", vendor=walk.need.vendor, quotation_number="ส.8", quoted_on=walk.purchase.last_acted_on,
        quoted_price_baht=Decimal("34999.90"), award_reason="ต่ำกว่าราคากลาง",
        prices=[{"position": 1, "agreed_unit_price_baht": "100.00"}, {"position": 2, "agreed_unit_price_baht": "2499.99"}],
    )  # fmt: skip
    assert worth("rattana", "endorse_result") == ["10,000.00", "24,999.90"]


@pytest.mark.parametrize(
    ("state", "who", "step"), [(State.REPORTED, "rattana", "endorse_report"), (State.ENDORSED, "wilai", "pass_report")]
)
def test_whoever_passes_the_report_on_sees_lines_committee_and_the_report(walk: Walk, state: str, who: str, step: str) -> None:
    walk.to(state)
    seen = before_the_rest(page_of(walk, who, step))
    assert all(line[0] in seen for line in walk.need.lines) and "ประธานกรรมการ" in seen
    assert f"/paper/purchase/{walk.purchase.pk}/purchase_request" in seen


def test_an_order_is_signed_with_the_vendor_and_the_instalments_in_view(walk: Walk) -> None:
    walk.to(State.ORDER_PREPARED)
    seen = before_the_rest(page_of(walk, "rattana", "sign_order"))
    assert walk.need.vendor.name in seen and "งวดส่งมอบ" in seen and "37,000.00" in seen
    assert "ปรับจากราคาทั้งหมด" not in seen


@pytest.mark.parametrize(
    ("state", "who", "step"), [(State.DRAFT, "orathai", "submit_request"), (State.REQUESTED, "somchai", "support_request")]
)
def test_a_page_that_asks_nothing_shows_what_is_passed_on(walk: Walk, state: str, who: str, step: str) -> None:
    walk.to(state)
    seen = before_the_rest(page_of(walk, who, step))
    assert all(line[0] in seen for line in walk.need.lines) and "37,000.00" in seen


# Words of one's own.


@pytest.mark.rule("B7", "kept")
def test_the_opinion_is_shown_signed_and_printed_as_it_was_typed(walk: Walk) -> None:
    walk.to(State.REPORTED)
    page = page_of(walk, "rattana", "endorse_report")
    assert Reader(page).told.get("id_reason", "").strip() == "" and 'name="_password"' in page, (
        "nobody's opinion is written for him"
    )
    walk.perform("rattana", "endorse_report", reason="เห็นควร แต่ขอให้เร่งส่งมอบ")
    assert "เห็นควร แต่ขอให้เร่งส่งมอบ" in page_of(walk, "wilai", "pass_report"), "the next reads it"
    walk.perform("wilai", "pass_report", reason="เห็นพ้องด้วย")
    report = printing.purchase_request(walk.purchase, trail(walk))
    assert [decision.text for decision in report.decisions] == ["เห็นควร แต่ขอให้เร่งส่งมอบ", "เห็นพ้องด้วย", ""]
    page = page_of(walk, "boonmee", "approve_report")
    assert "เห็นควร แต่ขอให้เร่งส่งมอบ" in page and "เห็นพ้องด้วย" in page


@pytest.mark.rule("N16", "kept")
def test_the_opinion_on_the_result_is_signed_and_read_by_whoever_decides(walk: Walk) -> None:
    walk.to(State.RESULT_REPORTED)
    walk.perform("rattana", "endorse_result", reason="ต่ำกว่าราคากลาง เห็นควรให้ความเห็นชอบ")
    seen = before_the_rest(page_of(walk, "boonmee", "approve_result"))
    assert "“ต่ำกว่าราคากลาง เห็นควรให้ความเห็นชอบ”" in seen


@pytest.mark.rule("B7", "refused")
@pytest.mark.parametrize(("state", "step"), [(State.REPORTED, "endorse_report"), (State.RESULT_REPORTED, "endorse_result")])
@pytest.mark.parametrize("said", [{}, {"reason": "  "}])
def test_nobody_signs_an_opinion_that_he_has_not_given(walk: Walk, state: str, step: str, said: dict[str, Any]) -> None:
    walk.to(state)
    with pytest.raises(Refused) as caught:
        walk.perform("rattana", step, **said)
    assert [refusal.field for refusal in caught.value.refusals] == ["reason"]


def test_an_opinion_on_a_report_that_came_back_is_not_read_with_the_next(walk: Walk) -> None:
    walk.to(State.REPORTED)
    walk.perform("rattana", "endorse_report", reason="ความเห็นรอบแรก")
    walk.perform("wilai", "return_report", reason="ขาดใบเสนอราคา")
    walk.to(State.ENDORSED)
    page = page_of(walk, "wilai", "pass_report")
    assert "ความเห็นรอบแรก" not in page and f"“{ENDORSED}”" in page


# Where two numbers disagree.


@pytest.mark.parametrize(("above", "warned"), [("-0.01", False), ("0.00", False), ("0.01", True)])
def test_a_reference_price_above_what_may_be_spent_is_said(walk: Walk, above: str, warned: bool) -> None:
    walk.to(State.SPECIFYING)
    price = walk.purchase.amount_baht + Decimal(above)
    walk.perform(
        "somchai", "specify", specification="ตามรายละเอียด", reference_price_baht=price, price_source=PriceSource.STANDARD,
        price_source_reason="",
    )  # fmt: skip
    assert ("สูงกว่าวงเงินที่ขอ" in page_of(walk, "boonmee", "agree_specification")) is warned


@pytest.mark.parametrize(("later", "warned"), [(-1, False), (0, False), (1, True)])
def test_an_order_due_after_the_day_of_need_is_said_and_signed_all_the_same(walk: Walk, later: int, warned: bool) -> None:
    walk.to(State.ORDERING)
    due_on = walk.purchase.needed_by + timedelta(days=later)
    walk.perform(
        "duangjai", "prepare_order", fine_percent_per_day="0.20", fine_on_whole=False, hinders_traffic=False,
        instalments=[{"amount_baht": walk.purchase.agreed_price_baht, "due_on": due_on}],
    )  # fmt: skip
    page = page_of(walk, "rattana", "sign_order")
    assert ("หลังวันที่ต้องใช้" in page) is warned and "เกินกำหนดเวลาที่เห็นชอบ 30 วัน" in page
    assert walk.perform("rattana", "sign_order").state == State.ORDER_SIGNED


@pytest.mark.parametrize(("day", "is_said"), [(29, True), (30, False), (31, False)])
def test_a_quotation_older_than_the_approval_is_said(day: int, is_said: bool) -> None:
    """Approved on 30 Nov 2026; `day` counts on from 1 Nov."""
    said = list(of_quotation(date(2026, 11, 1) + timedelta(days=day - 1), date(2026, 11, 30)))
    assert bool(said) is is_said and all("30 พ.ย. 2569" in one for one in said)


@pytest.mark.rule("K1", "kept")
@pytest.mark.parametrize(("due", "is_said"), [(date(2027, 9, 29), False), (date(2027, 9, 30), False), (date(2027, 10, 1), True)])
def test_an_order_that_is_due_after_the_year_of_its_money_is_said(due: date, is_said: bool) -> None:
    said = list(of_year(due, 2570))
    assert bool(said) is is_said and all("กันเงินไว้เบิกเหลื่อมปี" in one for one in said)


def test_the_head_reads_that_the_quotation_is_older_than_his_approval(walk: Walk) -> None:
    walk.to(State.NEGOTIATING)
    day = walk.purchase.approved_on - timedelta(days=1)
    walk.perform("duangjai", "report_result", **{**result(walk, ("120.00", "2500.00")), "quoted_on": day})
    walk.to(State.RESULT_ENDORSED)
    assert "ก่อนวันที่ให้ความเห็นชอบรายงาน" in page_of(walk, "boonmee", "approve_result")


def test_nobody_is_given_a_source_of_the_reference_price(walk: Walk) -> None:
    walk.to(State.SPECIFYING)
    page = page_of(walk, "somchai", "specify")
    assert '<option value="" selected>' in page and '<option value="1_computed">' in page


# What nobody need type.


def test_money_is_chosen_among_the_lines_of_the_unit_with_what_is_left_of_each(walk: Walk) -> None:
    walk.to(State.BUDGETING)
    page = page_of(walk, "kanda", "confirm_budget")
    line = walk.need.budget_line
    assert f"{line} คงเหลือ 400,000.00 บาท" in page
    others = type(line).objects.filter(organization=walk.office.organization).exclude(unit=line.unit)
    assert others and all(str(other) not in page for other in others)


def test_an_order_and_its_delivery_begin_with_what_was_agreed(walk: Walk) -> None:
    walk.to(State.ORDERING)
    page = page_of(walk, "duangjai", "prepare_order")
    due_on = walk.purchase.last_acted_on + timedelta(days=walk.purchase.delivery_days)
    assert 'value="37000.00"' in page and f'value="{due_on.isoformat()}"' in page
    walk.to(State.ORDERED)
    page = page_of(walk, "duangjai", "record_delivery")
    for number, (_, _, quantity, _) in enumerate(walk.need.lines):
        assert f'name="lines-{number}-delivered_quantity" value="{quantity}"' in page
    assert 'name="instalment" value="1"' in page


@pytest.mark.parametrize(
    ("state", "who", "facts", "matter"),
    [
        (State.APPROVING, "boonmee", {"วงเงินที่ประมาณ (บาท)": "37,000.00", "รวมทุกรายการ (บาท)": "37,000.00"}, ""),
        (State.RESULT_ENDORSED, "boonmee", {"ราคาที่ตกลง (บาท)": "37,000.00", "รวมทุกรายการ (บาท)": "37,000.00"}, "ตกลงกับ"),
        (State.RESULT_REPORTED, "rattana", {"ราคาที่ตกลง (บาท)": "37,000.00"}, "ตกลงกับ"),
    ],
)
def test_the_case_lays_the_same_facts_before_whoever_decides_and_tells_them_once(
    walk: Walk, state: str, who: str, facts: dict[str, str], matter: str
) -> None:
    walk.to(state)
    address = f"/case/{walk.purchase.case_id}/"
    answer = signed_in(walk.office, who).get(address)
    (waiting,) = answer.context["page"].waiting
    told = {pair.label: pair.value for pair in waiting.weighed.decisive}
    assert facts.items() <= told.items() and matter in waiting.weighed.sentence
    page = answer.content.decode()
    assert [page.count(f"<dt>{label}</dt>") for label in told] == [1] * len(told)
    assert page.index("ข้อที่ต้องพิจารณา") < page.index(f"/do/purchase/{walk.purchase.pk}/")
    (other,) = signed_in(walk.office, "kanda").get(address).context["page"].waiting
    assert other.weighed is None, "whom it does not wait for reads the facts in their place"


def test_before_a_form_that_asks_for_what_is_signed_nothing_is_weighed(walk: Walk) -> None:
    walk.to(State.NEGOTIATING)  # duangjai types the result that she signs
    (waiting,) = signed_in(walk.office, "duangjai").get(f"/case/{walk.purchase.case_id}/").context["page"].waiting
    assert waiting.is_yours and waiting.weighed is None
