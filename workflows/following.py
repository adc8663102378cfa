"""What followers do: one document goes on because another has."""

from typing import Any

from workflows import engine
from workflows.models import Document


def go_with(cause: Any, document: Document, step_name: str, **data: Any) -> None:
    """One step of another document by the system, on the day of its cause, or of its own last act where that is later."""
    day = max(cause.act.acted_on, document.last_acted_on or cause.act.acted_on)
    engine.step_within(None, document, step_name, acted_on=day, cause=cause.hash, data=data)
