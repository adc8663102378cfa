"""A step, declared once: from it come the permission, the button, the form, the API, the deadline, the trail and the handbook."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, get_type_hints

from django import forms
from django.utils.translation import gettext as text
from django_fsm import transition
from django_stubs_ext import StrOrPromise

from workflows import law
from workflows.law import Basis
from workflows.roles import Role
from workflows.thai import in_thai

if TYPE_CHECKING:
    from workflows.refusal import Refusal

UNBORN = ""  # the state of a document before its opening step


@dataclass(frozen=True)
class Seat:
    """A member's place on one document: whoever `Document.open_seats(name)` names may act, and nobody else."""

    name: str
    label: StrOrPromise


@dataclass(frozen=True)
class BySetting:
    """A role that the office chooses among lawful ones, by a key of its settings."""

    key: str
    default: Role
    others: tuple[Role, ...]

    def role(self, document: Any) -> Role:
        chosen = document.organization.settings.get(self.key, self.default)
        return Role(chosen) if chosen in self.others else self.default


@dataclass(frozen=True)
class ByDocument:
    """A role that the document itself names under `attribute`; where it names none, whoever holds its own seat."""

    attribute: str
    seat: Seat

    def role(self, document: Any) -> "Role | Seat":
        named = getattr(document, self.attribute)
        return Role(named) if named else self.seat

    @property
    def label(self) -> StrOrPromise:
        return self.seat.label


@dataclass(frozen=True)
class WhileVacant:
    """A role; on a day on which `is_vacant` finds nobody who does its work, another in its stead."""

    usual: Role
    stand_in: Role
    is_vacant: Callable[[Any], bool]

    def role(self, document: Any) -> Role:
        return self.stand_in if self.is_vacant(document) else self.usual

    @property
    def label(self) -> StrOrPromise:
        words = {"usual": self.usual.label, "stand_in": self.stand_in.label}
        return text("%(usual)s (%(stand_in)s ในวันที่ไม่มีผู้ทำหน้าที่นี้)") % words


class Special:
    """Who is neither a role nor a seat."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


SYSTEM = Special("SYSTEM")  # the engine itself: automatic steps and followers; never a person
WAITED = Special("WAITED")  # whoever the document waits for now
ANYONE = Special("ANYONE")  # every person of the office, in whatever quality

By = Role | Seat | BySetting | ByDocument | WhileVacant | Special
Rule = Callable[[Any, Any], "Refusal | None"]


@dataclass(frozen=True)
class Step:
    """What a procedure declares of one step. `sources` and `target` are states; without a target the state stays."""

    name: str
    label: StrOrPromise
    basis_key: str | Basis
    by: By
    sources: tuple[str, ...]
    target: str | None
    within: str | None
    paper: str | None
    signs: bool
    in_person: bool
    beside: bool
    needs: tuple[Rule, ...]
    cautions: tuple[Rule, ...]
    when: Callable[[Any], bool] | None
    shows: tuple[str, ...]
    method: Callable[..., Any] = field(repr=False)

    @property
    def opens(self) -> bool:
        return self.sources == (UNBORN,)

    @property
    def is_automatic(self) -> bool:
        return self.when is not None

    @cached_property
    def label_in_thai(self) -> str:
        """As the trail says it."""
        return in_thai(self.label)

    def edges(self) -> Iterable[tuple[str, str]]:
        """Every (source, target) that this step may make."""
        return [(source, source if self.target is None else self.target) for source in self.sources]

    def basis(self, on: Any) -> Basis:
        """The clause, as it stood on a day."""
        return self.basis_key if isinstance(self.basis_key, Basis) else law.basis(self.basis_key, on)

    @cached_property
    def fields(self) -> dict[str, forms.Field]:
        """The form's fields: each keyword parameter carries its own as `Annotated[type, forms.Field]`."""
        hints = get_type_hints(self.method, include_extras=True)
        asked = [p.name for p in inspect.signature(self.method).parameters.values() if p.kind is p.KEYWORD_ONLY]
        return {name: next(m for m in hints[name].__metadata__ if isinstance(m, forms.Field)) for name in asked}


def step(
    *,
    label: StrOrPromise,
    basis: str | Basis,
    by: By,
    source: str | Iterable[str],
    target: str | None = None,
    within: str | None = None,
    paper: str | None = None,
    signs: bool = False,
    in_person: bool = False,
    beside: bool = False,
    needs: Iterable[Rule] = (),
    cautions: Iterable[Rule] = (),
    when: Callable[[Any], bool] | None = None,
    shows: Iterable[str] = (),
) -> Callable[[Callable[..., Any]], Any]:
    """Declare a method of a document as a step.

    basis   a key of the law files, or `law.practice(…)` where only custom asks for the step
    by      the role, the seat, or SYSTEM; WAITED for whoever the state waits for, ANYONE for every person of the office
    within  a key of the law files: how long the person has, counted from the act that brought the document here
    in_person  nothing is signed, and yet it is never a machine that does it: a judgement or
            an assurance of a role that else prepares, where money is paid into, a secret
    beside  an act beside the road: it moves nothing, and the acts that follow may bear an earlier day
    needs   rules of the procedure: (document, act) → a Refusal or None; shown on the button and asked by the server
    cautions  rules of the same form that only tell: what speaks against doing it today, beside the button; it may be the record of
            another day, or the person's own choice
    when    makes the step automatic: it runs as the system as soon as the document meets the condition
    shows   the facts and the side rows that decide it, by name and in their order: its page shows them first and unfolded
    """
    sources = (source,) if isinstance(source, str) else tuple(source)

    def declare(method: Callable[..., Any]) -> Any:
        return moving(
            Step(
                name=method.__name__, label=label, basis_key=basis, by=by, sources=sources, target=target, within=within,
                paper=paper, signs=signs, in_person=in_person, beside=beside, needs=tuple(needs), cautions=tuple(cautions), when=when, shows=tuple(shows),
                method=method,
            )
        )  # fmt: skip

    return declare


def restated(moved: Any, **changes: Any) -> Any:
    """A step of a kindred procedure, the same but for what is named: its clause, its time limit, its states."""
    return moving(replace(moved.declared, **changes))


def moving(declared: Step) -> Any:
    """The transition that a declaration asks for, around a function of its own: two procedures may share one method."""

    @wraps(declared.method, updated=())
    def method(document: Any, act: Any, **data: Any) -> Any:
        return declared.method(document, act, **data)

    moved = transition("state", source=list(declared.sources), target=declared.target, custom={"step": declared})(method)
    moved.declared = declared
    return moved
