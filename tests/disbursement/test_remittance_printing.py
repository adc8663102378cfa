"""ใบนำส่งเงิน on paper: filled from its receipts and its trail, and as it copies out of the PDF; the pages of a day."""

import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from disbursement.models import Receipt
from disbursement.papers.remittance_slip import BookRange, CashLine, RemittanceSlip
from disbursement.rehearsal.collecting import CollectorWalk, slip
from disbursement.remittance import Remittance
from disbursement.slip_printing import remittance_slip, runs
from tests.disbursement.collectors import COLLECTOR_POST, MONDAY, Collectors
from workflows.models import JournalEntry
from workflows.papers.paper import Letterhead, Paper
from workflows.papers.printing import print_paper
from workflows.papers.proofreading import check_text, one_spelling, read_text
from workflows.papers.register import printed

State = Remittance.State
LATE = "ฝนตกหนัก กลับถึงสำนักงานหลังปิดรับเงิน"


def filled(remittance: Any) -> RemittanceSlip:
    made = remittance_slip(remittance, list(JournalEntry.objects.filter(case=remittance.case_id).order_by("id")))
    assert isinstance(made, RemittanceSlip)
    return made


def day_of_all_kinds(collectors: Collectors) -> CollectorWalk:
    """Market fees and a tax from a book, one slip of it cancelled, and a printout of the system."""
    walk = collectors.walk()
    fees = [slip("20.00", income="ค่าธรรมเนียมตลาดสด") for _ in range(3)]
    walk.record([*fees, slip("800.25", income="ภาษีป้าย"), *fees])
    into = {"bank_account": collectors.account, "instrument": "T77"}
    walk.record([slip("1500.00", "transfer", **into), slip("200.00", "cheque", instrument="ธ.ก.ส. 5510284")], walk.book("e_laas"))
    walk.cancel(Receipt.objects.get(book__kind="book", number=2))
    return walk


@pytest.mark.rule("D1", "kept")
@pytest.mark.rule("R9", "kept")
def test_slips_of_a_kind_are_one_line_and_the_whole_range_is_told(collectors: Collectors) -> None:
    paper = filled(day_of_all_kinds(collectors).to(State.RECEIVED))
    assert [(line.income, line.book, line.numbers, line.valid, line.amount_baht) for line in paper.incomes] == [
        ("ค่าธรรมเนียมตลาดสด", "เล่มที่ 001", ("1", "3", "5–7"), 5, Decimal("100.00")),
        ("ค่าธรรมเนียมเก็บและขนมูลฝอย", "e-LAAS ชุดที่ 002", ("1–2",), 2, Decimal("1700.00")),
        ("ภาษีป้าย", "เล่มที่ 001", ("4",), 1, Decimal("800.25"))]  # fmt: skip
    assert paper.ranges == (BookRange("e-LAAS ชุดที่ 002", 1, 2, 2), BookRange("เล่มที่ 001", 1, 7, 6, (2,)))
    assert (paper.cash_baht, paper.cheques_baht, paper.transfers_baht) == (Decimal("900.25"), Decimal(200), Decimal(1500))


@pytest.mark.rule("D2", "kept")
def test_both_hands_and_the_stand_in_s_order_are_on_it(collectors: Collectors) -> None:
    walk = collectors.collected("10.00")
    collectors.stand_in("orathai", COLLECTOR_POST)
    walk.hands = {"remit": "orathai"}
    paper = filled(walk.to(State.RECEIVED))
    assert (paper.unit, paper.remitter.role, paper.receiver.role) == ("กองคลัง", "ผู้นำส่งเงิน", "ผู้รับเงิน")
    assert (paper.remitter.name, paper.receiver.name) == (
        collectors.office.orathai.full_name, collectors.office.theera.full_name)  # fmt: skip
    assert paper.remitter.acting is not None
    assert (paper.remitter.acting.stands_for, paper.remitter.acting.order.number) == (COLLECTOR_POST, "405/2569")


@pytest.mark.rule("D2", "refused")
def test_a_slip_with_one_signature_is_no_paper(collectors: Collectors) -> None:
    walk = collectors.collected("10.00")
    walk.remit()
    with pytest.raises(LookupError):
        printed(walk.remittance, "remittance_slip")


