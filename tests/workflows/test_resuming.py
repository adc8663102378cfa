"""A sign-in that expired while a form was being typed: the form stands there again, and nothing was done in between."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from procurement.purchase import Purchase
from tests.workflows.devices import telephone_of
from tests.workflows.test_identity import PASSWORD
from workflows.models import User
from workflows.practice import PracticeOffice
from workflows.views.resuming import LETTERS_MAX

ADDRESS = "/open/purchase/"
TYPED = {"_key": "k", "title": "ซื้อสี<b>", "kind": "goods", "need": "สีหมด", "needed_by": "วันไหนก็ได้", "lines-0-item": "สีขาว", "lines-1-item": "สีแดง", "_password": "secret-word"}  # fmt: skip


@pytest.fixture
def orathai(office: PracticeOffice) -> User:
    person = office.people["orathai"]
    person.set_password(PASSWORD)
    person.save()
    return person


def kept_by(page: Any) -> str:
    return re.search(r'name="kept" value="([^"]+)"', page.content.decode()).group(1)  # type: ignore[union-attr]


def left(person: User, **more: Any) -> Client:
    """A browser in which the person was signed in until a moment ago."""
    client = Client(**more)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/").status_code == 200
    del client.cookies["sessionid"]
    return client


def entered(client: Client, kept: str, address: str = ADDRESS, password: str = PASSWORD) -> Any:
    return client.post("/sign-in/", {"username": "orathai", "password": password, "next": address, "kept": kept})


def test_what_was_typed_stands_in_the_form_after_the_sign_in(orathai: User) -> None:
    client = left(orathai)
    refused = client.post(ADDRESS, {**TYPED, "quotation": SimpleUploadedFile("a.pdf", b"%PDF")})
    told = refused.content.decode()
    assert refused.status_code == 403 and "สิ่งที่คุณพิมพ์ไว้ยังอยู่ในหน้านี้ ซึ่งอย่าเพิ่งปิด: เข้าสู่ระบบที่นี่ด้วยชื่อเดิม" in told
    wrong = entered(client, kept_by(refused), password="wrong")
    assert entered(client, kept_by(wrong))["Location"] == ADDRESS
    page = client.get(ADDRESS).content.decode()
    assert all(word in page for word in ("ซื้อสี&lt;b&gt;", "สีหมด", "วันไหนก็ได้", 'value="สีขาว"', 'value="สีแดง"', "ยังไม่ได้บันทึก", "ไฟล์ที่เลือกไว้ต้องเลือกใหม่"))  # fmt: skip
    assert "อยู่ในแบบฟอร์มของหน้านี้ครบแล้ว" in page and "กลับมาเปิดหน้านี้ก็ยังอยู่" in page, "where it is, and how to come back to it"
    assert not Purchase.objects.exists() and "secret-word" not in page
    assert "ซื้อสี&lt;b&gt;" in client.get(ADDRESS).content.decode(), "another look loses nothing"
    client.post(ADDRESS, TYPED)
    assert "สีหมด" not in client.get(ADDRESS).content.decode(), "sent is sent"


def test_it_comes_through_the_second_half_of_a_sign_in(orathai: User) -> None:
    telephone, client = telephone_of(orathai), left(orathai, SERVER_NAME="localhost")
    assert entered(client, kept_by(client.post(ADDRESS, TYPED)))["Location"] == "/sign-in/second/"
    assert client.post("/sign-in/second/", {"_code": telephone.shown()})["Location"] == ADDRESS
    assert "สีหมด" in client.get(ADDRESS).content.decode()


def test_no_secret_goes_along(orathai: User) -> None:
    from django.core import signing

    kept = signing.loads(kept_by(Client().post(ADDRESS, {**TYPED, "_code": "123456", "_passkey": "{}"})), salt="kept")
    assert kept["typed"].keys() == TYPED.keys() - {"_password"}


@pytest.mark.parametrize("forged", ["", "x", "eyJhZGRyZXNzIjogIi8ifQ:1abc:def"])
def test_what_the_page_did_not_sign_is_not_believed(orathai: User, forged: str) -> None:
    client = Client()
    assert entered(client, forged, address="https://elsewhere.example/")["Location"] == "/"
    assert "kept" not in client.session


def test_more_than_anybody_types_goes_to_the_sign_in_alone(orathai: User) -> None:
    assert Client().post(ADDRESS, {"need": "ก" * LETTERS_MAX}).status_code == 403
    assert Client().post(ADDRESS, {"need": "ก" * (LETTERS_MAX + 1)})["Location"].startswith("/sign-in/")
    assert Client().get(ADDRESS)["Location"].startswith("/sign-in/")


def test_a_form_without_the_page_s_token_is_refused_as_before(orathai: User) -> None:
    assert b'name="kept"' not in Client(enforce_csrf_checks=True).post(ADDRESS, TYPED).content


def test_whoever_signs_in_next_in_that_browser_reads_nothing_of_it(office: PracticeOffice, orathai: User) -> None:
    client = left(office.people["kanda"])
    answer = entered(client, kept_by(client.post(ADDRESS, TYPED)))
    page = client.get(answer["Location"]).content.decode()
    assert "สีหมด" not in page and "ไม่ได้พิมพ์ในชื่อของคุณ" in page and "kept" not in client.session


def test_nor_what_a_sign_in_left_behind_that_stopped_at_its_second_half(office: PracticeOffice, orathai: User) -> None:
    telephone_of(orathai)
    client, kanda = left(orathai, SERVER_NAME="localhost"), office.people["kanda"]
    kanda.set_password(PASSWORD)
    kanda.save()
    assert entered(client, kept_by(client.post(ADDRESS, TYPED)))["Location"] == "/sign-in/second/"
    client.post("/sign-in/", {"username": "kanda", "password": PASSWORD})
    assert client.get("/").status_code == 200 and "สีหมด" not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("cookie", [None, "forged"])
def test_words_of_a_browser_that_knows_nobody_are_shown_to_nobody(orathai: User, cookie: str | None) -> None:
    client = left(orathai)
    del client.cookies["last_person"]
    if cookie:
        client.cookies["last_person"] = f"{orathai.pk}:{cookie}"
    entered(client, kept_by(client.post(ADDRESS, TYPED)))
    assert "สีหมด" not in client.get(ADDRESS).content.decode()
