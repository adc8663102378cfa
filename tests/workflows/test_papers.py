"""Printing: PDF/A-3b, the imprint, a text layer that copies out right, and nothing from outside."""

import gc
import re
import socket
from dataclasses import replace
from datetime import datetime

import pytest
from django.utils import translation
from weasyprint.pdf.fonts import Font

from tests.workflows.all_papers import all_papers
from tests.workflows.paper_cast import DEPUTY, OFFICE, at, paper, signed
from tests.workflows.paper_extremes import extremes
from tests.workflows.paper_samples import daily_position, purchase_order, voucher
from tests.workflows.paper_slips import manual
from workflows.canonical import sha256
from workflows.papers import fonts, imprint, pdfa, text_layer
from workflows.papers.files import HERE
from workflows.papers.paper import Letterhead
from workflows.papers.printing import html_of, print_paper
from workflows.papers.proofreading import check_text, one_spelling, read_text
from workflows.papers.register import PRINTABLE
from workflows.papers.signatures import Signature
from workflows.procedure import PROCEDURES

PAPERS, EXTREMES = all_papers(), extremes()
VOUCHER = PAPERS["voucher"]


def stands_in(text: str, read: str) -> bool:
    return one_spelling(text) in one_spelling(read)


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_pdfa_and_reads_back_as_it_was_laid_out(name):
    printed = print_paper(PAPERS[name])
    assert pdfa.faults(printed, PAPERS[name].content_hash) == []
    assert check_text(printed, PAPERS[name]) == []


def test_the_same_paper_gives_the_same_bytes_in_any_language():
    with translation.override("en"):
        in_english = print_paper(VOUCHER)
    assert in_english == print_paper(VOUCHER)


def test_the_attached_content_hashes_to_the_printed_fingerprint():
    printed = print_paper(VOUCHER)
    assert sha256(pdfa.attached(printed, "content.json")) == VOUCHER.content_hash
    assert "นางรัตนา ศรีบุญเรือง" in pdfa.attached(printed, "paper.json")
    assert imprint.fingerprint_start(VOUCHER.content_hash) in read_text(printed)


def test_a_file_of_another_content_is_found():
    assert pdfa.faults(print_paper(VOUCHER), PAPERS["hire_order"].content_hash) == [
        "the attached content is not what the fingerprint covers"
    ]


def test_the_hash_may_be_that_of_the_bytes_which_the_journal_names():
    signed_bytes = '{"document":"018f","facts":{"amount_satang":25680000}}'
    of_document = paper(voucher(), "1/2570", 1, "", at(11, 20, 15, 5), signed=signed_bytes)
    assert of_document.content_hash == sha256(signed_bytes)
    assert pdfa.attached(print_paper(of_document), "content.json") == signed_bytes


def test_a_paper_whose_hash_is_not_that_of_its_content_cannot_be_made():
    with pytest.raises(ValueError, match="content hash"):
        replace(VOUCHER, content={**VOUCHER.content, "net_baht": "251833.00"})
    with pytest.raises(ValueError, match="time zone"):
        replace(VOUCHER, time_of_data=datetime(2026, 11, 20))  # noqa: DTZ001  the very fault


# ── the imprint ──


def test_code_is_the_first_forty_bits_in_letters_that_nobody_confuses():
    assert imprint.short_code("00000000000000000000" + "f" * 44) == "0000-0000"
    assert imprint.short_code("ffffffffff" + "0" * 54) == "ZZZZ-ZZZZ"
    assert imprint.short_code("0443214c74" + "0" * 54) == "0H1J-2K3M"
    for number in range(200):
        assert not set("ILOU") & set(imprint.short_code(sha256(str(number))))


def test_a_typed_code_is_read_as_it_was_meant():
    assert imprint.hash_start("0H1J-2K3M") == imprint.hash_start(" oh1j 2k3m") == imprint.hash_start("๐hlj2k3m") == "0443214c74"


