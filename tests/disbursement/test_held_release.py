"""Other money held on its way out (C8, A5): into the slip that explains it, into revenue, or back to its owner; never on the word of one."""

from decimal import Decimal
from typing import Any

import pytest

from disbursement.fund_day import FundDay
from disbursement.held_release import HeldRelease, State
from disbursement.models import HeldKind, HeldMovement, MoneyHeld, ReceivedBy, ReleaseTo
from disbursement.registers import AccountRegister
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.furnishing import bank_account, signed
from disbursement.rehearsal.held_release import HeldReleaseWalk
from disbursement.remittance import State as Remitting
from disbursement.report_printing import daily_position
from disbursement.rules.payment import DEBIT_ADVICE
from disbursement.summary_printing import remittance_summary
from tests.disbursement.payers import Refuses
from tests.disbursement.tellers import FIRST, FRIDAY, MONDAY, SATURDAY, THURSDAY, TUESDAY, WEDNESDAY, Tellers, reported
from tests.disbursement.test_fund_day_printing import filled
from tests.workflows.api_caller import Caller
from workflows.models import Party
from workflows.papers.proofreading import one_spelling, read_text
from workflows.papers.register import printed
from workflows.rebuild import rebuild_desks
from workflows.registers.parties import PartyRegister
from workflows.verification import verify

FOUND, SATANG = Decimal("20.00"), Decimal("0.01")
WHY = "ผู้เก็บเงินกลับจากตลาดนัดหลังปิดรับเงิน"


def surplus(tellers: Tellers, state: str = FundDay.State.CLOSED) -> Any:
    """Monday, on which twenty baht lay in the safe that no book knew; นายก ordered them to be held, and they were banked on Tuesday."""
    walk = tellers.walk(MONDAY)
    walk.perform("theera", "note_no_receipts", late_reason="")
    walk.to(FundDay.State.COUNTING)
    walk.count(FOUND)
    return walk.to(state)


def late_slip(tellers: Tellers, amount: Decimal = FOUND, received_by: str = ReceivedBy.CASH, **facts: Any) -> CollectorWalk:
    """Of Monday, handed in when all had counted."""
    walk = tellers.collecting(MONDAY, slips=[slip(amount, received_by, **facts)])
    walk.days = dict.fromkeys(("remit", "receive", "return_for_correction"), TUESDAY)
    walk.remit(reason=WHY)
    return walk


def explained(tellers: Tellers, day: Any, brought: CollectorWalk, state: str = State.ORDERED, **changes: Any) -> HeldReleaseWalk:
    walk = HeldReleaseWalk(tellers.office, on=TUESDAY)
    walk.propose(ReleaseTo.SLIP, **{"amount_baht": FOUND, "fund_day": day, "remittance": brought.remittance, **changes})
    walk.to(state)
    brought.remittance.refresh_from_db()
    return walk


def held_baht(tellers: Tellers, kind: str = HeldKind.OTHER) -> Decimal:
    return sum(
        MoneyHeld.objects.filter(organization=tellers.office.organization, kind=kind).values_list("balance_baht", flat=True),
        Decimal(),
    )


def owner(tellers: Tellers, officer: str = "") -> Party:
    facts = {"kind": "natural", "name": "นางคำ ใจดี", "tax_id": "1101700230708", "address": "", "is_vat_registered": False}
    signed(tellers.office, "duangjai", PartyRegister, "add_party", FIRST, **facts)
    party = Party.objects.get(tax_id=facts["tax_id"])
    if officer:
        signed(tellers.office, "theera", PartyRegister, "name_officer", FIRST, party=party, officer=tellers.office.people[officer])
    return party


def sound() -> None:
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


