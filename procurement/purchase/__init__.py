"""ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง (มาตรา 56 (2) (ข), ข้อ 21–24, 79, 81): from a unit's need to the last accepted delivery.

The chapters stand in the order of the regulation: request, specification, report, award, order, delivery, endings.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from committees.models import AppointedMember
from procurement import beginning, proposing, reckoning, separation, showing  # noqa: F401  the pairs are declared where they are imported
from procurement.models import Delivery, DeliveryLine, Instalment, PurchaseFacts, PurchaseLine
from procurement.purchase.central import EGP_CONTRACT, EGP_PROJECT, ELAAS_RESERVATION
from procurement.purchase.endings import Endings
from procurement.purchase.states import CALLED_OFF, ENDS, ON_THE_WAY, SPECIFIER, State
from workflows.attachments import attaching
from workflows.central.steps import correcting, entering, told_by
from workflows.fields import by_number
from workflows.models import CentralNumber
from workflows.procedure import procedure


@procedure
class Purchase(Endings):
    """The road of วิธีเฉพาะเจาะจง, step by step in the order of the regulation."""

    State = State

    class Meta:
        indexes = [
            *by_number("purchase", "report", "result", "quotation", "announcement", "order", "rest_letter"),
            models.Index(fields=["kind", "announced_on", "document"], name="purchase_by_announcement"),  # who won the last ones
        ]

    class Procedure:
        code = "purchase"
        title = _("ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง")
        ends = ENDS
        void = CALLED_OFF
        judged_by = ("vendor",)  # whose interest the register tells
        content = tuple(field.name for field in PurchaseFacts._meta.local_fields if field.name not in ("document", "live_record"))
        later = ("record", "result_number")
        repeats = ("title", "kind", "need", "lines")
        content_rows = {
            "lines": PurchaseLine,
            "members": AppointedMember,
            "instalments": Instalment,
            "deliveries": Delivery,
            "delivery_lines": DeliveryLine,
        }
        fact_rows = {"central": CentralNumber}
        told_by = {"central": told_by(ELAAS_RESERVATION, EGP_PROJECT, EGP_CONTRACT)}
        promise = _("ผู้ขายต้องส่งมอบภายใน %(day)s ตามใบสั่ง")
        stations = (
            (_("คำขอ"), (State.DRAFT, State.REQUESTED)),
            (_("งบประมาณ"), (State.BUDGETING,)),
            (_("คุณลักษณะ"), (State.SPECIFIER_NEEDED, State.SPECIFYING, State.SPECIFIED)),
            (_("รายงานขอซื้อ"), (State.REPORTING, State.REPORTED, State.ENDORSED)),
            (pgettext_lazy("station", "เห็นชอบ"), (State.APPROVING,)),
            (_("จัดหา"), (State.NEGOTIATING, State.RESULT_REPORTED, State.RESULT_ENDORSED, State.AWARDED)),
            (_("ใบสั่ง"), (State.ORDERING, State.ORDER_PREPARED, State.ORDER_SIGNED)),
            (_("ส่งมอบ"), (State.ORDERED,)),
            (_("ตรวจรับและจ่ายเงิน"), (State.DELIVERED, State.REST_ENDED, State.CLAIMING)),
            (_("เสร็จสิ้น"), (State.COMPLETED,)),
        )

    def open_seats(self, seat: str, rows: Any) -> tuple[Any, ...]:
        """The specification is drafted by the one person whom นายก appointed."""
        return (self.specifier_id,) if seat == SPECIFIER.name and self.specifier_id else ()

    attach = attaching(*ON_THE_WAY, usual=("ใบเสนอราคา",))
    enter_elaas_reservation, correct_elaas_reservation = entering(ELAAS_RESERVATION), correcting(ELAAS_RESERVATION)
    enter_egp_project, correct_egp_project = entering(EGP_PROJECT), correcting(EGP_PROJECT)
    enter_egp_contract, correct_egp_contract = entering(EGP_CONTRACT), correcting(EGP_CONTRACT)
    proposed, disagreements, begun_with = proposing.of_purchase, showing.disagreements, beginning.of_purchase
    matter_signed = showing.matter_signed
    reckoned = reckoning.reckoned
