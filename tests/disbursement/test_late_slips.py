"""A day that was reported without money, and the slip of it that comes after (C6, D1, D2, D3): told as late, with why, in the next open day."""

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from disbursement.fund_day import FundDay
from disbursement.models import HeldKind, MoneyHeld, ReceivedBy
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.fund_day import DayWalk, custody_committee
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account, cash_account, receipt_book
from disbursement.remittance import State as Remitting
from disbursement.report_printing import daily_position
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers, Refuses
from tests.disbursement.tellers import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, Tellers, reported
from tests.disbursement.test_fund_day_printing import filled
from tests.workflows.api_caller import PASSWORD, Caller
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

State = FundDay.State
SAFE, BANK = "ตู้นิรภัยกองคลัง", "บัญชีเงินรายได้"
WHY = "ผู้เก็บเงินกลับจากตลาดนัดหลังปิดรับเงิน"


def late_slip(tellers: Tellers, *, until: str = Remitting.RECEIVED, received_by: str = ReceivedBy.CASH) -> CollectorWalk:
    """20 baht of Monday that its collector brings when Monday is reported already."""
    account = bank_account(tellers.office) if received_by == ReceivedBy.TRANSFER else None
    walk = tellers.collecting(MONDAY, slips=[slip("20.00", received_by, bank_account=account, instrument="1")])
    if until != Remitting.COLLECTING:
        walk.remit(reason=WHY)
    if until == Remitting.RECEIVED:
        walk.receive()
    return walk


def quiet(tellers: Tellers, state: str = State.CLOSED) -> DayWalk:
    """Monday, on which nobody handed anything in."""
    walk = tellers.walk(MONDAY)
    assert walk.perform("theera", "note_no_receipts", late_reason="").state == State.REPORTING
    walk.to(state)
    return walk


def lost_nothing(tellers: Tellers, cash_baht: str, bank_baht: str) -> None:
    assert (tellers.cash_baht(), tellers.bank_baht()[0] - OPENING_BAHT) == (Decimal(cash_baht), Decimal(bank_baht))
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("C6", "kept")
@pytest.mark.rule("D1", "kept", "refused")
@pytest.mark.parametrize("received_by", [ReceivedBy.CASH, ReceivedBy.CHEQUE, ReceivedBy.TRANSFER])
def test_it_goes_into_the_next_open_day_with_its_reason(tellers: Tellers, refused: Refuses, received_by: str) -> None:
    monday = quiet(tellers)
    said = reported(monday.fund_day)
    walk = late_slip(tellers, received_by=received_by)
    tuesday = tellers.walk(TUESDAY)
    refused("RECEIPTS_OF_THE_DAY", lambda: tuesday.perform("theera", "note_no_receipts", late_reason=""))
    caught = refused("BOOKED_LATE", tuesday.prepare)
    assert "16 พ.ย. 2569" in caught.refusals[0].sentence
    tuesday.prepare(late_reason=WHY)
    tuesday.to(State.COUNTING)
    assert reported(monday.fund_day) == said, "what was signed stays as it was signed"
    where = BANK if received_by == ReceivedBy.TRANSFER else SAFE
    received = {name: row[1] for name, row in reported(tuesday.fund_day).items() if row[1]}
    assert received == {where: Decimal("20.00")}
    assert {name: row[0] for name, row in reported(tuesday.fund_day).items()} == {name: row[-1] for name, row in said.items()}
    remarks = filled(daily_position, tuesday.fund_day).remarks
    assert f"ใบนำส่งเงิน {walk.remittance.number} เป็นเงินที่เก็บวันที่ 16 พ.ย. 2569" in remarks
    assert any(WHY in remark for remark in remarks)
    tuesday.to(State.CLOSED)
    lost_nothing(tellers, "0", "20.00")


@pytest.mark.rule("D2", "refused")
@pytest.mark.parametrize("state", [State.COUNTING, State.CLOSED])
def test_whoever_hands_in_after_the_report_says_why(tellers: Tellers, refused: Refuses, state: str) -> None:
    """Even on the day itself: the report of it was made without this money."""
    quiet(tellers, state)
    walk = late_slip(tellers, until=Remitting.COLLECTING)
    caught = refused("LATE_WITHOUT_REASON", walk.remit)
    assert (caught.refusals[0].field, "จัดทำรายงานสถานะการเงินถึงวันที่ 16 พ.ย. 2569" in caught.refusals[0].sentence) == ("reason", True)
    assert walk.remit(reason=WHY).state == Remitting.REMITTED


@pytest.mark.rule("D2", "kept")
def test_before_the_report_it_is_handed_in_without_a_reason(tellers: Tellers) -> None:
    tellers.walk(MONDAY)
    assert late_slip(tellers, until=Remitting.COLLECTING).remit().state == Remitting.REMITTED