@pytest.mark.rule("C8", "kept")
@pytest.mark.rule("A5", "kept")
@pytest.mark.parametrize("way", [ReceivedBy.CASH, ReceivedBy.CHEQUE])
def test_a_late_slip_is_received_out_of_the_money_held_and_booked_once(tellers: Tellers, way: str) -> None:
    day = surplus(tellers)
    brought = late_slip(tellers, received_by=way, instrument="กรุงไทย 1" if way == ReceivedBy.CHEQUE else "")
    bank = tellers.bank_baht()[0]
    assert (held_baht(tellers), tellers.cash_baht()) == (FOUND, 0)
    walk = explained(tellers, day, brought)
    taken = brought.remittance
    assert (taken.cash_baht, taken.cheque_baht, taken.from_held_baht, taken.amount_baht) == (0, 0, FOUND, FOUND)
    assert held_baht(tellers) == FOUND, "ordered, and not received yet"
    brought.receive(cash_account=None)
    assert (held_baht(tellers), tellers.cash_baht(), tellers.bank_baht()[0]) == (0, 0, bank), "no baht is in the books twice"
    assert HeldRelease.objects.get().state == State.SETTLED
    tuesday = tellers.walk(TUESDAY)
    tuesday.prepare(late_reason=WHY)
    tuesday.to(FundDay.State.COUNTING)
    summed, report = filled(remittance_summary, tuesday.fund_day), filled(daily_position, tuesday.fund_day)
    told = f"ใบนำส่งเงิน {taken.number} รวมเงิน 20.00 บาท ซึ่งรับจากเงินรับฝากอื่นตามคำสั่งนายก"
    assert one_spelling(told) in one_spelling(read_text(printed(tuesday.fund_day, "remittance_summary")))
    assert (summed.received_baht, summed.slips_baht, summed.placed_baht) == (FOUND, FOUND, FOUND)
    assert [row.name for row in summed.placed] == ["อยู่ในธนาคารแล้วตั้งแต่รับฝากเป็นเงินเกินบัญชี"]
    assert f"ใบนำส่งเงิน {taken.number} รับจากเงินรับฝากอื่น 20.00 บาท ตามคำสั่งที่ 240/2569" in report.remarks
    received = {name: row[1] for name, row in reported(tuesday.fund_day).items() if row[1]}
    assert received == {"ตู้นิรภัยกองคลัง": FOUND}, "once: by the order on the surplus"
    assert tuesday.to(FundDay.State.CLOSED).amount_baht == FOUND
    assert walk.release.number == "1/2570"
    sound()


@pytest.mark.rule("C8", "refused")
@pytest.mark.parametrize("amount", [FOUND - SATANG, FOUND + SATANG])
def test_a_slip_of_another_amount_explains_nothing(tellers: Tellers, refused: Refuses, amount: Decimal) -> None:
    day, brought = surplus(tellers), late_slip(tellers, amount)
    caught = refused("SLIP_DOES_NOT_EXPLAIN", lambda: explained(tellers, day, brought))
    assert f"{amount:.2f}" in caught.refusals[0].sentence and "20.00" in caught.refusals[0].sentence
    assert held_baht(tellers) == FOUND


@pytest.mark.rule("C8", "kept", "refused")
def test_slips_explain_a_surplus_part_by_part_and_the_rest_stays_held(tellers: Tellers, refused: Refuses) -> None:
    """Twenty baht too much: one slip brings 12.50 of them, another 7.25, and 0.25 stay held until somebody says whose they are."""
    day, walks = surplus(tellers), []
    for amount, left in (("12.50", "7.50"), ("7.25", "0.25")):
        brought = late_slip(tellers, Decimal(amount))
        walks.append(explained(tellers, day, brought, amount_baht=Decimal(amount)))
        brought.receive(cash_account=None)
        assert (held_baht(tellers), tellers.cash_baht()) == (Decimal(left), 0)
    assert [HeldRelease.objects.get(pk=walk.release.pk).state for walk in walks] == [State.SETTLED, State.SETTLED]
    third = HeldReleaseWalk(tellers.office, on=TUESDAY)
    caught = refused("OVER_BALANCE", lambda: third.propose(ReleaseTo.REVENUE, "0.26", fund_day=day))
    assert "เหลือให้ถอน 0.25 บาท" in caught.refusals[0].sentence
    third.propose(ReleaseTo.REVENUE, "0.25", fund_day=day)
    sound()


