"""What a purchase owes to e-GP and to e-LAAS: its project, its contract control number, and its reserved budget."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from procurement.models import Instalment
from procurement.purchase.states import BEFORE_ORDER, BINDING, State
from workflows import law
from workflows.central.entries import Entry, declare
from workflows.models import PartyAccount, System
from workflows.roles import Role

Pairs = Iterable[tuple[str, Any]]
EARLIER = (State.DRAFT, State.REQUESTED, State.BUDGETING)
BEFORE_REPORT = (*EARLIER, State.SPECIFIER_NEEDED, State.SPECIFYING, State.SPECIFIED)
CARRIED_OUT = (*BINDING, State.COMPLETED, State.ENDED)
RESERVING = law.practice("จองงบประมาณที่นี่แล้ว ผู้คุมทะเบียนงบรายจ่ายลงใน e-LAAS ให้ตรงกัน")


def vendor(purchase: Any) -> Pairs:
    party = purchase.vendor
    account = PartyAccount.objects.filter(party=party, is_current=True).first() if party else None
    yield text("ชื่อผู้ขายหรือผู้รับจ้าง"), party and party.name
    yield text("เลขประจำตัวผู้เสียภาษี"), party and party.tax_id
    yield text("รหัสธนาคาร"), account and account.bank_code
    yield text("เลขที่บัญชีธนาคาร"), account and account.number


def instalments(purchase: Any) -> Pairs:
    for row in Instalment.objects.filter(document=purchase.pk).order_by("number"):
        yield text("งวดที่ %(number)s จำนวนเงิน") % {"number": row.number}, row.amount_baht
        yield text("งวดที่ %(number)s ครบกำหนด") % {"number": row.number}, row.due_on


def budget_line(purchase: Any) -> Pairs:
    line = purchase.budget_line
    yield text("รหัสงบประมาณ"), line and line.code
    yield text("รายการงบประมาณ"), line and line.name


FACTS = {
    "project_name": lambda purchase: [(text("ชื่อโครงการ"), purchase.title)],
    "unit": lambda purchase: [(text("หน่วยงานเจ้าของงบประมาณ"), purchase.unit and purchase.unit.name)],
    "estimate": lambda purchase: [(text("วงเงินที่ประมาณ"), purchase.estimate_baht)],
    "report_number": lambda purchase: [(text("รายงานขอซื้อขอจ้างเลขที่"), purchase.report_number)],
    "approved_on": lambda purchase: [(text("วันที่ให้ความเห็นชอบรายงาน"), purchase.approved_on)],
    "vendor": vendor,
    "contract_number": lambda purchase: [(text("ใบสั่งเลขที่"), purchase.order_number)],
    "contract_date": lambda purchase: [(text("ใบสั่งลงวันที่"), purchase.ordered_on)],
    "contract_amount": lambda purchase: [(text("ราคาที่ตกลง"), purchase.agreed_price_baht)],
    "instalments": instalments,
    "budget_line": budget_line,
    "amount": lambda purchase: [(text("จำนวนเงิน"), purchase.amount_baht)],
}
EGP: dict[str, Any] = {
    "procedure": "purchase", "system": System.EGP, "by": Role.SUPPLIES_OFFICER, "basis": "procurement.egp_entry", "series": "egp",
    "from_baht": "procurement.egp_entry_from_baht", "facts": FACTS,
}  # fmt: skip
EGP_PROJECT = declare(Entry(
    code="egp_project", label=_("เลขที่โครงการ"), entering=_("ลงเลขที่โครงการใน e-GP"), correcting=_("แก้เลขที่โครงการใน e-GP"),
    states=tuple(state for state in (*BEFORE_ORDER, *CARRIED_OUT) if state not in BEFORE_REPORT), **EGP,
))  # fmt: skip
EGP_CONTRACT = declare(Entry(
    code="egp_contract", label=_("เลขคุมสัญญา"), entering=_("ลงเลขคุมสัญญาใน e-GP"), correcting=_("แก้เลขคุมสัญญาใน e-GP"),
    states=CARRIED_OUT, **EGP,
))  # fmt: skip
ELAAS_RESERVATION = declare(Entry(
    code="elaas_reservation", procedure="purchase", system=System.ELAAS, label=_("เลขที่จองงบประมาณ"),
    entering=_("ลงเลขที่จองงบประมาณใน e-LAAS"), correcting=_("แก้เลขที่จองงบประมาณใน e-LAAS"), by=Role.BUDGET_OFFICER, basis=RESERVING,
    states=tuple(state for state in (*BEFORE_ORDER, *CARRIED_OUT) if state not in EARLIER), series="elaas_reservation", facts=FACTS,
))  # fmt: skip
