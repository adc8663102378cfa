"""Who hands over and who receives: two real persons through every stand-in, each collector his own day."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from disbursement.models import CashCount, Receipt
from disbursement.rehearsal.collecting import slip
from disbursement.remittance import Remittance
from tests.disbursement.collectors import CASHIER_POST, COLLECTOR_POST, FRIDAY, SATURDAY, Collectors
from tests.disbursement.payers import Refuses
from workflows import engine
from workflows.procedure import PROCEDURES
from workflows.refusal import Refused

State = Remittance.State


@pytest.mark.rule("D2", "kept", "refused")
def test_the_collector_who_acts_as_finance_officer_does_not_receive_her_own_money(collectors: Collectors, refused: Refuses) -> None:
    collectors.stand_in("porntip", CASHIER_POST)
    walk = collectors.collected("10.00")
    walk.hands = {"receive": "porntip"}
    walk.remit()
    caught = refused("SAME_PERSON", walk.receive)
    assert caught.status == 403
    walk.hands = {}
    assert walk.receive().state == State.RECEIVED


@pytest.mark.rule("D2", "kept", "refused")
def test_the_finance_officer_who_collected_for_an_absent_collector_does_not_receive(
    collectors: Collectors, refused: Refuses
) -> None:
    collectors.stand_in("theera", COLLECTOR_POST)
    book, walk = collectors.small_book("theera"), collectors.walk({"open_day": "theera"})
    walk.hands = dict.fromkeys(("record", "remit", "receive"), "theera")
    walk.record([slip("10.00", number=11)], book)
    walk.remit()
    refused("SAME_PERSON", walk.receive)
    collectors.stand_in("rattana", CASHIER_POST)
    walk.hands = {"receive": "rattana"}
    assert walk.receive().receiver.username == "rattana"


@pytest.mark.rule("D2", "refused")
def test_whoever_took_the_money_does_not_receive_it_from_a_stand_in_either(collectors: Collectors, refused: Refuses) -> None:
    """Porntip collects, orathai hands over for her, and porntip stands at the cashier's."""
    collectors.stand_in("orathai", COLLECTOR_POST)
    collectors.stand_in("porntip", CASHIER_POST)
    walk = collectors.collected("10.00")
    walk.hands = {"remit": "orathai", "receive": "porntip"}
    walk.remit()
    refused("SAME_PERSON", walk.receive)


def test_a_waiver_in_writing_lets_one_person_do_both_for_its_days(collectors: Collectors, refused: Refuses) -> None:
    collectors.stand_in("porntip", CASHIER_POST)
    walk = collectors.collected("10.00")
    walk.hands = {"receive": "porntip"}
    walk.remit()
    collectors.waive("remittance.remit", "remittance.receive", "porntip")
    refused("SAME_PERSON", walk.receive)
    collectors.waive("remittance.record", "remittance.receive", "porntip")
    assert walk.receive().state == State.RECEIVED


def test_each_collector_has_his_own_day(collectors: Collectors, refused: Refuses) -> None:
    collectors.second_collector()
    walk, other = collectors.collected("10.00"), collectors.walk({"open_day": "orathai"})
    assert other.remittance.collector.username == "orathai"
    walk.hands = dict.fromkeys(("record", "cancel_receipt", "remit", "withdraw"), "orathai")
    book = collectors.small_book("orathai")
    for action in (
        lambda: walk.record([slip("10.00", number=11)], book),
        lambda: walk.cancel(Receipt.objects.get()),
        walk.remit,
        lambda: walk.perform("porntip", "withdraw", reason="ไม่มีผู้มาชำระ"),
    ):
        assert refused("NOT_YOUR_DAY", action).status == 403


def test_who_stands_in_by_order_hands_over_for_an_absent_collector_and_writes_no_slip(
    collectors: Collectors, refused: Refuses
) -> None:
    walk = collectors.collected("10.00")
    collectors.stand_in("orathai", COLLECTOR_POST)
    walk.hands = {"record": "orathai", "remit": "orathai"}
    refused("NOT_YOUR_DAY", lambda: walk.record([slip("10.00")]))
    remitted = walk.remit()
    assert (remitted.collector.username, remitted.remitter.username) == ("porntip", "orathai")


def test_an_order_that_expired_while_the_form_was_open(collectors: Collectors, refused: Refuses) -> None:
    collectors.stand_in("orathai", COLLECTOR_POST, FRIDAY, FRIDAY)
    walk = collectors.collected("10.00")
    walk.hands = {"remit": "orathai"}
    collectors.goes_to(SATURDAY)
    refused("NOT_YOUR_ROLE", lambda: walk.remit(reason="เจ้าของใบนำส่งลา"))


def test_handing_over_and_receiving_are_signatures(collectors: Collectors) -> None:
    walk = collectors.collected("10.00")
    facts: dict[str, Any] = {"counts": [{"face": "10", "pieces": 1}], "cheques_counted_baht": "0.00", "reason": ""}
    with pytest.raises(Refused) as caught:
        engine.perform(collectors.office.porntip, walk.remittance, "remit", **facts)
    assert caught.value.codes == {"PASSWORD_NEEDED"}
    assert {step.name for step in PROCEDURES["remittance"].steps.values() if step.signs} == {"remit", "receive"}


@pytest.mark.parametrize("who", ["boonmee", "wilai", "rattana", "duangjai", "theera", "kanda", "somchai", "orathai"])
def test_nobody_else_collects(collectors: Collectors, refused: Refuses, who: str) -> None:
    refused("NOT_YOUR_ROLE", lambda: collectors.walk({"open_day": who}))


def test_the_summary_s_steps_are_the_system_s_alone(collectors: Collectors, refused: Refuses) -> None:
    walk = collectors.collected("10.00")
    walk.to(State.RECEIVED)
    refused("SYSTEM_ONLY", lambda: walk.perform("theera", "enter_summary", summary=walk.remittance.pk))


def test_a_day_and_its_count_change_through_steps_alone(collectors: Collectors) -> None:
    walk = collectors.collected("10.00")
    walk.remit()
    for change in (
        lambda: Remittance.objects.filter(pk=walk.remittance.pk).update(cash_baht="9.00"),
        lambda: Receipt.objects.update(amount_baht="9.00"),
        lambda: Receipt.objects.update(is_cancelled=True),
        lambda: Receipt.objects.all().delete(),
        lambda: CashCount.objects.update(pieces=2),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