@pytest.mark.rule("C6", "kept", "refused")
def test_a_day_that_was_passed_over_is_not_called_quiet_when_its_slip_has_come(tellers: Tellers, refused: Refuses) -> None:
    """Wednesday is open already, Tuesday was passed over as a day without movement; then a slip of Tuesday is received."""
    tellers.day(MONDAY, State.CLOSED)
    wednesday = tellers.walk(WEDNESDAY)
    late = tellers.collect(TUESDAY, "33.00")
    wednesday.prepare(late_reason=WHY)
    day = wednesday.to(State.COUNTING)
    assert (day.quiet_days, day.late_entries) == ([], 1)
    assert reported(day)[SAFE] == (0, Decimal("33.00"), 0, Decimal("33.00"), 0, 0)
    assert any(f"{late.number} เป็นเงินที่เก็บวันที่ 17 พ.ย. 2569" in remark for remark in filled(daily_position, day).remarks)


@pytest.mark.rule("C6", "kept")
def test_a_slip_of_a_day_noted_as_quiet_is_a_late_entry_of_the_report_after(tellers: Tellers) -> None:
    tellers.day(MONDAY, State.CLOSED)
    wednesday = tellers.day(WEDNESDAY, State.CLOSED)
    assert wednesday.fund_day.quiet_days == [str(TUESDAY)]
    walk = CollectorWalk(tellers.office, days=dict.fromkeys(("open_day", "record", "remit", "receive"), TUESDAY))
    walk.open()
    walk.record([slip("33.00")], walk.book("e_laas"))  # the book has slips of Wednesday already
    walk.remit(reason=WHY)
    walk.receive()
    thursday = tellers.walk(THURSDAY)
    thursday.prepare(late_reason=WHY)
    day = thursday.to(State.COUNTING)
    assert (day.quiet_days, day.late_entries) == ([], 1)
    lost_nothing(tellers, "0", "2033.00")


@pytest.mark.rule("C8", "kept", "refused")
@pytest.mark.parametrize("found", ["20.00", "5.00"])
def test_its_money_is_never_taken_for_a_surplus(tellers: Tellers, refused: Refuses, found: str) -> None:
    """Received between the report and the count it lies in the safe, and not in that report: as a surplus it would be in the books twice."""
    monday = quiet(tellers, State.COUNTING)
    late_slip(tellers)
    caught = refused("MOVED_SINCE_REPORT", lambda: monday.count(Decimal(found)))
    assert "20.00" in caught.refusals[0].sentence and "คืนรายงาน" in caught.refusals[0].remedy
    monday.perform("rattana", "return_report", reason="มีใบนำส่งเงินเข้ามาหลังจัดทำรายงาน")
    monday.to(State.COUNTING)
    assert reported(monday.fund_day)[SAFE] == (0, Decimal("20.00"), 0, 0, 0, Decimal("20.00"))
    monday.to(State.CLOSED)
    assert not MoneyHeld.objects.filter(organization=tellers.office.organization, kind=HeldKind.OTHER, balance_baht__gt=0).exists()
    tuesday = tellers.walk(TUESDAY)
    tuesday.prepare(late_reason=WHY)
    tuesday.to(State.CLOSED)
    assert reported(tuesday.fund_day)[SAFE] == (Decimal("20.00"), 0, 0, Decimal("20.00"), 0, 0)
    lost_nothing(tellers, "0", "20.00")


@pytest.mark.rule("C8", "kept")
def test_a_count_as_the_report_says_it_and_a_later_shortage_wait_for_nothing(tellers: Tellers) -> None:
    """Its money laid aside, the count is that of the report; and where a later report rests on this one, what is found is written down."""
    monday = quiet(tellers, State.COUNTING)
    late_slip(tellers)
    assert monday.count().state == State.SIGNING
    assert monday.to(State.CLOSED).difference_baht == 0
    tuesday = tellers.walk(TUESDAY, is_kept=True)
    tuesday.prepare(late_reason=WHY)
    tuesday.short_baht = Decimal("0.25")
    assert tuesday.to(State.CLOSED).ordered_baht == Decimal("-0.25")
    lost_nothing(tellers, "0", "19.75")