@pytest.mark.parametrize("typed", ["", "0H1J-2K3", "0H1J-2K3MM", "0H1J-2K3U", "ก" * 8])
def test_what_cannot_be_a_code_is_refused(typed):
    with pytest.raises(ValueError, match="no code"):
        imprint.hash_start(typed)


def test_qr_holds_the_verification_address(settings):
    settings.PUBLIC_ADDRESS = "https://dika.example/"
    address = imprint.verification_address(VOUCHER.content_hash)
    assert address.startswith(
        f"https://dika.example/verify/{imprint.short_code(VOUCHER.content_hash)}?h={VOUCHER.content_hash[:16]}"
    )
    assert imprint.qr(address) in html_of(VOUCHER)
    assert "dika.example/verify/" in read_text(print_paper(VOUCHER))


def test_every_page_tells_what_it_is():
    read = one_spelling(read_text(print_paper(VOUCHER)))
    assert stands_in("หน้า 1 จาก 2", read)
    assert stands_in("หน้า 2 จาก 2", read)
    for told in ("กศ 27/2570 · ฉบับที่ 9 (หลังการจ่ายเงิน)", "พิมพ์จากข้อมูล ณ 20 พ.ย. 2569 เวลา 15.05 น."):
        assert read.count(one_spelling(told)) == 2


def test_a_rehearsal_is_marked_on_every_page():
    rehearsal = replace(VOUCHER, organization=replace(OFFICE, is_practice=True))
    assert one_spelling(read_text(print_paper(rehearsal))).count(one_spelling("ฝึกซ้อม มิใช่เอกสารราชการ")) == 2
    assert "ฝึกซ้อม" not in read_text(print_paper(VOUCHER))


# ── figures, signatures, words ──


def test_official_letters_have_thai_digits_and_forms_arabic_ones_unless_the_office_says_otherwise():
    assert stands_in("๔๓๐,๐๐๐.๐๐ บาท", read_text(print_paper(PAPERS["purchase_request"])))
    assert not re.search("[๐-๙]", read_text(print_paper(VOUCHER)))
    read = read_text(print_paper(replace(VOUCHER, organization=replace(OFFICE, thai_digits=True))))
    assert "๒๕๑,๘๓๒.๐๐" in read
    assert imprint.short_code(VOUCHER.content_hash) in read  # a code is typed as it is read


@pytest.mark.parametrize(("name", "expected"), [
    ("purchase_request", ["สี่แสนสามหมื่นบาทถ้วน", "๘.ข้อเสนออื่นๆ", "ประธานกรรมการ"]),
    ("winner_announcement", ["ผู้ได้รับการคัดเลือกได้แก่ห้างหุ้นส่วนจำกัดทุ่งสมมติไอทีซัพพลาย", "๔๒๘,๐๐๐.๐๐", "สี่แสนสองหมื่นแปดพันบาทถ้วน", "๑๕ตุลาคมพ.ศ.๒๕๖๙"]),
    ("result_report", ["สี่แสนสองหมื่นแปดพันบาทถ้วน", "ต่ำกว่าวงเงินที่ได้รับความเห็นชอบ๒,๐๐๐.๐๐บาทและต่ำกว่าราคากลาง๒,๐๐๐.๐๐บาท", "เห็นควรให้ความเห็นชอบ"]),
    ("acceptance_report", ["สองแสนห้าหมื่นหกพันแปดร้อยบาทถ้วน", "สองพันห้าร้อยหกสิบแปดบาทถ้วน", "มีตราผนึกฉีกขาด", "ทราบและลงนามในหนังสือแจ้งผู้ขาย"]),
    ("vendor_letter", ["อ้างถึง", "ห้างหุ้นส่วนจำกัดทุ่งสมมติไอทีซัพพลาย", "ขอแสดงความนับถือ", "รักษาราชการแทน", "๑๓พฤศจิกายน"]),
    ("purchase_order", ["400,000.00", "28,000.00", "428,000.00", "สี่แสนสองหมื่นแปดพันบาทถ้วน", "ร้อยละ0.20"]),
    ("hire_order", ["361,234.50", "ไม่ต่ำกว่าวันละ100.00บาท", "รวม2งวด", "อากรแสตมป์362.00บาท"]),
    ("acceptance_certificate", ["256,800.00", "2,568.00", "สองพันห้าร้อยหกสิบแปดบาทถ้วน", "ความเห็นแย้ง", "มีตราผนึกฉีกขาด", "รักษาราชการแทน"]),
    ("works_certificate", ["144,493.80", "216,740.70", "ไม่มีค่าปรับ", "ผู้ควบคุมงาน"]),
    ("voucher", ["256,800.00", "251,832.00", "สองแสนห้าหมื่นหนึ่งพันแปดร้อยสามสิบสองบาทถ้วน", "12,000.00", "14รายการ26หน้า", "จ่ายเงินแล้ว"]),
    ("daily_position", ["9,077,745.25", "26,926.75", "311,329.85", "376,824.35", "8,727,847.65", "8,421.25", "25,630.00", "ผนึกที่312"]),
])  # fmt: skip
def test_sums_words_and_texts_are_printed(name, expected):
    read = read_text(print_paper(PAPERS[name]))
    assert [text for text in expected if not stands_in(text, read)] == []


