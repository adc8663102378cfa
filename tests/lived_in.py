"""An office in which everything has happened at least once, so that every guarded table has a row to attack."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from disbursement.cheque_states import State as Returning
from disbursement.held_release import State as Releasing
from disbursement.models import HeldKind, ReleaseTo
from disbursement.own_transfer import State as Moving
from disbursement.registers import AccountRegister
from disbursement.rehearsal.cheque_return import ChequeReturnWalk, take_in
from disbursement.rehearsal.collecting import furnish_collector, receive_a_day
from disbursement.rehearsal.fund_day import FOUND_SHORT_BAHT, walk_fund_day
from disbursement.rehearsal.furnishing import receipt_book
from disbursement.rehearsal.held_release import HeldReleaseWalk
from disbursement.rehearsal.own_transfer import OwnTransferWalk
from disbursement.rehearsal.walk import TransferWalk, certify
from disbursement.transfer import State as Filing
from procurement.contracts_file import read_contracts
from procurement.contracts_register import ContractsRegister
from procurement.models import PurchaseKind
from procurement.purchase import State
from procurement.rehearsal.central import tell_outage, type_numbers
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Need, Walk
from procurement.standing_orders import StandingOrders
from tests.procurement.contracts_files import write_egp
from tests.standing_in import enter_order
from workflows import engine
from workflows.founding import register_of
from workflows.models import Document, User
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.proof import Proof
from workflows.question import Question
from workflows.registers.office import OfficeRegister
from workflows.registers.people import PeopleRegister
from workflows.seal import seal

BEGAN = date(2026, 10, 6)
DELIVERED = date(2026, 11, 10)  # five days late
COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))


def live_in(folder: Path) -> PracticeOffice:
    """Goods and works bought, delivered late, inspected, paid with a fine kept back; every register written in; numbers typed into the central systems; sealed."""
    office = found_practice_office(is_practice=True, practice_today=BEGAN)
    vendors, lines = furnish(office)
    goods = Need("ซื้อวัสดุสำนักงาน", (("กระดาษ A4", "รีม", "100", "120.00"),), vendors[0], lines[1], members=COMMITTEE)
    works = Need("ก่อสร้างราง", (("ราง", "งาน", "1", "50000.00"),), vendors[2], lines[2], kind=PurchaseKind.WORKS,
                 members=(*COMMITTEE, ("somchai", "supervisor")))  # fmt: skip
    walks = [Walk(office, need) for need in (goods, works)]
    for walk in walks:
        walk.to(State.ORDERED)
    assert Road(walks[-1]).supervise() is not None, "works are supervised"
    set_day(office, DELIVERED)
    payments = [delivered(walk) for walk in walks]
    transfer = TransferWalk(office)
    transfer.make(payments)
    transfer.to(Filing.SENT)
    transfer.answer(fine_book=receipt_book(office))
    for payment in payments:
        certify(office, payment)
    collected(office)
    type_numbers(office)
    tell_outage(office)
    write_in_registers(office, folder)
    seal(office.organization)
    return office


def delivered(walk: Walk) -> Any:
    walk.deliver()
    return Road(walk).approved()


def collected(office: PracticeOffice) -> None:
    """The money of the day, kept overnight in the safe and banked in the morning; the fine stands in it without cash. A cheque among it comes back, and is paid again.

    Of other money held, which the office had already, a part becomes revenue.
    """
    furnish_collector(office, DELIVERED)
    set_day(office, DELIVERED + timedelta(days=1))
    receive_a_day(office, DELIVERED, Random(1))
    cheque = take_in(office, DELIVERED, "640.00")
    walk_fund_day(office, DELIVERED, is_kept=True, short_baht=FOUND_SHORT_BAHT)
    signed(office.rattana, AccountRegister, "open_money_held", kind=HeldKind.OTHER, opening_balance_baht="500.00")
    release = HeldReleaseWalk(office)
    release.propose(ReleaseTo.REVENUE, "120.00")
    release.to(Releasing.SETTLED)
    between = OwnTransferWalk(office)
    between.make("1000.00")
    between.to(Moving.DONE)
    ChequeReturnWalk(office, cheque).to(Returning.REPAID)


def write_in_registers(office: PracticeOffice, folder: Path) -> None:
    """What no purchase writes."""
    today = DELIVERED + timedelta(days=1)
    last = today + timedelta(days=30)
    order = {"order_number": "7/2570", "ordered_on": today, "starts_on": today, "ends_on": last}
    post = office.boonmee.holdings.get().position
    signed(
        office.boonmee, StandingOrders, "appoint_standing_specifier", unit=office.units["กองช่าง"], person=office.somchai, **order
    )
    enter_order(office, "wilai", position=post, capacity="in_absence", **order)
    waiver = {key: value for key, value in order.items() if key != "ordered_on"}
    signed(office.boonmee, PeopleRegister, "waive_separation", person=office.theera, reason="มีผู้ปฏิบัติงานคนเดียว", **waiver,
           first_step="purchase.confirm_budget", second_step="purchase.approve_report")  # fmt: skip
    signed(office.wilai, PeopleRegister, "rename_person", person=office.orathai, full_name="นางอรทัย รักดี", reason="สมรส")
    signed(office.wilai, PeopleRegister, "issue_starting_code", person=office.duangjai, reason="ลืมรหัสผ่าน")
    signed(office.duangjai, PeopleRegister, "give_token", name="โปรแกรมพัสดุ", ends_on=last)
    signed(office.wilai, OfficeRegister, "set_special_day", day=last, is_holiday=True, name="วันหยุดพิเศษ")
    signed(
        office.rattana,
        OfficeRegister,
        "set_law_value",
        law_key="tax.withholding_percent",
        in_force_from=last,
        value="3",
        reason="ยืนยัน",
    )
    sent = Document.objects.filter(procedure="transfer").earliest("pk")
    asking = {"case": sent.case, "about": sent, "text": "ธนาคารว่าอย่างไร"}
    question = engine.open_document(office.boonmee, Question, office.organization, **asking).document
    engine.perform(User.objects.get(pk=question.asked_people[0]), question, "answer", text="โอนสำเร็จ")
    file = read_contracts(write_egp(folder / "contracts.csv", 3))
    engine.perform(None, register_of(office.organization, ContractsRegister), "take_file", file=file)


def signed(by: Any, register: type, step: str, **data: Any) -> None:
    engine.perform(by, register_of(by.organization, register), step, proof=Proof(by.pk, timezone.now()), **data)
