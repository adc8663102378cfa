"""Budget lines and bank accounts from Excel: exact to the satang, signed where the register signs, and never a way around a transfer."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from disbursement.models import BankAccount, BudgetLine
from disbursement.registers import BudgetRegister
from tests.beginnings import beginning
from tests.workflows.devices import telephone_of
from tests.workflows.workbooks import confirm, filled, send
from workflows import engine
from workflows.founding import register_of
from workflows.models import JournalEntry
from workflows.practice import PracticeOffice, found_practice_office
from workflows.proof import CONFIRMATION, TWO_FACTORS, Proof
from workflows.registers.office import OfficeRegister

LINE = ("กองคลัง", 2570, "00113-5310", "ค่าวัสดุสำนักงาน", Decimal("150000.25"))
ACCOUNT = ("บัญชีเงินรายได้", "006", "0000000016", "101/2569", "1,250,000.50")
PASSWORD = "ข้าวเหนียวมะม่วง 9"


@beginning
def office() -> PracticeOffice:
    return found_practice_office()


def client_of(office: PracticeOffice, who: str) -> Client:
    person = office.people[who]
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def faults(answer: Any) -> list[str]:
    assert answer.status_code == 422
    return [f"{fault.row} {fault.column[:1]} {fault.sentence}" for fault in answer.context["page"].faults]


def test_lines_come_with_their_appropriation_to_the_satang(office: PracticeOffice) -> None:
    client = client_of(office, "kanda")
    shown = send(client, "budget_lines", filled("budget_lines", LINE, (*LINE[:2], 113, *LINE[3:])))
    assert confirm(client, "budget_lines", shown).status_code == 302
    lines = {line.code: line for line in BudgetLine.objects.filter(organization=office.organization)}
    assert set(lines) == {"00113-5310", "113"}
    line = lines["00113-5310"]
    assert (line.allotted_baht, line.free_baht, line.fiscal_year, line.unit) == (LINE[4], LINE[4], 2570, office.units["กองคลัง"])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((*LINE[:4], Decimal("150000.255")), "3 F “150000.255” ละเอียด"),
        ((*LINE[:4], "=SUM(A1:A9)"), "3 F เป็นสูตร"),
        ((*LINE[:4], -1), "3 F “-1” จำนวนเงินต้องไม่น้อยกว่า"),
        ((LINE[0], 2026, *LINE[2:]), "3 C “2026” ไม่ใช่ปีงบประมาณ"),
        (("กองอะไร", *LINE[1:]), "3 B ไม่มีหน่วยงาน"),
        ((*LINE[:4], None), "3 F ต้องกรอก"),
    ],
)
def test_a_wrong_line_is_told_by_its_cell(office: PracticeOffice, row: Any, said: str) -> None:
    (fault,) = faults(send(client_of(office, "kanda"), "budget_lines", filled("budget_lines", row)))
    assert fault.startswith(said)


def test_what_the_ordinance_allotted_is_no_matter_for_a_file(office: PracticeOffice) -> None:
    client = client_of(office, "kanda")
    confirm(client, "budget_lines", send(client, "budget_lines", filled("budget_lines", LINE)))
    (more,) = faults(send(client, "budget_lines", filled("budget_lines", (*LINE[:4], Decimal("150000.26")))))
    assert "ในทะเบียนตั้งไว้ 150,000.25 บาท แฟ้มบอก 150,000.26 บาท" in more
    (renamed,) = faults(send(client, "budget_lines", filled("budget_lines", (*LINE[:3], "ชื่ออื่น", LINE[4]))))
    assert "ค่าวัสดุสำนักงาน" in renamed
    again = send(client, "budget_lines", filled("budget_lines", LINE))
    assert again.context["page"].counts == (0, 0, 1)


def test_a_line_that_was_added_meanwhile_stops_the_file(office: PracticeOffice) -> None:
    client = client_of(office, "kanda")
    shown = send(client, "budget_lines", filled("budget_lines", LINE, (*LINE[:2], "2", *LINE[3:])))
    facts = {"unit": office.units["กองคลัง"], "fiscal_year": 2570, "code": LINE[2], "name": "มาก่อน", "allotted_baht": "1.00"}
    engine.perform(office.kanda, register_of(office.organization, BudgetRegister), "add_line", **facts)
    assert "ในทะเบียนตั้งไว้ 1.00 บาท" in faults(confirm(client, "budget_lines", shown))[0]
    assert BudgetLine.objects.filter(organization=office.organization).count() == 1


def test_bank_accounts_are_signed_with_the_password_asked_at_the_preview(office: PracticeOffice) -> None:
    client = client_of(office, "rattana")
    shown = send(client, "bank_accounts", filled("bank_accounts", ACCOUNT))
    assert 'name="_password"' in shown.content.decode()
    for password, code in (("", "PASSWORD_NEEDED"), ("ผิด", "WRONG_PASSWORD")):
        shown = confirm(client, "bank_accounts", shown, _password=password)
        assert shown.status_code == 403
        assert code in shown.content.decode()
        assert not BankAccount.objects.exists()
    assert confirm(client, "bank_accounts", shown, _password=PASSWORD).status_code == 302
    account = BankAccount.objects.get()
    assert (account.number, account.bank_code, account.balance_baht) == ("0000000016", "006", Decimal("1250000.50"))
    assert '"step":"add_bank_account"' in JournalEntry.objects.order_by("-id")[0].body


def test_an_account_that_stands_keeps_its_name_and_its_balance(office: PracticeOffice) -> None:
    client = client_of(office, "rattana")
    shown = send(client, "bank_accounts", filled("bank_accounts", ACCOUNT))
    confirm(client, "bank_accounts", shown, _password=PASSWORD)
    other = send(client, "bank_accounts", filled("bank_accounts", (*ACCOUNT[:4], "9.00")))
    assert other.context["page"].counts == (0, 0, 1), "a balance of today is no opening balance"
    (renamed,) = faults(send(client, "bank_accounts", filled("bank_accounts", ("ชื่ออื่น", *ACCOUNT[1:]))))
    assert "บัญชีเงินรายได้" in renamed
    (number,) = faults(send(client, "bank_accounts", filled("bank_accounts", (*ACCOUNT[:2], 16, *ACCOUNT[3:]))))
    assert "เลขศูนย์ข้างหน้าอาจหายไป" in number


def test_two_factors_are_asked_of_a_sheet_once_and_the_preview_stays(office: PracticeOffice) -> None:
    register = register_of(office.organization, OfficeRegister)
    proof = Proof(office.boonmee.pk, timezone.now())
    engine.perform(office.boonmee, register, "set_choice", proof=proof, choice=CONFIRMATION, value=TWO_FACTORS)
    client, telephone = client_of(office, "rattana"), telephone_of(office.rattana)
    other = (*ACCOUNT[:2], "0000000024", *ACCOUNT[3:])
    shown = send(client, "bank_accounts", filled("bank_accounts", ACCOUNT, other))
    for given in ({"_password": PASSWORD}, {"_code": telephone.shown()}):
        answer = confirm(client, "bank_accounts", shown, **given)
        page = answer.context["page"]
        assert (answer.status_code, [refusal.code for refusal in page.refusals]) == (403, ["SECOND_FACTOR_NEEDED"])
        assert page.token and page.faults == (), "the file need not be chosen again"
    assert not BankAccount.objects.exists()
    assert confirm(client, "bank_accounts", shown, _password=PASSWORD, _code=telephone.shown(1)).status_code == 302
    assert BankAccount.objects.count() == 2
    signed = JournalEntry.objects.filter(step="add_bank_account")
    assert [json.loads(row.body)["confirmed_by"] for row in signed] == [["password", "code"]] * 2


def test_a_code_confirms_a_sheet_once_whatever_key_the_form_carries(office: PracticeOffice) -> None:
    client, code = client_of(office, "rattana"), telephone_of(office.rattana).shown()
    shown = send(client, "bank_accounts", filled("bank_accounts", ACCOUNT))
    answers = [confirm(client, "bank_accounts", shown, _code=code, _key="0" * 32) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 403]


@pytest.mark.parametrize(("code", "who"), [("budget_lines", "rattana"), ("bank_accounts", "kanda")])
def test_only_the_keeper_of_the_register_imports(office: PracticeOffice, code: str, who: str) -> None:
    answer = send(client_of(office, who), code, filled(code))
    assert answer.status_code == 403
    assert "NOT_YOUR_ROLE" in answer.content.decode()
