"""A viewflow Flow, derived from a procedure's steps: one node per state. Never declared a second time."""

import sys
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.models import Process

from workflows.models import Document
from workflows.procedure import Procedure, procedure_of
from workflows.step import UNBORN


def page(request: Any, **_: Any) -> Any:
    """Desks are our own pages; viewflow's task view is switched off, since it would move the flow without the document."""
    from django.http import Http404

    raise Http404


def flow_for(model: type[Document], module: str) -> type[flow.Flow]:
    """The Flow of a procedure, to be kept under the returned class's name in `module`, where viewflow looks for it.

    Edges come from the transitions, so the chart is true by construction.
    """
    procedure = procedure_of(model)
    name = flow_name(procedure)
    body: dict[str, Any] = {"__module__": module, "process_class": Process, "process_title": str(procedure.title)}
    body["start"] = flow.StartHandle().Next(getattr(this, node_name(first_state(procedure))))
    body["end"] = flow.End()
    for state in map(str, procedure.states):
        targets = sorted(
            {target for step in procedure.steps.values() for source, target in step.edges() if source == state != target}
        )
        node = flow.View(page).Annotation(title=procedure.state_label(state))
        if state in procedure.ends:
            body[node_name(state)] = node.Next(this.end)
        elif len(targets) == 1:
            body[node_name(state)] = node.Next(getattr(this, node_name(targets[0])))
        elif targets:
            fork = flow.Switch()
            for target in targets:
                fork = fork.Case(getattr(this, node_name(target)), lambda activation: False)
            body[node_name(state)] = node.Next(getattr(this, f"{node_name(state)}_next"))
            body[f"{node_name(state)}_next"] = fork
        else:
            body[node_name(state)] = node.Next(this.end)
    made: type[flow.Flow] = type(flow.Flow)(name, (flow.Flow,), body)
    setattr(sys.modules[module], name, made)
    return made


def first_state(procedure: Procedure) -> str:
    return str(procedure.opening[0].target)


def node_name(state: str) -> str:
    return f"at_{state or UNBORN or 'start'}"


def flow_name(procedure: Procedure) -> str:
    return f"{procedure.model.__name__}Flow"


def flow_reference(procedure: Procedure) -> str:
    """The flow as viewflow stores it: `app/flows.PurchaseFlow`."""
    return f"{procedure.model._meta.app_label}/flows.{flow_name(procedure)}"


def task_reference(procedure: Procedure, state: str) -> str:
    """A desk as viewflow stores it: `app/flows.PurchaseFlow.at_draft`."""
    return f"{flow_reference(procedure)}.{node_name(state)}"
