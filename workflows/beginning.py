"""What the form of an opening begins with, where the way to it has chosen what the document is to come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflows.refusal import Refusal
from workflows.step import Step


@dataclass(frozen=True)
class Beginning:
    """What is known already, and may be changed; what is told beside the form, under its title, and in sentences above it; what stands
    against it, and where to go then: the way that mends each, by its code, and the way back with its words."""

    initial: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    told: tuple[tuple[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    ways: Mapping[str, str] = field(default_factory=dict)
    home: tuple[str, str] = ("/", "")


NOTHING = Beginning()


def beginning_of(declared: Step, document: Any, given: Mapping[str, Any]) -> Beginning:
    """Raises DoesNotExist where the row that was chosen is not the office's own."""
    begun_with = getattr(document, "begun_with", None) if declared.opens else None
    return begun_with(given) if begun_with is not None else NOTHING
