"""Machines read and prepare for the person whose token they have, and never sign."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client

from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.walk import Need, Walk
from tests.procurement.test_purchase_evidence import PNG, upload
from tests.workflows.api_caller import Caller
from tests.workflows.machines import NAME, Machine, act, codes, today_of, token_of
from tests.workflows.waits import Still
from workflows import guessing, tokens
from workflows.models import Document, JournalEntry, MachineToken, User
from workflows.practice import PracticeOffice, found_practice_office, set_day
from workflows.procedure import PROCEDURES, procedure_of
from workflows.roles import PREPARING_ROLES
from workflows.step import ANYONE, WAITED
from workflows.verification import verify
from workflows.views.trail import entry_of

pytestmark = pytest.mark.django_db
LINES = (("กระดาษ A4", "รีม", "100", "120.00"),)
FACTS = {
    "title": "ซื้อ ก", "kind": "goods", "road": "order", "need": "จำเป็น", "needed_by": "2026-12-31",
    "lines": [{"item": "ก", "unit_name": "ชิ้น", "quantity": "2", "unit_price_baht": "10.50"}],
}  # fmt: skip
DESK = "/api/v1/desk"


@pytest.fixture
def walk(office: PracticeOffice) -> Walk:
    vendors, lines = furnish(office)
    walk = Walk(office, Need("ซื้อกระดาษ", LINES, vendors[0], lines[1], members=(("orathai", "inspector"),)))
    walk.open()
    return walk


def address(document: Document, step: str = "") -> str:
    base = f"/api/v1/{document.procedure}/{document.pk}"
    return f"{base}/steps/{step}" if step else base


def last_entry() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(JournalEntry.objects.latest("id").body)
    return told


def test_it_reads_what_its_person_reads_without_a_session(walk: Walk) -> None:
    machine = Machine(token_of(walk.office, "orathai"))
    assert machine.get(DESK).status_code == 200
    body = machine.get(address(walk.purchase)).json()
    assert (body["state"], body["amount_baht"]) == ("draft", "12000.00")
    assert machine.get(f"/api/v1/cases/{walk.purchase.case_id}/journal").status_code == 200
    assert not machine.client.cookies and not Session.objects.exists()


def test_it_opens_and_edits_a_purchase_and_the_trail_says_who_and_by_what(walk: Walk) -> None:
    machine = Machine(token_of(walk.office, "orathai"))
    opened = machine.post("/api/v1/purchase", unit=str(walk.office.units["กองช่าง"].pk), key="k", **FACTS)
    assert opened.status_code == 201, opened.content
    made = address(Document.objects.get(pk=opened.json()["id"]))
    edited = machine.post(f"{made}/steps/edit_request", version=1, **{**FACTS, "title": "ซื้อ ข"})
    assert edited.status_code == 200, edited.content
    told = last_entry()
    assert (told["step"], told["person_name"], told["by_machine"]) == ("edit_request", walk.office.orathai.full_name, NAME)
    assert "confirmed_by" not in told
    assert entry_of(JournalEntry.objects.latest("id")).by_machine == NAME
    assert list(verify()) == []
    page = Client(SERVER_NAME="localhost")
    page.force_login(walk.office.orathai, backend="django.contrib.auth.backends.ModelBackend")
    shown = page.get(f"/case/{edited.json()['case']}/trail/").content.decode()
    assert f"เครื่อง “{NAME}” ทำแทน {walk.office.orathai.full_name} ด้วยโทเคน" in shown


def test_it_attaches_and_the_trail_says_so(walk: Walk, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    machine = Machine(token_of(walk.office, "orathai"))
    answer = machine.upload(f"{address(walk.purchase)}/attachments", kind="ภาพถ่าย", file=upload(PNG, "ภาพ.png"))
    assert answer.status_code == 201, answer.content
    assert (last_entry()["step"], last_entry()["by_machine"]) == ("attach", NAME)


def test_a_person_leaves_no_machine_in_the_trail(walk: Walk) -> None:
    answer = Caller(walk.office, "orathai").post(address(walk.purchase, "submit_request"), version=1)
    assert answer.status_code == 200
    assert "by_machine" not in last_entry()


def test_it_may_never_more_than_its_person(walk: Walk) -> None:
    machine = Machine(token_of(walk.office, "porntip"))
    answer = machine.post(address(walk.purchase, "submit_request"), version=1)
    assert (answer.status_code, codes(answer)) == (403, ["NOT_YOUR_ROLE"])


def test_it_signs_nothing_anywhere(lived_in: PracticeOffice) -> None:
    """Every step of every procedure that signs, on a document of its own where the lived-in office has one."""
    office = lived_in
    machines = {who: Machine(token_of(office, who)) for who in office.people}
    walked, before = set(), JournalEntry.objects.count()
    for procedure in PROCEDURES.values():
        found = procedure.model._default_manager.filter(organization=office.organization).first()
        assert found is not None, procedure.code
        for step in procedure.steps.values():
            if not step.signs:
                continue
            walked.add(procedure.qualified(step.name))
            where = f"/api/v1/{procedure.code}" if step.opens else address(found, step.name)
            for who, machine in machines.items():
                answer = machine.post(where, version=found.version, password="x")
                assert answer.status_code == 403, (who, step.name, answer.content)
                assert "MACHINE_NEVER_SIGNS" in codes(answer), (who, step.name)
    assert len(walked) == sum(step.signs for procedure in PROCEDURES.values() for step in procedure.steps.values())
    assert JournalEntry.objects.count() == before, "nothing was signed"


def test_the_one_who_may_sign_is_told_to_do_it_himself(walk: Walk) -> None:
    walk.to("reported")
    found = walk.purchase
    found.refresh_from_db()
    signing = {s.name: s for s in procedure_of(found).from_state(found.state) if s.signs}
    person = next(
        who for who in walk.office.people
        if any(s["allowed"] for s in Caller(walk.office, who).get(address(found)).json()["steps"] if s["name"] in signing)
    )  # fmt: skip
    machine = Machine(token_of(walk.office, person))
    offered = {s["name"]: s for s in machine.get(address(found)).json()["steps"]}
    may = {s["name"] for s in Caller(walk.office, person).get(address(found)).json()["steps"] if s["allowed"]} & set(signing)
    for name in may:
        (refusal,) = offered[name]["refusals"]
        assert not offered[name]["allowed"] and refusal["code"] == "MACHINE_NEVER_SIGNS"
        assert "ลงนาม" in refusal["sentence"] and "ด้วยตนเอง" in refusal["remedy"]
        answer = machine.post(address(found, name), version=found.version, password="right or wrong")
        assert "MACHINE_NEVER_SIGNS" in codes(answer) and "WRONG_PASSWORD" not in codes(answer)


@pytest.mark.parametrize(
    ("who", "step"),
    [("wilai", "deactivate_person"), ("wilai", "set_roles"), ("wilai", "withdraw_token"), ("orathai", "take_back_token")],
)
def test_it_neither_judges_nor_touches_the_accounts_of_people(office: PracticeOffice, who: str, step: str) -> None:
    register = Document.objects.get(organization=office.organization, procedure="people_register")
    answer = Machine(token_of(office, who)).post(address(register, step), version=register.version)
    assert answer.status_code == 403 and "MACHINE_NEVER_JUDGES" in codes(answer)


def test_a_judgement_without_a_signature_is_refused_too(walk: Walk) -> None:
    register = Document.objects.get(organization=walk.office.organization, procedure="budget_register")
    steps = {s["name"]: s for s in Machine(token_of(walk.office, "kanda")).get(address(register)).json()["steps"]}
    assert not steps["add_line"]["signs"] and not steps["add_line"]["allowed"]
    assert [r["code"] for r in steps["add_line"]["refusals"]] == ["MACHINE_NEVER_JUDGES"]


def test_where_the_executive_is_waited_for_his_machine_sends_nothing_back(walk: Walk) -> None:
    found = walk.to("approving")
    answer = Machine(token_of(walk.office, "boonmee")).post(address(found, "return_report"), version=found.version, reason="แก้")
    assert (answer.status_code, codes(answer)) == (403, ["MACHINE_NEVER_JUDGES"])
    assert (
        Caller(walk.office, "boonmee").post(address(found, "return_report"), version=found.version, reason="แก้").status_code == 200
    )


@pytest.mark.parametrize(("after", "status"), [(0, 200), (6, 200), (7, 200), (8, 401)])
def test_it_works_until_the_end_of_its_last_day(office: PracticeOffice, after: int, status: int) -> None:
    office = found_practice_office(suffix="p", short_name="อบต.ฝึก", is_practice=True, practice_today=today_of(office))
    begin = today_of(office)
    machine = Machine(token_of(office, "orathai", days=7))
    set_day(office, begin + timedelta(days=after))
    answer = machine.get(DESK)
    assert answer.status_code == status
    if status == 401:
        (refusal,) = answer.json()["refusals"]
        assert refusal["code"] == "TOKEN_ENDED" and "ใช้ได้ถึง" in refusal["sentence"] and refusal["remedy"]
        assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("ending", ["take_back", "withdraw", "deactivate", "leave"])
def test_what_has_ended_opens_nothing(office: PracticeOffice, ending: str) -> None:
    machine = Machine(token_of(office, "orathai"))
    token, orathai = MachineToken.objects.get(), office.orathai
    if ending == "take_back":
        act(orathai, "take_back_token", token=token)
    elif ending == "withdraw":
        act(office.wilai, "withdraw_token", token=token, reason="ไม่ใช้แล้ว")
    elif ending == "deactivate":
        act(office.wilai, "deactivate_person", person=orathai, reason="ลาออก")
    else:
        for holding in orathai.holdings.all():
            act(office.wilai, "end_holding", holding=holding, ends_on=today_of(office) - timedelta(days=1))
    answer = machine.get(DESK)
    assert answer.status_code == 401
    assert codes(answer) == (["TOKEN_TAKEN_BACK"] if ending in ("take_back", "withdraw") else ["OWNER_SHUT_OUT"])
    assert not AccessAttempt.objects.exists(), "a token that was good is no guess"


def test_another_office_is_not_there_and_a_person_who_went_there_takes_no_token_along(walk: Walk) -> None:
    other = found_practice_office(suffix="2", short_name="อบต.อื่น")
    stranger = Machine(token_of(other, "orathai"))
    assert stranger.get(address(walk.purchase)).status_code == 404
    assert stranger.get(DESK).status_code == 200
    token = MachineToken.objects.select_related("person", "organization").get()
    token.person.organization = walk.office.organization
    why = tokens.why_shut_out(token)
    assert why is not None and why.code == "OWNER_SHUT_OUT"


def test_pages_know_no_token(walk: Walk) -> None:
    machine = Machine(token_of(walk.office, "orathai"))
    for page in ("/", f"/case/{walk.purchase.case_id}/", "/api/", f"/do/purchase/{walk.purchase.pk}/submit_request/"):
        answer = machine.get(page)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in/"), page


def test_it_cannot_sign_out_nor_ask_for_a_passkey(office: PracticeOffice) -> None:
    machine = Machine(token_of(office, "orathai"))
    assert machine.client.delete("/api/v1/session", headers=machine.headers).status_code in (401, 403)
    assert machine.post("/api/v1/passkey").status_code == 404


@pytest.mark.parametrize("secret", ["", "x", "dika_", "dika_" + "A" * 43, "ดิก้า".encode().decode("latin-1")])
def test_what_no_token_is_is_401_in_thai(office: PracticeOffice, secret: str) -> None:
    answer = Machine(secret).get(DESK)
    assert (answer.status_code, codes(answer)) == (401, ["TOKEN_UNKNOWN"])
    assert "โทเคน" in answer.json()["refusals"][0]["sentence"]


def test_a_wrong_token_is_not_helped_by_a_session(office: PracticeOffice) -> None:
    caller = Caller(office, "orathai")
    assert caller.client.get(DESK, headers={"Authorization": "Bearer dika_no"}).status_code == 401
    assert caller.get(DESK).status_code == 200


def test_guesses_are_slowed_from_the_tenth_on(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, still = token_of(office, "orathai"), Still(monkeypatch)
    for _ in range(10):
        assert Machine("dika_guess").get(DESK).status_code == 401
    for seconds in (5, 10, 15):
        early = Machine(secret).get(DESK)
        assert (early.status_code, codes(early), early["Retry-After"]) == (429, ["LOCKED"], str(seconds))
        still.after(seconds - 1)
        assert Machine("dika_guess").get(DESK)["Retry-After"] == "1"
        still.after(1)
        assert Machine(secret).get(DESK).status_code == 200
        assert Machine("dika_guess").get(DESK).status_code == 401
    assert "พักไว้ 20 วินาที" in Machine(secret).get(DESK).json()["refusals"][0]["sentence"]


def test_guesses_come_to_an_end_for_the_address_and_no_other(office: PracticeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, still = token_of(office, "orathai"), Still(monkeypatch)
    for _ in range(guessing.GUESSES_MAX):
        still.after(int(Machine(secret).get(DESK).headers.get("Retry-After", 0)))
        assert Machine("dika_guess").get(DESK).status_code == 401
    waiting = Machine(secret).get(DESK)
    assert (waiting.status_code, codes(waiting), waiting["Retry-After"]) == (429, ["LOCKED"], "625"), (
        "fifteen minutes after the first"
    )
    assert Machine(secret, ip="10.0.0.2").get(DESK).status_code == 200
    AccessAttempt.objects.update(attempt_time="2026-01-01T00:00Z")
    assert Machine(secret).get(DESK).status_code == 200


def test_only_a_digest_is_kept_and_the_trail_knows_no_secret(office: PracticeOffice) -> None:
    secret = token_of(office, "orathai")
    assert secret.startswith("dika_") and len(secret) == len("dika_") + 64
    token = MachineToken.objects.get()
    assert secret not in str(vars(token)) and len(token.digest) == 64
    for entry in JournalEntry.objects.filter(step="give_token"):
        # The digest stands there, so that nobody puts another's in its place; it leads nobody back to 64 letters drawn at random.
        assert secret not in entry.body and secret.removeprefix("dika_") not in entry.body and token.digest in entry.body
    assert User.objects.get(pk=token.person_id).username == "orathai"


# Every step that a machine may take where its person may; a new step stands here once somebody has thought of it. What waits for a
# head or an executive is theirs to judge even here: `waited` steps are open only while a preparing role is waited for.
OPEN_TO_MACHINES = {
    "cheque_return": "ask_executive attach chase name_receipts open_for return_for_correction withdraw",
    "fund_day": "attach call_keyholders correct_elaas_deposit enter_elaas_deposit open_day return_report return_summary withdraw",
    "goods_acceptance": "attach record_late_notice",
    "held_release": "attach propose return_for_correction withdraw",
    "own_transfer": "attach",
    "party_register": "add_party change_party",
    "payment": "attach chase record_receipt",
    "purchase": "attach correct_egp_contract correct_egp_project correct_elaas_reservation edit_request enter_egp_contract enter_egp_project enter_elaas_reservation open_request prepare_order record_delivery record_vendor_receipt return_order return_report return_request return_result return_specification submit_request",
    "question": "ask",
    "receipt_book_register": "add_book",
    "remittance": "attach correct_elaas_receipts enter_elaas_receipts open_day record return_for_correction withdraw",
    "shortage": "chase",
    "transfer": "attach",
    "voucher": "attach correct_elaas_voucher enter_elaas_voucher register return_for_correction withdraw",
    "works_acceptance": "attach record_late_notice",
    "works_supervision": "attach",
}


def test_what_machines_may_do_is_this_and_no_more() -> None:
    told = {}
    for procedure in PROCEDURES.values():
        found = [step for step in procedure.steps.values() if not (step.signs or step.in_person or step.is_automatic)]
        names = sorted(step.name for step in found if step.by in PREPARING_ROLES or step.by in (ANYONE, WAITED))
        told[procedure.code] = " ".join(names)
    assert {code: names for code, names in told.items() if names} == OPEN_TO_MACHINES
