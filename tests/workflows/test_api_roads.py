"""Acceptance, voucher and payment over the API: each step by its own person, and by nobody else of the nine."""

from datetime import date
from typing import Any

import pytest

from committees.acceptance.asks import ACCEPTS, DISSENTS
from disbursement.payment import Payment
from disbursement.rehearsal.furnishing import bank_account, payee_account
from disbursement.rehearsal.walk import bank_day, evidence, paper
from disbursement.rules.payment import DEBIT_ADVICE
from procurement.rehearsal.furnishing import furnish
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import Need, Walk
from tests.bank_days import found_on_bank_day
from tests.beginnings import beginning
from tests.workflows.api_caller import PASSWORD, Callers
from workflows import clock
from workflows.models import Document
from workflows.practice import PracticeOffice, found_practice_office

LINES = (("เก้าอี้", "ตัว", "20", "1070.00"),)
COMMITTEE = (("wilai", "chair"), ("porntip", "member"), ("orathai", "member"))


@beginning
def office() -> PracticeOffice:
    return found_on_bank_day()


@pytest.fixture
def road(office: PracticeOffice) -> Road:
    """A purchase whose goods have come."""
    vendors, lines = furnish(office)
    payee_account(office, vendors[0])
    walk = Walk(office, Need("ซื้อเก้าอี้", LINES, vendors[0], lines[1], members=COMMITTEE))
    walk.to("ordered")
    walk.deliver()
    return Road(walk)


def today(road: Road) -> date:
    return clock.today(road.office.fresh())


def address(road: Road, procedure: str) -> str:
    found = Document.objects.get(case=road.walk.purchase.case_id, procedure=procedure)
    return f"/api/v1/{procedure}/{found.pk}"


def test_an_acceptance_goes_from_the_committee_to_the_head_and_to_the_officer(road: Road) -> None:
    callers, goods, day = Callers(road.office), address(road, "goods_acceptance"), today(road).isoformat()
    callers.step("porntip", goods, "declare_no_interest", beside=("wilai", "orathai"))
    callers.step("wilai", goods, "declare_no_interest", beside=("orathai",))
    assert callers.step("orathai", goods, "declare_no_interest")["state"] == "inspecting"
    findings = {"inspected_on": day, "place": "agreed", "check_method": "counted", "absent": []}
    lines = [{"position": 1, "accepted_quantity": "12", "finding": "ขาชำรุด 8 ตัว"}]
    assert callers.step("wilai", goods, "record_findings", lines=lines, **findings)["amount_baht"] == "12840.00"
    callers.step("wilai", goods, "sign", beside=("porntip", "orathai"), opinion=ACCEPTS)
    callers.step("porntip", goods, "sign", beside=("orathai",), opinion=ACCEPTS)
    dissent = {"opinion": DISSENTS, "reason": "เบาะบางกว่าที่กำหนด", "disputed": [{"position": 1, "quantity": "2"}]}
    assert callers.step("orathai", goods, "sign", **dissent)["state"] == "dissented"
    ruled = callers.step("boonmee", goods, "rule_to_accept_undisputed", reason="รับเฉพาะที่ไม่มีข้อโต้แย้ง")
    assert (ruled["state"], ruled["amount_baht"], len(ruled["rows"]["opinions"])) == ("accepted", "10700.00", 3)
    assert callers.step("duangjai", goods, "take_over", copies=2, vendor_copy_on=day)["state"] == "informing", (
        "8 and 2 are still owed"
    )
    assert callers.step("boonmee", goods, "inform_vendor", letter_number="นด 1/2570")["state"] == "closed"


def test_a_voucher_is_returned_with_reasons_and_comes_back(road: Road) -> None:
    filled = filling(road)
    callers, voucher = Callers(road.office), address(road, "voucher")
    again = {**filled, "invoice_number": "IV 2", "evidence": invoiced(filled["evidence"], "IV 2")}
    callers.step("orathai", voucher, "prepare", **filled)
    callers.step("somchai", voucher, "request")
    assert callers.step("theera", voucher, "register")["state"] == "checking"
    returned = callers.step("rattana", voucher, "return_for_correction", reason="เลขที่ใบแจ้งหนี้ไม่ตรง")
    assert (returned["state"], returned["content"]["returned_times"]) == ("returned", 1)
    callers.step("orathai", voucher, "correct", **again)
    callers.step("somchai", voucher, "request")
    callers.step("theera", voucher, "register")
    checked = callers.step("rattana", voucher, "examine", pages_counted=filled["evidence"][-1]["last_page"], papers_seen=True)
    money = checked["content"]
    assert (money["gross_baht"], money["withheld_baht"], money["net_baht"]) == ("21400.00", "200.00", "21200.00")
    callers.step("wilai", voucher, "endorse")
    assert callers.step("boonmee", voucher, "approve")["state"] == "approved"


