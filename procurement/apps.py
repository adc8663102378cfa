"""Procurement: from a need to a signed order and its deliveries."""

from django.utils.translation import gettext_lazy as _

from workflows.apps import ProcedureApp


class ProcurementConfig(ProcedureApp):
    default = True
    name = "procurement"
    verbose_name = _("การจัดซื้อจัดจ้าง")
    procedures = ("contracts_register", "standing_orders", "purchase", "followers")

    def ready(self) -> None:
        from procurement import contracts_rows, evidence, presentation, printing  # noqa: F401  papers, tables and what lies behind a voucher register themselves
