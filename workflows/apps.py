"""The engine's application, and what every application of procedures shares."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProcedureApp(AppConfig):
    """An application whose `procedures` are modules that declare documents: models too, loaded with the others."""

    procedures: tuple[str, ...] = ()

    def import_models(self) -> None:
        super().import_models()
        for module in self.procedures:
            import_module(f"{self.name}.{module}")


class WorkflowsConfig(ProcedureApp):
    default = True
    name = "workflows"
    verbose_name = _("กระบวนงาน")
    procedures = ("registers.people", "registers.office", "registers.parties", "question")

    def ready(self) -> None:
        from workflows import checks  # noqa: F401  the checks register themselves
        from workflows.chores import CHORES
        from workflows.guards import connections  # noqa: F401  SQLite learns the permit's functions on each connection
        from workflows.intake.kinds import office, parties, people  # noqa: F401  the sheets register themselves
        from workflows.papers import certificate  # noqa: F401  and so does this one
        from workflows.papers.bundling import work

        CHORES.append(work)
