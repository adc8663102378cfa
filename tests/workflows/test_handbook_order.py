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


def test_who_acts_is_said_in_the_reader_s_language(office: PracticeOffice) -> None:
    client = signed_in(office, "porntip")
    thai = client.get("/handbook/purchase/").content.decode()
    client.cookies.load({"django_language": "en"})
    english = client.get("/handbook/purchase/").content.decode()
    for said, in_english in (("ผู้ที่เอกสารรออยู่", "Whoever the document waits for"), (">ระบบ<", ">The system<")):
        assert said in thai and said not in english and in_english in english


def test_what_everybody_may_do_waits_for_nobody(office: PracticeOffice) -> None:
    asking = signed_in(office, "porntip").get("/handbook/question/").content.decode()
    assert "ทุกคนในหน่วยงาน" in asking and "ผู้ที่เอกสารรออยู่" not in asking
