"""Money that was missing at the count: owed from นายก's order on, told in each day's report, closed by a receipt of the whole of it (C8)."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from disbursement.fund_day import FundDay
from disbursement.models import Receipt
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.fund_day import DayWalk
from disbursement.rehearsal.walk import acted
from disbursement.remittance import State as Remitting
from disbursement.report_printing import daily_position
from disbursement.shortage import Shortage, State
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import MONDAY, TUESDAY, WEDNESDAY, Tellers, reported
from tests.disbursement.test_fund_day_printing import filled
from tests.workflows.api_caller import Caller
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

SHORT, SATANG = Decimal("10.00"), Decimal("0.01")
SAFE = "ตู้นิรภัยกองคลัง"


def short_day(tellers: Tellers, state: str = FundDay.State.CLOSED) -> DayWalk:
    """Monday, whose count was ten baht short; once it is closed, นายก has named who owes it."""
    walk = tellers.day(MONDAY, state, is_kept=True, short_baht=SHORT)
    if state == FundDay.State.CLOSED:
        name(tellers, "somchai")
    return walk


def name(tellers: Tellers, *who: str, note: str = "") -> Any:
    facts = {"debtors": [tellers.office.people[one].pk for one in who], "note": note}
    return acted(tellers.office, "boonmee", Shortage.objects.get(state=State.NAMING), "name_debtors", TUESDAY, **facts)


def confirm(tellers: Tellers, who: str = "rattana", **changes: Any) -> Any:
    receipt = Shortage.objects.get(state=State.CONFIRMING).receipt
    assert receipt is not None
    facts = {"copy_dated": receipt.received_on, "copy_baht": receipt.amount_baht, **changes}
    return acted(tellers.office, who, Shortage.objects.get(state=State.CONFIRMING), "confirm_repaid", **facts)


def repaid_on(tellers: Tellers, day: Any, amount: Decimal = SHORT, **facts: Any) -> CollectorWalk:
    """Whoever answers for it pays at the counter like anybody else."""
    return tellers.collecting(day, slips=[slip(amount, payer="นายสมชาย ชัยดี", income="ชดใช้เงินขาดบัญชี", **facts)])


def perform(tellers: Tellers, who: str, step: str, **data: Any) -> Any:
    return acted(tellers.office, who, Shortage.objects.get(), step, **data)


@pytest.mark.rule("C8", "kept")
def test_the_order_makes_it_a_debt_and_a_receipt_of_the_whole_closes_it(tellers: Tellers, refused: Refuses) -> None:
    walk = short_day(tellers, FundDay.State.DIFFERENCE)
    assert not Shortage.objects.exists(), "nobody owes anything before นายก has ordered"
    walk.to(FundDay.State.CLOSED)
    debt = Shortage.objects.get()
    assert (debt.amount_baht, debt.day, debt.state, debt.waiting_for) == (SHORT, MONDAY, State.NAMING, "chief_executive")
    named = name(tellers, "somchai")
    assert (named.named, named.state, named.waiting_for) == (
        tellers.office.people["somchai"].full_name,
        State.OWED,
        "finance_officer",
    )
    assert (debt.order_number, debt.case_id) == ("231/2569", walk.fund_day.case_id)
    collecting = repaid_on(tellers, TUESDAY)
    receipt = Receipt.objects.get(document=collecting.remittance.pk)
    refused("RECEIPT_NOT_IN_BOOKS", lambda: perform(tellers, "theera", "record_repaid", receipt=receipt))
    collecting.to(Remitting.RECEIVED)
    refused("NOT_YOUR_ROLE", lambda: perform(tellers, "porntip", "record_repaid", receipt=receipt))
    recorded = perform(tellers, "theera", "record_repaid", receipt=receipt)
    assert (recorded.state, recorded.repaid_on, recorded.waiting_for) == (State.CONFIRMING, None, "finance_director")
    done = confirm(tellers)
    assert (done.state, done.repaid_on, done.receipt) == (State.REPAID, TUESDAY, receipt)
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("C6", "kept")
def test_each_report_tells_it_until_it_is_made_good_and_its_money_counts_once(tellers: Tellers) -> None:
    short_day(tellers)
    tuesday = tellers.day(TUESDAY, FundDay.State.CLOSED, "70.00").fund_day
    told = "ลูกหนี้เงินขาดบัญชีของวันที่ 16 พ.ย. 2569 ยังไม่ได้ชดใช้ 10.00 บาท ตามคำสั่งที่ 231/2569"
    assert told in filled(daily_position, tuesday).remarks
    slip_ = repaid_on(tellers, WEDNESDAY).to(Remitting.RECEIVED)
    perform(tellers, "theera", "record_repaid", receipt=Receipt.objects.get(document=slip_.pk))
    confirm(tellers)
    wednesday = tellers.walk(WEDNESDAY, FundDay.State.CLOSED).fund_day
    assert not any("ลูกหนี้" in remark for remark in filled(daily_position, wednesday).remarks)
    assert told in filled(daily_position, tuesday).remarks, "the report of Tuesday still says what was so on Tuesday"
    assert reported(wednesday)[SAFE][1:4] == (SHORT, 0, SHORT), "received once, and banked"
    assert (tellers.cash_baht(), wednesday.amount_baht) == (0, SHORT)


@pytest.mark.parametrize(("amount", "fits"), [(SHORT - SATANG, False), (SHORT, True), (SHORT + SATANG, False)])
def test_the_whole_to_the_satang(tellers: Tellers, refused: Refuses, amount: Decimal, fits: bool) -> None:
    short_day(tellers)
    receipt = Receipt.objects.get(document=repaid_on(tellers, TUESDAY, amount).to(Remitting.RECEIVED).pk)
    if fits:
        assert perform(tellers, "theera", "record_repaid", receipt=receipt).state == State.CONFIRMING
    else:
        caught = refused("RECEIPT_NOT_OF_DEBT", lambda: perform(tellers, "theera", "record_repaid", receipt=receipt))
        assert "10.00" in caught.refusals[0].sentence


def test_a_cancelled_receipt_and_one_used_before_make_nothing_good(tellers: Tellers, refused: Refuses) -> None:
    short_day(tellers)
    collecting = repaid_on(tellers, TUESDAY)
    wrong = Receipt.objects.get(document=collecting.remittance.pk)
    collecting.cancel(wrong)
    collecting.record([slip(SHORT)])
    collecting.to(Remitting.RECEIVED)
    refused("RECEIPT_NOT_OF_DEBT", lambda: perform(tellers, "theera", "record_repaid", receipt=wrong))
    right = Receipt.objects.get(document=collecting.remittance.pk, is_cancelled=False)
    perform(tellers, "theera", "record_repaid", receipt=right)
    confirm(tellers)
    tellers.day(TUESDAY, FundDay.State.CLOSED, "70.00", is_kept=True, short_baht=SHORT)
    second = name(tellers, note="ยังสอบข้อเท็จจริง")
    caught = refused("RECEIPT_SETTLED", lambda: acted(tellers.office, "theera", second, "record_repaid", receipt=right))
    assert "เงินขาดบัญชีวันที่ 16 พฤศจิกายน 2569" in caught.refusals[0].sentence


def test_its_slip_does_not_go_back_to_be_cancelled(tellers: Tellers, refused: Refuses) -> None:
    short_day(tellers)
    slip_ = repaid_on(tellers, TUESDAY).to(Remitting.RECEIVED)
    perform(tellers, "theera", "record_repaid", receipt=Receipt.objects.get(document=slip_.pk))
    tuesday = tellers.walk(TUESDAY)
    refused("RECEIPT_SETTLED", lambda: tuesday.perform("theera", "return_slip", remittance=slip_.pk, reason="เขียนชื่อผิด"))


@pytest.mark.rule("C8", "kept")
@pytest.mark.parametrize(("counted", "owed"), [("990.00", SHORT), ("985.00", Decimal("15.00")), ("1000.00", None)])
def test_counted_once_more_it_is_what_the_new_order_says(tellers: Tellers, counted: str, owed: Decimal | None) -> None:
    """The morning's count finds as much, less, or all of it; the debt follows, and is never two."""
    walk = short_day(tellers, FundDay.State.RELEASED)
    walk.perform("theera", "count_again", reason="นับได้ไม่ตรงกับที่รับมอบ")
    walk.count(Decimal(counted))
    walk.to(FundDay.State.CLOSED)
    debt = Shortage.objects.get()
    assert (debt.state, debt.amount_baht) == ((State.NAMING, owed) if owed else (State.FOUND, SHORT))
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


