"""A database that several people keep from each other: nothing is lost, nobody sees a bare error, and the same press works the next time."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from disbursement.models import BankAccount
from disbursement.own_transfer import OwnTransfer, State
from disbursement.rehearsal.furnishing import bank_account
from disbursement.rehearsal.own_transfer import OwnTransferWalk
from disbursement.rehearsal.walk import paper
from tests.beginnings import beginning
from tests.disbursement.tellers import MONDAY, Tellers
from tests.workflows.api_caller import Caller
from tests.workflows.in_the_way import in_the_way
from tests.workflows.page_reader import Reader
from workflows import engine
from workflows.attachments import EvidenceFile
from workflows.models import JournalEntry
from workflows.rebuild import rebuild_desks
from workflows.refusal import Refused
from workflows.verification import verify

pytestmark = pytest.mark.own_database
REASON = "ยอดเงินไม่ตรงกับบันทึกขออนุมัติโอน"


@beginning
def walk() -> OwnTransferWalk:
    made = OwnTransferWalk(Tellers().office, on=MONDAY)
    made.make("250000.00")
    return made


def in_way_of(walk: OwnTransferWalk, times: int) -> Any:
    return in_the_way(walk.transfer.case_id, bank_account(walk.office).pk, times)


def reject(walk: OwnTransferWalk, key: str = "") -> engine.Outcome:
    return engine.perform(walk.office.rattana, walk.transfer, "reject", key=key or None, reason=REASON)


def was_rejected_once(walk: OwnTransferWalk) -> bool:
    entries = JournalEntry.objects.filter(document=walk.transfer.pk, step="reject").count()
    pledged = BankAccount.objects.get(pk=bank_account(walk.office).pk).pledged_baht
    return (OwnTransfer.objects.get().state, entries, pledged) == (State.WITHDRAWN, 1, Decimal(0))


def test_what_the_database_broke_up_once_is_done_at_the_second_try_and_once(walk: OwnTransferWalk) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite breaks nothing up: whoever has waited for its lock in vain is told so at once")
    with in_way_of(walk, times=1):
        assert not reject(walk).replayed
    assert was_rejected_once(walk)
    assert list(verify(contents=True)) == [] and list(rebuild_desks()) == []


def test_broken_up_twice_it_is_told_in_thai_and_the_same_key_is_one_effect(walk: OwnTransferWalk) -> None:
    with in_way_of(walk, times=2), pytest.raises(Refused) as caught:
        reject(walk, "one press")
    (refusal,) = caught.value.refusals
    assert (refusal.code, caught.value.status, refusal.basis) == ("BUSY", 409, "")
    assert "มีผู้อื่นกำลังบันทึก" in refusal.sentence and "อีกครั้ง" in refusal.remedy
    assert (OwnTransfer.objects.get().state, walk.transfer.journal.count()) == (State.AWAITING_THIRD, 1)
    assert [reject(walk, "one press").replayed for _ in range(2)] == [False, True]
    assert was_rejected_once(walk)


def test_the_page_keeps_what_was_typed_and_its_key(walk: OwnTransferWalk) -> None:
    client = Client()
    client.force_login(walk.office.rattana, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("step", args=["own_transfer", walk.transfer.pk, "reject"])
    read = Reader(client.get(address).content.decode())
    sent = {name: read.all("input", name=name)[0]["value"] for name in ("_key", "_version")}
    with in_way_of(walk, times=2):
        answer = client.post(address, {**sent, "reason": REASON})
    page = answer.content.decode()
    assert (answer.status_code, REASON in page, "มีผู้อื่นกำลังบันทึก" in page) == (409, True, True)
    again = Reader(page)
    assert {name: again.all("input", name=name)[0]["value"] for name in sent} == sent
    assert client.post(address, {**sent, "reason": REASON}).status_code == 302
    assert was_rejected_once(walk)


def test_the_api_says_409_and_takes_the_same_command_again(walk: OwnTransferWalk) -> None:
    caller, address = Caller(walk.office, "rattana"), f"/api/v1/own_transfer/{walk.transfer.pk}/steps/reject"
    command = {"version": walk.transfer.version, "key": "one press", "reason": REASON}
    with in_way_of(walk, times=2):
        answer = caller.post(address, **command)
    assert (answer.status_code, [told["code"] for told in answer.json()["refusals"]]) == (409, ["BUSY"])
    assert caller.post(address, **command).status_code == 200 and was_rejected_once(walk)


@pytest.mark.parametrize("address", ["/sign-in/", "/api/v1/session"])
def test_what_no_step_writes_is_answered_503_in_thai(walk: OwnTransferWalk, address: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("no two people wait for each other in a sign-in; on SQLite every writer waits for every other")
    Caller(walk.office, "rattana")  # gives her a password
    known = {"username": "rattana", "password": "ข้าวเหนียวมะม่วง 9"}
    client = Client(raise_request_exception=False)
    with in_way_of(walk, times=2):
        answer = client.post(address, known, content_type="application/json") if "api" in address else client.post(address, known)
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    told = answer.json()["refusals"][0]["sentence"] if "api" in address else answer.content.decode()
    assert "มีผู้อื่นกำลังบันทึก" in told


def test_a_file_that_the_first_try_has_stored_is_read_again_from_its_beginning() -> None:
    file = paper("advice.pdf")
    first = EvidenceFile().clean(file).digest
    assert b"".join(file.chunks())
    assert EvidenceFile().clean(file).digest == first


def test_any_other_failure_is_still_a_failure(walk: OwnTransferWalk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **options: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("workflows.views.desk.render", broken)
    client = Client(raise_request_exception=False)
    client.force_login(walk.office.rattana, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/").status_code == 500
