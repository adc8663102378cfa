"""The first purchase of an office meets lists that nobody has filled yet: each says who adds what is missing, or lets him who may add it."""

from disbursement.rehearsal.walk import VoucherWalk
from tests.disbursement.test_voucher import walk  # noqa: F401 - the cast
from tests.procurement.test_board import signed_in
from tests.workflows.page_reader import words_of
from workflows.founding import register_of
from workflows.registers.parties import PartyRegister


def test_a_vendor_without_an_account_does_not_leave_the_clerk_before_an_empty_list(walk: VoucherWalk) -> None:  # noqa: F811
    form = f"/do/voucher/{walk.voucher.pk}/prepare/"
    told = words_of(signed_in(walk.office, "orathai").get(form).content.decode())
    assert "ไม่มีในรายการ ให้เจ้าพนักงานการเงินเพิ่มในทะเบียนคู่ค้า จ่ายได้ทางโอนเข้าบัญชี" in told


def test_whoever_adds_accounts_goes_there_and_comes_back(walk: VoucherWalk) -> None:  # noqa: F811
    register = register_of(walk.office.organization, PartyRegister)
    client = signed_in(walk.office, "theera")
    away = client.post(f"/do/voucher/{walk.voucher.pk}/prepare/", {"_aside": "payee_account"})
    assert away.status_code == 302 and away["Location"].startswith(f"/do/party_register/{register.pk}/add_account/?back=")


def test_an_account_of_the_office_is_added_by_the_director(walk: VoucherWalk) -> None:  # noqa: F811
    told = words_of(signed_in(walk.office, "theera").get("/open/own_transfer/").content.decode())
    assert told.count("เพิ่มในทะเบียนเงินฝากธนาคาร เงินสด และเงินรับฝาก") == 2
