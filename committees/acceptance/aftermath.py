"""ข้อ 175 (4)–(6), 181: what is accepted goes to the officer and the vendor gets his copy; what is not is told to him in time."""

from django.utils.translation import gettext_lazy as _

from committees.acceptance import asks
from committees.acceptance.interest import decides_of_own
from committees.acceptance.lateness import extension_has_no_road, termination_to_be_considered
from committees.acceptance.opening import Opening
from committees.acceptance.states import DELIVERED, FOUND, NOTICE_DAYS, State
from committees.models import AcceptanceKind
from committees.rules import inspection as rules
from committees.rules import lateness
from workflows.act import Act
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import SYSTEM, step

TOLD_OF_LATE = (extension_has_no_road, termination_to_be_considered)
DECIDED = (*FOUND, "ruling", "ruling_reason")
COPIES = {AcceptanceKind.WORKS.value: "works.certificate_copies_min"}


def late_notice_missing(acceptance: "Aftermath", act: Act) -> Refusal | None:
    return lateness.late_notice_missing(acceptance.late_days, acceptance.late_notice_number, act.law)


class Aftermath(Opening):
    """Handing over, reporting, informing."""

    class Meta:
        abstract = True

    @step(
        label=_("รับมอบพัสดุและใบตรวจรับ"),
        basis="acceptance.certificate",
        by=Role.SUPPLIES_OFFICER,
        source=State.ACCEPTED,
        target=State.HANDED_OVER,
        paper="acceptance_report",
        signs=True,
        needs=(decides_of_own,),
        shows=DECIDED,
    )
    def take_over(self, act: Act, *, copies: asks.Copies, vendor_copy_on: asks.VendorCopyOn) -> None:
        """From here the goods may be booked and used, not before; one copy is the vendor's, one goes with the payment."""
        assert self.accepted_on is not None
        act.refuse(
            rules.too_few_copies(copies, COPIES.get(self.kind, "acceptance.certificate_copies_min"), act.law),
            rules.outside(vendor_copy_on, self.accepted_on, act.acted_on, "vendor_copy_on"),
        )
        self.copies, self.vendor_copy_on = copies, vendor_copy_on
        act.tell(copies=copies, vendor_copy_on=vendor_copy_on)

    @step(
        label=_("รายงานส่วนที่ยังไม่ได้รับ"), basis="acceptance.accept_part", by=SYSTEM, source=State.HANDED_OVER, target=State.INFORMING,
        when=lambda acceptance: acceptance.is_partial,
    )  # fmt: skip
    def report_shortfall(self, act: Act) -> None:
        """Too little came, or not all of it was right: the vendor must be told in time, without prejudice to fines."""

    @step(
        label=_("รับทราบรายงานการตรวจรับ"), basis="acceptance.report_to_head", by=Role.CHIEF_EXECUTIVE, source=State.HANDED_OVER,
        target=State.CLOSED, needs=(decides_of_own, late_notice_missing), signs=True, shows=DECIDED, cautions=TOLD_OF_LATE,
    )  # fmt: skip
    def acknowledge_report(self, act: Act) -> None:
        """The head knows what was accepted."""

    @step(
        label=_("รายงานการไม่รับ"), basis="acceptance.reject", by=Role.HEAD_OF_SUPPLIES, source=State.REJECTED, target=State.INFORMING,
        within=NOTICE_DAYS, paper="acceptance_report", signs=True, needs=(decides_of_own,), shows=DECIDED,
    )  # fmt: skip
    def pass_rejection(self, act: Act) -> None:
        """Through หัวหน้าเจ้าหน้าที่ to the head."""

    @step(
        label=_("แจ้งผู้ขาย"), basis="acceptance.notify_vendor", by=Role.CHIEF_EXECUTIVE, source=State.INFORMING, target=State.CLOSED,
        within=NOTICE_DAYS, paper="vendor_letter", signs=True, needs=(decides_of_own, late_notice_missing), cautions=TOLD_OF_LATE,
        shows=(*DELIVERED, "late_days", "ruling", "ruling_reason", "lines"),
    )  # fmt: skip
    def inform_vendor(self, act: Act, *, letter_number: asks.LetterNumber) -> None:
        """The head signs the letter that tells what is missing or wrong; the vendor brings it in another delivery."""
        self.vendor_letter_number, self.vendor_informed_on = letter_number, act.acted_on
        act.tell(letter_number=letter_number)
