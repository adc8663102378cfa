"""A sign-in, or the token of a page, that ended under other forms than a step's own: signing together, a question, a central number, a sheet."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from procurement.purchase.states import State
from procurement.rehearsal.walk import Walk
from tests.procurement.test_together import ADDRESS as TOGETHER
from tests.procurement.test_together import PASSWORD, approvals, endorsed, form
from tests.workflows.test_resuming import left
from tests.workflows.workbooks import filled, send
from workflows import engine
from workflows.models import JournalEntry, Party, User
from workflows.question import Question
from workflows.views import sheets

Walks = Callable[..., Walk]
ORIGIN = {"HTTP_ORIGIN": "http://testserver"}
VENDOR = ("นิติบุคคล", "หจก.ร้านใหม่", "0994000999909", "99 หมู่ 4", "ใช่")


def kept_by(page: Any) -> str:
    return re.search(r'name="kept" value="([^"]+)"', page.content.decode()).group(1)  # type: ignore[union-attr]


def entered(client: Client, person: User, kept: str) -> str:
    person.set_password(PASSWORD)
    person.save()
    told = client.post(
        "/sign-in/",
        {"username": person.username, "password": PASSWORD, "next": signing.loads(kept, salt="kept")["address"], "kept": kept},
    )
    return str(told["Location"])


def signed_in(person: User, **more: Any) -> Client:
    client = Client(**more)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def chosen(page: str) -> list[str]:
    return re.findall(r'name="document"\s+value="([^"]+)" checked', page)


def test_what_was_chosen_to_be_signed_together_is_chosen_again_and_nothing_is_signed(walks: Walks) -> None:
    found = endorsed(walks)
    sent = form(found[:2])
    client = left(found[0].office.people["boonmee"])
    refused = client.post(TOGETHER, sent)
    kept = signing.loads(kept_by(refused), salt="kept")
    assert (refused.status_code, PASSWORD in str(kept), "_password" in kept["typed"]) == (403, False, False)
    assert entered(client, found[0].office.people["boonmee"], kept_by(refused)) == TOGETHER
    page = client.get(TOGETHER).content.decode()
    assert sorted(chosen(page)) == sorted(sent["document"]) and "ยังไม่ได้บันทึก" in page and approvals() == []


def test_what_changed_meanwhile_is_there_and_not_chosen(walks: Walks) -> None:
    found = endorsed(walks)
    client, sent = left(found[0].office.people["boonmee"]), form(found, **{f"_version_{found[1].purchase.pk}": "1"})
    kept = kept_by(client.post(TOGETHER, sent))
    entered(client, found[0].office.people["boonmee"], kept)
    page = client.get(TOGETHER).content.decode()
    assert str(found[1].purchase.pk) in page and sorted(chosen(page)) == sorted(str(found[number].purchase.pk) for number in (0, 2))


def test_a_wrong_password_chooses_again_only_what_stands_as_it_was_read(walks: Walks) -> None:
    found = endorsed(walks)
    sent = form(found, _password="ผิด", **{f"_version_{found[1].purchase.pk}": "1"})
    page = signed_in(found[0].office.people["boonmee"]).post(TOGETHER, sent).content.decode()
    assert sorted(chosen(page)) == sorted(str(found[number].purchase.pk) for number in (0, 2))


@pytest.fixture
def walk(walks: Walks) -> Walk:
    made = walks(title="ซื้อวัสดุสำนักงาน")
    made.to(State.REPORTED)
    return made


def test_a_question_that_was_typed_stands_in_its_form_again(walk: Walk) -> None:
    address = f"/case/{walk.purchase.case_id}/ask/"
    client = left(walk.office.people["kanda"])
    kept = kept_by(client.post(address, {"about": str(walk.purchase.pk), "text": "ติดอะไรอยู่<i>", "_key": "k"}))
    assert entered(client, walk.office.people["kanda"], kept) == address
    page = client.get(address)
    text = page.content.decode()
    assert "ติดอะไรอยู่&lt;i&gt;" in text and f'value="{walk.purchase.pk}"' in text and "ยังไม่ได้บันทึก" in text
    assert not Question.objects.exists()
    assert client.post(address, {"about": str(walk.purchase.pk), "text": "ติดอะไรอยู่"})["Location"].endswith("#h-ask")
    assert Question.objects.get().asked == "ติดอะไรอยู่"
    assert client.get(address)["Location"] == f"/case/{walk.purchase.case_id}/#h-ask", "without words the form is on the case"


def test_an_answer_that_was_typed_stands_in_its_form_again(walk: Walk) -> None:
    office = walk.office
    asked: Any = engine.open_document(
        office.people["kanda"], Question, office.organization, case=walk.purchase.case, about=walk.purchase, text="ติดอะไร"
    ).document
    address, client = f"/do/question/{asked.pk}/answer/", left(office.people["rattana"])
    kept = kept_by(client.post(address, {"text": "รอใบเสนอราคา", "_version": str(asked.version)}))
    assert entered(client, office.people["rattana"], kept) == address
    assert "รอใบเสนอราคา" in client.get(address).content.decode()


def test_a_central_number_that_was_typed_stands_in_its_form_again(walk: Walk) -> None:
    address, client = f"/central/egp_project/{walk.purchase.pk}/", left(walk.office.people["duangjai"])
    typed = {
        "_step": "enter_egp_project",
        "_version": str(walk.purchase.version),
        "system_number": "69119000001",
        "entered_on": "1 ม.ค. 2400",
    }
    kept = kept_by(client.post(address, typed))
    assert entered(client, walk.office.people["duangjai"], kept) == address
    page = client.get(address).content.decode()
    assert "69119000001" in page and "1 ม.ค. 2400" in page and "ยังไม่ได้บันทึก" in page
    assert not JournalEntry.objects.filter(step="enter_egp_project").exists()


def test_a_file_is_asked_for_again_and_nothing_of_it_is_kept(walk: Walk) -> None:
    client = left(walk.office.people["duangjai"])
    for address in ("/import/parties/", "/import/parties/confirm/"):
        refused = client.post(address, {"file": SimpleUploadedFile("a.xlsx", b"PK"), "token": "rows"})
        kept = signing.loads(kept_by(refused), salt="kept")
        assert (refused.status_code, kept["address"], kept["typed"], kept["had_files"]) == (403, "/import/parties/", {}, True)
        assert "เลือกไฟล์" in refused.content.decode()
    assert entered(client, walk.office.people["duangjai"], kept_by(refused)) == "/import/parties/"
    page = client.get("/import/parties/").content.decode()
    assert "ไฟล์ที่เลือกไว้ต้องเลือกใหม่" in page and "สิ่งที่คุณพิมพ์" not in page


def test_a_preview_that_is_too_old_is_shown_anew_and_confirmed_anew(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(walk.office.people["duangjai"])
    shown = send(client, "parties", filled("parties", VENDOR)).context["page"].token
    monkeypatch.setattr(sheets, "FRESH_FOR", timedelta(seconds=-1))
    again = client.post("/import/parties/confirm/", {"token": shown})
    assert (again.status_code, Party.objects.filter(name=VENDOR[1]).exists()) == (409, False)
    assert "หจก.ร้านใหม่" in again.content.decode() and "ตัวอย่างนี้หมดอายุ" in again.content.decode()
    monkeypatch.undo()
    assert client.post("/import/parties/confirm/", {"token": again.context["page"].token}).status_code == 302


def aged(client: Client) -> Client:
    """As another tab leaves it that has signed in again: the page's own token is of before."""
    client.cookies["csrftoken"] = "n" * 32
    return client


