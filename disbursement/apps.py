"""Money: it stands below shopping, because it also serves payroll, advances and deposits."""

from django.utils.translation import gettext_lazy as _

from workflows.apps import ProcedureApp


class DisbursementConfig(ProcedureApp):
    default = True
    name = "disbursement"
    verbose_name = _("การเบิกจ่าย")
    procedures = ("registers",)

    def ready(self) -> None:
        from disbursement import presentation  # noqa: F401  pages learn of the budget
