"""คำถาม: what somebody asks about a case, put to whoever has it; the answer becomes part of the case, and neither moves anything else."""

import uuid
from collections.abc import Mapping
from typing import Annotated, Any

from django import forms
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Task

from workflows import law
from workflows.act import Act
from workflows.forms import InOffice
from workflows.models import Document, JournalEntry, UnreadAnswer, User
from workflows.procedure import PROCEDURES, follows, procedure
from workflows.refusal import Refusal
from workflows.roles import Role
from workflows.step import ANYONE, UNBORN, ByDocument, Seat, step

ASKING = law.practice("คำถามและคำตอบเกี่ยวกับเรื่องเป็นส่วนหนึ่งของเรื่อง")
TITLE_LETTERS_MAX = 200
LETTERS_MAX = 1000


class State(models.TextChoices):
    ASKED = "asked", _("รอคำตอบ")
    ANSWERED = "answered", _("ตอบแล้ว")


ADDRESSEE = ByDocument("asked_role", Seat("asked", _("ผู้ถูกถาม")))


ADocument = Annotated[Document, InOffice(Document.objects.all(), label=_("เอกสารที่ถามถึง"), widget=forms.HiddenInput)]


def words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LETTERS_MAX, widget=forms.Textarea(attrs={"rows": 2}))


AQuestion = Annotated[str, words(_("คำถาม"))]
AnAnswer = Annotated[str, words(_("คำตอบ"))]


@procedure
class Question(Document):
    """One question and its answer. It stands beside the document that it is about, which it never touches and never holds up."""

    document = models.OneToOneField(Document, models.PROTECT, parent_link=True, primary_key=True, related_name="+")
    about = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("เอกสารที่ถามถึง"))
    asked = models.TextField(_("คำถาม"))
    whom = models.CharField(_("ถามใคร"), max_length=300)
    asked_role = models.CharField(max_length=40, blank=True)
    asked_people = models.JSONField(default=list)
    answered = models.TextField(_("คำตอบ"), blank=True)

    State = State

    class Meta:
        verbose_name = _("คำถาม")

    class Procedure:
        code = "question"
        title = _("คำถามและคำตอบ")
        ends = (State.ANSWERED,)
        content = ("about", "asked", "whom", "asked_role", "asked_people", "answered")
        is_beside = True

    def open_seats(self, seat: str, rows: Mapping[str, Any]) -> frozenset[uuid.UUID]:
        """The persons who are asked, where no post is."""
        return frozenset(map(uuid.UUID, self.asked_people))

    @step(label=_("ถามเรื่องนี้"), basis=ASKING, by=ANYONE, source=UNBORN, target=State.ASKED)
    def ask(
        self, act: Act, *,
        about: ADocument,
        text: AQuestion,
    ) -> None:  # fmt: skip
        """Whoever may see the case asks; it goes to the post or the persons who have that document now."""
        act.refuse(of_another_case(self, about))
        self.about, self.asked, self.unit = about, text, about.unit
        self.title = Truncator(text).chars(TITLE_LETTERS_MAX)
        role, _, _ = about.waiting_for.partition(":")
        self.asked_role = role if role in set(Role.values) else ""
        people = [] if self.asked_role else those_who_have(about)
        act.refuse(None if self.asked_role or people else nobody_to_ask())
        self.asked_people = sorted(person.pk.hex for person in people)
        self.whom = about.waiting_for_label or ", ".join(person.full_name for person in people)

    @step(label=_("ตอบคำถาม"), basis=ASKING, by=ADDRESSEE, source=State.ASKED, target=State.ANSWERED, in_person=True)
    def answer(self, act: Act, *, text: AnAnswer) -> None:
        """Whoever sits at the post that was asked, or one of the persons; the answer is final, and another question may follow."""
        self.answered = text


@follows(Question, State.ANSWERED)
def tell_who_asked(cause: Any, question: Any) -> None:
    """Whoever asked finds the answer on his desk until he has read it; who answered himself knows it."""
    asker = JournalEntry.objects.get(document=question.pk, step="ask").person
    if asker is not None and asker != cause.act.person:
        UnreadAnswer.objects.create(question_id=question.pk, person=asker)


def of_another_case(question: Document, about: Document) -> Refusal | None:
    """A question stands in the case that it is about, and is about no other question."""
    if about.case_id == question.case_id and not PROCEDURES[about.procedure].is_beside:
        return None
    return Refusal("OTHER_CASE", text("เอกสารที่ถามถึงไม่ได้อยู่ในเรื่องนี้"), ASKING.label, text("เปิดหน้าของเรื่องนั้น แล้วถามที่นั่น"), field="about")


def nobody_to_ask() -> Refusal:
    """A question that nobody can answer would wait for ever."""
    sentence, remedy = text("ไม่มีผู้ใดถือเอกสารนี้อยู่ และไม่มีผู้ทำเรื่องนี้ที่ยังใช้ระบบอยู่"), text("ถามปลัดโดยตรง")
    return Refusal("NOBODY_TO_ASK", sentence, ASKING.label, remedy, field="about")


def those_who_have(about: Document) -> list[User]:
    """The members whose seats are open; where the document waits for nobody, whoever did the case's last act. Who has left is not asked."""
    seated = User.objects.filter(
        is_active=True, pk__in=Task.objects.filter(process=about.process_id, finished=None).values("owner")
    )
    if about.waiting_for:
        return list(seated.order_by("full_name"))
    acts = JournalEntry.objects.filter(case=about.case_id, person__is_active=True)
    return list(User.objects.filter(pk__in=acts.order_by("-id").values("person")[:1]))
