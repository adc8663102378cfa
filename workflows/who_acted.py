"""Who did an act and in what quality, from what was frozen in its entry."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.models import CapacityKind


def name_of(body: dict[str, Any]) -> str:
    """The person by the name that was frozen; what the program did by itself has no person."""
    return str(body["person_name"]) if body["person"] else _("ระบบ")


def quality(body: dict[str, Any]) -> str:
    """The position, or in whose place and by which order."""
    if not body["on_behalf_of"]:
        return f"({body['position']})" if body["position"] else ""
    return f"({stand_in(body['capacity'], body['on_behalf_of'])})"


def stand_in(kind: str, position: str) -> str:
    return f"{CapacityKind(kind).label} {position}"
