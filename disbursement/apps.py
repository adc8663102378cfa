"""Money: it stands below shopping, because it also serves payroll, advances and deposits."""

from django.utils.translation import gettext_lazy as _

from workflows.apps import ProcedureApp


class DisbursementConfig(ProcedureApp):
    default = True
    name = "disbursement"
    verbose_name = _("การเบิกจ่าย")
    procedures = (
        "registers",
        "voucher",
        "payment",
        "transfer",
        "own_transfer",
        "remittance",
        "fund_day",
        "shortage",
        "held_release",
        "cheque_return",
    )

    def ready(self) -> None:
        from disbursement import (  # noqa: F401  pages learn of the money, papers of it
            certificate_printing,
            intake,
            presentation,
            printing,
            readiness,
            report_printing,
            slip_printing,
            summary_printing,
            unopened,
        )
        from disbursement.fund_day.sealing import seal_waiting
        from workflows.chores import CHORES

        CHORES.append(seal_waiting)
