"""What is no returned cheque, and what does not pay for one: each refused with its clause and what to do; attacks of several at once."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from disbursement.cheque_return import ChequeReturn
from disbursement.cheque_states import State
from disbursement.fund_day import FundDay
from disbursement.models import AccountMovement, BankAccount, ChequeRepayment, Receipt, ReceivedBy, ReturnedReceipt
from disbursement.rehearsal.cheque_return import CHEQUE, ChequeReturnWalk, take_in
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account
from disbursement.rehearsal.own_transfer import OwnTransferWalk
from disbursement.rehearsal.walk import acted, paper
from disbursement.rules.cheque_return import RETURN_NOTICE
from disbursement.shortage import Shortage
from tests.at_once import at_once
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import BEFORE_HOLIDAYS, LAST, MONDAY, SATURDAY, TUESDAY, WEDNESDAY, Tellers
from tests.disbursement.test_cheque_return import CHEQUE_BAHT, banked, sound
from tests.workflows.api_caller import PASSWORD, Caller
from workflows.refusal import Refused

SATANG, ONE_DAY = Decimal("0.01"), timedelta(days=1)


@pytest.fixture
def walk(tellers: Tellers) -> ChequeReturnWalk:
    return banked(tellers)


def opening(tellers: Tellers, receipt: Receipt, on: date = TUESDAY) -> Any:
    return ChequeReturnWalk(tellers.office, receipt, on=on).open()


# Which receipt.


@pytest.mark.parametrize("way", [ReceivedBy.CASH, ReceivedBy.TRANSFER])
def test_what_was_no_cheque_does_not_come_back(tellers: Tellers, refused: Refuses, way: str) -> None:
    account = {"bank_account": bank_account(tellers.office)} if way == ReceivedBy.TRANSFER else {}
    receipt = take_in(tellers.office, MONDAY, CHEQUE_BAHT, way, **account)
    tellers.walk(MONDAY, FundDay.State.CLOSED)
    caught = refused("NOT_A_CHEQUE", lambda: opening(tellers, receipt))
    assert str(ReceivedBy(way).label) in caught.refusals[0].sentence and caught.refusals[0].basis and caught.refusals[0].remedy


def test_a_cancelled_receipt_owes_nothing(tellers: Tellers, refused: Refuses) -> None:
    collecting = CollectorWalk(
        tellers.office, days=dict.fromkeys(("open_day", "record", "cancel_receipt", "remit", "receive"), MONDAY)
    )
    collecting.open()
    collecting.record([slip("90.00"), slip(CHEQUE_BAHT, "cheque", instrument=CHEQUE)])
    wrong = Receipt.objects.get(received_by=ReceivedBy.CHEQUE)
    collecting.cancel(wrong)
    collecting.to("received")
    tellers.walk(MONDAY, FundDay.State.CLOSED)
    refused("RECEIPT_CANCELLED", lambda: opening(tellers, Receipt.objects.get(pk=wrong.pk)))


def test_a_cheque_that_lies_in_the_safe_is_not_returned_by_a_bank(tellers: Tellers, refused: Refuses) -> None:
    receipt = take_in(tellers.office, MONDAY, CHEQUE_BAHT)
    refused("CHEQUE_NOT_DEPOSITED", lambda: opening(tellers, receipt))
    day = tellers.walk(MONDAY, FundDay.State.IN_SAFE, is_kept=True)
    caught = refused("CHEQUE_NOT_DEPOSITED", lambda: opening(tellers, receipt))
    assert "นำฝาก" in caught.refusals[0].remedy
    day.to(FundDay.State.PASSING)
    assert opening(tellers, receipt).deposited_on == TUESDAY


def test_the_same_receipt_twice(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses) -> None:
    first = walk.to(State.OWED)
    caught = refused("CHEQUE_RETURNED_ALREADY", lambda: opening(tellers, walk.receipt))
    assert caught.refusals[0].case == str(first.case_id) and first.title in caught.refusals[0].sentence


# What the bank says.


@pytest.mark.parametrize(("more", "fits"), [(-SATANG, False), (Decimal(0), True), (SATANG, False)])
def test_the_notice_is_of_the_cheque_to_the_satang(walk: ChequeReturnWalk, refused: Refuses, more: Decimal, fits: bool) -> None:
    walk.open()
    if fits:
        assert walk.submit(amount_baht=CHEQUE_BAHT + more).state == State.CHECKING
    else:
        caught = refused("NOTICE_AMOUNT_DIFFERS", lambda: walk.submit(amount_baht=CHEQUE_BAHT + more))
        assert "2,000.00" in caught.refusals[0].sentence


def test_without_the_bank_s_notice_nothing_came_back(walk: ChequeReturnWalk, refused: Refuses) -> None:
    walk.open()
    facts = {
        "account": bank_account(walk.office).pk,
        "debited_on": TUESDAY,
        "amount_baht": CHEQUE_BAHT,
        "notice_number": "1",
        "bank_reason": "-",
    }
    caught = refused("NO_RETURN_NOTICE", lambda: walk.perform("theera", "submit", **facts))
    assert caught.refusals[0].mended_by == "attach"
    walk.perform("theera", "attach", kind="statement", file=paper("statement.pdf"))
    refused("NO_RETURN_NOTICE", lambda: walk.perform("theera", "submit", **facts))


@pytest.mark.parametrize(("day", "code"), [
    (MONDAY - ONE_DAY * 3, "RETURNED_BEFORE_DEPOSIT"), (MONDAY, ""), (TUESDAY, ""), (WEDNESDAY, "DEBITED_IN_FUTURE"),
])  # fmt: skip
def test_the_bank_s_day(walk: ChequeReturnWalk, refused: Refuses, day: date, code: str) -> None:
    """The Friday before the deposit, the day of the deposit, the day of the act, and the day after it."""
    walk.open()
    if code:
        assert refused(code, lambda: walk.submit(debited_on=day)).refusals[0].field == "debited_on"
    else:
        assert walk.submit(debited_on=day).debited_on == day


@pytest.mark.parametrize("day", [SATURDAY, BEFORE_HOLIDAYS + ONE_DAY, BEFORE_HOLIDAYS + ONE_DAY * 3])
def test_no_bank_works_on_a_holiday(walk: ChequeReturnWalk, refused: Refuses, day: date) -> None:
    """A Saturday, the King's birthday that was, and its substitute day."""
    walk.on = LAST
    walk.open()
    caught = refused("NOT_BANK_DAY", lambda: walk.submit(debited_on=day))
    assert "ไม่เปิดทำการ" in caught.refusals[0].sentence