def test_a_surplus_and_a_count_that_agrees_are_no_debt(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, FundDay.State.COUNTING)
    walk.count(Decimal("5.00"))
    walk.to(FundDay.State.CLOSED)
    tellers.day(TUESDAY, FundDay.State.CLOSED)
    assert not Shortage.objects.exists()


def test_it_is_followed_from_the_page_and_closed_by_the_api(tellers: Tellers) -> None:
    short_day(tellers)
    debt, officer = Shortage.objects.get(), Caller(tellers.office, "theera")
    receipt = Receipt.objects.get(document=repaid_on(tellers, TUESDAY).to(Remitting.RECEIVED).pk)
    assert f"{receipt} 17 พ.ย. 2569" in officer.get(reverse("step", args=["shortage", debt.pk, "record_repaid"])).content.decode()
    assert perform(tellers, "theera", "chase", reason="โทรแล้ว จะนำเงินมาวันพุธ").chased_times == 1
    debt.refresh_from_db()
    answer = officer.post(f"/api/v1/shortage/{debt.pk}/steps/record_repaid", version=debt.version, receipt=str(receipt.pk))
    assert (answer.status_code, answer.json()["state"]) == (200, State.CONFIRMING), answer.content.decode()


@pytest.mark.rule("C8", "refused")
@pytest.mark.parametrize(
    ("step", "post", "owes"), [("record_repaid", "theera", "theera"), ("confirm_repaid", "rattana", "rattana")]
)
def test_whoever_owes_neither_records_nor_confirms_that_he_has_paid(
    tellers: Tellers, refused: Refuses, step: str, post: str, owes: str
) -> None:
    short_day(tellers, FundDay.State.PASSING)
    name(tellers, owes, "somchai")
    receipt = Receipt.objects.get(document=repaid_on(tellers, TUESDAY).to(Remitting.RECEIVED).pk)
    if step == "confirm_repaid":
        perform(tellers, "theera", "record_repaid", receipt=receipt)
        caught = refused("DEBTOR_RECORDS", lambda: confirm(tellers, post))
    else:
        caught = refused("DEBTOR_RECORDS", lambda: perform(tellers, post, step, receipt=receipt))
    assert "ผู้อื่นที่มีตำแหน่งหรือมีคำสั่งให้ทำแทน" in caught.refusals[0].remedy
    assert not Shortage.objects.filter(state=State.REPAID).exists()


