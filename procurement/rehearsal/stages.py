"""One case, one step after another, as the demo office lives it day by day."""

from collections.abc import Iterator

from disbursement.payment import Payment
from disbursement.rehearsal.furnishing import receipt_book
from disbursement.rehearsal.walk import TRANSFER_ROAD, VOUCHER_ROAD, TransferWalk, certify, evidence
from disbursement.transfer import State as Filing
from disbursement.voucher_states import State as Checking
from procurement.purchase.states import State
from procurement.rehearsal.road import Road
from procurement.rehearsal.walk import ROAD
from workflows import clock
from workflows.calendar import is_bank_day

DISSENTED, REJECTED, RETURNED = "acceptance.dissented", "acceptance.rejected", "voucher.returned"
BILLED_APART = "voucher.approving"  # its vendor bills by a paper of another number than the one that came with the goods
WITH_BANK = "transfer.with_bank"


def lived(road: Road, stop: str) -> Iterator[str]:
    """A step at each call, until the case stands at `stop`: a procedure and its state. While the banks are closed it waits `WITH_BANK`."""
    for stage in stages(road, stop):
        if stage == stop:
            return
        yield stage


def stages(road: Road, stop: str) -> Iterator[str]:
    """Where the case stands after each step of its road; what is to go wrong is known by where it is to stop."""
    walk = road.walk
    walk.open()
    yield f"purchase.{walk.purchase.state}"
    while walk.purchase.state != State.ORDERED:
        ROAD[State(walk.purchase.state)](walk)
        yield f"purchase.{walk.purchase.state}"
    if (supervising := road.supervise()) is not None:
        yield f"supervision.{supervising.supervision.state}"
    for number in range(1, len(walk.need.shares) + 1):
        walk.deliver(number)
        yield from accepted(road, stop)
        yield from paid(road, stop)
        walk.purchase.refresh_from_db()
    yield f"purchase.{walk.purchase.state}"


def accepted(road: Road, stop: str) -> Iterator[str]:
    """The delivery before its inspectors."""
    inspection = road.inspection()
    yield f"acceptance.{inspection.acceptance.state}"
    inspection.declare()
    yield f"acceptance.{inspection.acceptance.state}"
    inspection.find({1: "0"} if stop == REJECTED else None)
    yield f"acceptance.{inspection.acceptance.state}"
    if stop == DISSENTED:
        inspection.dissent(inspection.silent()[-1])
    else:
        inspection.sign(inspection.silent()[0])
        yield "acceptance.one_signature"
    inspection.sign_all()
    yield f"acceptance.{inspection.acceptance.state}"
    inspection.close()
    yield f"acceptance.{inspection.acceptance.state}"


def paid(road: Road, stop: str) -> Iterator[str]:
    """Its voucher, the bank, and the certified payment."""
    voucher = road.voucher()
    yield f"voucher.{voucher.voucher.state}"
    while voucher.voucher.state != Checking.APPROVED:
        if stop == BILLED_APART and voucher.voucher.state == Checking.DRAFT:
            number = f"INV{voucher.voucher.acceptance_number}"
            voucher.lay(invoice_number=number, evidence=evidence(voucher.voucher, number, voucher.voucher.delivered_on))
        elif stop == RETURNED and voucher.voucher.state == Checking.CHECKING:
            voucher.perform("rattana", "return_for_correction", reason="ใบส่งของไม่มีวันที่ลงรับ ขอให้แก้แล้วแนบใหม่")
        else:
            VOUCHER_ROAD[Checking(voucher.voucher.state)](voucher)
        yield f"voucher.{voucher.voucher.state}"
    payment, transfer = voucher.payment(), TransferWalk(road.office)
    transfer.make([payment])
    yield f"transfer.{transfer.transfer.state}"
    while transfer.transfer.state != Filing.SENT:
        TRANSFER_ROAD[Filing(transfer.transfer.state)](transfer)
        yield f"transfer.{transfer.transfer.state}"
    while (today := clock.today(road.office.fresh())) < transfer.transfer.value_on or not is_bank_day(today):
        yield WITH_BANK
    transfer.answer(fine_book=receipt_book(road.office) if payment.voucher.fine_baht else None)
    yield "payment.confirmed"
    certify(road.office, Payment.objects.get(pk=payment.pk))
    yield "payment.certified"