def test_only_the_account_that_had_it_gives_it_back(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses) -> None:
    walk.open()
    second = bank_account(tellers.office, 1)
    assert refused("NOT_DEPOSITED_THERE", lambda: walk.submit(account=second.pk)).refusals[0].field == "account"


def test_more_never_comes_back_than_went_in(tellers: Tellers, refused: Refuses) -> None:
    """Two cheques, paid in to two accounts: the account that took one of them cannot give both back."""
    receipts = [take_in(tellers.office, MONDAY, CHEQUE_BAHT, instrument=number) for number in ("1000001", "1000002")]
    day = tellers.walk(MONDAY, FundDay.State.BANKING)
    rows = [{**day.slip(CHEQUE_BAHT, number), "slip_number": f"PI{number}"} for number in (0, 1)]
    day.deposit("deposit", deposits=rows)
    day.to(FundDay.State.CLOSED)
    first, second = (ChequeReturnWalk(tellers.office, receipt, on=TUESDAY) for receipt in receipts)
    first.to(State.CHECKING)
    second.open()
    refused("NOT_DEPOSITED_THERE", second.submit)
    assert second.submit(account=bank_account(tellers.office, 1).pk).state == State.CHECKING


def test_money_promised_to_a_transfer_is_freed_first(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses) -> None:
    """The bank does not ask what was promised: the transfer that it can no longer bear goes back, and then the books follow."""
    promised = OwnTransferWalk(tellers.office, on=TUESDAY)
    free = BankAccount.objects.get(pk=bank_account(tellers.office).pk).free_baht
    promised.make(free - CHEQUE_BAHT + SATANG)
    walk.to(State.CHECKING)
    caught = refused("OVER_BALANCE", lambda: walk.perform("rattana", "book_return"))
    assert "ถอนชุดรายการโอน" in caught.refusals[0].remedy
    promised.perform("theera", "withdraw", reason="เงินไม่พอเพราะเช็คคืน")
    assert walk.to(State.INFORMING).owed_baht == CHEQUE_BAHT


# Whose hands.


