"""What people read is in people's words: no name of the program, no whole digest, no move to where a document stood already."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from committees.models import Opinion
from disbursement.transfer import Transfer
from disbursement.voucher import Voucher
from procurement.rules.order import stamp_duty_due
from tests.workflows.page_reader import rendered
from workflows import law
from workflows.act import LawOn
from workflows.choices import CHOICES
from workflows.law_words import as_used, cited, cited_plainly, doubted
from workflows.marking import as_typed
from workflows.papers.typeset import TERMS
from workflows.procedure import PROCEDURES
from workflows.thai import MONTHS
from workflows.views.presenting import is_inner, shown
from workflows.views.trail import states

LAYOUT = "ktb_corporate_online"


def test_a_sentence_says_that_it_is_unconfirmed_as_long_as_nobody_has_confirmed_what_it_stands_on() -> None:
    found = law.value("tax.stamp_duty_baht_per_thousand", date(2026, 11, 30))
    assert doubted("ปิดอากร 1 บาท", found) == "ปิดอากร 1 บาท (ยังไม่ยืนยัน)"
    assert doubted("ปิดอากร 1 บาท", replace(found, standing="confirmed")) == "ปิดอากร 1 บาท"
    with translation.override("en"):
        assert doubted("1 baht", found) == "1 baht (unconfirmed)"


@pytest.mark.parametrize("written", [(), ((date(2026, 10, 1), "1", "confirmed"),)])
def test_an_order_s_stamp_duty_is_as_sure_as_the_office_says(written: tuple[tuple[date, str, str], ...]) -> None:
    office: Any = SimpleNamespace(law_values={"tax.stamp_duty_baht_per_thousand": list(written)})
    act: Any = SimpleNamespace(law=LawOn(date(2026, 11, 30), office))
    told = stamp_duty_due(SimpleNamespace(kind="services"), act)
    assert told is not None and ("(ยังไม่ยืนยัน)" in told.sentence) is not bool(written)


@pytest.mark.parametrize(
    ("key", "written", "said"),
    [
        ("procurement.specific_method_ceiling_baht", "500000", ("วงเงินสูงสุดของวิธีเฉพาะเจาะจง", "500,000 บาท")),
        ("forgotten.value_days", "5", ("forgotten.value_days", "5")),
    ],
)
def test_a_value_of_the_law_is_told_by_its_name(key: str, written: str, said: tuple[str, str]) -> None:
    assert as_used(key, written) == said


@pytest.mark.parametrize(
    ("label", "said", "shown"),
    [
        ("ข้อ 175 (4) ระเบียบกระทรวงการคลังฯ พ.ศ. 2560",) * 2 + ('<span lang="th">ข้อ 175 (4) ระเบียบกระทรวงการคลังฯ พ.ศ. 2560</span>',),
        ("ประมวลรัษฎากร (เลขข้อยังไม่ยืนยัน)", "ประมวลรัษฎากร (clause number not confirmed)",
         '<span lang="th">ประมวลรัษฎากร</span> (clause number not confirmed)'),
        ("แนวปฏิบัติ: เช็คคืน",) + ("Practice: Returned cheque",) * 2,
        ("แนวปฏิบัติ: คำที่ไม่มีในแฟ้มใด", *("Practice: คำที่ไม่มีในแฟ้มใด",) * 2),
        ("แนวปฏิบัติ", "Practice", "Practice"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_clause_is_cited_in_english_under_its_thai_name(label: str, said: str, shown: str) -> None:
    assert (cited_plainly(label), cited(label)) == (label, label), "and in Thai as it was frozen"
    with translation.override("en"):
        assert (cited_plainly(label), cited(label)) == (said, shown)


def test_what_was_typed_is_marked_as_thai_where_the_page_is_not() -> None:
    assert as_typed("<b>ผ้า") == "<b>ผ้า" and as_typed(None) is None
    with translation.override("en"):
        assert as_typed("<b>ผ้า") == '<span lang="th">&lt;b&gt;ผ้า</span>'
        assert as_typed(as_typed("ผ้า")) == '<span lang="th">ผ้า</span>' and as_typed("e-GP") == "e-GP"


def test_a_file_layout_is_told_as_the_office_chose_it() -> None:
    field = Transfer._meta.get_field("layout")
    assert shown(field, LAYOUT) == CHOICES["transfer.file_layout"].words(LAYOUT) != LAYOUT
    assert shown(field, "of_an_earlier_release") == "of_an_earlier_release"


def test_a_digest_is_told_by_its_beginning() -> None:
    assert shown(Transfer._meta.get_field("file_sha256"), "0123456789abcdef" * 4) == "01234567…"


@pytest.mark.parametrize(("name", "inner"), [("live_invoice", True), ("live_acceptance", True), ("invoice_number", False)])
def test_what_repeats_a_fact_for_the_database_is_not_told(name: str, inner: bool) -> None:
    assert is_inner(Voucher._meta.get_field(name)) is inner


def body(before: str, after: str) -> dict[str, Any]:
    return {"procedure": "voucher", "from": before, "to": after}


def test_a_move_is_told_only_where_people_see_one() -> None:
    first, second, *_rest = [str(state) for state in Voucher.State]  # type: ignore[attr-defined]
    assert all(states(body(first, second))) and states(body("", first))[0] == ""
    assert states(body(second, second)) == ("", "")


def test_a_refusal_bears_its_code_for_the_helper_alone() -> None:
    text = rendered("case")
    assert 'data-code="' in text


def test_a_browser_keeps_whole_what_a_paper_keeps_whole() -> None:
    script = (settings.ROOT / "workflows/static/dika/words.js").read_text()
    assert [term for term in (*TERMS.split("|"), *MONTHS) if term not in script] == []


def test_one_thai_word_that_means_two_things_has_an_english_one_for_each() -> None:
    voucher, purchase, payment = (PROCEDURES[code] for code in ("voucher", "purchase", "payment"))
    with translation.override("en"):
        assert (str(voucher.title), str(voucher.steps["examine"].label)) == ("Voucher checking", "Check the voucher")
        assert [purchase.state_label(state) for state in ("refused", "withdrawn")] == ["Refused", "Withdrawn"]
        assert str(purchase.steps["withdraw_request"].label) == "Withdraw the request"
        assert payment.state_label("withdrawn") == "Withdrawn"
        assert [str(words) for words in Opinion.yes_and_no["accepts"]] == ["Agrees", "Dissents"]
    assert (str(voucher.title), str(voucher.steps["examine"].label)) == ("ตรวจฎีกา", "ตรวจฎีกา")