@pytest.mark.rule("C8", "refused")
def test_nor_does_one_that_was_collected_later_or_received_already(tellers: Tellers, refused: Refuses) -> None:
    day = surplus(tellers)
    received = late_slip(tellers)
    received.receive()
    refused("SLIP_DOES_NOT_EXPLAIN", lambda: explained(tellers, day, received))
    later = tellers.collecting(TUESDAY, "20.00")
    later.remit()
    refused("SLIP_DOES_NOT_EXPLAIN", lambda: explained(tellers, day, later))


@pytest.mark.rule("C8", "refused")
@pytest.mark.parametrize(
    ("state", "may"), [(FundDay.State.IN_SAFE, False), (FundDay.State.IN_HAND, False), (FundDay.State.PASSING, True)]
)
def test_nothing_is_released_of_a_surplus_that_may_be_counted_again(
    tellers: Tellers, refused: Refuses, state: str, may: bool
) -> None:
    day, brought = surplus(tellers, state), late_slip(tellers)
    if may:
        assert explained(tellers, day, brought, State.DRAFT).release.state == State.DRAFT
    else:
        assert "ยังไม่ได้นำฝาก" in refused("NO_SURPLUS", lambda: explained(tellers, day, brought)).refusals[0].sentence


def test_a_slip_that_goes_back_to_its_collector_takes_its_order_with_it(tellers: Tellers) -> None:
    day, brought = surplus(tellers), late_slip(tellers)
    explained(tellers, day, brought)
    back = brought.perform("theera", "return_for_correction", reason="เขียนชื่อผู้ชำระผิด")
    assert (back.cash_baht, back.from_held_baht, back.state) == (FOUND, None, Remitting.COLLECTING)
    assert (HeldRelease.objects.get().state, held_baht(tellers)) == (State.WITHDRAWN, FOUND)
    brought.remit(reason=WHY)
    explained(tellers, day, brought)
    brought.receive(cash_account=None)
    assert held_baht(tellers) == 0
    sound()


def test_once_received_from_what_was_held_it_does_not_go_back(tellers: Tellers, refused: Refuses) -> None:
    day, brought = surplus(tellers), late_slip(tellers)
    explained(tellers, day, brought)
    received = brought.receive(cash_account=None)
    tuesday = tellers.walk(TUESDAY)
    refused("SLIP_RELEASED", lambda: tuesday.perform("theera", "return_slip", remittance=received.pk, reason="เขียนชื่อผิด"))


@pytest.mark.rule("C8", "refused")
def test_no_baht_of_a_surplus_is_promised_twice(tellers: Tellers, refused: Refuses) -> None:
    day, brought = surplus(tellers), late_slip(tellers)
    explained(tellers, day, brought, State.DECIDING)
    second = HeldReleaseWalk(tellers.office, on=TUESDAY)
    caught = refused("OVER_BALANCE", lambda: second.propose(ReleaseTo.REVENUE, SATANG, fund_day=day))
    assert "เหลือให้ถอน 0.00 บาท" in caught.refusals[0].sentence
    refused("OVER_BALANCE", lambda: second.propose(ReleaseTo.REVENUE, SATANG)), "nor without naming whose surplus it is"


