"""A day's money through the pages: collected, remitted, summed up, checked, over the weekend in the safe, reported, banked, acknowledged."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from playwright.sync_api import Browser

from disbursement.fund_day.states import PAY_IN_SLIP
from disbursement.rehearsal.collecting import furnish_collector
from disbursement.rehearsal.fund_day import custody_committee
from disbursement.rehearsal.walk import paper
from tests.beginnings import beginning
from tests.journeys.browsing import PHONE, Visitor, pdf_text
from tests.journeys.conftest import let_in
from workflows.practice import PracticeOffice, found_practice_office, set_day

pytestmark = [pytest.mark.own_database, pytest.mark.journey]
FRIDAY = date(2026, 11, 20)
MONDAY = FRIDAY + timedelta(days=3)
SLIPS, DAY = "เงินที่เก็บวันที่ 20 พ.ย. 2569", "เงินประจำวันที่ 20 พฤศจิกายน 2569"
NOTES, COIN = ("ธนบัตร 1,000 บาท", "ธนบัตร 500 บาท", "ธนบัตร 100 บาท"), "เหรียญ 25 สตางค์"
PAYER, CHEQUE = "นางคำ ใจดี", "กรุงไทย 5510284"


@beginning
def collecting() -> PracticeOffice:
    """An office on a Friday: a safe, an account, receipt books in the collector's hands, a committee with three keys."""
    office = found_practice_office(is_practice=True, practice_today=FRIDAY)
    furnish_collector(office, FRIDAY)
    custody_committee(office, FRIDAY)
    return let_in(office)


def test_a_day_s_money_is_kept_over_the_weekend_and_banked_on_monday(
    collecting: PracticeOffice, site: str, browser: Browser
) -> None:
    collector, cashier, checker = (Visitor(browser, site, who) for who in ("porntip", "theera", "kanda"))
    director, second = Visitor(browser, site, "rattana"), Visitor(browser, site, "somchai")
    third, secretary, chief = (
        Visitor(browser, site, "duangjai", PHONE),
        Visitor(browser, site, "wilai"),
        Visitor(browser, site, "boonmee", PHONE),
    )
    collect(collector)
    remit(collector)
    receive(cashier)
    sum_up(cashier, director)
    check(checker)
    report(cashier)
    count(director, (second, third))
    dawn(collecting, MONDAY)
    release(director, second, third)
    bank(cashier)
    secretary.open(DAY, "เสนอรายงานต่อนายก")
    secretary.sign()
    chief.open(DAY, "รับทราบรายงาน")
    assert "ปิดวันแล้ว" in chief.sign()
    read(chief)
    people = (collector, cashier, checker, director, second, third, secretary, chief)
    assert [person.complaints for person in people] == [[]] * len(people)


def dawn(office: PracticeOffice, day: date) -> None:
    """The office's next day, written beside the browser: its driver holds this thread."""

    def move() -> None:
        set_day(office, day)
        connection.close()

    with ThreadPoolExecutor(1) as aside:
        aside.submit(move).result()


def collect(collector: Visitor) -> None:
    """Two slips at the counter; then a number that is used already, which the book refuses, and the slip as it is typed stays."""
    collector.goto("/")
    collector.follow("main a:has-text('ใบนำส่งเงิน')")
    assert SLIPS in collector.send(), "the matter bears its day, and whose it is"
    write(collector, 1, number="1", payer=PAYER, income="ภาษีป้าย", amount_baht="1,250.00")
    collector.choose("slips-0-received_by", "เงินสด")
    collector.add_row("slips-1-number")
    fill_slip(collector, 1, number="2", payer="นายมา มีสุข", income="ภาษีป้าย", amount_baht="800.00", instrument=CHEQUE)
    collector.choose("slips-1-received_by", "เช็ค")
    assert "2,050.00" in collector.send()
    write(collector, 3, number="2", payer="ร้านนาดีพาณิชย์", income="ค่าธรรมเนียมตลาดสด", amount_baht="350.25")
    collector.choose("slips-0-received_by", "เงินสด")
    assert "ใบเสร็จเลขที่ 2 ของเล่มที่ 001/2570 ใช้ไปแล้ว" in collector.send()
    assert (collector.typed("slips-0-payer"), collector.typed("slips-0-amount_baht")) == ("ร้านนาดีพาณิชย์", "350.25")
    collector.fill({"slips-0-number": "3"})
    assert "2,400.25" in collector.send()