@pytest.mark.rule("C10", "refused")
def test_three_hands_through_every_stand_in(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses) -> None:
    walk.to(State.CHECKING)
    refused("NOT_YOUR_ROLE", lambda: walk.perform("porntip", "book_return"))
    tellers.stand_in("theera", "ผู้อำนวยการกองคลัง")
    refused("SAME_PERSON", lambda: walk.perform("theera", "book_return"))
    walk.to(State.INFORMING)
    tellers.stand_in("rattana", "นายกองค์การบริหารส่วนตำบล")
    for step, facts in (("acknowledge", {}), ("order_legal_action", {"order_number": "1/2570", "ruling": "ฟ้อง"})):
        refused("SAME_PERSON", lambda step=step, facts=facts: walk.perform("rattana", step, **facts))
    refused("NOT_YOUR_ROLE", lambda: walk.perform("theera", "acknowledge"))


# What pays for it.


@pytest.mark.parametrize(("amount", "code"), [("1999.99", ""), ("2000.00", ""), ("2000.01", "PAID_TOO_MUCH")])
def test_no_more_than_is_owed(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses, amount: str, code: str) -> None:
    walk.to(State.OWED)
    receipt = take_in(tellers.office, TUESDAY, amount, ReceivedBy.CASH)
    if code:
        refused(code, lambda: walk.pay(receipt))
    else:
        assert walk.pay(receipt).owed_baht == CHEQUE_BAHT - Decimal(amount)


def test_what_pays_for_nothing(tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses) -> None:
    """Money of before, the cheque's own receipt, a stranger's money without a word, one receipt twice, and money not handed over."""
    walk.to(State.OWED)
    of_monday = Receipt.objects.get(amount_baht="1000.00")
    assert "RECEIPT_NOT_OF_DEBT" in refused("RECEIPT_NOT_OF_DEBT", lambda: walk.pay(of_monday, "ญาติ")).codes
    refused("RECEIPT_NOT_OF_DEBT", lambda: walk.pay(walk.receipt))
    strange = take_in(tellers.office, TUESDAY, "500.00", ReceivedBy.CASH, payer="นางคำ ใจดี")
    assert refused("PAID_BY_OTHER", lambda: walk.pay(strange)).refusals[0].field == "paid_for"
    walk.pay(strange, "หุ้นส่วนผู้จัดการของห้าง")
    assert ChequeRepayment.objects.get().paid_for == "หุ้นส่วนผู้จัดการของห้าง"
    refused("RECEIPT_SETTLED", lambda: walk.pay(strange, "หุ้นส่วน"))
    in_hand = tellers.collecting(TUESDAY, slips=[slip("70.00", payer=walk.cheque_return.payer)])
    refused("RECEIPT_NOT_IN_BOOKS", lambda: walk.pay(Receipt.objects.get(document=in_hand.remittance.pk)))
    assert ChequeReturn.objects.get().owed_baht == Decimal("1500.00")


def test_its_slip_does_not_go_back_and_it_makes_no_shortage_good(
    tellers: Tellers, walk: ChequeReturnWalk, refused: Refuses
) -> None:
    walk.to(State.OWED)
    tuesday = tellers.day(TUESDAY, FundDay.State.CLOSED, "300.00", is_kept=True, short_baht=Decimal("10.00"))
    receipt = take_in(tellers.office, WEDNESDAY, "10.00", ReceivedBy.CASH)
    walk.on = WEDNESDAY
    walk.pay(receipt)
    debt = Shortage.objects.get(fund_day=tuesday.fund_day.pk)
    debt = acted(tellers.office, "boonmee", debt, "name_debtors", WEDNESDAY, debtors=[], note="ยังสอบข้อเท็จจริง")
    caught = refused("RECEIPT_SETTLED", lambda: acted(tellers.office, "theera", debt, "record_repaid", receipt=receipt))
    assert walk.cheque_return.title in caught.refusals[0].sentence
    wednesday = tellers.walk(WEDNESDAY)
    refused(
        "RECEIPT_SETTLED", lambda: wednesday.perform("theera", "return_slip", remittance=receipt.document_id, reason="เขียนชื่อผิด")
    )


# Pages, the API, and the database itself.


