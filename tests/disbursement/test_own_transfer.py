"""Money between the office's own accounts: made by one, signed by three, moved by the bank; out of the one, into the other, no baht more (P-5, P-11, C6)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from disbursement.fund_day import FundDay
from disbursement.models import AccountMovement, BankAccount
from disbursement.own_transfer import OwnTransfer, State
from disbursement.rehearsal.furnishing import OPENING_BAHT, bank_account
from disbursement.rehearsal.own_transfer import OwnTransferWalk
from disbursement.rehearsal.walk import paper
from disbursement.report_printing import daily_position
from disbursement.rules.payment import BANK_NOTICE, DEBIT_ADVICE
from tests.at_once import at_once
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import FRIDAY, MONDAY, SATURDAY, TUESDAY, Tellers, reported
from tests.disbursement.test_fund_day_printing import filled
from tests.workflows.api_caller import PASSWORD, Caller
from tests.workflows.machines import Machine, codes, token_of
from tests.workflows.page_reader import Reader
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

AMOUNT, SATANG = Decimal("250000.00"), Decimal("0.01")
FIRST, SECOND = "บัญชีเงินรายได้", "บัญชีเงินอุดหนุน"


def figures(number: int = 0) -> tuple[Decimal, Decimal]:
    """(balance, pledged) of an account, without what it began with."""
    account = list(BankAccount.objects.all())[number]
    return account.balance_baht - OPENING_BAHT, account.pledged_baht


@pytest.fixture
def walk(tellers: Tellers) -> OwnTransferWalk:
    return OwnTransferWalk(tellers.office, on=MONDAY)


@pytest.mark.rule("P-5", "kept")
def test_it_moves_with_the_bank_s_answer_and_not_before(walk: OwnTransferWalk) -> None:
    made = walk.make(AMOUNT)
    assert (made.number, made.amount_baht, made.state) == ("1/2570", AMOUNT, State.AWAITING_THIRD)
    for state in (State.AWAITING_SECRETARY, State.AWAITING_EXECUTIVE, State.SIGNED):
        walk.to(state)
        assert (figures(0), figures(1)) == ((0, AMOUNT), (0, 0)), "pledged, so that nobody counts on it"
    done = walk.to(State.DONE)
    assert (done.moved_on, done.bank_reference) == (MONDAY, "KTB1/2570")
    assert (figures(0), figures(1)) == ((-AMOUNT, 0), (AMOUNT, 0))
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("P-11", "kept", "refused")
def test_no_bank_moves_it_on_a_closed_day(walk: OwnTransferWalk, refused: Refuses) -> None:
    """Written on a Saturday, its advice attached on the Saturday: it moved on the Friday on which the bank did it."""
    walk.on = FRIDAY
    walk.make(AMOUNT)
    walk.to(State.SIGNED)
    walk.on = SATURDAY
    facts = {"bank_reference": "KTB1", "debited_on": None}
    refusal, advice = refused("NOT_BANK_DAY", lambda: walk.perform("theera", "confirm", **facts)).refusals
    assert "21 พ.ย. 2569 ธนาคารไม่เปิดทำการ" in refusal.sentence and refusal.field == "debited_on"
    assert advice.code == "NO_DEBIT_ADVICE"
    assert "20 พ.ย. 2569" in refusal.remedy and "23 พ.ย. 2569" in refusal.remedy
    early = refused("DEBITED_TOO_EARLY", lambda: walk.confirm(debited_on=FRIDAY - timedelta(days=1))).refusals[0]
    assert "ก่อนนายกลงนามซึ่งคือ 20 พ.ย. 2569" in early.sentence
    assert (figures(0), figures(1)) == ((0, AMOUNT), (0, 0))
    assert walk.confirm(debited_on=FRIDAY).moved_on == FRIDAY
    assert {moved.moved_on for moved in AccountMovement.objects.filter(step="own_transfer.confirm")} == {FRIDAY}


@pytest.mark.parametrize(("step", "data"), [("confirm", {"bank_reference": "KTB1"}), ("withdraw", {"reason": "ไม่โอนแล้ว"})])
def test_no_machine_moves_it_or_takes_it_back(walk: OwnTransferWalk, step: str, data: dict[str, str]) -> None:
    walk.make(AMOUNT)
    walk.to(State.SIGNED)
    address = f"/api/v1/own_transfer/{walk.transfer.pk}/steps/{step}"
    answer = Machine(token_of(walk.office, "theera")).post(address, version=walk.transfer.version, **data)
    assert (answer.status_code, "MACHINE_NEVER_JUDGES" in codes(answer)) == (403, True)
    assert (OwnTransfer.objects.get().state, figures(0)) == (State.SIGNED, (0, AMOUNT))


@pytest.mark.rule("C6", "kept")
def test_the_report_of_the_day_shows_it_out_of_the_one_and_into_the_other(tellers: Tellers, walk: OwnTransferWalk) -> None:
    walk.make(AMOUNT)
    walk.to(State.DONE)
    day = tellers.day(MONDAY, FundDay.State.COUNTING, "1000.00").fund_day
    deposited = Decimal("1000.00")
    assert reported(day)[FIRST] == (OPENING_BAHT, 0, deposited, AMOUNT, 0, OPENING_BAHT + deposited - AMOUNT)
    assert reported(day)[SECOND] == (OPENING_BAHT, 0, AMOUNT, 0, 0, OPENING_BAHT + AMOUNT)
    paper = filled(daily_position, day)
    assert paper.balance_baht == 2 * OPENING_BAHT + deposited, "the office has what it had, and what was collected"
    assert (paper.received_baht, paper.paid_baht, paper.moved_in_baht) == (deposited, 0, paper.moved_out_baht)


@pytest.mark.rule("C6", "refused")
def test_a_day_on_which_it_moved_is_no_quiet_day(tellers: Tellers, walk: OwnTransferWalk, refused: Refuses) -> None:
    tellers.day(MONDAY, FundDay.State.CLOSED)
    walk.on = TUESDAY
    walk.make(AMOUNT)
    walk.to(State.DONE)
    refused("DAY_PASSED_OVER", lambda: tellers.walk(TUESDAY.replace(day=TUESDAY.day + 1)))


@pytest.mark.rule("P-5", "refused")
@pytest.mark.rule("P-11", "refused")
def test_the_maker_and_the_three_signers_are_four_persons(tellers: Tellers, walk: OwnTransferWalk, refused: Refuses) -> None:
    walk.make(AMOUNT)
    tellers.stand_in("theera", "ผู้อำนวยการกองคลัง")
    walk.hands = {"sign_third": "theera"}
    refused("SAME_PERSON", lambda: walk.perform("theera", "sign_third"))
    walk.hands = {}
    walk.to(State.AWAITING_EXECUTIVE)
    tellers.stand_in("wilai", "นายกองค์การบริหารส่วนตำบล")
    refused("SAME_PERSON", lambda: walk.perform("wilai", "sign_executive"))
    refused("NOT_YOUR_ROLE", lambda: walk.perform("porntip", "sign_executive"))


@pytest.mark.rule("P-11", "refused")
def test_without_the_bank_s_paper_nothing_moved(walk: OwnTransferWalk, refused: Refuses) -> None:
    walk.make(AMOUNT)
    walk.to(State.SIGNED)
    refused("NO_DEBIT_ADVICE", lambda: walk.perform("theera", "confirm", bank_reference="KTB1"))
    assert figures() == (0, AMOUNT)


@pytest.mark.parametrize(("more", "code"), [(-SATANG, ""), (Decimal(0), ""), (SATANG, "OVER_BALANCE")])
def test_no_more_than_is_free(walk: OwnTransferWalk, refused: Refuses, more: Decimal, code: str) -> None:
    amount = OPENING_BAHT + more
    if code:
        refused(code, lambda: walk.make(amount))
    else:
        walk.make(amount)
        assert figures() == (0, amount)


def test_money_that_stays_where_it_is_is_not_moved(walk: OwnTransferWalk, refused: Refuses) -> None:
    account = bank_account(walk.office).pk
    assert refused("ONE_ACCOUNT", lambda: walk.make(AMOUNT, target_account=account)).refusals[0].field == "target_account"
    for wrong in ("0.00", "-1.00", "1.005"):
        refused("WRONG_INPUT", lambda wrong=wrong: walk.make(wrong))
    refused("WRONG_INPUT", lambda: walk.make(AMOUNT, purpose=""))


@pytest.mark.parametrize(("state", "who", "step"), [
    (State.AWAITING_THIRD, "rattana", "reject"), (State.AWAITING_SECRETARY, "wilai", "reject"),
    (State.AWAITING_EXECUTIVE, "boonmee", "reject"), (State.SIGNED, "theera", "withdraw"),
])  # fmt: skip
def test_refused_or_withdrawn_it_gives_the_money_back(
    walk: OwnTransferWalk, refused: Refuses, state: str, who: str, step: str
) -> None:
    walk.make(AMOUNT)
    walk.to(state)
    refused("WRONG_INPUT", lambda: walk.perform(who, step, reason=""))
    assert walk.perform(who, step, reason="ยังไม่จำเป็นต้องโอน").state == State.WITHDRAWN
    assert (figures(0), figures(1)) == ((0, 0), (0, 0))


@pytest.mark.rule("P-11", "refused")
def test_what_the_bank_has_moved_its_maker_withdraws_no_more(walk: OwnTransferWalk, refused: Refuses) -> None:
    walk.make(AMOUNT)
    walk.to(State.SIGNED)
    walk.perform("theera", "attach", kind=BANK_NOTICE, file=paper("letter.pdf"))
    walk.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("advice.pdf"))
    caught = refused("DEBITED_ALREADY", lambda: walk.perform("theera", "withdraw", reason="ยังไม่จำเป็นต้องโอน"))
    assert "บันทึกว่าธนาคารโอนแล้ว" in caught.refusals[0].remedy
    assert (walk.transfer.state, figures()) == (State.SIGNED, (0, AMOUNT))
    assert walk.perform("theera", "confirm", bank_reference="KTB1").state == State.DONE


@pytest.mark.rule("P-11", "refused")
def test_an_advice_attached_in_error_is_answered_by_the_bank_s_letter_and_the_director(
    walk: OwnTransferWalk, refused: Refuses
) -> None:
    walk.make(AMOUNT)
    walk.to(State.SIGNED)
    walk.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("of-another.pdf"))
    refused("NO_BANK_NOTICE", lambda: walk.perform("rattana", "recall", reason="แนบใบแจ้งหักบัญชีผิดรายการ"))
    walk.perform("theera", "attach", kind=BANK_NOTICE, file=paper("letter.pdf"))
    refused("NOT_YOUR_ROLE", lambda: walk.perform("theera", "recall", reason="แนบใบแจ้งหักบัญชีผิดรายการ"))
    assert walk.perform("rattana", "recall", reason="แนบใบแจ้งหักบัญชีผิดรายการ").state == State.WITHDRAWN
    assert (figures(0), figures(1)) == ((0, 0), (0, 0))


@pytest.mark.own_database
def test_the_bank_s_advice_or_the_withdrawal_whichever_was_first(own_database: str) -> None:
    walk = OwnTransferWalk(Tellers().office, on=MONDAY)
    walk.make(AMOUNT)
    walk.to(State.SIGNED)
    other = OwnTransferWalk(walk.office, walk.transfer, on=MONDAY)
    attached, withdrawn = at_once(
        lambda: walk.perform("theera", "attach", kind=DEBIT_ADVICE, file=paper("advice.pdf")).state,
        lambda: other.perform("theera", "withdraw", reason="ยังไม่จำเป็นต้องโอน").state,
    )
    if attached == State.SIGNED:
        assert (withdrawn, figures()) == ({"DEBITED_ALREADY"}, (0, AMOUNT))
    else:
        assert "NOT_FROM_THIS_STATE" in attached and (withdrawn, figures()) == (State.WITHDRAWN, (0, 0))


def test_from_the_api_to_the_page(tellers: Tellers) -> None:
    first, second = bank_account(tellers.office), bank_account(tellers.office, 1)
    officer = Caller(tellers.office, "theera")
    facts = {"source_account": str(first.pk), "target_account": str(second.pk), "amount_baht": "100.00", "purpose": "จ่ายเงินเดือน"}
    answer = officer.post("/api/v1/own_transfer", password=PASSWORD, **facts)
    assert (answer.status_code, answer.json()["amount_baht"]) == (201, "100.00"), answer.content.decode()
    page = officer.get(reverse("case", args=[OwnTransfer.objects.get().case_id])).content.decode()
    assert "โอนจาก บัญชีเงินรายได้ 0000000016 เข้า บัญชีเงินอุดหนุน 0000000024" in page


@pytest.mark.own_database
def test_two_ways_at_once_neither_wait_in_a_circle_nor_lose_a_baht(own_database: str) -> None:
    """One out of the first account, one out of the second, confirmed at the same moment."""
    office = Tellers().office
    there, back = OwnTransferWalk(office, on=MONDAY), OwnTransferWalk(office, on=MONDAY)
    there.make("100.00")
    back.make("30.00", source_account=bank_account(office, 1).pk, target_account=bank_account(office).pk)
    confirms: list[Any] = []
    for walk in (there, back):
        walk.to(State.SIGNED)
        confirms.append(lambda walk=walk: walk.confirm().state)
    assert at_once(*confirms) == [State.DONE, State.DONE]
    assert (figures(0), figures(1)) == ((Decimal("-70.00"), 0), (Decimal("70.00"), 0))
    assert list(verify(contents=True)) == []


def test_another_like_it_begins_with_its_accounts_and_purpose_and_without_its_amount(walk: OwnTransferWalk) -> None:
    made = walk.make(AMOUNT)
    client = Client()
    client.force_login(walk.office.people["theera"], backend="django.contrib.auth.backends.ModelBackend")
    assert f"/open/own_transfer/?like={made.pk}" in client.get(f"/case/{made.case_id}/").content.decode()
    page = client.get(f"/open/own_transfer/?like={made.pk}").content.decode()
    read = Reader(page)
    chosen = [option["value"] for option in read.all("option") if "selected" in option]
    assert chosen == [str(made.source_account_id), str(made.target_account_id)]
    assert "จ่ายเงินอุดหนุนงวดสิ้นเดือน</textarea>" in page and "250000" not in page
    assert "value" not in read.all("input", name="amount_baht")[0] and "ต้องกรอกใหม่ทุกครั้ง: จำนวนเงิน (บาท)" in page
