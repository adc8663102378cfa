"""The handbook follows the work, not the alphabet."""

from django.conf import settings

from tests.workflows.test_pages_live import signed_in
from workflows import handbook
from workflows.practice import PracticeOffice
from workflows.procedure import PROCEDURES


def test_each_procedure_has_its_place() -> None:
    assert sorted(settings.HANDBOOK_ORDER) == sorted(PROCEDURES)


def test_the_chapters_come_as_the_work_goes_and_the_registers_last() -> None:
    codes = [procedure.code for procedure in handbook.pages()]
    road = ["purchase", "goods_acceptance", "voucher", "payment", "transfer", "fund_day", "people_register"]
    assert [code for code in codes if code in road] == road


def test_a_register_has_no_beginning_and_no_end(office: PracticeOffice) -> None:
    page = signed_in(office, "porntip").get("/handbook/").content.decode()
    assert "จาก “ใช้งาน” ถึง “ใช้งาน”" not in page and "ขั้นตอน จาก “" in page