def test_every_seal_since_the_last_report_is_printed_in_full():
    read = one_spelling(read_text(print_paper(PAPERS["daily_position"])))
    assert all(seal.hash in read for seal in daily_position().seals)


def test_papers_of_the_money_print_no_clause_of_the_finance_regulation():
    for name in ("voucher", "daily_position"):
        assert not re.search(r"ข้อ\s*[0-9๐-๙]", read_text(print_paper(PAPERS[name])))


def with_buyer(buyer: Signature) -> str:
    return read_text(print_paper(paper(replace(purchase_order(), ordered_by=buyer), "1/2570", 1, "", at(11, 24, 9, 0))))


def test_a_stand_in_signs_with_capacity_order_day_and_minute():
    read = with_buyer(signed(DEPUTY, 11, 18, 11, 20))
    block = "(นางสาวพิมพ์ใจ แก้วมณี) รองนายกองค์การบริหารส่วนตำบล รักษาราชการแทน นายกองค์การบริหารส่วนตำบลบ้านนาดี"
    assert stands_in(block + "ตามคำสั่งที่ 201/2569 ลงวันที่ 14 กันยายน 2569 18 พ.ย. 2569 เวลา 11.20 น.", read)


def test_paper_signed_first_and_keyed_in_later_shows_both_days():
    read = with_buyer(replace(signed(DEPUTY, 11, 18, 11, 20), recorded_at=at(11, 24, 9, 5)))
    assert stands_in("18 พ.ย. 2569 บันทึกเข้าระบบ 24 พ.ย. 2569 เวลา 09.05 น.", read)


def test_a_line_that_waits_for_ink_claims_no_act():
    before = replace(purchase_order(), ordered_by=replace(DEPUTY, role="ผู้สั่งซื้อ"))
    assert "ลงนามอิเล็กทรอนิกส์" not in html_of(paper(before, "1/2570", 1, "", at(10, 16, 9, 0)))


def test_what_people_type_is_text_and_nothing_else():
    typed = replace(purchase_order(), place="<b>ที่</b> & \"ว่า\" 'การ' \U0001f600 ㎡ 3 → 4")
    made = paper(typed, "<1>", 1, "", at(10, 16, 9, 0))
    printed = print_paper(made)
    assert check_text(printed, made) == []
    assert pdfa.faults(printed, made.content_hash) == []  # and no font but ours
    assert stands_in("<b>ที่</b> & \"ว่า\" 'การ' [U+1F600] [U+33A1] 3 – 4", read_text(printed))


# ── edges ──


@pytest.mark.parametrize("name", EXTREMES)
def test_nothing_runs_past_an_edge_however_long(name):
    assert check_text(print_paper(EXTREMES[name]), EXTREMES[name]) == []


