"""Desks written anew from the documents. At any time this must change nothing; where it does, something wrote tasks past the engine."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from viewflow.workflow.models import Task

from workflows.desks import Desk, changes, desks, run
from workflows.evidence import gather
from workflows.flow import node_name
from workflows.models import Document, Unit
from workflows.procedure import PROCEDURES
from workflows.roles import UNIT_ROLES

CHUNK = 500


def rebuild_desks() -> Iterator[Document]:
    """Each document whose open tasks were not what its state demands, once they are."""
    for procedure in PROCEDURES.values():
        for document in procedure.model._default_manager.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK):
            with transaction.atomic():
                changed = rebuild(procedure.model._default_manager.select_related("organization", "unit").get(pk=document))
            if changed is not None:
                yield changed


def rebuild(document: Document) -> Document | None:
    day: Any = document.last_acted_on
    rows = gather(document, None, acted_on=day, today=day, key=None, permit="").rows
    wanted, standing = desks(document, rows), open_desks(document)
    if wanted == standing:
        return None
    run(changes(document, standing, wanted, None, timezone.now(), moved=True))
    return document


def open_desks(document: Document) -> frozenset[Desk]:
    """The open tasks of a document as desks."""
    states = {node_name(str(state)): str(state) for state in PROCEDURES[document.procedure].states}
    found = set()
    for task in Task.objects.filter(process_id=document.process_id, finished=None):
        role = (task.owner_permission or "").removeprefix("workflows.")
        unit = uuid.UUID(task.owner_permission_obj_pk) if role in UNIT_ROLES and is_unit(task) else None
        found.add(Desk(states.get(task.flow_task.name if task.flow_task else "", ""), role, unit, None if role else task.owner_id))
    return frozenset(found)


def is_unit(task: Task) -> bool:
    kind = task.owner_permission_content_type
    return kind is not None and kind.model_class() is Unit