@pytest.mark.rule("R1", "kept")
def test_it_becomes_revenue_by_a_receipt_that_the_day_s_summary_takes_in(tellers: Tellers) -> None:
    day = surplus(tellers)
    tellers.walk(TUESDAY, FundDay.State.CLOSED)
    walk = HeldReleaseWalk(tellers.office, on=WEDNESDAY)
    walk.propose(ReleaseTo.REVENUE, FOUND, fund_day=day)
    walk.to(State.ORDERED)
    bank = tellers.bank_baht()[0]
    done = walk.book_revenue()
    assert (done.state, done.receipt.amount_baht, done.receipt.received_by) == (State.SETTLED, FOUND, ReceivedBy.NON_CASH)
    assert (held_baht(tellers), tellers.bank_baht()[0]) == (0, bank)
    wednesday = tellers.walk(WEDNESDAY, FundDay.State.COUNTING)
    summed = filled(remittance_summary, wednesday.fund_day)
    assert [(row.income, row.kept_as) for row in summed.incomes] == [("เงินรับฝากที่ตกเป็นรายได้", "ถอนจากเงินรับฝาก")]
    assert [row.name for row in summed.placed] == ["มิใช่เงินสด ถอนจากเงินรับฝาก"]
    sound()


@pytest.mark.rule("P-11", "kept")
def test_its_owner_gets_it_back_from_the_bank_on_the_bank_s_own_day(tellers: Tellers) -> None:
    """Ordered on Tuesday, debited on Friday, written on Saturday."""
    walk, bank = of_owner(tellers), tellers.bank_baht()[0]
    walk.on = SATURDAY
    done = walk.give_back(FRIDAY)
    assert (done.state, done.paid_on, held_baht(tellers), tellers.bank_baht()[0]) == (State.SETTLED, FRIDAY, 0, bank - FOUND)
    moved = HeldMovement.objects.latest("number")
    assert (moved.moved_on, moved.party.name, moved.reference) == (FRIDAY, "นางคำ ใจดี", "1/2570")
    sound()


def of_owner(tellers: Tellers, state: str = State.ORDERED) -> HeldReleaseWalk:
    day = surplus(tellers)
    walk = HeldReleaseWalk(tellers.office, on=TUESDAY)
    walk.propose(ReleaseTo.OWNER, FOUND, fund_day=day, party=owner(tellers))
    walk.to(state)
    return walk


@pytest.mark.rule("P-11", "refused")
@pytest.mark.parametrize(
    ("paid_on", "code"), [(MONDAY, "DEBITED_TOO_EARLY"), (TUESDAY, ""), (SATURDAY, "NOT_BANK_DAY"), (THURSDAY, "DEBITED_IN_FUTURE")]
)
def test_the_bank_s_day_is_not_before_the_order_nor_closed_nor_to_come(
    tellers: Tellers, refused: Refuses, paid_on: Any, code: str
) -> None:
    walk = of_owner(tellers)
    walk.on = WEDNESDAY
    if code:
        refused(code, lambda: walk.give_back(paid_on))
        assert held_baht(tellers) == FOUND
    else:
        assert walk.give_back(paid_on).paid_on == paid_on


@pytest.mark.rule("P-9", "refused")
def test_the_bank_s_paper_and_the_owner_s_receipt_are_there_first(tellers: Tellers, refused: Refuses) -> None:
    walk = of_owner(tellers)
    facts = {"account": bank_account(tellers.office), "bank_reference": "1", "paid_on": TUESDAY}
    refused("NO_DEBIT_ADVICE", lambda: walk.perform("theera", "record_returned", **facts))
    walk.attach(DEBIT_ADVICE)
    caught = refused("NO_PAYEES_RECEIPT", lambda: walk.perform("theera", "record_returned", **facts))
    assert caught.codes == {"NO_PAYEES_RECEIPT"}


@pytest.mark.rule("P-5", "refused")
@pytest.mark.parametrize(("step", "state"), [("examine", State.EXAMINING), ("endorse", State.ENDORSING), ("order", State.DECIDING)])
def test_whoever_proposed_it_decides_nothing_of_it(tellers: Tellers, refused: Refuses, step: str, state: str) -> None:
    posts = {"examine": "rattana", "endorse": "wilai", "order": "boonmee"}
    walk = of_owner(tellers, state)
    tellers.stand_in("theera", tellers.office.people[posts[step]].holdings.get().position.title)
    data = {"order_number": "240/2569", "ruling": "ให้คืน"} if step == "order" else {}
    refused("SAME_PERSON", lambda: walk.perform("theera", step, **data))


