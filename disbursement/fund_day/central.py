"""What e-LAAS is told of a day: the money that was paid into the bank."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from disbursement.fund_day.states import BEFORE_REPORT, State
from disbursement.models import DepositRow
from workflows import law
from workflows.central.entries import Entry, declare
from workflows.models import System
from workflows.roles import Role

DEPOSITING = law.practice("นำฝากแล้ว เจ้าหน้าที่การเงินลงใน e-LAAS ให้ตรงกับใบนำฝาก")
UNREPORTED = tuple(state for state in BEFORE_REPORT if state != State.REPORTING)
BANKED = "exists (select 1 from disbursement_depositrow w where w.document_id = {d}.id)"


def deposits(day: Any) -> Iterable[tuple[str, Any]]:
    for row in DepositRow.objects.filter(document=day.pk).select_related("account").order_by("position"):
        yield text("ใบนำฝากเลขที่"), row.slip_number
        yield text("ฝากเข้าบัญชีเลขที่"), row.account.number
        yield text("จำนวนเงินที่ฝาก"), row.amount_baht


DAY_FACTS = {
    "date": lambda day: [(text("ประจำวันที่"), day.day)],
    "deposited_on": lambda day: [(text("วันที่นำฝาก"), day.deposited_on)],
    "deposits": deposits,
}
ELAAS_DEPOSIT = declare(Entry(
    code="elaas_deposit", procedure="fund_day", system=System.ELAAS, label=_("เลขที่การนำฝาก"), entering=_("ลงเลขที่การนำฝากใน e-LAAS"),
    correcting=_("แก้เลขที่การนำฝากใน e-LAAS"), by=Role.FINANCE_OFFICER, basis=DEPOSITING,
    states=tuple(state for state in State if state not in (*UNREPORTED, State.WITHDRAWN)), series="elaas_deposit", facts=DAY_FACTS, only=BANKED,
))  # fmt: skip