@pytest.mark.rule("C8", "kept")
@pytest.mark.parametrize(("brought", "is_told"), [("19.99", False), ("20.00", True), ("20.01", False)])
def test_a_surplus_is_told_as_what_a_late_slip_is_worth(tellers: Tellers, refused: Refuses, brought: str, is_told: bool) -> None:
    """Twenty baht of Monday lie in the safe; their slip is still with its collector when all count, and comes on Tuesday."""
    monday = quiet(tellers, State.COUNTING)
    walk = tellers.collecting(MONDAY, slips=[slip(brought)])
    monday.count(Decimal("20.00"))
    told = "เงินที่เกิน 20.00 บาท เท่ากับเงินที่นางสาวพรทิพย์ แสงทองเก็บวันที่ 16 พ.ย. 2569"
    assert (told in page(tellers, monday, "somchai", "sign_count")) is is_told
    monday.to(State.DIFFERENCE)
    assert (told in page(tellers, monday, "boonmee", "order_on_difference")) is is_told, "before he orders it to be held for others"
    monday.to(State.CLOSED)
    walk.remit(reason=WHY)
    shown, named = (
        slip_page(tellers, walk.remittance),
        "เงินของใบนี้เท่ากับเงินเกินบัญชี 20.00 บาท ของวันที่ 16 พ.ย. 2569 ซึ่งรับฝากไว้ตามคำสั่งที่ 231/2569",
    )
    leads_on = f'href="/open/held_release/?remittance={walk.remittance.pk}&amp;fund_day={monday.fund_day.pk}"'
    assert (named in shown, "ให้เปิดเรื่อง “ถอนเงินรับฝากอื่น” โดยเลือกใบนี้" in shown, leads_on in shown) == (is_told, is_told, is_told)
    if is_told:
        begun = opened(tellers, leads_on).context["page"].form.initial
        assert (begun["release_to"], begun["amount_baht"]) == ("slip", Decimal("20.00"))
        assert (begun["remittance"], begun["fund_day"]) == (str(walk.remittance.pk), str(monday.fund_day.pk))
        assert opened(tellers, leads_on, "duangjai").status_code == 404, "which is not shown to whoever may not open it"
    caught = refused("CASH_DIFFERS", lambda: walk.receive(cash_counted_baht=""))
    assert ("HELD_AS_SURPLUS" in caught.codes) is (brought != "20.01"), (
        "it lies in the bank since Tuesday morning: nobody can count it"
    )
    if brought == "19.99":
        part = next(one for one in caught.refusals if one.code == "HELD_AS_SURPLUS")
        assert (
            part.sentence == "เงินของใบนี้ 19.99 บาท อาจเป็นส่วนหนึ่งของเงินเกินบัญชี 20.00 บาท ของวันที่ 16 พ.ย. 2569 ซึ่งรับฝากไว้ตามคำสั่งที่ 231/2569"
        )
        assert "ส่วนที่เหลือยังรับฝากไว้" in part.remedy
    walk.receive()
    tuesday = tellers.walk(TUESDAY)
    tuesday.prepare(late_reason=WHY)
    remarks = filled(daily_position, tuesday.to(State.COUNTING)).remarks
    held = f"เงินของใบนำส่งเงิน {walk.remittance.number} เท่ากับเงินเกินบัญชี 20.00 บาท ของวันที่ 16 พ.ย. 2569 ซึ่งรับฝากไว้ตามคำสั่งที่ 231/2569"
    assert (held in remarks) is is_told


def opened(tellers: Tellers, link: str, who: str = "theera") -> Any:
    client = Client()
    client.force_login(tellers.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client.get(unescape(link.removeprefix('href="').removesuffix('"')))


def slip_page(tellers: Tellers, remittance: Any) -> str:
    client = Client()
    client.force_login(tellers.office.people["theera"], backend="django.contrib.auth.backends.ModelBackend")
    return " ".join(client.get(reverse("step", args=["remittance", remittance.pk, "receive"])).content.decode().split())


def page(tellers: Tellers, walk: DayWalk, who: str, step: str) -> str:
    client = Client()
    client.force_login(tellers.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return " ".join(client.get(reverse("step", args=["fund_day", walk.fund_day.pk, step])).content.decode().split())


@pytest.mark.rule("N19", "kept", "refused")
def test_the_receipt_of_a_fine_of_an_earlier_day_is_told_as_late(db: None, refused: Refuses) -> None:
    """Money that never was cash comes into the day's summary on its day, or says why."""
    payers = Payers(MONDAY)
    cash_account(payers.office)
    custody_committee(payers.office, MONDAY)
    book, transfer = receipt_book(payers.office), payers.transfer()
    transfer.make([payers.approved(fine_baht=Decimal("500.00"))])
    transfer.to(Transfer.State.SENT)
    transfer.answer(fine_book=book)
    payers.goes_to(TUESDAY)
    walk = DayWalk(payers.office, TUESDAY)
    walk.open()
    caught = refused("BOOKED_LATE", walk.prepare)
    assert "16 พ.ย. 2569" in caught.refusals[0].sentence
    walk.prepare(late_reason=WHY)
    remarks = filled(daily_position, walk.to(State.COUNTING)).remarks
    assert f"ใบเสร็จ {book.book_number}/2570-1 เป็นรายรับของวันที่ 16 พ.ย. 2569" in remarks


def test_from_the_page_and_the_api_the_day_says_what_is_late(tellers: Tellers) -> None:
    quiet(tellers)
    late_slip(tellers)
    day, officer = tellers.walk(TUESDAY).fund_day, Caller(tellers.office, "theera")

    def prepared(reason: str) -> Any:
        facts = {"version": day.version, "acted_on": str(TUESDAY), "late_reason": reason, "password": PASSWORD}
        return officer.post(f"/api/v1/fund_day/{day.pk}/steps/prepare_summary", **facts)

    refusal = prepared("").json()["refusals"][0]
    assert (refusal["code"], refusal["field"]) == ("BOOKED_LATE", "late_reason")
    assert prepared(WHY).status_code == 200
    page = officer.get(reverse("case", args=[day.case_id])).content.decode()
    assert WHY in page