@pytest.mark.rule("A5", "refused")
def test_evidence_comes_before_the_proposal_and_the_owner_signs_nothing(tellers: Tellers, refused: Refuses) -> None:
    day = surplus(tellers)
    walk = HeldReleaseWalk(tellers.office, on=TUESDAY)
    walk.propose(ReleaseTo.OWNER, FOUND, fund_day=day, party=owner(tellers, officer="rattana"))
    refused("NO_EVIDENCE", lambda: walk.perform("theera", "submit"))
    walk.to(State.EXAMINING)
    refused("PAYEE_SIGNS", lambda: walk.perform("rattana", "examine"))


def test_each_way_out_names_its_own_and_nothing_else(tellers: Tellers, refused: Refuses) -> None:
    day, brought = surplus(tellers), late_slip(tellers)
    walk = HeldReleaseWalk(tellers.office, on=TUESDAY)
    for to, facts, field in (
        (ReleaseTo.SLIP, {"fund_day": day}, "remittance"), (ReleaseTo.SLIP, {"remittance": brought.remittance}, "fund_day"),
        (ReleaseTo.OWNER, {"fund_day": day}, "party"), (ReleaseTo.REVENUE, {"fund_day": day, "remittance": brought.remittance}, "remittance"),
    ):  # fmt: skip
        caught = refused("NAMED_WRONGLY", lambda to=to, facts=facts: walk.propose(to, FOUND, **facts))
        assert [one.field for one in caught.refusals] == [field]


def test_the_steps_of_another_way_out_are_refused_by_name_and_the_order_may_be_revoked(tellers: Tellers, refused: Refuses) -> None:
    walk = of_owner(tellers)
    refused("ORDERED_OTHERWISE", walk.book_revenue)
    assert walk.perform("boonmee", "revoke", reason="เจ้าของเดิมไม่ใช่ผู้มีสิทธิ").state == State.WITHDRAWN
    assert held_baht(tellers) == FOUND


@pytest.mark.rule("A5", "kept", "refused")
@pytest.mark.parametrize(("asked", "fits"), [("499.99", True), ("500.00", True), ("500.01", False)])
def test_money_brought_forward_leaves_too_and_tax_keeps_its_own_road(
    tellers: Tellers, refused: Refuses, asked: str, fits: bool
) -> None:
    for kind, amount in ((HeldKind.OTHER, "500.00"), (HeldKind.TAX_JURISTIC, "900.00")):
        signed(tellers.office, "rattana", AccountRegister, "open_money_held", FIRST, kind=kind, opening_balance_baht=amount)
    surplus(tellers)
    walk = HeldReleaseWalk(tellers.office, on=WEDNESDAY)
    if not fits:
        assert "500.00" in refused("OVER_BALANCE", lambda: walk.propose(ReleaseTo.REVENUE, asked)).refusals[0].sentence
        return
    walk.propose(ReleaseTo.REVENUE, asked)
    walk.to(State.SETTLED)
    assert held_baht(tellers) == FOUND + Decimal("500.00") - Decimal(asked)
    assert held_baht(tellers, HeldKind.TAX_JURISTIC) == Decimal("900.00")


def test_from_the_page_the_officer_is_led_to_it(tellers: Tellers) -> None:
    surplus(tellers)
    late_slip(tellers)
    page = Caller(tellers.office, "theera").get("/open/held_release/").content.decode()
    assert "16 พ.ย. 2569 เกิน 20.00 บาท คำสั่งที่ 231/2569" in page
    assert "เงินสดและเช็ค 20.00 บาท" in page
