"""No bank moves money before the day on which the file tells it to; and the tests' own clock reaches such a day on every day of the week."""

from datetime import date

import pytest
from django.test import Client

from disbursement.models import AccountMovement, HeldMovement, TransferResult
from disbursement.payment import Payment
from disbursement.rehearsal.furnishing import bank_account
from disbursement.rehearsal.walk import TransferWalk
from disbursement.transfer import Transfer
from tests.bank_days import bank_clock
from tests.beginnings import beginning
from tests.disbursement.payers import Payers, Refuses
from workflows.verification import verify

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
LAST_FRIDAY, LAST_SATURDAY, LAST_MONDAY, CONSTITUTION_DAY = (
    date(2026, 11, 27),
    date(2026, 11, 28),
    date(2026, 11, 30),
    date(2026, 12, 10),
)
CONFIRMED, RETURNED = TransferResult.CONFIRMED, TransferResult.RETURNED
State = Transfer.State


@beginning
def payers() -> Payers:
    return Payers(FRIDAY)


@pytest.fixture
def sent(payers: Payers) -> TransferWalk:
    """Sent on a Friday, to be moved on the Monday."""
    walk = payers.transfer()
    walk.make([payers.approved()], value_on=MONDAY)
    walk.to(State.SENT)
    return walk


@pytest.mark.rule("P-11", "refused")
@pytest.mark.parametrize("day", [FRIDAY, SATURDAY])
def test_nothing_is_paid_before_the_file_s_value_day(payers: Payers, sent: TransferWalk, refused: Refuses, day: date) -> None:
    payers.goes_to(day)
    refusal = next(r for r in refused("DEBITED_TOO_EARLY", sent.answer).refusals if r.code == "DEBITED_TOO_EARLY")
    assert "23 พ.ย. 2569" in refusal.sentence and "23 พ.ย. 2569" in refusal.remedy and refusal.field == "debited_on"
    assert (Payment.objects.get().state, bank_account(payers.office).pledged_baht) == ("in_transfer", sent.transfer.amount_baht)


@pytest.mark.parametrize(("day", "is_told"), [(FRIDAY, True), (MONDAY, False)])
def test_it_is_told_before_the_results_are_typed(payers: Payers, sent: TransferWalk, day: date, is_told: bool) -> None:
    payers.goes_to(day)
    client = Client()
    client.force_login(payers.office.people["theera"], backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(f"/do/transfer/{sent.transfer.pk}/record_result/").content.decode()
    assert ("ชุดนี้สั่งให้ธนาคารโอนวันที่ 23 พ.ย. 2569" in shown) is is_told


@pytest.mark.rule("P-11", "kept", "refused")
def test_it_is_paid_on_the_value_day_and_after_and_not_dated_back(payers: Payers, sent: TransferWalk, refused: Refuses) -> None:
    payers.goes_to(MONDAY)
    sent.days = {"attach": FRIDAY, "record_result": FRIDAY}
    refused("DEBITED_TOO_EARLY", sent.answer)
    sent.days = {}
    assert sent.answer().state == State.DONE
    assert sent.transfer.journal.get(step="record_result").acted_on == MONDAY


@pytest.mark.rule("P-11", "kept")
def test_what_the_bank_finds_wrong_in_the_file_it_returns_at_once(sent: TransferWalk) -> None:
    assert sent.answer({1: RETURNED}).state == State.DONE
    assert Payment.objects.get().state == Payment.State.RETURNED


@pytest.mark.rule("P-11", "refused")
@pytest.mark.parametrize(("closed", "before", "after"), [
    (LAST_SATURDAY, "27 พ.ย. 2569", "30 พ.ย. 2569"), (CONSTITUTION_DAY, "9 ธ.ค. 2569", "11 ธ.ค. 2569"),
])  # fmt: skip
def test_nothing_is_paid_on_a_day_on_which_banks_are_closed(
    payers: Payers, sent: TransferWalk, refused: Refuses, closed: date, before: str, after: str
) -> None:
    payers.goes_to(closed)
    (refusal,) = refused("NOT_BANK_DAY", sent.answer).refusals
    assert refusal.field == "debited_on" and before in refusal.remedy and after in refusal.remedy
    assert "ธนาคารไม่เปิดทำการ" in refusal.sentence
    assert (Payment.objects.get().state, bank_account(payers.office).pledged_baht) == ("in_transfer", sent.transfer.amount_baht)


@pytest.mark.rule("P-11", "kept")
def test_what_the_bank_did_on_friday_is_written_on_saturday_as_of_friday(payers: Payers, sent: TransferWalk) -> None:
    payers.goes_to(LAST_SATURDAY)
    sent.days = {"attach": LAST_FRIDAY, "record_result": LAST_FRIDAY}
    assert sent.answer().state == State.DONE
    assert Payment.objects.get().paid_on == LAST_FRIDAY


def test_what_the_bank_returned_may_be_written_on_any_day(payers: Payers, sent: TransferWalk) -> None:
    """No money moved, so it is the office's own day."""
    payers.goes_to(LAST_SATURDAY)
    assert sent.answer({1: RETURNED}).state == State.DONE


@pytest.mark.rule("P-11", "kept", "refused")
@pytest.mark.parametrize(("debited_on", "code"), [
    (FRIDAY, "DEBITED_TOO_EARLY"), (MONDAY, ""), (LAST_FRIDAY, ""), (LAST_SATURDAY, "NOT_BANK_DAY"), (LAST_MONDAY, "DEBITED_IN_FUTURE"),
])  # fmt: skip
def test_the_day_on_the_advice_is_typed_whenever_the_advice_is_attached(
    payers: Payers, sent: TransferWalk, refused: Refuses, debited_on: date, code: str
) -> None:
    """The bank's advice comes on a Saturday, and says on which day the account was debited."""
    payers.goes_to(LAST_SATURDAY)
    if code:
        assert refused(code, lambda: sent.answer(debited_on=debited_on)).refusals[0].field == "debited_on"
        assert Payment.objects.get().state == "in_transfer"
        return
    assert sent.answer(debited_on=debited_on).state == State.DONE
    payment, moved = Payment.objects.get(), AccountMovement.objects.latest("number")
    assert (payment.paid_on, sent.transfer.debited_on, moved.moved_on) == (debited_on, debited_on, debited_on)
    assert {movement.moved_on for movement in HeldMovement.objects.all()} == {debited_on}, "the tax is of the day of payment (T4)"
    assert sent.transfer.journal.get(step="record_result").acted_on == LAST_SATURDAY
    assert list(verify(contents=True)) == []


@pytest.mark.parametrize(("wall", "stands"), [
    ("2026-12-04", None), ("2026-12-05", "2026-12-08"), ("2026-12-07", "2026-12-08"), ("2026-12-08", None),
    ("2027-05-01", "2027-05-05"),
])  # fmt: skip
def test_the_clock_of_the_tests_stands_on_a_day_of_the_banks(wall: str, stands: str | None) -> None:
    told = bank_clock(date.fromisoformat(wall)).get("practice_today")
    assert told == (date.fromisoformat(stands) if stands else None)
