"""Vouchers of one order that are checked at the same moment, each by a request of its own: together never a satang more than the order."""

from collections.abc import Callable
from copy import copy
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from disbursement.models import BudgetLine
from disbursement.rehearsal.furnishing import bank_account, payee_account
from disbursement.rehearsal.walk import PAGES_OF_A_PAPER, VoucherWalk
from disbursement.rules.voucher import needed_evidence
from disbursement.voucher import Voucher
from tests.at_once import at_once
from tests.disbursement.payers import Payers
from tests.workflows.api_caller import PASSWORD, Caller
from workflows.verification import verify

pytestmark = pytest.mark.own_database
State = Voucher.State
ORDER_BAHT = "9999.99"
THIRDS = ("3333.33", "3333.33", "3333.33")
NATURAL = 3


@pytest.fixture
def payers(own_database: str) -> Payers:
    made = Payers()
    bank_account(made.office)
    for vendor in made.vendors:
        payee_account(made.office, vendor)
    return made


def windows(payers: Payers, count: int) -> list[Caller]:
    """The director's one session, open in several windows."""
    first = Caller(payers.office, "rattana")
    opened = [copy(first) for _ in range(count)]
    for window in opened:
        window.client = Client(enforce_csrf_checks=True)
        window.client.cookies.update(first.client.cookies)
    return opened


def examining(caller: Caller, walk: VoucherWalk) -> Callable[[], Any]:
    """A request from one window; the answer's state, or the codes of its refusals."""
    voucher = walk.voucher
    body = {"version": voucher.version, "password": PASSWORD, "papers_seen": True}
    body["pages_counted"] = len(needed_evidence(voucher.order_kind, voucher.fine_baht)) * PAGES_OF_A_PAPER

    def send() -> Any:
        answer = caller.post(f"/api/v1/voucher/{voucher.pk}/steps/examine", **body)
        told = answer.json()
        return told["state"] if answer.status_code == 200 else {refusal["code"] for refusal in told["refusals"]}

    return send


def laid(payers: Payers, purchase: Any, shares: tuple[str, ...]) -> list[VoucherWalk]:
    """Instalments of one order, all on the desk of the director of finance."""
    walks = [payers.voucher(purchase, gross_baht=Decimal(share)) for share in shares]
    for walk in walks:
        walk.to(State.CHECKING)
    return walks


def passed() -> Decimal:
    """What of the order went on to the secretary."""
    return sum((voucher.gross_baht for voucher in Voucher.objects.filter(state=State.ENDORSING)), Decimal(0))


@pytest.mark.rule("F3", "kept", "refused")
@pytest.mark.parametrize("last", ["3333.32", "3333.33", "3333.34"])
def test_instalments_checked_at_once_are_never_more_than_the_order(payers: Payers, last: str) -> None:
    walks = laid(payers, payers.purchase(ORDER_BAHT, vendor=payers.vendors[NATURAL]), (*THIRDS[:2], last))
    callers = windows(payers, 3)
    results = at_once(*map(examining, callers, walks))
    fits = Decimal(last) <= Decimal(THIRDS[2])
    wanted: Any = State.ENDORSING if fits else {"OVER_BUDGET"}
    assert results == [wanted] * 3
    assert passed() == (Decimal("6666.66") + Decimal(last) if fits else 0)
    assert {voucher.withheld_baht for voucher in Voucher.objects.all()} == {Decimal("0.00")}, "the order is under 10,000 baht"
    assert list(verify(contents=True)) == []


@pytest.mark.rule("F3", "refused")
def test_an_instalment_too_many_is_refused_however_the_others_are_ahead(payers: Payers) -> None:
    """Two go on at once while a third, a satang too much, comes to the desk behind them."""
    purchase = payers.purchase(ORDER_BAHT, vendor=payers.vendors[NATURAL])
    walks = laid(payers, purchase, THIRDS[:2])
    callers = windows(payers, 2)
    assert at_once(*map(examining, callers, walks)) == [State.ENDORSING] * 2
    third = payers.voucher(purchase, gross_baht=Decimal("3333.34"))
    third.to(State.CHECKING)
    assert at_once(examining(callers[0], third), examining(callers[1], third)) == [{"OVER_BUDGET"}] * 2
    assert passed() == Decimal("6666.66")
    assert BudgetLine.objects.get(pk=payers.lines[0].pk).spent_baht == 0
