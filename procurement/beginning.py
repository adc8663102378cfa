"""A purchase that is opened from a row of the register of official files: nobody types again what that row knows."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.contracts_file.methods import name_of
from procurement.models import ContractRecord, PurchaseKind
from procurement.queries import living_of
from procurement.rules.record import record_taken, record_without_road
from workflows import clock
from workflows.act import LawOn
from workflows.beginning import NOTHING, Beginning
from workflows.dates import short_date
from workflows.office import office_of
from workflows.thai import baht

TITLE_LETTERS_MAX = 300


def of_purchase(purchase: Any, given: Mapping[str, Any]) -> Beginning:
    """What the chosen row says, to be changed as the need is now. Raises DoesNotExist for a row that the office has not."""
    if not given.get("record"):
        return NOTHING
    record = ContractRecord.objects.get(pk=key_of(given["record"]), organization=purchase.organization)
    taken = living_of(type(purchase), [record]).get(record.pk)
    law = LawOn(clock.today(purchase.organization), office_of(purchase.organization))
    against = (record_without_road(record, law), record_taken(taken.case if taken else None))
    return Beginning(
        initial=initial(record),
        title=_("รายการในแฟ้มที่เปิดเรื่องนี้"),
        told=tuple(told(record)),
        refusals=tuple(refusal for refusal in against if refusal is not None),
        ways={"RECORD_TAKEN": reverse("case", args=[taken.case_id])} if taken else {},
        home=(reverse("register", args=["contracts_register"]), _("กลับไปที่ทะเบียน")),
    )


def key_of(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(str(getattr(value, "pk", value)))
    except ValueError as error:
        raise ContractRecord.DoesNotExist from error


def initial(record: ContractRecord) -> dict[str, Any]:
    kind, title = PurchaseKind(record.kind.lower()), record.title[:TITLE_LETTERS_MAX]
    unit_name = "รายการ" if kind == PurchaseKind.GOODS else "งาน"  # of the document, which is Thai
    line = {"item": title, "unit_name": unit_name, "quantity": 1, "unit_price_baht": record.value_baht}
    return {"title": title, "kind": kind.value, "lines": [line]}


def told(record: ContractRecord) -> Iterator[tuple[str, Any]]:
    """What no field of the form asks for, or what somebody may want to compare with."""
    yield _("ที่มา"), str(record)
    yield _("ชื่อโครงการในแฟ้ม"), record.title
    yield _("หน่วยงานในแฟ้ม"), " ".join(filter(None, (record.agency, record.province)))
    yield _("วิธี"), name_of(record.method)
    amounts = (
        (_("งบประมาณ (บาท)"), record.budget_baht),
        (_("ราคากลาง (บาท)"), record.reference_price_baht),
        (_("ราคาที่ตกลง (บาท)"), record.agreed_price_baht),
    )
    yield from ((label, baht(amount)) for label, amount in amounts if amount is not None)
    if record.fiscal_year:
        yield _("ปีงบประมาณในแฟ้ม"), record.fiscal_year
    if record.transacted_on:
        yield _("วันที่เกิดรายการ"), short_date(record.transacted_on)
    if record.vendor_code:
        yield _("รหัสผู้ขายในแฟ้ม"), record.vendor_code
