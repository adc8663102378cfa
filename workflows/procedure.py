"""The registry of procedures: what each document model declares, read once."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from workflows.kept import Kept, Key, Note, Row, Told
from workflows.models import Document
from workflows.step import SYSTEM, UNBORN, WAITED, Step

PROCEDURES: dict[str, "Procedure"] = {}
FOLLOWERS: dict[tuple[type[Document], str], list[Callable[..., None]]] = {}
BLOCKERS: dict[tuple[type[Document], str], list[Callable[..., Any]]] = {}


class ToldBy(NamedTuple):
    """By which entries a row of a fact table is known that was written before entries told the rows themselves.

    steps  the steps that write one row each, and the columns whose values follow from that
    who    the column with the person who acted
    when   the column with the day of the act, where there is one
    anew   the fact by which a later entry takes the place of an earlier one
    """

    steps: Mapping[str, Mapping[str, Any]]
    who: str
    when: str = ""
    anew: str = ""


class Procedure:
    """One document model seen as a procedure.

    Its inner class `Procedure` declares:
        code, title         the name in addresses and in the journal; the Thai title
        ends                states in which the document rests for good
        void                those ends in which its papers hold no more
        content             names of the material fields of the document
        later               those of them that came after the first documents were signed: they are content where they hold something,
                            so that what was signed before stays what it was
        content_rows        {name: side model} whose rows are material too
        fact_rows           {name: side model} that rules read, but that are no content (seats, opinions)
        told_by             {name of fact rows: by which entries rows are known that no entry tells itself}
        keeps               of a register {name in what its steps note: the table in which the step wrote}; the first name that a note
                            has is the row
        tells               of a register the tables beside whose rows its steps write, none of which names its document
        spread              makes of one note those of several rows
        planned             the rows of a note that is a whole plan and tells them by no key
        judged_by           related rows that rules read of every document, read in the statement that locks it
        carried_by          name of the field with the document of another case that has it in hand meanwhile
        goes_on_by          {state: (procedure, field)} where not a step of its own takes the document on, but opening another procedure
                            whose form names it in that field; the steps of the state stay, beside
        is_beside           whether it goes beside the other documents of its case and is no part of their road (questions)
        begins              {state: name of the step with which it begins, as long as the document is of no money}
        repeats             the fields of its opening that another of its kind may begin with: what is decided anew each time is none of
                            them, no day, number or file, and no money that is set aside
        chapters            of a register with many steps: under which title a page lists which of them
        promise             what somebody outside has promised by a %(day)s, in the states that wait for it under no limit of the law
        schema              number of the content's shape, raised when `content` changes
    """

    def __init__(self, model: type[Document]) -> None:
        declared = model.Procedure  # type: ignore[attr-defined]
        self.model = model
        self.code: str = declared.code
        self.title: str = declared.title
        self.ends: frozenset[str] = frozenset(str(state) for state in declared.ends)
        self.void: frozenset[str] = frozenset(str(state) for state in getattr(declared, "void", ()))
        self.content: tuple[str, ...] = tuple(declared.content)
        self.later: frozenset[str] = frozenset(getattr(declared, "later", ()))
        self.content_rows: Mapping[str, Any] = getattr(declared, "content_rows", {})
        self.fact_rows: Mapping[str, Any] = getattr(declared, "fact_rows", {})
        self.told_by: Mapping[str, ToldBy] = getattr(declared, "told_by", {})
        self.keeps: Mapping[str, Kept] = getattr(declared, "keeps", {})
        self.tells: tuple[type[Any], ...] = getattr(declared, "tells", ())
        self.spread: Callable[[Row], Iterable[Row]] = getattr(declared, "spread", lambda said: (said,))
        self.planned: Callable[[Note, Told], Iterable[tuple[str, Key, Row]]] = getattr(declared, "planned", lambda note, told: ())
        self.carried_by: str = getattr(declared, "carried_by", "")
        self.goes_on_by: Mapping[str, tuple[str, str]] = {str(s): by for s, by in getattr(declared, "goes_on_by", {}).items()}
        self.is_beside: bool = getattr(declared, "is_beside", False)
        self.begins: Mapping[str, str] = {str(state): name for state, name in getattr(declared, "begins", {}).items()}
        self.repeats: tuple[str, ...] = tuple(getattr(declared, "repeats", ()))
        self.chapters: tuple[tuple[StrOrPromise, tuple[str, ...]], ...] = tuple(getattr(declared, "chapters", ()))
        self.promise: StrOrPromise = getattr(declared, "promise", "")
        self.schema: int = getattr(declared, "schema", 1)
        self.states = model.State  # type: ignore[attr-defined]

    @cached_property
    def steps(self) -> dict[str, Step]:
        """In the order of the regulation, which is the order of declaration."""
        steps: dict[str, Step] = {}
        for kind in reversed(self.model.__mro__):
            steps.update({name: member.declared for name, member in vars(kind).items() if hasattr(member, "declared")})
        return steps

    @cached_property
    def opening(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps.values() if step.opens)

    def from_state(self, state: str) -> list[Step]:
        """Steps that a person may do in a state."""
        return [step for step in self.steps.values() if state in step.sources and step.by is not SYSTEM and not step.is_automatic]

    @cached_property
    def automatic(self) -> Mapping[str, tuple[Step, ...]]:
        """State → the steps that the system takes there by itself."""
        steps = [step for step in self.steps.values() if step.is_automatic]
        return {str(state): tuple(step for step in steps if state in step.sources) for state in self.states}

    @cached_property
    def waited(self) -> dict[str, Step]:
        """The step that each state waits for: the first that the procedure declares there on its road."""
        waited = {}
        for state in map(str, self.states):
            steps = [step for step in self.from_state(state) if step.by is not WAITED and not step.beside]
            if state not in self.ends and steps:
                waited[state] = steps[0]
        return waited

    @cached_property
    def choices(self) -> dict[str, tuple[Step, ...]]:
        """State → the several answers between which the person waited for decides, in declared order; empty where there is but one.

        What only custom lets him do beside (take back, cancel) is no answer to what he is asked.
        """
        answers = {}
        for state, waited in self.waited.items():
            moving = [step for step in self.from_state(state) if step.by == waited.by and step.target not in (None, state)]
            lawful = tuple(step for step in moving if isinstance(step.basis_key, str))
            answers[state] = lawful if waited in lawful and len(lawful) > 1 else ()
        return answers

    def leading(self, state: str, amount_baht: Any) -> Step | None:
        """The step that a state asks for now."""
        begins = self.begins.get(state)
        return self.steps[begins] if begins and not amount_baht else self.waited.get(state)

    def only_adds(self, step: Step, state: str) -> bool:
        """Whether a step neither takes a document out of a state, nor is signed, nor is what the state begins with: a file, a note."""
        return step.target in (None, state) and not step.signs and step.name != self.begins.get(state)

    def next_opening(self, state: str) -> tuple["Procedure", str] | None:
        """The procedure whose opening takes a document on from a state, and the field of its form that names the document."""
        if state not in self.goes_on_by:
            return None
        code, field = self.goes_on_by[state]
        return PROCEDURES[code], field

    def asked_in(self, state: str, amount_baht: Any) -> str:
        """What a state asks, as the button of a desk says it: its step by name, or neutrally where the person chooses among several."""
        if onward := self.next_opening(state):
            return str(onward[0].opening[0].label)
        if self.choices.get(state):
            return _("พิจารณา")
        step = self.leading(state, amount_baht)
        return str(step.label) if step else _("เปิดดู")

    def edges(self) -> set[tuple[str, str, str]]:
        return {(step.name, str(source), str(target)) for step in self.steps.values() for source, target in step.edges()}

    def qualified(self, name: str) -> str:
        return f"{self.code}.{name}"

    def state_label(self, state: str) -> str:
        return str(self.states(state).label) if state != UNBORN else ""


def procedure(model: type[Document]) -> type[Document]:
    """Register a document model as a procedure."""
    code = model.Procedure.code  # type: ignore[attr-defined]
    if code in PROCEDURES:
        raise ValueError(f"two procedures are called {code!r}")
    PROCEDURES[code] = Procedure(model)
    return model


def procedure_of(document: Document | type[Document]) -> Procedure:
    """The procedure of a document. Raises KeyError for a model that is none."""
    model = document if isinstance(document, type) else type(document)
    return PROCEDURES[model.Procedure.code]  # type: ignore[attr-defined]


def follows(model: type[Document], state: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register what happens, in the same transaction, once a document of a lower procedure has reached a state.

    The follower is called as follower(cause, document); a lower procedure never knows who follows it.
    """

    def register(follower: Callable[..., None]) -> Callable[..., None]:
        FOLLOWERS.setdefault((model, str(state)), []).append(follower)
        return follower

    return register


def blocks(model: type[Document], step: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a rule of a higher procedure on a step of a lower one: (document, act) → a Refusal or None."""

    def register(rule: Callable[..., Any]) -> Callable[..., Any]:
        BLOCKERS.setdefault((model, step), []).append(rule)
        return rule

    return register
