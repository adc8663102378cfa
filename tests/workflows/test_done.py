"""After a press on a button the next page says what was done, and who has it now."""

import pytest

from procurement.rehearsal.walk import Walk
from tests.workflows.test_pages_live import signed_in, walk  # noqa: F401 - the cast
from workflows.founding import register_of
from workflows.procedure import PROCEDURES, procedure_of
from workflows.registers.people import PeopleRegister
from workflows.thai import enumerated
from workflows.views.done import done, is_unsent


def test_the_case_page_says_what_was_done_and_who_has_it_now(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    client = signed_in(walk.office, "rattana")
    sent = {"_version": str(purchase.version), "_key": "k", "reason": "ขาดใบเสนอราคา"}
    page = client.post(f"/do/purchase/{purchase.pk}/return_report/", sent, follow=True).content.decode()
    purchase.refresh_from_db()
    name = walk.office.people["duangjai"].full_name
    told = next(line for line in page.splitlines() if 'role="status"' in line)
    assert "แล้ว ตอนนี้เรื่องอยู่ที่" in told and name in told
    again = client.get(f"/case/{purchase.case_id}/").content.decode()
    assert 'role="status"' not in again, "once"


def test_a_refused_step_says_nothing_was_done(walk: Walk) -> None:  # noqa: F811
    purchase = walk.to("reported")
    client = signed_in(walk.office, "rattana")
    client.post(f"/do/purchase/{purchase.pk}/return_report/", {"_version": str(purchase.version), "_key": "k"})
    assert "ตอนนี้เรื่อง" not in client.get(f"/case/{purchase.case_id}/").content.decode()


def test_a_register_says_that_it_is_in_force(walk: Walk) -> None:  # noqa: F811
    register = register_of(walk.office.organization, PeopleRegister)
    sent = {"_version": str(register.version), "_key": "k", "username": "newcomer", "full_name": "นางสาวใหม่ มาดี"}
    page = (
        signed_in(walk.office, "wilai").post(f"/do/people_register/{register.pk}/add_person/", sent, follow=True).content.decode()
    )
    assert "แล้ว มีผลในทะเบียนนี้ทันที" in page


def test_what_begins_on_a_day_is_said_to_be_in_force_from_it(walk: Walk) -> None:  # noqa: F811
    register = register_of(walk.office.organization, PeopleRegister)
    steps = procedure_of(register).steps
    said = {name: done(register, steps[name]) for name in ("appoint", "order_acting", "add_person")}
    assert {name: "มีผลตั้งแต่วันที่ที่ระบุ" in words for name, words in said.items()} == {
        "appoint": True, "order_acting": True, "add_person": False,
    }  # fmt: skip


@pytest.mark.parametrize(("names", "said"), [([], ""), (["ก"], "ก"), (["ก", "ข"], "ก และ ข"), (["ก", "ข", "ค"], "ก, ข และ ค")])
def test_names_have_something_between_them(names: list[str], said: str) -> None:
    assert enumerated(names) == said


def draft(walk: Walk) -> str:  # noqa: F811
    walk.to("draft")
    return done(walk.purchase, PROCEDURES["purchase"].steps["open_request"])


ORATHAI = "นางสาวอรทัย ใจเย็น (เจ้าหน้าที่ของหน่วยงาน กองช่าง)"
NOT_SENT = "เป็น “ร่างคำขอ” ยังไม่ได้ส่งให้ผู้ใด ขั้นต่อไปคือ “เสนอหัวหน้าหน่วยงาน” โดย"


def test_what_was_opened_as_a_draft_says_that_it_was_sent_to_nobody_and_what_is_next(walk: Walk) -> None:  # noqa: F811
    assert draft(walk) == f"“ขอซื้อหรือขอจ้าง” เรียบร้อยแล้ว {NOT_SENT} {ORATHAI}"
    assert done(walk.purchase, PROCEDURES["purchase"].steps["edit_request"]) == f"“แก้คำขอ” เรียบร้อยแล้ว {NOT_SENT} {ORATHAI}"


def test_what_was_sent_or_returned_says_who_has_it(walk: Walk) -> None:  # noqa: F811
    draft(walk)
    sent = walk.perform("orathai", "submit_request")
    assert done(sent, PROCEDURES["purchase"].steps["submit_request"]).startswith(
        "“เสนอหัวหน้าหน่วยงาน” เรียบร้อยแล้ว ตอนนี้เรื่องอยู่ที่ นายสมชาย ชัยดี"
    )
    back = walk.perform("somchai", "return_request", reason="แก้ราคา")
    assert done(back, PROCEDURES["purchase"].steps["return_request"]).endswith(f"เรียบร้อยแล้ว ตอนนี้เรื่องอยู่ที่ {ORATHAI}")


def test_what_is_opened_for_others_is_no_draft() -> None:
    """A transfer goes to its second signer at once."""
    transfer = PROCEDURES["own_transfer"]
    assert not is_unsent(transfer, transfer.opening[0], "awaiting_third")
    purchase = PROCEDURES["purchase"]
    assert is_unsent(purchase, purchase.opening[0], "draft") and not is_unsent(purchase, purchase.steps["return_request"], "draft")
    assert not is_unsent(purchase, purchase.steps["submit_request"], "requested")