@pytest.mark.rule("C8", "refused")
def test_nor_does_whoever_the_receipt_names_as_the_payer(tellers: Tellers, refused: Refuses) -> None:
    """Nobody is named as owing yet; the receipt says who paid."""
    short_day(tellers, FundDay.State.PASSING)
    name(tellers, note="ยังสอบข้อเท็จจริง")
    paid = tellers.collecting(TUESDAY, slips=[slip(SHORT, payer=tellers.office.people["theera"].full_name)]).to(Remitting.RECEIVED)
    receipt = Receipt.objects.get(document=paid.pk)
    refused("DEBTOR_RECORDS", lambda: perform(tellers, "theera", "record_repaid", receipt=receipt))


@pytest.mark.rule("C8", "refused")
def test_one_person_never_does_both_and_the_copy_tells(tellers: Tellers, refused: Refuses) -> None:
    short_day(tellers)
    receipt = Receipt.objects.get(document=repaid_on(tellers, TUESDAY).to(Remitting.RECEIVED).pk)
    perform(tellers, "theera", "record_repaid", receipt=receipt)
    tellers.stand_in("theera", tellers.office.people["rattana"].holdings.get().position.title)
    refused("SAME_PERSON", lambda: confirm(tellers, "theera"))
    for wrong in ({"copy_dated": MONDAY}, {"copy_baht": SHORT + Decimal("0.01")}, {"copy_baht": SHORT - Decimal("0.01")}):
        refused("OTHER_COPY", lambda wrong=wrong: confirm(tellers, **wrong))
    back = perform(tellers, "rattana", "reject_repaid", reason="ใบเสร็จของเรื่องอื่น")
    assert (back.state, back.receipt) == (State.OWED, None)
    assert perform(tellers, "theera", "record_repaid", receipt=receipt).state == State.CONFIRMING


def test_somebody_or_why_not_is_named_and_named_anew(tellers: Tellers, refused: Refuses) -> None:
    short_day(tellers, FundDay.State.PASSING)
    refused("NOBODY_NAMED", lambda: name(tellers, note=" "))
    assert name(tellers, note="ยังสอบข้อเท็จจริง").named == "ยังสอบข้อเท็จจริง"
    acted(tellers.office, "rattana", Shortage.objects.get(), "ask_debtors", TUESDAY, reason="สอบข้อเท็จจริงแล้ว")
    people = tellers.office.people
    assert name(tellers, "theera", "somchai").named == ", ".join(sorted([people["theera"].full_name, people["somchai"].full_name]))


def test_a_new_order_before_the_confirmation_sets_the_claim_aside(tellers: Tellers) -> None:
    walk = short_day(tellers, FundDay.State.RELEASED)
    name(tellers, "somchai")
    receipt = Receipt.objects.get(document=repaid_on(tellers, TUESDAY).to(Remitting.RECEIVED).pk)
    acted(tellers.office, "theera", Shortage.objects.get(), "record_repaid", TUESDAY, receipt=receipt)
    walk.perform("theera", "count_again", reason="นับได้ไม่ตรงกับที่รับมอบ")
    walk.count(Decimal("985.00"))
    walk.to(FundDay.State.PASSING)
    debt = Shortage.objects.get()
    assert (debt.state, debt.amount_baht, debt.receipt) == (State.OWED, Decimal("15.00"), None)


def test_whoever_follows_it_reads_how_much_is_owed(tellers: Tellers) -> None:
    short_day(tellers)
    owed = Shortage.objects.get()
    client = Client()
    client.force_login(tellers.office.people["theera"], backend="django.contrib.auth.backends.ModelBackend")
    for address in (f"/case/{owed.case_id}/", f"/do/shortage/{owed.pk}/record_repaid/", f"/do/shortage/{owed.pk}/chase/"):
        page = " ".join(client.get(address).content.decode().split())
        assert re.search(r"<dt>จำนวนเงิน \(บาท\)</dt> <dd[^>]*>\s*10\.00", page), address