def test_every_paper_that_a_step_makes_is_among_those_that_are_read_back_and_stretched():
    made = {template for _procedure, template in PRINTABLE}
    assert made <= PAPERS.keys() and made <= EXTREMES.keys()
    assert {(code, step.paper) for code, one in PROCEDURES.items() for step in one.steps.values() if step.paper} == PRINTABLE.keys()


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_in_thai_digits_with_an_emblem(name):
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
    made = replace(PAPERS[name], organization=replace(OFFICE, thai_digits=True, emblem=picture))
    assert check_text(print_paper(made), made) == []


def test_the_check_sees_what_runs_past_an_edge(monkeypatch):
    monkeypatch.setattr(
        "workflows.papers.printing.typeset",
        lambda page, **_: page.replace("<h1", '<p style="white-space:nowrap">' + "ก" * 200 + "</p><h1"),
    )
    assert any(fault.startswith("past the edge") for fault in check_text(print_paper(VOUCHER), VOUCHER))


def test_without_the_cure_the_text_layer_is_wrong_and_the_check_says_so(monkeypatch):
    text_layer.install()
    monkeypatch.setattr(Font, "clean", Font.clean.__wrapped__)
    monkeypatch.setattr(text_layer, "install", lambda: None)
    assert check_text(print_paper(VOUCHER), VOUCHER)


def test_another_version_of_the_printer_is_refused(monkeypatch):
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    with pytest.raises(RuntimeError, match="proven"):
        text_layer.install()


def test_every_element_of_a_paper_is_known_to_the_sheet_that_stands_for_the_typesetters_own():
    known = set(
        re.findall(r"[a-z]+[12]?(?=[^{}]*\{)", re.sub(r"/\*.*?\*/", "", (HERE / "elements.css").read_text(), flags=re.DOTALL))
    )
    pages = map(html_of, [*PAPERS.values(), paper(manual(), "1", 1, "", at(11, 29, 9, 0))])
    used = {name for page in pages for name in re.findall(r"<([a-z]+\d?)", page)}
    assert used - known == {"span"}, "a span is inline, as any element is that no sheet knows"


def test_a_paper_that_fails_leaves_the_collector_running(monkeypatch):
    monkeypatch.setattr("workflows.papers.pdfa.write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        print_paper(VOUCHER)
    assert gc.isenabled()


# ── fonts, files, network ──


def test_a_missing_font_is_named_in_both_languages(monkeypatch):
    monkeypatch.setitem(fonts.PACKAGES, "No Such Font", "fonts-no-such")
    with pytest.raises(fonts.FontMissing, match=r"ไม่พบแบบอักษร No Such Font .*fonts-no-such.*is missing.*fonts-no-such"):
        fonts.font_file("No Such Font")


def test_nothing_is_printed_in_another_font(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")  # no `fc-match`, so nobody can tell which font would be taken
    fonts.require_fonts.cache_clear()
    with pytest.raises(fonts.FontMissing):
        print_paper(VOUCHER)
    fonts.require_fonts.cache_clear()


@pytest.mark.parametrize(
    "address", ["http://dika.example/x.png", "file:///etc/hostname", "//dika.example/x.png", "data:text/html,x"]
)
def test_an_emblem_cannot_draw_from_outside(address):
    emblem = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{address}" width="9" height="9"/></svg>'
    with pytest.raises(PermissionError, match="may not draw from"):
        print_paper(replace(PAPERS["purchase_request"], organization=Letterhead("อบต.", emblem=emblem.encode())))


def test_the_office_own_emblem_takes_the_dashed_place():
    emblem = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
    page = html_of(replace(PAPERS["purchase_request"], organization=Letterhead("อบต.", emblem=emblem)))
    assert 'alt="ตราครุฑ"' in page
    assert "emblem-place" not in page


def test_printing_asks_no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("a paper asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert print_paper(VOUCHER).startswith(b"%PDF-1.7")
