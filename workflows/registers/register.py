"""What every register shares."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows import law
from workflows.act import Act
from workflows.models import Document
from workflows.refusal import Refusal
from workflows.step import SYSTEM, UNBORN, step

KEEPING = law.practice("ทะเบียนของหน่วยงานมีผู้รับผิดชอบคนเดียว และทุกการเปลี่ยนแปลงมีร่องรอย")


class State(models.TextChoices):
    OPEN = "open", _("ใช้งาน")


class Register(Document):
    """A register rests in one state for good; `change` holds what its last step wrote, and is its content."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    change = models.JSONField(default=dict)

    State = State
    # What a step says to whoever did it, on this one answer alone: it stands neither in the content nor in the trail.
    told_once: Any = None

    class Meta:
        abstract = True

    @step(label=_("เปิดทะเบียน"), basis=KEEPING, by=SYSTEM, source=UNBORN, target=State.OPEN)
    def open_register(self, act: Act) -> None:
        """Opened by the founding of the office."""
        self.title = str(self.Procedure.title)  # type: ignore[attr-defined]
        self.change = {"opened": str(act.acted_on), **self.founded(act)}

    def founded(self, act: Act) -> dict[str, Any]:
        """What the founding wrote of which this register tells."""
        return {}

    def note(self, act: Act, **data: Any) -> None:
        """Keep what this step wrote, as the register's content."""
        self.change = {"step": act.step.name, **{name: str(value) if value is not None else None for name, value in data.items()}}


def already(code: str, sentence: str, field: str) -> Refusal:
    """What a person wants to write stands in the register."""
    return Refusal(code, sentence, remedy=text("ดูที่มีอยู่ในทะเบียน"), field=field)
