"""Committees: the collective acts of people appointed by order."""

from django.utils.translation import gettext_lazy as _

from workflows.apps import ProcedureApp


class CommitteesConfig(ProcedureApp):
    default = True
    name = "committees"
    verbose_name = _("คณะกรรมการ")
    procedures = ("goods", "works", "works_supervision")

    def ready(self) -> None:
        from committees import letter_printing, printing  # noqa: F401  the papers register themselves
