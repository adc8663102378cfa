"""A payment by transfer: one makes the bank file, three others sign it in turn, the bank answers, and the money's own papers follow."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from disbursement.rehearsal.furnishing import bank_account
from disbursement.rehearsal.walk import bank_day, paper
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.bank_days import found_on_bank_day
from tests.beginnings import beginning
from tests.journeys.browsing import PASSWORD, PHONE, Visitor, pdf_text
from tests.journeys.conftest import PRINTERS as TITLE
from tests.journeys.conftest import let_in
from tests.standing_in import enter_order
from workflows import clock
from workflows.practice import PracticeOffice

pytestmark = [pytest.mark.own_database, pytest.mark.journey]
FILE = "โอนเงิน 1 รายการ"


@beginning
def office() -> PracticeOffice:
    """In place of the one that lives on any day: here a bank pays."""
    office = found_on_bank_day()
    furnish(office)
    return let_in(office)


@pytest.fixture
def approved(accepted: Walk) -> Walk:
    """A purchase whose voucher is approved, and an account to pay it from."""
    bank_account(accepted.office)
    Road(accepted).voucher().to("approved")
    return accepted


def test_one_makes_the_file_three_sign_it_and_the_bank_s_word_decides(
    approved: Walk, today: str, site: str, browser: Browser
) -> None:
    maker, third = Visitor(browser, site, "theera"), Visitor(browser, site, "rattana")
    secretary, chief = Visitor(browser, site, "wilai"), Visitor(browser, site, "boonmee", PHONE)
    make(maker, bank_day(date.fromisoformat(today)).isoformat())
    for signer, step in ((third, "ลงนามเป็นคนที่สาม"), (secretary, "ปลัดลงนาม"), (chief, "นายกลงนาม")):
        signer.open(FILE, step)
        assert "สองหมื่นหนึ่งพันสองร้อยบาทถ้วน" in signer.words, "exactly what is signed"
        assert "รหัสผ่านไม่ถูกต้อง" in signer.send(password=PASSWORD + "0")
        signer.sign()
    assert not chief.page.locator("a:has-text('ไฟล์สำหรับส่งธนาคาร')").count(), (
        "the file names accounts: only its uploader takes it away"
    )
    send(maker)
    answer(maker)
    receipt(maker, today)
    third.open(TITLE, "รับรองการจ่ายเงิน")
    assert "จ่ายเงินแล้ว" in third.sign()
    voucher = pdf_text(third.download("ฎีกาเบิกเงินตามงบประมาณ"))
    assert "จ่ายเงินแล้ว" in voucher and "21,200.00" in voucher
    assert [person.complaints for person in (maker, third, secretary, chief)] == [[]] * 4


@pytest.fixture
def stood_in(approved: Walk) -> Walk:
    """นายก is away: two hold orders to act for him, of whom one signs the file as ปลัด already."""
    for number, who, capacity in (("31/2570", "wilai", "performing"), ("32/2570", "somchai", "in_absence")):
        order_acting(approved.office, who, number, capacity)
    return approved


def order_acting(office: PracticeOffice, who: str, number: str, capacity: str) -> None:
    today = clock.today(office.organization)
    order = {"order_number": number, "ordered_on": today, "starts_on": today, "ends_on": today + timedelta(days=5)}
    enter_order(office, who, position=office.boonmee.holdings.get().position, capacity=capacity, **order)


def test_the_third_of_three_signers_acts_for_the_chief_and_never_for_himself_twice(
    stood_in: Walk, today: str, site: str, browser: Browser
) -> None:
    maker, director, secretary = (Visitor(browser, site, who) for who in ("theera", "rattana", "wilai"))
    acting = Visitor(browser, site, "somchai", PHONE)
    make(maker, bank_day(date.fromisoformat(today)).isoformat())
    director.open(FILE, "ลงนามเป็นคนที่สาม")
    director.sign()
    secretary.open(FILE, "ปลัดลงนาม")
    assert "รอนายกลงนาม" in secretary.sign()
    assert "ต้องเป็นคนละคน" in secretary.words, "an order makes no second person of the same one"
    assert not secretary.page.locator("a.btn:has-text('นายกลงนาม')").count()
    assert "รักษาราชการแทน นายกองค์การบริหารส่วนตำบล" in acting.words and "32/2570" in acting.words, "in whose name, by which order"
    acting.open(FILE, "นายกลงนาม")
    assert "สองหมื่นหนึ่งพันสองร้อยบาทถ้วน" in acting.words
    assert "ส่งธนาคาร" in acting.sign()
    acting.follow("a:has-text('ดูบันทึกทั้งหมด')")
    assert "รักษาราชการแทน นายกองค์การบริหารส่วนตำบล" in acting.words and "คำสั่งที่ 32/2570" in acting.words
    assert [person.complaints for person in (maker, director, secretary, acting)] == [[]] * 4


def make(maker: Visitor, value_on: str) -> None:
    """The maker takes approved payments together; without one there is no file."""
    maker.goto("/")
    maker.page.click("main a:has-text('ชุดรายการโอนเงินผ่านธนาคาร')")
    maker.page.select_option("[name=account]", index=1)
    maker.fill({"value_on": value_on})
    assert "ยังไม่ได้บันทึก" in maker.sign() and maker.typed("value_on") == value_on
    maker.page.check(f"label:has-text('{TITLE}') input")
    assert "รอผู้ลงนามคนที่สาม" in maker.sign()


def send(maker: Visitor) -> None:
    """All have signed: the maker takes the file to the bank, and writes down the bank's reference."""
    maker.goto("/")
    maker.page.click(f"main a:has-text('{FILE}') >> nth=0")
    assert b"2120000" in maker.download("ไฟล์สำหรับส่งธนาคาร").replace(b".", b""), "the amount stands in the bank's own file"
    maker.open(FILE, "ส่งธนาคาร")
    maker.fill({"bank_reference": "KTB-0001"})
    assert "ส่งธนาคารแล้ว รอผล" in maker.send()


def answer(maker: Visitor) -> None:
    """The bank's word counts with its debit advice, and not without."""
    maker.open(FILE, "บันทึกผลของธนาคาร")
    assert "หจก.นาดีเครื่องเขียน 21,200.00 บาท" in maker.words, "each payment is asked about by its payee"
    maker.choose("results-0-result", "โอนสำเร็จ")
    assert "ยังไม่ได้แนบใบแจ้งหักบัญชี" in maker.send() and maker.typed("results-0-result") == "confirmed"
    maker.open(FILE, "แนบไฟล์")
    advice = paper("debit-advice.pdf")
    maker.page.set_input_files("[name=file]", [{"name": advice.name, "mimeType": "application/pdf", "buffer": advice.read()}])
    maker.send()
    maker.open(FILE, "บันทึกผลของธนาคาร")
    maker.choose("results-0-result", "โอนสำเร็จ")
    assert "เสร็จสิ้น" in maker.send()


def receipt(maker: Visitor, today: str) -> None:
    """Stamped, and the payee's receipt obtained."""
    maker.open(TITLE, "ประทับตราจ่ายเงินแล้ว")
    maker.sign()
    maker.open(TITLE, "บันทึกหลักฐานการรับเงิน")
    maker.fill({"proof_on": today})
    assert "ยังไม่ได้บันทึก" in maker.send() and maker.typed("proof_on") == today
    maker.fill({"proof_number": "12/480"})
    assert "รอผู้อำนวยการกองคลังรับรอง" in maker.send()
