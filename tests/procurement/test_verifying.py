"""The public page: what the code of a paper answers a stranger, in each state of the paper, and what it keeps to itself."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disbursement.rehearsal.paying import pay_by_one_file
from procurement.purchase import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Walk
from tests.lived_in import BEGAN
from tests.procurement.conftest import make_walk
from tests.procurement.steps import one_line, report, result
from tests.procurement.test_board import signed_in
from workflows import guessing
from workflows.act import Act
from workflows.models import Content, Document, JournalEntry, Party, User
from workflows.papers.imprint import SPOKEN, hash_start, short_code, verification_address
from workflows.papers.proven import Standing, proven
from workflows.papers.register import made_by, printable
from workflows.practice import found_practice_office
from workflows.procedure import PROCEDURES
from workflows.seal import seal

Walks = Callable[..., Walk]
STATEMENTS_MAX = 24


def code_of(document: Document, name: str) -> str:
    made = made_by(document, name)
    assert made is not None
    return short_code(made.content_hash)


def asked(code: str, **headers: str) -> Any:
    return Client().get(f"/verify/{code}", headers=headers)


def text_of(answer: Any) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_current_order_tells_number_date_office_amount_and_positions(walk: Walk) -> None:
    order = walk.to(State.ORDER_SIGNED)
    answer = asked(code_of(order, "purchase_order"))
    read = text_of(answer)
    assert answer.status_code == 200
    assert "เอกสารนี้ออกจริง และเป็นฉบับล่าสุด" in read
    office = walk.office.organization
    for told in (order.order_number, office.name, "37,000.00 บาท", "ผู้อำนวยการกองคลัง · ผู้สั่งซื้อ"):
        assert told in read
    assert "ฝึกซ้อม" not in read


def test_a_result_tells_the_price_that_was_agreed_while_the_case_still_tells_the_estimate(walks: Walks) -> None:
    walk = walks(lines=one_line("37000.00"))
    walk.to(State.NEGOTIATING)
    purchase = walk.perform("duangjai", "report_result", **result(walk, ("35000.00",)))
    assert purchase.amount_baht == Decimal("37000.00") and purchase.agreed_price_baht == Decimal("35000.00")
    read = text_of(asked(code_of(purchase, "result_report")))
    assert "35,000.00 บาท" in read and "37,000.00" not in read


def test_a_result_from_before_results_had_a_number_is_never_told_the_number_of_the_one_that_took_its_place(
    walks: Walks, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk, take = walks(), Act.take_number
    monkeypatch.setattr(Act, "take_number", lambda act, series, on: "" if series == "purchase_result" else take(act, series, on))
    first = code_of(walk.to(State.RESULT_REPORTED), "result_report")
    monkeypatch.undo()
    walk.perform("rattana", "return_result", reason="เจรจาราคาอีกครั้ง")
    assert walk.to(State.RESULT_REPORTED).result_number == "1/2570"
    (told,) = proven(first)
    assert (told.number, told.standing) == (f"เรื่อง {walk.purchase.case.number}", Standing.SUPERSEDED)
    assert told.successor is not None and told.successor.number == "1/2570"


def test_a_practice_office_is_told_from_a_real_one(db: None) -> None:
    practice = found_practice_office(is_practice=True, practice_today=BEGAN)
    order = make_walk(practice)().to(State.ORDER_SIGNED)
    assert "หน่วยงานฝึกซ้อม มิใช่เอกสารราชการ" in text_of(asked(code_of(order, "purchase_order")))


def test_whoever_works_in_the_office_goes_on_to_the_case_and_no_stranger_does(walk: Walk, db: None) -> None:
    order = walk.to(State.ORDER_SIGNED)
    code = code_of(order, "purchase_order")
    onward = f'href="/search/?q={code}"'
    officer = signed_in(walk.office, "rattana")
    assert onward in officer.get(f"/verify/{code}").content.decode()
    assert officer.get(f"/search/?q={code}", follow=True).redirect_chain[-1][0] == f"/case/{order.case_id}/"
    assert onward not in asked(code).content.decode()
    other = found_practice_office(suffix="_b", short_name="อบต.อื่น")
    assert onward not in signed_in(other, "rattana").get(f"/verify/{code}").content.decode(), "nor does another office"


def test_the_code_is_read_as_it_was_meant(walk: Walk) -> None:
    code = code_of(walk.to(State.ORDER_SIGNED), "purchase_order")
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "๐").replace("1", "l"),
    ):
        assert asked(typed).status_code == 200, typed
    sent = Client().get("/verify/", {"code": code.lower()})
    assert sent.status_code == 302 and sent["Location"] == f"/verify/{code.lower()}"


def test_the_qr_of_the_print_leads_to_the_answer(walk: Walk) -> None:
    made = made_by(walk.to(State.ORDER_SIGNED), "purchase_order")
    assert made is not None
    address = verification_address(made.content_hash).partition("//")[2]
    assert Client().get(address[address.index("/") :]).status_code == 200


def test_one_letter_wrong_is_unknown_and_says_what_to_do(walk: Walk) -> None:
    code = code_of(walk.to(State.ORDER_SIGNED), "purchase_order")
    for place in (0, 3, 5, 8):
        wrong = code[:place] + next(letter for letter in SPOKEN if letter != code[place]) + code[place + 1 :]
        answer = asked(wrong)
        assert answer.status_code == 404
        assert "ไม่พบรหัสนี้" in text_of(answer) and wrong in text_of(answer) and "ลองสแกนคิวอาร์" in text_of(answer)


def test_a_code_whose_longer_start_is_another_is_unknown(walk: Walk) -> None:
    made = made_by(walk.to(State.ORDER_SIGNED), "purchase_order")
    assert made is not None
    right, code = made.content_hash[:16], short_code(made.content_hash)
    assert Client().get(f"/verify/{code}", {"h": right}).status_code == 200
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    assert Client().get(f"/verify/{code}", {"h": wrong}).status_code == 404
    assert Client().get(f"/verify/{code}", {"h": "ไม่ใช่"}).status_code == 200, "what is no start of a hash says nothing"


@pytest.mark.parametrize("typed", ["FTDM", "FTDM-N2NJ-FTDM", "UUUU-UUUU", "กขคง-จฉชซ", "%3Cscript%3E"])
def test_what_can_be_no_code_says_so_and_keeps_what_was_typed(db: None, typed: str) -> None:
    answer = asked(typed)
    assert answer.status_code == 400 and "รวมแปดตัว" in text_of(answer) and "<script>" not in answer.content.decode()
    assert not guessing.AccessAttempt.objects.exists(), "a slip of the fingers is no guess"


def test_a_content_that_was_never_printed_is_as_unknown_as_any(walk: Walk) -> None:
    request = walk.to(State.BUDGETING)
    assert Content.objects.filter(hash=request.content_hash).exists()
    assert asked(short_code(request.content_hash)).status_code == 404
    register = Content.objects.exclude(body__contains='"purchase"').first()
    assert register is not None
    assert asked(short_code(register.hash)).status_code == 404


def test_an_order_that_is_called_off_is_cancelled(walk: Walk) -> None:
    code = code_of(walk.to(State.ORDERED), "purchase_order")
    walk.perform("boonmee", "cancel_purchase", reason="ผู้ขายเลิกกิจการ")
    read = text_of(asked(code))
    assert "เคยออกจริง แต่ยกเลิกแล้ว" in read and "ยกเลิกเรื่อง" in read and "ผู้ขายเลิกกิจการ" not in read
    assert "ฉบับล่าสุด" not in read


def test_a_report_that_is_sent_back_holds_no_more_and_laid_again_supersedes(walk: Walk) -> None:
    first = code_of(walk.to(State.ENDORSED), "purchase_request")
    assert proven(first)[0].standing is Standing.CURRENT
    walk.perform("wilai", "return_report", reason="ระบุกำหนดส่งมอบให้ชัด")
    read = text_of(asked(first))
    assert "ถูกส่งคืนให้แก้ไข" in read and "ส่งคืนรายงาน" in read
    walk.perform("duangjai", "report_need", **report(walk, criteria="พิจารณาราคารวมทั้งสิ้น"))
    later = code_of(walk.purchase, "purchase_request")
    read = text_of(asked(first))
    assert later != first
    assert "มีฉบับใหม่แทนแล้ว" in read and f"ฉบับที่ {walk.purchase.version}" in read
    assert f'href="/verify/{later}"' in asked(first).content.decode()
    assert proven(later)[0].standing is Standing.CURRENT


def test_two_papers_of_one_content_are_both_told(walk: Walk) -> None:
    """The approval signs the report and is the order of appointment: one content, one code, two papers."""
    purchase = walk.to(State.NEGOTIATING)
    code = code_of(purchase, "appointment_order")
    assert code == code_of(purchase, "purchase_request")
    assert {proven_paper.title for proven_paper in proven(code)} == {"รายงานขอซื้อ", "คำสั่งแต่งตั้งคณะกรรมการตรวจรับพัสดุ"}


def test_along_the_whole_road_every_last_print_is_current_and_names_nobody(bank_walks: Walks) -> None:
    walk = bank_walks(lines=one_line("53500.00"))
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    pay_by_one_file(walk.office, [Road(walk).approved()])
    names = [*User.objects.values_list("full_name", flat=True), *Party.objects.values_list("name", flat=True)]
    told = 0
    for document in Document.objects.filter(case=walk.purchase.case_id):
        child = PROCEDURES[document.procedure].model._default_manager.get(pk=document.pk)
        for name, _, number in printable(child):
            made = made_by(child, name)
            if made is None:
                continue
            told += 1
            papers = proven(short_code(made.content_hash))
            assert [paper for paper in papers if paper.standing is not Standing.CURRENT] == [], name
            assert all(paper.signatories for paper in papers), name
            assert number in [paper.number for paper in papers]
            page = text_of(asked(short_code(made.content_hash)))
            assert [name for name in names if name and name in page] == []
            assert document.title not in page
    assert told >= 5


def test_each_code_of_the_road_is_current_or_superseded_by_a_later_print(bank_walks: Walks) -> None:
    walk = bank_walks(lines=one_line("53500.00"))
    walk.to(State.ORDERED)
    walk.deliver(note_number="ส1")
    pay_by_one_file(walk.office, [Road(walk).approved()])
    standings = {
        paper.standing
        for entry in JournalEntry.objects.filter(case=walk.purchase.case_id)
        for paper in proven(short_code(entry.content_hash))
    }
    assert standings == {Standing.CURRENT, Standing.SUPERSEDED}


def test_an_answer_asks_the_database_as_often_among_many_cases(walks: Walks) -> None:
    def statements(code: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert asked(code).status_code == 200
        return len(captured)

    code = code_of(walks().to(State.ORDER_SIGNED), "purchase_order")
    statements(code)
    alone = statements(code)
    for title in ("ซื้อหมึกพิมพ์", "ซื้อกระดาษ"):
        walks(title=title).to(State.ORDER_SIGNED)
    assert statements(code) == alone <= STATEMENTS_MAX


def test_an_address_that_guesses_waits_and_another_does_not(walk: Walk) -> None:
    code = code_of(walk.to(State.ORDER_SIGNED), "purchase_order")
    here, there = {"X-Forwarded-For": "192.0.2.7, 203.0.113.5"}, {"X-Forwarded-For": "203.0.113.5, 198.51.100.9"}
    unknown = "0000-0000" if hash_start(code) != "0" * 10 else "0000-0001"
    for _ in range(guessing.GUESSES_MAX):
        assert asked(unknown, **here).status_code == 404
    waiting = asked(code, **here)
    assert waiting.status_code == 429 and "พักไว้ 15 นาที" in text_of(waiting) and "37,000" not in text_of(waiting)
    assert asked(code, **there).status_code == 200
    guessing.AccessAttempt.objects.update(attempt_time="2026-01-01T00:00Z")
    assert asked(code, **here).status_code == 200, "the window is over"


def test_a_scan_and_whoever_has_signed_in_never_wait_for_the_guesses_of_their_neighbours(walk: Walk) -> None:
    """A whole office stands behind one address: somebody who guesses there must not keep the others from their papers."""
    made = made_by(walk.to(State.ORDER_SIGNED), "purchase_order")
    assert made is not None
    address = verification_address(made.content_hash).partition("//")[2].partition("/")[2]
    sealed = seal(walk.office.organization)
    assert sealed is not None
    for _ in range(guessing.GUESSES_MAX):
        asked("0000-0000")
    assert asked(short_code(made.content_hash)).status_code == 429
    assert Client().get(f"/{address}").status_code == 200
    assert Client().get(f"/verify/seal/{sealed.hash}").status_code == 200
    officer = Client()
    officer.force_login(walk.office.boonmee, backend="django.contrib.auth.backends.ModelBackend")
    assert officer.get(f"/verify/{short_code(made.content_hash)}").status_code == 200


def test_a_start_no_longer_than_the_code_itself_is_a_guess_like_any(walk: Walk) -> None:
    for number in range(guessing.GUESSES_MAX):
        code = short_code(f"{number:010x}".ljust(64, "0"))
        assert Client().get(f"/verify/{code}", {"h": f"{number:010x}"}).status_code == 404
    assert asked(short_code("f" * 64)).status_code == 429


def test_a_long_start_that_is_unknown_and_an_unknown_seal_are_no_guesses(db: None) -> None:
    for _ in range(guessing.GUESSES_MAX + 1):
        assert Client().get(f"/verify/{short_code('f' * 64)}", {"h": "f" * 16}).status_code == 404
        assert Client().get(f"/verify/seal/{'f' * 64}").status_code == 404
    assert not guessing.AccessAttempt.objects.exists()