def test_it_copies_out_of_the_pdf_with_every_figure(collectors: Collectors, tmp_path: Path) -> None:
    walk = day_of_all_kinds(collectors)
    collectors.goes_to(MONDAY)
    walk.remit(reason=LATE)
    received = walk.receive()
    with translation.override("en"):
        (tmp_path / "slip.pdf").write_bytes(printed(received, "remittance_slip"))
    read = subprocess.run(["pdftotext", "-raw", str(tmp_path / "slip.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    text = one_spelling(read)
    for expected in (
        "ใบนำส่งเงิน", "1/2570", "20 พฤศจิกายน 2569", "23 พฤศจิกายน 2569", "เล่มที่ 001 / 1, 3, 5–7", "2,600.25", "สองพันหกร้อยบาทยี่สิบห้าสตางค์",
        "ธนบัตร 500 บาท", "เหรียญ 25 สตางค์", "ธ.ก.ส. 5510284", "บัญชีเงินรายได้ 0000000016 T77", "ใช้เลขที่ 1 – 7 รวม 7 ฉบับ ใช้ได้ 6 ฉบับ ยกเลิก 1 ฉบับ",
        LATE, "ผู้นำส่งเงิน", "ผู้รับเงิน", collectors.office.porntip.full_name, collectors.office.theera.full_name,
    ):  # fmt: skip
        assert one_spelling(expected) in text, expected
    assert "baht" not in read


def test_a_paper_whose_money_is_not_its_receipts_cannot_be_made(collectors: Collectors) -> None:
    right = filled(collectors.collected("100.00").to(State.RECEIVED))
    wrongs: tuple[dict[str, Any], ...] = (
        {"cash": (CashLine("เหรียญ", Decimal("0.01"), 9999),)},
        {"ranges": (BookRange("เล่มที่ 001", 1, 2, 1),)},
        {"ranges": (BookRange("เล่มที่ 001", 1, 2, 2),)},
    )
    for wrong in wrongs:
        with pytest.raises(ValueError, match=r"baht|slips|income"):
            replace(right, **wrong)


def test_slips_taken_by_another_paper_in_between_leave_two_ranges(collectors: Collectors) -> None:
    """The day is returned after a second one has used the book."""
    first = collectors.collected("10.00", "20.00")
    first.remit()
    collectors.collected("30.00").remit()
    first.perform("theera", "return_for_correction", reason="ขาดใบเสร็จหนึ่งฉบับ")
    first.record([slip("40.00")])
    paper = filled(first.to(State.RECEIVED))
    assert [(used.first, used.last) for used in paper.ranges] == [(1, 2), (4, 4)]


@pytest.mark.parametrize(
    ("numbers", "written"), [([7], ("7",)), ([7, 8], ("7–8",)), ([1, 2, 3, 5, 7, 8], ("1–3", "5", "7–8")), ([], ())]
)
def test_numbers_as_people_write_them(numbers: list[int], written: tuple[str, ...]) -> None:
    assert runs(numbers) == written


def test_a_long_day_runs_past_no_edge(collectors: Collectors) -> None:
    walk = collectors.walk()
    kinds = [f"ค่าธรรมเนียมใบอนุญาตกิจการที่เป็นอันตรายต่อสุขภาพ ประเภทที่ {n}" for n in range(30)]
    walk.record([slip("1000000.25", income=kinds[n % 30]) for n in range(60)])
    into = {"bank_account": collectors.account, "instrument": "7" * 60}
    walk.record([slip("9999999.99", "transfer", **into) for _ in range(12)])
    paper = Paper.of(
        filled(walk.to(State.RECEIVED)), number="1/2570", version=1, why="รับเงินนำส่ง", time_of_data=timezone.now(),
        organization=Letterhead.of(collectors.office.organization),
    )  # fmt: skip
    pdf = print_paper(paper)
    assert check_text(pdf, paper) == []
    assert "หน้า2จาก" in one_spelling(read_text(pdf))


def test_the_title_is_thai_whatever_language_the_screen_speaks(collectors: Collectors) -> None:
    with translation.override("en"):
        assert collectors.walk().remittance.title == "เงินที่เก็บวันที่ 20 พ.ย. 2569 โดยนางสาวพรทิพย์ แสงทอง"


# The pages.


def test_the_pages_of_a_day_show_its_slips(collectors: Collectors) -> None:
    walk = day_of_all_kinds(collectors)
    key, case = walk.remittance.pk, walk.remittance.case_id
    client = Client()
    for who, addresses in (
        ("porntip", ("/", "/open/remittance/", f"/do/remittance/{key}/record/", f"/do/remittance/{key}/remit/",
                     f"/do/remittance/{key}/cancel_receipt/", f"/case/{case}/", "/documents/remittance/", "/handbook/remittance/")),
        ("theera", (f"/case/{case}/",)),
    ):  # fmt: skip
        client.force_login(collectors.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
        for address in addresses:
            assert client.get(address).status_code == 200, address
    assert client.get(f"/do/remittance/{key}/receive/").status_code == 409, "nothing is handed over yet"
    page = client.get(f"/case/{case}/").content.decode()
    assert all(shown in page for shown in ("ธ.ก.ส. 5510284", "1,500.00", "เล่มที่", "ภาษีป้าย"))


def test_a_day_is_opened_and_recorded_by_the_forms(collectors: Collectors) -> None:
    client = Client()
    client.force_login(collectors.office.porntip, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/open/remittance/", {"_key": "k"}).status_code == 302
    remittance = Remittance.objects.get()
    walk = CollectorWalk(collectors.office, remittance)
    form: dict[str, Any] = {"book": walk.book().pk, "_key": "r", "_version": remittance.version}
    for row, amount in enumerate(("20.00", "1,030.50")):
        form |= {f"slips-{row}-{name}": value for name, value in slip(amount, number=row + 1, bank_account="").items()}
    assert client.post(f"/do/remittance/{remittance.pk}/record/", form).status_code == 302
    assert Remittance.objects.get().cash_baht == Decimal("1050.50")
    shown = client.get(f"/do/remittance/{remittance.pk}/record/").content.decode()
    assert "1,030.50" not in shown.split("<form")[-1].partition("</form>")[0], (
        "what was recorded is not offered to be recorded again"
    )