@pytest.mark.parametrize("is_known", [True, False])
def test_a_form_whose_token_is_too_old_stands_there_again(walk: Walk, is_known: bool) -> None:
    person, address = walk.office.people["kanda"], "/open/purchase/"
    client = aged(signed_in(person, enforce_csrf_checks=True) if is_known else left(person, enforce_csrf_checks=True))
    typed = {"title": "ซื้อสี<b>", "need": "สีหมด", "_key": "k", "_password": "secret-word", "csrfmiddlewaretoken": "o" * 32}
    answer = client.post(address, typed, **ORIGIN)
    if not is_known:
        kept = kept_by(answer)
        person.set_password(PASSWORD)
        person.save()
        token = client.cookies["csrftoken"].value
        answer = client.post(
            "/sign-in/",
            {"username": person.username, "password": PASSWORD, "next": address, "kept": kept, "csrfmiddlewaretoken": token},
        )
    assert (answer.status_code, answer["Location"]) == (302, address)
    page = client.get(address).content.decode()
    assert "ซื้อสี&lt;b&gt;" in page and "สีหมด" in page and "ยังไม่ได้บันทึก" in page and "secret-word" not in page
    assert "secret-word" not in str(dict(client.session))


@pytest.mark.parametrize(
    "origin",
    [{}, {"HTTP_ORIGIN": "null"}, {"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "http://testserver.example"}],
)
def test_words_that_another_site_sends_are_laid_before_nobody(walk: Walk, origin: dict[str, str]) -> None:
    client = aged(signed_in(walk.office.people["kanda"], enforce_csrf_checks=True))
    answer = client.post("/open/purchase/", {"title": "ของผู้อื่น", "csrfmiddlewaretoken": "o" * 32}, **origin)  # type: ignore[arg-type]
    assert answer.status_code == 403 and "kept" not in client.session
    assert "ของผู้อื่น" not in client.get("/open/purchase/").content.decode()


def test_what_is_no_form_of_words_is_refused_by_its_token_as_before(walk: Walk) -> None:
    client = aged(signed_in(walk.office.people["kanda"], enforce_csrf_checks=True))
    assert client.post("/contrast/", {"csrfmiddlewaretoken": "o" * 32}, **ORIGIN).status_code == 403
    assert "kept" not in client.session


def test_a_question_that_was_sent_says_whom_it_went_to(walk: Walk) -> None:
    client = signed_in(walk.office.people["kanda"])
    sent = client.post(f"/case/{walk.purchase.case_id}/ask/", {"about": str(walk.purchase.pk), "text": "ติดอะไรอยู่"})
    page = client.get(sent["Location"].partition("#")[0]).content.decode()
    assert f"ถาม{Question.objects.get().whom}แล้ว" in page


def test_a_refused_form_says_so_in_its_title_and_names_the_document(walks: Walks) -> None:
    made = walks(title="ซื้อวัสดุสำนักงาน")
    found, client = made.to(State.REPORTING), signed_in(made.office.people["duangjai"])
    address = f"/do/purchase/{found.pk}/report_need/"
    assert "ยังไม่ได้บันทึก ·" not in client.get(address).content.decode().partition("</title>")[0]
    head = client.post(address, {}).content.decode().partition("</title>")[0]
    assert "ยังไม่ได้บันทึก ·" in head and found.title in head
