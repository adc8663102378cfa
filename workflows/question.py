"""คำถาม: what somebody asks about a case, put to whoever has it; the answer becomes part of the case, and neither moves anything else."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
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
from workflows.queries import is_a_role, sitters
from workflows.refusal import Refusal
from workflows.step import ANYONE, UNBORN, ByDocument, Seat, step

ASKING = law.practice("คำถามและคำตอบเกี่ยวกับเรื่องเป็นส่วนหนึ่งของเรื่อง")
TITLE_LETTERS_MAX = 200
LETTERS_MAX = 1000


class State(models.TextChoices):
    ASKED = "asked", _("รอคำตอบ")
    ANSWERED = "answered", _("ตอบแล้ว")


ADDRESSEE = ByDocument("asked_role", Seat("asked", _("ผู้ถูกถาม")))


CODE = "question"
SEVERAL = ","


class HiddenSeveral(forms.HiddenInput):
    """Several documents in one unseen field: whoever asks may ask the desks of several at once, each by a question of its own."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        values = data.getlist(name) if hasattr(data, "getlist") else []
        return SEVERAL.join(values) if len(values) > 1 else super().value_from_datadict(data, files, name)


ADocument = Annotated[Document, InOffice(Document.objects.all(), label=_("เอกสารที่ถามถึง"), widget=HiddenSeveral)]


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
        code = CODE
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
        """Whoever may see the case asks; it goes to the post or the persons who have that document now, and never to himself alone."""
        act.refuse(of_another_case(self, about))
        self.about, self.asked, self.unit = about, text, about.unit
        self.title = Truncator(text).chars(TITLE_LETTERS_MAX)
        found = addressee(about, act.person)
        act.refuse(None if found.role or found.people else nobody_to_ask())
        self.asked_role, self.whom = found.role, found.words
        self.asked_people = sorted(person.pk.hex for person in found.people)

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
    sentence, remedy = text("ไม่มีผู้อื่นถือเอกสารนี้อยู่ และไม่มีผู้อื่นที่ทำเรื่องนี้และยังใช้ระบบอยู่"), text("ถามปลัดโดยตรง")
    return Refusal("NOBODY_TO_ASK", sentence, ASKING.label, remedy, field="about")


@dataclass(frozen=True)
class Addressee:
    """Who is asked: a post, or else persons. `stands_in` says that whoever asks has the document himself, alone."""

    role: str = ""
    people: tuple[User, ...] = ()
    words: str = ""
    stands_in: bool = False


def addressee(about: Document, asker: User | None) -> Addressee:
    """Whoever has a document now besides the asker; where nobody has, whoever did the last act of the case before him."""
    role = about.waiting_for.partition(":")[0] if is_a_role(about.waiting_for) else ""
    if role and not sits_alone(about, asker):
        return Addressee(role, words=about.waiting_for_label)
    people = () if role else tuple(person for person in those_who_have(about) if person != asker)
    people = people or tuple(last_to_act(about, asker))
    return Addressee("", people, ", ".join(person.full_name for person in people), stands_in=bool(about.waiting_for))


def sits_alone(about: Document, person: User | None) -> bool:
    """Whether a person is the only one at the desk where a document waits."""
    sitting = set(sitters(about.organization).get(about.waiting_for, {}))
    if person is None or person.pk not in sitting:
        return False
    return not User.objects.filter(pk__in=sitting - {person.pk}, is_active=True).exists()


def those_who_have(about: Document) -> list[User]:
    """The members whose seats are open; where the document waits for nobody, whoever did the case's last act. Who has left is not asked."""
    if not about.waiting_for:
        return last_to_act(about, None)
    open_seats = Task.objects.filter(process=about.process_id, finished=None).values("owner")
    return list(User.objects.filter(is_active=True, pk__in=open_seats).order_by("full_name"))


def last_to_act(about: Document, asker: User | None) -> list[User]:
    """Whoever moved the document last, or else did the last act of its case; the asker's own and those of questions left out."""
    acts = JournalEntry.objects.filter(case=about.case_id, person__is_active=True).exclude(procedure=CODE)
    if asker is not None:
        acts = acts.exclude(person=asker)
    beside = [name for name, one in PROCEDURES[about.procedure].steps.items() if one.beside]
    for found in (acts.filter(document=about.pk).exclude(step__in=beside), acts):
        if people := list(User.objects.filter(pk__in=found.order_by("-id").values("person")[:1])):
            return people
    return []