def write(collector: Visitor, next_slip: int, **slip: str) -> None:
    collector.open(SLIPS, "บันทึกใบเสร็จ")
    collector.choose("book", f"ใบเสร็จเล่ม 001/2570 ใบถัดไปเลขที่ {next_slip}")
    fill_slip(collector, 0, **slip)


def fill_slip(collector: Visitor, row: int, **slip: str) -> None:
    collector.fill({f"slips-{row}-{name}": value for name, value in slip.items()})


def remit(collector: Visitor) -> None:
    """The count must come to what the slips say, to the satang."""
    collector.open(SLIPS, "นำส่งเงิน")
    tally(collector, *NOTES)
    assert "รวม 1,600.00 บาท" in collector.words, "what is typed adds up by itself"
    collector.fill({"cheques_counted_baht": "800.00"})
    assert "เงินสดนับได้ 1,600.00 บาท แต่ใบเสร็จที่ใช้ได้รวม 1,600.25 บาท" in collector.sign()
    assert collector.in_row(NOTES[0]).input_value() == "1" and collector.typed("cheques_counted_baht") == "800.00"
    tally(collector, COIN)
    assert "นำส่งแล้ว รอรับเงิน" in collector.sign()


def tally(person: Visitor, *faces: str) -> None:
    """One piece of each."""
    for face in faces:
        person.in_row(face).fill("1")


def receive(cashier: Visitor) -> None:
    """Counted once more by the receiver; then the slip is a paper with two signatures."""
    cashier.open(SLIPS, "รับเงินนำส่ง")
    cashier.fill(
        {"cash_counted_baht": "1600.25", "cheques_counted_baht": "800.00", "transfers_seen_baht": "0", "copies_counted": "2"}
    )
    assert "ได้รับสำเนาใบเสร็จ 2 ฉบับ แต่ออกไป 3 ฉบับ" in cashier.sign() and cashier.typed("cash_counted_baht") == "1600.25"
    cashier.fill({"copies_counted": "3"})
    assert "รับเงินแล้ว รอสรุปประจำวัน" in cashier.sign()
    slip = pdf_text(cashier.download("ใบนำส่งเงิน"))
    assert "2,400.25" in slip and CHEQUE in slip and "นางสาวพรทิพย์ แสงทอง" in slip and "นายธีระ พูนผล" in slip


def sum_up(cashier: Visitor, director: Visitor) -> None:
    """Every slip of the day in one summary, and another person over it."""
    cashier.goto("/")
    cashier.follow("main a:has-text('เงินประจำวัน')")
    assert cashier.typed("day") == str(FRIDAY) and cashier.typed("cash_account"), "today, and the only safe"
    cashier.send()
    cashier.open(DAY, "จัดทำใบสำคัญสรุปใบนำส่งเงิน")
    assert "รอตรวจใบสำคัญสรุป" in cashier.sign()
    director.open(DAY, "ตรวจสอบใบสำคัญสรุป")
    assert "2,400.25" in director.words
    director.sign()


def check(checker: Visitor) -> None:
    """The checker, who took no money, adds up all slips himself."""
    checker.open(DAY, "ตรวจยอดรับเงินประจำวัน")
    checker.fill({"total_baht": "2,400.00"})
    checker.page.check("[name=wrote_on_last_copy]")
    assert "ยังไม่ได้บันทึก" in checker.sign()
    assert checker.typed("total_baht") == "2,400.00" and checker.page.is_checked("[name=wrote_on_last_copy]")
    checker.fill({"total_baht": "2,400.25"})
    assert "รอนำฝากหรือเก็บรักษา" in checker.sign()