def test_every_fault_of_a_voucher_is_told_at_once_and_nothing_is_kept(road: Road) -> None:
    filled = filling(road)
    callers, voucher = Callers(road.office), address(road, "voucher")
    before = callers["orathai"].get(voucher).json()
    wrong = {**filled, "tax_id": "0105500000011", "evidence": filled["evidence"][1:]}
    answer = callers["orathai"].post(f"{voucher}/steps/prepare", version=before["version"], password=PASSWORD, **wrong)
    assert answer.status_code == 422, answer.content
    told = answer.json()["refusals"]
    assert {refusal["field"] for refusal in told} == {"tax_id", "evidence"} and all(r["sentence"] and r["remedy"] for r in told)
    after = callers["orathai"].get(voucher).json()
    assert (after["sequence"], after["content_hash"]) == (before["sequence"], before["content_hash"])


def test_one_makes_the_bank_file_three_sign_it_and_the_bank_decides(road: Road) -> None:
    payment = road.approved()
    callers, account = Callers(road.office), bank_account(road.office)
    body: dict[str, Any] = {
        "account": str(account.pk),
        "payments": [str(payment.pk)],
        "value_on": bank_day(today(road)).isoformat(),
    }
    assert callers["rattana"].post("/api/v1/transfer", password=PASSWORD, **body).status_code == 403
    opened = callers["theera"].post("/api/v1/transfer", key="one file", password=PASSWORD, **body)
    assert opened.status_code == 201, opened.content.decode()
    assert callers["theera"].post("/api/v1/transfer", key="one file", password=PASSWORD, **body).json()["replayed"]
    transfer, file = f"/api/v1/transfer/{opened.json()['id']}", f"/transfer/{opened.json()['id']}/file/"
    callers.step("rattana", transfer, "sign_third")
    callers.step("wilai", transfer, "sign_secretary")
    assert callers["theera"].get(file).status_code == 409, "no file before all have signed"
    assert callers.step("boonmee", transfer, "sign_executive")["state"] == "signed"
    assert {who: callers[who].get(file).status_code for who in ("theera", "boonmee")} == {"theera": 200, "boonmee": 403}
    callers.step("theera", transfer, "send", bank_reference="KTB-1")
    result = {"results": [{"position": 1, "result": "confirmed"}], "rest": ""}
    answer = callers["theera"].post(
        f"{transfer}/steps/record_result", version=callers["theera"].get(transfer).json()["version"], **result
    )
    assert [refusal["code"] for refusal in answer.json()["refusals"]] == ["NO_DEBIT_ADVICE"]
    advice = {"kind": DEBIT_ADVICE, "file": paper("advice.pdf")}
    assert callers["theera"].upload(f"{transfer}/attachments", **advice).status_code == 201
    assert callers.step("theera", transfer, "record_result", **result)["state"] == "done"
    paid = f"/api/v1/payment/{payment.pk}"
    callers.step("theera", paid, "stamp")
    receipt = {"proof_kind": "receipt", "proof_number": "12/480", "proof_on": today(road).isoformat()}
    callers.step("theera", paid, "record_receipt", **receipt)
    assert callers.step("rattana", paid, "certify")["state"] == "certified"
    assert Payment.objects.get(pk=payment.pk).voucher.state == "paid"


def test_another_office_knows_none_of_it(road: Road) -> None:
    road.approved()
    documents = Document.objects.filter(case=road.walk.purchase.case_id).values_list("procedure", "pk")
    stranger = Callers(found_practice_office(suffix="2", short_name="อบต.อื่น"))["boonmee"]
    assert {stranger.get(f"/api/v1/{procedure}/{key}").status_code for procedure, key in documents} == {404}
    assert {stranger.get(f"/api/v1/{procedure}").json()["count"] for procedure, _ in documents} == {0}


@pytest.mark.parametrize(
    ("path", "field", "kind"),
    [
        ("transfer", "payments", {"type": "array", "items": {"type": "string", "format": "uuid"}}),
        (
            "goods_acceptance/{key}/steps/record_findings",
            "absent",
            {"type": "array", "items": {"type": "string", "format": "uuid"}},
        ),
        ("transfer", "account", {"type": "string", "format": "uuid"}),
        ("voucher/{key}/steps/prepare", "invoiced_on", {"type": "string", "format": "date"}),
    ],
)
def test_the_schema_tells_one_from_several(road: Road, path: str, field: str, kind: dict[str, Any]) -> None:
    schema = Callers(road.office)["theera"].get("/api/v1/schema.json").json()
    body = schema["paths"][f"/api/v1/{path}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert kind.items() <= body["properties"][field].items()


def filling(road: Road) -> dict[str, Any]:
    """A right voucher of the accepted goods, as JSON; three pages of each paper would be as good as two."""
    walk = road.accept()
    typed = walk.filled()
    rows = evidence(walk.voucher, "IV 1", typed["invoiced_on"])
    plain = [{**row, "kind": str(row["kind"]), "dated": row["dated"].isoformat() if row["dated"] else None} for row in rows]
    return {
        "payee": str(typed["payee"].pk), "payee_account": str(typed["payee_account"].pk), "invoice_number": "IV 1",
        "invoiced_on": typed["invoiced_on"].isoformat(), "tax_id": typed["tax_id"], "income_kind": str(typed["income_kind"].value),
        "evidence": plain,
    }  # fmt: skip


def invoiced(rows: list[dict[str, Any]], number: str) -> list[dict[str, Any]]:
    return [{**row, "number": number} if row["kind"] == "invoice" else row for row in rows]
