"""A vendor who pays the fine that was claimed of him: a receipt of a registered book, handed over and received like any other money."""

from typing import Any

from disbursement.models import Receipt
from disbursement.rehearsal.collecting import CollectorWalk, furnish_collector, slip
from procurement.rehearsal.walk import Walk
from workflows import clock
from workflows.practice import PracticeOffice


def collecting_of(office: PracticeOffice, walk: Walk, **changes: Any) -> CollectorWalk:
    """The slip on which the collector has written the receipt of the fine today."""
    furnish_collector(office, clock.today(office.fresh()))
    collecting = CollectorWalk(office)
    collecting.open()
    facts = {"payer": walk.purchase.vendor.name, "income": "ค่าปรับผิดสัญญา", **changes}
    collecting.record([slip(facts.pop("amount_baht", walk.purchase.rest_claim_baht), **facts)])
    return collecting


def receipt_of(office: PracticeOffice, walk: Walk, **changes: Any) -> Receipt:
    """The receipt, once the finance officer has its money."""
    return receipt_in(collecting_of(office, walk, **changes).to("received"))


def receipt_in(remittance: Any) -> Receipt:
    return Receipt.objects.get(document=remittance.pk, is_cancelled=False)
