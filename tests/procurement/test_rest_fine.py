"""The fine of a rest that was ended is kept back of the last payment still open, or claimed of the vendor (N8, N18, N19)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from disbursement.models import EvidenceKind, Receipt
from disbursement.printing import deductions
from disbursement.rehearsal.paying import pay_by_one_file
from disbursement.voucher import Voucher
from procurement import rest_fines
from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.beginnings import beginning
from tests.procurement.claimants import receipt_of
from tests.procurement.refusals import refused
from tests.procurement.test_carry_over import SAID as CARRIED
from tests.procurement.test_purchase_rest import DUE, ORDERED, SAID, ordered, part_accepted
from workflows.act import LawOn
from workflows.office import office_of
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.rebuild import rebuild_desks
from workflows.verification import verify

ENDED = DUE + timedelta(days=12)  # a Monday
FINE = Decimal("288.00")  # 0.20 percent of 12,000 a day, for twelve days


@beginning
def office() -> PracticeOffice:
    return found_practice_office(is_practice=True, practice_today=ORDERED)


def end(walk: Walk, on: date = ENDED) -> None:
    set_day(walk.office, on)
    walk.perform("boonmee", "end_rest", **SAID)


@pytest.mark.rule("N8", "kept")
@pytest.mark.rule("N19", "kept")
def test_a_draft_is_laid_with_the_fine_and_its_receipt_is_issued_when_it_is_paid(office: PracticeOffice) -> None:
    walk, road = part_accepted(office)
    assert not road.voucher().voucher.is_last, "eight chairs were still to come"
    end(walk)
    voucher = road.voucher()
    told = voucher.voucher
    assert (told.state, told.is_last, told.fine_baht, told.rest_fine_baht) == ("draft", True, FINE, FINE)
    assert (walk.purchase.rest_claim_baht, walk.purchase.rest_fine_voucher) == (Decimal(0), told.pk)
    laid = voucher.lay()
    assert laid.net_baht == laid.gross_baht - laid.withheld_baht - FINE
    voucher.to("approved")
    law = LawOn(laid.law_date, office_of(laid.organization))
    assert [row.amount_baht for row in deductions(voucher.voucher, None, law)][1:] == [Decimal(0), FINE]
    pay_by_one_file(office, [voucher.payment()])
    assert Receipt.objects.get().amount_baht == FINE
    walk.purchase.refresh_from_db()
    assert walk.purchase.state == State.ENDED
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("N18", "refused")
def test_a_voucher_laid_with_the_fine_needs_the_papers_of_the_fine(office: PracticeOffice) -> None:
    walk, road = part_accepted(office)
    end(walk)
    voucher = road.voucher()
    rows = [row for row in voucher.filled()["evidence"] if row["kind"] != EvidenceKind.FINE]
    refused("EVIDENCE_MISSING", lambda: voucher.lay(evidence=rows))


@pytest.mark.parametrize("state", ["requesting", "checking", "approving"])
def test_what_was_signed_already_goes_back_and_is_signed_for_the_new_amount(office: PracticeOffice, state: str) -> None:
    walk, road = part_accepted(office)
    before = road.voucher()
    before.to(state)
    net_baht = before.voucher.net_baht
    end(walk)
    voucher = road.voucher()
    assert (voucher.voucher.state, voucher.voucher.net_baht) == ("returned", net_baht - FINE)
    assert voucher.voucher.waiting_for.startswith("requester")
    voucher.lay()
    assert voucher.to("approved").net_baht == net_baht - FINE
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("N8", "kept")
def test_what_was_approved_is_paid_as_it_was_signed_and_the_fine_is_claimed_until_it_comes(office: PracticeOffice) -> None:
    walk, road = part_accepted(office)
    voucher = road.voucher()
    voucher.to("approved")
    end(walk)
    assert (walk.purchase.state, walk.purchase.rest_claim_baht) == (State.REST_ENDED, FINE)
    told = Voucher.objects.get(pk=voucher.voucher.pk)
    assert (told.state, told.is_last, told.fine_baht) == ("approved", True, Decimal(0))
    pay_by_one_file(office, [voucher.payment()])
    walk.purchase.refresh_from_db()
    assert (walk.purchase.state, walk.purchase.waiting_for) == (State.CLAIMING, "finance_officer"), "the claim lies on a desk"
    paid = {"receipt": receipt_of(office, walk)}
    refused("NOT_YOUR_ROLE", lambda: walk.perform("boonmee", "record_fine_paid", **paid))
    refused("WRONG_INPUT", lambda: walk.perform("theera", "record_fine_paid", receipt=None))
    ended = walk.perform("theera", "record_fine_paid", **paid)
    assert (ended.state, ended.rest_claim_receipt, ended.rest_claim_paid_on) == (State.ENDED, "001/2570-1", ENDED)
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


def test_of_two_open_payments_the_last_bears_the_fine_and_is_the_last(office: PracticeOffice) -> None:
    walk, _ = part_accepted(office)
    walk.deliver(quantities={1: "4"}, note_number="ก2")
    Road(walk).accept()
    end(walk)
    fined = Voucher.objects.filter(case=walk.purchase.case_id).order_by("pk").values_list("fine_baht", "is_last")
    assert list(fined) == [(Decimal(0), False), (Decimal("144.00"), True)]


@pytest.mark.parametrize(("days", "claimed"), [(26, False), (27, True)])
def test_a_payment_that_the_fine_would_eat_up_bears_none_of_it(office: PracticeOffice, days: int, claimed: bool) -> None:
    """One chair of 1,500 baht, of which 1,485.98 are paid, and nineteen that never came: 57 baht a day."""
    walk, voucher = one_chair(office)
    end(walk, DUE + timedelta(days=days))
    assert walk.purchase.rest_claim_baht == (Decimal("1539.00") if claimed else Decimal(0))
    assert Voucher.objects.get(pk=voucher.pk).is_last


@pytest.mark.rule("N8", "refused")
@pytest.mark.parametrize(("fine", "bears"), [("1485.97", True), ("1485.98", False), ("1485.99", False)])
def test_a_payment_bears_a_fine_that_leaves_a_satang_of_it(office: PracticeOffice, fine: str, bears: bool) -> None:
    walk, voucher = one_chair(office)
    law = LawOn(walk.purchase.law_date, office_of(walk.purchase.organization))
    assert rest_fines.bearer(walk.purchase, Decimal(fine), ENDED, law) == (voucher if bears else None)


@pytest.mark.rule("N8", "kept")
@pytest.mark.rule("K1", "refused")
@pytest.mark.parametrize("is_carried", [True, False])
@pytest.mark.parametrize(("day", "bears"), [(date(2028, 9, 29), True), (date(2028, 9, 30), True), (date(2028, 10, 1), False)])
def test_money_that_can_be_drawn_no_more_bears_no_fine_and_the_vendor_is_asked(
    office: PracticeOffice, is_carried: bool, day: date, bears: bool
) -> None:
    """Committed in 2570, so drawn until the end of 2571, carried over already or not yet."""
    walk, road = part_accepted(office)
    if is_carried:
        set_day(office, date(2027, 9, 30))
        voucher = road.voucher()
        voucher.to("approving")
        voucher.perform("boonmee", "carry_over", **CARRIED)
    end(walk, day)
    told, fine = Voucher.objects.get(case=walk.purchase.case_id), walk.purchase.rest_fine_baht
    assert fine is not None and fine > 16_000
    if bears:
        assert (told.rest_fine_baht, walk.purchase.rest_claim_baht) == (fine, Decimal(0))
    else:
        assert (told.rest_fine_baht, walk.purchase.rest_claim_baht) == (Decimal(0), fine)


def one_chair(office: PracticeOffice) -> tuple[Walk, Any]:
    walk = ordered(office)
    walk.deliver(quantities={1: "1"}, note_number="ก1")
    voucher = Road(walk).accept().voucher
    walk.purchase.refresh_from_db()
    return walk, voucher