def report(cashier: Visitor) -> None:
    """Too late for the bank: to the committee, with the report, which bears its seals at once."""
    cashier.open(DAY, "ส่งให้กรรมการเก็บรักษาเงิน")
    cashier.fill({"keep_reason": "รับเงินหลังธนาคารปิดทำการ"})
    cashier.send()
    cashier.open(DAY, "จัดทำรายงานสถานะการเงินประจำวัน")
    assert "รอกรรมการตรวจนับ" in cashier.sign()


def count(first: Visitor, others: tuple[Visitor, ...]) -> None:
    """One writes down what all have counted; each signs alone, the last on a phone, and only then is it in the safe."""
    first.open(DAY, "บันทึกผลการตรวจนับ")
    tally(first, *NOTES)
    first.fill({"instruments_baht": "800.00", "instruments_count": "1"})
    assert "ยังไม่ได้บันทึก" in first.sign() and first.typed("instruments_baht") == "800.00"
    tally(first, COIN)
    assert "รอกรรมการลงชื่อครบ" in first.sign()
    for member in (first, *others):
        member.open(DAY, "ลงชื่อในผลการตรวจนับ")
        assert "ตรวจนับได้ 2,400.25 บาท ตรงกับบัญชี" in member.words, "exactly what is signed"
        member.sign()
    assert "อยู่ในตู้นิรภัย" in others[-1].words


def release(*members: Visitor) -> None:
    """Each turns his own key."""
    for member in members:
        member.open(DAY, "ไขตู้นิรภัยมอบเงิน")
        member.sign()
    assert "รอเจ้าหน้าที่การเงินรับ" in members[-1].words


def bank(cashier: Visitor) -> None:
    """The whole of it, with the slip that the bank has stamped."""
    cashier.open(DAY, "รับมอบเงินจากกรรมการ")
    cashier.fill({"handed_baht": "2400.25"})
    cashier.sign()
    cashier.open(DAY, "นำฝากเงินที่เก็บรักษา")
    pay_in(cashier)
    assert "ยังไม่ได้บันทึก" in cashier.sign() and cashier.typed("deposits-0-slip_number") == "PI-0001"
    cashier.open(DAY, "แนบไฟล์")
    cashier.page.select_option("[name=kind]", PAY_IN_SLIP)
    slip = paper("pay-in.pdf")
    cashier.page.set_input_files("[name=file]", [{"name": slip.name, "mimeType": "application/pdf", "buffer": slip.read()}])
    cashier.send()
    cashier.open(DAY, "นำฝากเงินที่เก็บรักษา")
    pay_in(cashier)
    assert "รอปลัดเสนอรายงาน" in cashier.sign()


def pay_in(cashier: Visitor) -> None:
    cashier.page.select_option("[name='deposits-0-account']", index=1)
    assert cashier.typed("deposits-0-amount_baht") == "2400.25", "the whole of it"
    cashier.fill({"deposits-0-slip_number": "PI-0001"})
    for carrier in ("นายธีระ พูนผล", "นางสาวพรทิพย์ แสงทอง"):
        cashier.page.check(f"label:has-text('{carrier}') input")


def read(chief: Visitor) -> None:
    """Both papers of the day."""
    summary = pdf_text(chief.download("ใบสำคัญสรุปใบนำส่งเงิน"))
    assert "2,400.25" in summary and "นางกานดา สุขใส" in summary and "PI-0001" in summary
    position = pdf_text(chief.download("รายงานสถานะการเงินประจำวัน"))
    assert "ผนึกของบันทึกการปฏิบัติงาน" in position and "ผนึกที่ 1" in position, "what the committee signs on paper anchors the trail"
    assert all(name in position for name in ("นางรัตนา ทองสุก", "นายสมชาย ชัยดี", "นางสาวดวงใจ นาคำ", "นายบุญมี คำภา"))