def test_from_the_page_and_by_the_api(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    officer = Caller(tellers.office, "theera")
    offered = officer.get(reverse("open", args=["cheque_return"])).content.decode()
    assert f"เช็ค {CHEQUE} 2,000.00 บาท หจก.ชัยดีก่อสร้าง" in offered and offered.count("<option") == 2, "the cheque, and no choice"
    cash = Receipt.objects.get(amount_baht="1000.00")
    wrong = officer.post("/api/v1/cheque_return", password=PASSWORD, receipt=str(cash.pk))
    assert (wrong.status_code, wrong.json()["refusals"][0]["code"]) == (422, "NOT_A_CHEQUE")
    answer = officer.post("/api/v1/cheque_return", password=PASSWORD, receipt=str(walk.receipt.pk))
    assert (answer.status_code, answer.json()["amount_baht"]) == (201, "2000.00"), answer.content.decode()
    found = ChequeReturn.objects.get()
    page = officer.get(f"/do/cheque_return/{found.pk}/submit/").content.decode()
    assert "ยังไม่ได้แนบหนังสือแจ้งเช็คคืนของธนาคาร" in page, "told before anything is typed"
    case = officer.get(reverse("case", args=[found.case_id])).content.decode()
    assert str(walk.receipt) in case and "ใบเสร็จที่ชำระด้วยเช็คคืน" in case


def test_the_head_reads_what_came_back_and_decides_between_two(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    found = walk.to(State.INFORMING)
    client = Client()
    client.force_login(tellers.office.people["boonmee"], backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/do/cheque_return/{found.pk}/order_legal_action/").content.decode()
    for fact in ("2,000.00", "หจก.ชัยดีก่อสร้าง", CHEQUE, "เงินในบัญชีไม่พอจ่าย"):
        assert fact in page
    case = client.get(reverse("case", args=[found.case_id])).content.decode()
    assert "รับทราบ ให้ติดตามให้ชำระ" in case and "สั่งดำเนินคดี" in case


def test_nobody_writes_a_debt_away_in_the_database(tellers: Tellers, walk: ChequeReturnWalk) -> None:
    found = walk.to(State.OWED)
    for attack in (
        lambda: ChequeReturn.objects.filter(pk=found.pk).update(owed_baht=Decimal(0)),
        lambda: ReturnedReceipt.objects.all().delete(),
        lambda: ChequeRepayment.objects.create(
            document_id=found.pk, position=1, receipt=walk.receipt, paid_on=TUESDAY, amount_baht=CHEQUE_BAHT, recorded_on=TUESDAY
        ),
        lambda: AccountMovement.objects.filter(document=found.pk).update(moved_on=WEDNESDAY),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    sound()


# Several at the same moment.


@pytest.mark.own_database
def test_two_officers_open_one_cheque_at_once(own_database: str) -> None:
    tellers = Tellers()
    walk = banked(tellers)
    found = at_once(*[lambda: opening(tellers, walk.receipt).state] * 2)
    assert sorted(map(str, found)).count(State.RECORDING) == 1 and ChequeReturn.objects.count() == 1, found
    sound()


@pytest.mark.own_database
def test_booked_twice_at_once_it_leaves_the_account_once(own_database: str) -> None:
    tellers = Tellers()
    walk = banked(tellers)
    walk.to(State.CHECKING)
    stale = walk.cheque_return
    found = at_once(*[lambda: acted(tellers.office, "rattana", stale, "book_return", TUESDAY).state] * 2)
    assert State.INFORMING in found
    assert tellers.bank_baht()[0] == OPENING_BAHT + Decimal("1000.00")
    sound()


@pytest.mark.own_database
def test_one_receipt_pays_for_one_of_two_cheques_at_once(own_database: str) -> None:
    tellers = Tellers()
    receipts = [take_in(tellers.office, MONDAY, CHEQUE_BAHT, instrument=number) for number in ("1000001", "1000002")]
    tellers.walk(MONDAY, FundDay.State.CLOSED)
    walks = [ChequeReturnWalk(tellers.office, receipt, on=TUESDAY) for receipt in receipts]
    for walk in walks:
        walk.to(State.OWED)
    money = take_in(tellers.office, TUESDAY, CHEQUE_BAHT, ReceivedBy.CASH)

    def pays(walk: ChequeReturnWalk) -> str:
        try:
            return str(walk.pay(money).state)
        except Refused as refused:
            return min(refused.codes)

    assert sorted(at_once(*(lambda walk=walk: pays(walk) for walk in walks))) == ["RECEIPT_SETTLED", State.REPAID]
    assert ChequeRepayment.objects.count() == 1
    sound()


def test_the_notice_is_kept_with_the_case(walk: ChequeReturnWalk) -> None:
    walk.to(State.CHECKING)
    assert walk.cheque_return.rows["attachments"][0]["kind"] == RETURN_NOTICE
