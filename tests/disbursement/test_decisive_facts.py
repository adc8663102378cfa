"""What those see who sign for money: who gets how much into which account, which slips are summed up; and what a state asks for first."""

import re
from typing import Any

import pytest
from django.test import Client

from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.rehearsal.furnishing import receipt_book
from disbursement.remittance import Remittance
from disbursement.voucher import Voucher
from tests.disbursement.collectors import FRIDAY, Collectors
from tests.disbursement.payers import Payers
from tests.disbursement.tellers import MONDAY, Tellers
from tests.workflows.page_reader import Reader
from workflows.offers import offers, seen_by
from workflows.practice import PracticeOffice, found_practice_office
from workflows.procedure import PROCEDURES, procedure_of
from workflows.registers.register import Register

State = Voucher.State


def page_of(office: PracticeOffice, who: str, address: str) -> str:
    client = Client()
    client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


@pytest.mark.parametrize(
    ("state", "who", "step"),
    [(State.CHECKING, "rattana", "examine"), (State.ENDORSING, "wilai", "endorse"), (State.APPROVING, "boonmee", "approve")],
)
def test_whoever_signs_a_voucher_sees_payee_account_tax_and_net_unfolded(payers: Payers, state: str, who: str, step: str) -> None:
    walk = payers.voucher()
    walk.to(state)
    voucher: Any = walk.voucher
    page = page_of(payers.office, who, f"/do/voucher/{voucher.pk}/{step}/")
    seen, folded, _ = page.partition("ดูสาระอื่นของเรื่อง")
    assert folded and f"จ่ายให้ {voucher.payee.name} สุทธิ 106,000.00 บาท" in seen
    assert voucher.payee_account.number in seen and "1,000.00" in seen and "ค่าปรับ (บาท)" in seen


def test_a_summary_is_signed_with_its_slips_and_their_sum_in_view(tellers: Tellers) -> None:
    first, second = tellers.collect(MONDAY, "1000.00"), tellers.collect(MONDAY, "200.25")
    opened = tellers.walk(MONDAY).fund_day
    page = page_of(tellers.office, "theera", f"/do/fund_day/{opened.pk}/prepare_summary/")
    assert "สรุปใบนำส่งเงิน 2 ใบ" in page and "1,200.25" in page
    assert all(received.number in page for received in (first, second))


def test_a_day_without_a_receipt_asks_for_receipts_and_one_with_money_to_hand_it_over(collectors: Collectors) -> None:
    walk = collectors.walk()
    empty = walk.remittance
    procedure = procedure_of(Remittance)
    assert procedure.asked_in(empty.state, empty.amount_baht) == "บันทึกใบเสร็จ"
    read = Reader(page_of(collectors.office, "porntip", f"/case/{empty.case_id}/"))
    onward = [link["href"] for link in read.all("a", class_="btn")]
    assert onward == [f"/do/remittance/{empty.pk}/record/"]
    full = walk.record([slip("0.01")])
    assert procedure.asked_in(full.state, full.amount_baht) == "นำส่งเงิน"


def test_the_next_slip_of_the_only_book_is_filled_in_and_of_two_books_none(collectors: Collectors) -> None:
    of_two = collectors.walk().remittance
    page = page_of(collectors.office, "porntip", f"/do/remittance/{of_two.pk}/record/")
    assert "slips-0-number" in page and not filled_in(page)
    office = found_practice_office(suffix="2", short_name="อบต.อื่น", is_practice=True, practice_today=FRIDAY)
    receipt_book(office, "porntip", FRIDAY)
    walk = CollectorWalk(office)
    opened = walk.open()
    assert filled_in(page_of(office, "porntip", f"/do/remittance/{opened.pk}/record/")) == "1"
    walk.record([slip("10.00")])
    assert filled_in(page_of(office, "porntip", f"/do/remittance/{opened.pk}/record/")) == "2"


def filled_in(page: str) -> str:
    """The number with which the first row begins."""
    (number,) = Reader(page).all("input", name="slips-0-number")
    return number.get("value", "")


def signatures() -> list[tuple[str, str]]:
    """Every signature that is put under a document, but for the one that opens it."""
    return [
        (procedure.code, step.name)
        for procedure in PROCEDURES.values()
        if not issubclass(procedure.model, Register)
        for step in procedure.steps.values()
        if step.signs and not step.opens
    ]


@pytest.mark.parametrize(("code", "step"), signatures())
def test_every_signature_declares_what_its_signer_sees_first(code: str, step: str) -> None:
    procedure = PROCEDURES[code]
    shows = procedure.steps[step].shows
    rows = {**procedure.content_rows, **procedure.fact_rows}
    assert shows and len(set(shows)) == len(shows)
    assert all(name in rows or procedure.model._meta.get_field(name) for name in shows)


def test_whoever_signs_a_bank_file_sees_the_account_the_day_and_who_gets_how_much(payers: Payers) -> None:
    walk = payers.transfer()
    walk.make([payers.approved()])
    transfer: Any = walk.transfer
    page = page_of(payers.office, "rattana", f"/do/transfer/{transfer.pk}/sign_third/")
    seen = page.partition("ดูสาระอื่นของเรื่อง")[0]
    row = transfer.rows["rows"][0]
    assert "จ่ายจากบัญชี" in seen and "วันที่ให้ธนาคารโอน" in seen and str(transfer.account) in seen
    assert row["payee_name"] in seen and row["account_number"] in seen
    assert seen.index("ข้อที่ต้องพิจารณา") < seen.index(row["account_number"])


def test_whoever_signs_the_count_sees_books_count_and_difference_first(tellers: Tellers) -> None:
    walk = tellers.day(MONDAY, "signing", "1000.00")
    day: Any = walk.fund_day
    signer = next(who for who in ("rattana", "wilai", "theera", "porntip") if may(tellers.office, who, day, "sign_count"))
    page = page_of(tellers.office, signer, f"/do/fund_day/{day.pk}/sign_count/")
    decisive = page.partition("ข้อที่ต้องพิจารณา")[2].partition("</section>")[0]
    labels = re.findall(r"<dt>\s*(.*?)\s*</dt>", decisive, re.DOTALL)
    assert labels[:3] == ["ประจำวันที่", "เงินสดและตราสารตามบัญชี (บาท)", "ในจำนวนนี้เป็นเช็คและตราสาร (บาท)"]
    assert "ตรวจนับได้ (บาท)" in labels and "ผลต่าง (บาท)" in labels


def may(office: PracticeOffice, who: str, day: Any, step: str) -> bool:
    person = office.people[who]
    return any(offer.allowed and offer.step.name == step for offer in offers(day, person, seen_by(day, person)))
