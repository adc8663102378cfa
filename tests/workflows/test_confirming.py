"""Signing with a password, a code or a passkey: any one, or two factors where the office says so, by page and by API alike."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests.workflows.api_caller import PASSWORD, Caller
from tests.workflows.devices import Device, confirmed, passkey_of, telephone_of
from tests.workflows.waits import Still
from workflows import authenticators, engine
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice
from workflows.proof import CONFIRMATION, TWO_FACTORS, Given, Means, Proof, prove
from workflows.refusal import Refused
from workflows.registers.office import OfficeRegister
from workflows.views.trail import entry_of

CHOICE = {"choice": "purchase.order_signer", "value": "chief_executive"}


class Signer:
    """Boonmee at the form of one signature, in a browser."""

    def __init__(self, office: PracticeOffice) -> None:
        self.person: Any = office.people["boonmee"]
        self.person.set_password(PASSWORD)
        self.person.save(update_fields=["password"])
        self.register = OfficeRegister.objects.get(organization=office.organization)
        self.address = f"/do/office_register/{self.register.pk}/set_choice/"
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(self.person, backend="django.contrib.auth.backends.ModelBackend")

    def form(self, key: str = "0" * 32, **more: str) -> dict[str, str]:
        version = OfficeRegister.objects.get(pk=self.register.pk).version
        return {"_version": str(version), "_key": key, **CHOICE, **more}

    def with_passkey(self, device: Device, form: dict[str, str]) -> dict[str, Any]:
        return confirmed(self.client, device, self.address, form)

    def send(self, form: dict[str, Any]) -> Any:
        return self.client.post(self.address, form)

    def page(self) -> str:
        return self.client.get(self.address).content.decode()

    @property
    def entries(self) -> list[Any]:
        """By what each signature so far was confirmed."""
        rows = JournalEntry.objects.filter(document=self.register.pk, step="set_choice").order_by("sequence")
        return [json.loads(row.body).get("confirmed_by") for row in rows]


@pytest.fixture
def signer(office: PracticeOffice) -> Signer:
    return Signer(office)


def demand_two(office: PracticeOffice) -> None:
    register = OfficeRegister.objects.get(organization=office.organization)
    person = office.people["boonmee"]
    engine.perform(person, register, "set_choice", proof=Proof(person.pk, timezone.now()), choice=CONFIRMATION, value=TWO_FACTORS)


def test_who_has_nothing_set_up_is_asked_for_the_password_alone(signer: Signer) -> None:
    page = signer.page()
    assert 'name="_password"' in page and 'name="_code"' not in page and "dika/passkey." not in page
    assert signer.send(signer.form(_password=PASSWORD)).status_code == 302
    assert signer.entries == [["password"]]
    assert signer.client.post("/passkey/", {"_address": signer.address}).status_code == 404


def test_any_one_of_what_is_set_up_signs_and_the_trail_says_which(signer: Signer) -> None:
    telephone, device = telephone_of(signer.person), passkey_of(signer.person)
    page = signer.page()
    assert all(name in page for name in ('name="_password"', 'name="_code"', 'name="_passkey"', "dika/passkey."))
    assert signer.send(signer.form("1" * 32, _password=PASSWORD)).status_code == 302
    assert signer.send(signer.form("2" * 32, _code=telephone.shown())).status_code == 302
    assert signer.send(signer.with_passkey(device, signer.form("3" * 32))).status_code == 302
    both = signer.form("4" * 32, _password=PASSWORD, _code=telephone.shown(1))
    assert signer.send(both).status_code == 302
    assert signer.entries == [["password"], ["code"], ["passkey"], ["password", "code"]]
    row = JournalEntry.objects.filter(document=signer.register.pk).order_by("-sequence").first()
    assert entry_of(row).confirmed_by == "รหัสผ่าน + รหัสจากแอปยืนยันตัวตน"
    with translation.override("en"):
        assert entry_of(row).confirmed_by == "Password + authenticator app code"
    trail = signer.client.get(f"/case/{signer.register.case_id}/trail/").content.decode()
    assert "ยืนยันการลงนามด้วย" in trail and "พาสคีย์" in trail


@pytest.mark.parametrize(
    ("given", "word", "field"),
    [({}, "การลงนามต้องยืนยัน", "_password"), ({"_password": "ผิด"}, "รหัสผ่านไม่ถูกต้อง", "_password"), ({"_code": "000000"}, "รหัสจากแอปไม่ถูกต้อง", "_code"),
     ({"_passkey": "{}"}, "การลงนามต้องยืนยัน", "_password"), ({"_passkey": '{"id": "AAAA"}'}, "พาสคีย์ไม่ได้ยืนยัน", "_passkey"),
     ({"_password": PASSWORD, "_code": "000000"}, "รหัสจากแอปไม่ถูกต้อง", "_code")],
)  # fmt: skip
def test_what_is_wrong_or_missing_signs_nothing_and_is_said_at_its_field(
    signer: Signer, given: dict[str, str], word: str, field: str
) -> None:
    telephone_of(signer.person)
    passkey_of(signer.person)
    answer = signer.send(signer.form(**given))
    page = answer.content.decode()
    assert answer.status_code == 403 and word in page and signer.entries == []
    assert 'value="chief_executive"' in page, "what was typed is still there"


def test_a_code_is_spent_by_one_signature(signer: Signer) -> None:
    code = telephone_of(signer.person).shown()
    assert signer.send(signer.form("1" * 32, _code=code)).status_code == 302
    assert signer.send(signer.form("2" * 32, _code=code, value="head_of_supplies")).status_code == 403
    assert len(signer.entries) == 1


def test_a_form_that_is_sent_twice_is_one_signature(signer: Signer) -> None:
    telephone, device = telephone_of(signer.person), passkey_of(signer.person)
    by_code = lambda: signer.form("1" * 32, _code=telephone.shown())
    by_passkey = lambda: signer.with_passkey(device, signer.form("2" * 32))
    for filled in (by_code, by_passkey):
        form, before = filled(), len(signer.entries)
        assert [signer.send(form).status_code for _ in range(2)] == [302, 302] and len(signer.entries) == before + 1


@pytest.mark.parametrize(
    "change", [{"value": "head_of_supplies"}, {"_version": "99"}, {"_key": "9" * 32}, {"_acted_on": "2026-01-01"}, {"more": "x"}]
)
def test_a_passkey_confirms_the_form_it_was_asked_for_to_the_letter(signer: Signer, change: dict[str, str]) -> None:
    form = signer.with_passkey(passkey_of(signer.person), signer.form())
    answer = signer.send({**form, **change})
    assert answer.status_code == 403 and "พาสคีย์ไม่ได้ยืนยัน" in answer.content.decode() and signer.entries == []


def test_a_passkey_that_confirms_one_address_confirms_no_other(signer: Signer) -> None:
    form = confirmed(signer.client, passkey_of(signer.person), "/do/office_register/x/set_choice/", signer.form())
    assert signer.send(form).status_code == 403 and signer.entries == []


def test_another_person_s_passkey_and_code_do_not_sign(signer: Signer, office: PracticeOffice) -> None:
    passkey_of(signer.person)
    theirs, telephone = passkey_of(office.people["wilai"]), telephone_of(office.people["wilai"])
    assert signer.send(signer.with_passkey(theirs, signer.form())).status_code == 403
    assert signer.send(signer.form(_code=telephone.shown())).status_code == 403
    assert signer.entries == []


def test_a_recovery_code_signs_nothing(signer: Signer) -> None:
    telephone_of(signer.person)
    code = authenticators.new_recovery_codes(signer.person)[0]
    assert signer.send(signer.form(_code=code)).status_code == 403 and signer.entries == []
    assert authenticators.recovery_codes_left(signer.person) == 10


def test_wrong_codes_at_a_signature_lock_as_wrong_passwords_do(signer: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    telephone = telephone_of(signer.person)
    wrong = lambda: signer.send(signer.form(_code="000000"))
    assert Still(monkeypatch).wrong_until_locked(wrong) == [403] + [429] * 4
    assert signer.send(signer.form(_code=telephone.shown())).status_code == 429 and signer.entries == []


def test_wrong_passwords_and_wrong_codes_are_one_count(signer: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    telephone_of(signer.person)
    wrong = iter([{"_password": "ผิด"}, {"_code": "000000"}] * 3)
    assert Still(monkeypatch).wrong_until_locked(lambda: signer.send(signer.form(**next(wrong)))) == [403] + [429] * 4


def test_an_office_may_ask_two_factors_of_every_signature(signer: Signer, office: PracticeOffice) -> None:
    demand_two(office)
    assert "คุณยังไม่ได้ตั้งไว้" in signer.page()
    answer = signer.send(signer.form(_password=PASSWORD))
    assert answer.status_code == 403 and "SECOND_FACTOR_NEEDED" in answer.content.decode() and "แนวปฏิบัติ" in answer.content.decode()
    telephone, device = telephone_of(signer.person), passkey_of(signer.person)
    assert "พาสคีย์อย่างเดียว หรือรหัสผ่านพร้อมรหัสจากแอป" in signer.page()
    assert signer.send(signer.form(_password=PASSWORD)).status_code == 403
    assert signer.send(signer.form(_code=telephone.shown())).status_code == 403
    assert signer.send(signer.form("1" * 32, _password=PASSWORD, _code=telephone.shown(1))).status_code == 302
    assert signer.send(signer.with_passkey(device, signer.form("2" * 32))).status_code == 302
    assert signer.entries[1:] == [["password", "code"], ["passkey"]]


@pytest.mark.parametrize("value", ["two", "", "TWO_FACTORS"])
def test_a_slip_in_that_setting_is_refused(signer: Signer, value: str) -> None:
    answer = signer.send({**signer.form(_password=PASSWORD), "choice": CONFIRMATION, "value": value})
    assert answer.status_code == 422 and signer.entries == []


@pytest.mark.parametrize(
    ("means", "holds"),
    [
        ((Means.PASSWORD,), False),
        ((Means.CODE,), False),
        ((), False),
        ((Means.PASSWORD, Means.CODE), True),
        ((Means.PASSKEY,), True),
    ],
)
def test_the_engine_itself_asks_the_two_factors(office: PracticeOffice, means: tuple[Means, ...], holds: bool) -> None:
    demand_two(office)
    register = OfficeRegister.objects.get(organization=office.organization)
    boonmee = office.people["boonmee"]
    sign = lambda: engine.perform(boonmee, register, "set_choice", proof=Proof(boonmee.pk, timezone.now(), means), **CHOICE)
    if holds:
        assert sign().document.version == register.version + 1
        return
    with pytest.raises(Refused) as refused:
        sign()
    assert refused.value.codes == ({"SECOND_FACTOR_NEEDED"} if means else {"PASSWORD_NEEDED"})


def test_nothing_proves_nothing(signer: Signer) -> None:
    with pytest.raises(Refused):
        prove(signer.person, Given(), None)


def test_the_api_signs_with_a_code_or_a_passkey_and_refuses_as_the_page_does(office: PracticeOffice) -> None:
    caller, boonmee = Caller(office, "boonmee"), office.people["boonmee"]
    register = OfficeRegister.objects.get(organization=office.organization)
    address = f"/api/v1/office_register/{register.pk}/steps/set_choice"
    telephone, device = telephone_of(boonmee), passkey_of(boonmee)
    caller.client.defaults["SERVER_NAME"] = "localhost"
    version = lambda: OfficeRegister.objects.get(pk=register.pk).version
    codes = lambda answer: {refusal["code"] for refusal in answer.json()["refusals"]}

    assert codes(caller.post(address, version=version(), **CHOICE)) == {"PASSWORD_NEEDED"}
    assert codes(caller.post(address, version=version(), code="000000", **CHOICE)) == {"WRONG_CODE"}
    assert codes(caller.post(address, version=version(), passkey={"id": "AAAA"}, **CHOICE)) == {"WRONG_PASSKEY"}
    assert caller.post(address, version=version(), code=telephone.shown(), **CHOICE).status_code == 200

    command = {"version": version(), "key": "k", **CHOICE}
    asked = caller.post("/api/v1/passkey", path=address, command=command).json()["publicKey"]
    answer = device.signed(asked)
    assert codes(caller.post(address, **{**command, "value": "head_of_supplies"}, passkey=answer)) == {"WRONG_PASSKEY"}
    assert caller.post(address, **command, passkey=answer).status_code == 200
    assert caller.post(address, **command, passkey=answer).json()["replayed"] is True

    demand_two(office)
    assert codes(caller.post(address, version=version(), password=PASSWORD, **CHOICE)) == {"SECOND_FACTOR_NEEDED"}
    entry = caller.get(f"/api/v1/cases/{register.case_id}/journal").json()["entries"][-2]
    assert entry["facts"]["confirmed_by"] == ["passkey"]


def test_the_api_signs_in_in_two_halves(office: PracticeOffice) -> None:
    caller, boonmee = Caller(office, "boonmee"), office.people["boonmee"]
    telephone, device = telephone_of(boonmee), passkey_of(boonmee)
    codes = lambda answer: {refusal["code"] for refusal in answer.json()["refusals"]}

    def fresh(**body: Any) -> Any:
        caller.client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
        caller.token = caller.client.get("/api/v1/session").json()["csrf"]
        return caller.post("/api/v1/session", username="boonmee", password=PASSWORD, **body)

    answer = fresh()
    assert answer.status_code == 401 and codes(answer) == {"SECOND_FACTOR_NEEDED"}
    assert caller.get("/api/v1/desk").status_code == 401
    wrong = caller.post("/api/v1/session", code="000000")
    assert wrong.status_code == 401 and codes(wrong) == {"WRONG_CODE"}
    asked = caller.post("/api/v1/passkey").json()["publicKey"]
    assert caller.post("/api/v1/session", passkey=device.signed(asked)).status_code == 200
    assert caller.get("/api/v1/desk").status_code == 200
    assert fresh(code=telephone.shown()).status_code == 200 and caller.get("/api/v1/desk").status_code == 200
    caller.client = Client(SERVER_NAME="localhost")
    assert caller.post("/api/v1/passkey").status_code == 404, "nobody is asked for"
    assert caller.post("/api/v1/session", code=telephone.shown(1)).status_code == 401
