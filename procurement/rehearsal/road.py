"""From the ordered purchase to the money that the bank has paid: each delivery inspected, its voucher checked, its payment sent."""

from dataclasses import dataclass
from typing import Any

from committees.rehearsal.walk import Inspection, Supervising
from committees.works_supervision import supervision_of
from disbursement.rehearsal.walk import VoucherWalk
from disbursement.voucher import Voucher
from disbursement.voucher_states import State as Checking
from procurement.acceptances import ACCEPTANCES
from procurement.models import PurchaseKind
from procurement.rehearsal.walk import Walk
from workflows.practice import PracticeOffice


@dataclass
class Road:
    """What follows the deliveries of one purchase."""

    walk: Walk

    @property
    def office(self) -> PracticeOffice:
        return self.walk.office

    def inspection(self) -> Inspection:
        """The acceptance that the last delivery opened; works come before their inspectors only with the supervisor's report."""
        kind = self.walk.purchase.kind
        opened = ACCEPTANCES[kind]._default_manager.filter(case=self.walk.purchase.case_id).latest("pk")
        inspection = Inspection(self.office, opened)
        if kind == PurchaseKind.WORKS:
            self.supervise()
            inspection.supervise()
        return inspection

    def supervise(self) -> Supervising | None:
        """What ผู้ควบคุมงาน has to report of the order by today."""
        supervision = supervision_of(self.walk.purchase.case_id)
        if supervision is None:
            return None
        supervising = Supervising(self.office, supervision)
        supervising.report_weeks()
        supervising.report()
        return supervising

    def voucher(self) -> VoucherWalk:
        """The voucher of the last acceptance."""
        opened = Voucher.objects.filter(case=self.walk.purchase.case_id).latest("pk")
        return VoucherWalk(self.office, opened)

    def accept(self) -> VoucherWalk:
        """The last delivery found right by all, and all that follows it done; its voucher."""
        inspection = self.inspection()
        inspection.to_decision()
        inspection.close()
        return self.voucher()

    def approved(self) -> Any:
        """The payment of the last delivery, accepted and approved."""
        walk = self.accept()
        walk.to(Checking.APPROVED)
        return walk.payment()
