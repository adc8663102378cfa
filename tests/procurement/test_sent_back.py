"""A document that was sent back and comes again: whoever sent it back reads what she wrote then, and whether anything has changed."""

import pytest

from disbursement.rehearsal.walk import VoucherWalk
from disbursement.voucher_states import State as Checking
from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from tests.procurement.test_board import signed_in
from tests.procurement.test_decisive_facts import Walks
from tests.workflows.page_reader import words_of

WROTE, UNCHANGED, CHANGED = "ครั้งก่อนคุณเขียนไว้ว่า “ใบเสร็จไม่ชัด”", "ไม่มีสิ่งใดเปลี่ยนไปจากครั้งนั้น", "เปลี่ยนไปจากที่พิจารณาครั้งก่อน"


@pytest.fixture
def voucher(walks: Walks) -> VoucherWalk:
    """A voucher that ผอ.กองคลัง has returned once."""
    walk = walks()
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    voucher = Road(walk).accept()
    voucher.to(Checking.CHECKING)
    voucher.perform("rattana", "return_for_correction", reason="ใบเสร็จไม่ชัด")
    return voucher


def page(voucher: VoucherWalk, who: str, step: str) -> str:
    return words_of(signed_in(voucher.office, who).get(f"/do/voucher/{voucher.voucher.pk}/{step}/").content.decode())


def test_what_comes_back_as_it_was_says_so_beside_what_its_checker_wrote(voucher: VoucherWalk) -> None:
    voucher.lay()
    voucher.to(Checking.CHECKING)
    shown = page(voucher, "rattana", "examine")
    assert WROTE in shown and UNCHANGED in shown and CHANGED not in shown


def test_what_was_corrected_is_shown_beside_what_its_checker_wrote(voucher: VoucherWalk) -> None:
    *others, last = voucher.filled()["evidence"]
    voucher.lay(evidence=[*others, {**last, "last_page": 19}])
    voucher.to(Checking.CHECKING)
    shown = page(voucher, "rattana", "examine")
    assert WROTE in shown and UNCHANGED not in shown and CHANGED in shown and "หน้าสุดท้าย" in shown and "19" in shown


def test_whoever_has_not_sent_it_back_reads_nobody_else_s_words_as_hers(voucher: VoucherWalk) -> None:
    voucher.lay()
    voucher.to(Checking.ENDORSING)
    assert "ครั้งก่อนคุณเขียนไว้ว่า" not in page(voucher, "wilai", "endorse")
