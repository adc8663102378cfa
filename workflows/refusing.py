"""What a step may refuse, read from the source of its own rules, so that nobody writes it down a second time.

A rule builds its refusal where it refuses: `Refusal("CODE", _("sentence"), law.basis("key").label, _("remedy"))`. From a step's method,
its `needs` and what blocks it, every such place that can be reached is found, and its words are read as far as they are written there;
what only the moment knows (a name, a day, an amount) stands as a gap.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from workflows import gate, law
from workflows.law import Basis, Value
from workflows.models import Document
from workflows.procedure import BLOCKERS, PROCEDURES, Procedure
from workflows.refusal import Refusal
from workflows.separation import BARRED
from workflows.sources import Given, assignments, node_of
from workflows.step import Step

OURS = ("workflows", "committees", "disbursement", "procurement")
OTHER_ROOMS = ("workflows.engine", "workflows.evidence", "workflows.guards", "workflows.models", "workflows.refusal")
GAP = "…"
KEY = "\0"  # before a key of the law, which is said when it is asked: its `label` or its `sentence`
HOLE = re.compile(r"%\(\w+\)s")
WORDS = frozenset({"gettext", "gettext_lazy"})
PLURAL_WORDS = frozenset({"ngettext", "ngettext_lazy"})
SAME_PERSON = "SAME_PERSON"
SHELVES = frozenset({"basis", "value"})


@dataclass(frozen=True)
class Possible:
    """A refusal as it is written: Thai words with their values still open, and the keys of the law that they rest on."""

    code: str
    sentence: str
    basis: str
    remedy: str

    def told(self, on: date, clause: str) -> Refusal:
        """In the reader's language, by the law of a day; a basis that is not written where the refusal is made is the step's clause."""
        return Refusal(self.code, said(self.sentence, on), said(self.basis, on) or clause, said(self.remedy, on))


def said(words: str, on: date) -> str:
    """Written words with their gaps, or what the law says under a key."""
    if words.startswith(KEY):
        what, shelf, key = words.removeprefix(KEY).split(" ", 2)
        shelves: dict[str, Callable[..., Any]] = {"basis": law.basis, "value": law.value}
        found = law.practice(key) if shelf == "custom" else shelves[shelf](key, on)
        return str(getattr(found, what))
    return HOLE.sub(GAP, _(words) if words else "").replace("%%", "%")


@dataclass(frozen=True, eq=False)
class Scope:
    """One function as it is called from one place: what its names stand for."""

    function: FunctionType
    node: ast.AST
    model: type[Document] | None
    bound: dict[str, tuple[ast.expr, "Scope"]] = field(default_factory=dict)

    @property
    def assigned(self) -> dict[str, list["Given"]]:
        return assignments(self.node)

    def object_of(self, node: ast.AST) -> Any:
        """What a name or a dotted name is, as far as it is no value of the moment; None otherwise."""
        if isinstance(node, ast.Name):
            return None if node.id in self.bound or node.id in self.assigned else self.function.__globals__.get(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "self" and self.model is not None:
                return getattr(self.model, node.attr, None)
            owner = self.object_of(node.value)
            return getattr(owner, node.attr, None) if isinstance(owner, ModuleType | type) else None
        return None


def texts(node: ast.expr | None, scope: Scope) -> list[str]:
    """What an expression may say; nothing where that is not written."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.BinOp):
        return texts(node.left, scope)
    if isinstance(node, ast.IfExp):
        return [*texts(node.body, scope), *texts(node.orelse, scope)]
    if isinstance(node, ast.BoolOp):
        return [words for part in node.values for words in texts(part, scope)]
    if isinstance(node, ast.Call):
        return called(node, scope)
    if isinstance(node, ast.Attribute) and node.attr in ("label", "sentence"):
        return [f"{KEY}{node.attr} {key}" for key in laws(node.value, scope)]
    if isinstance(node, ast.Name):
        return named(node, scope, texts) or written(scope.object_of(node))
    return []


def written(value: Any) -> list[str]:
    with translation.override("th"):
        return [str(value)] if isinstance(value, str | Promise) else []


def called(node: ast.Call, scope: Scope) -> list[str]:
    name = getattr(scope.object_of(node.func), "__name__", "")
    if name in WORDS or name in ("str", "in_thai", "doubted"):
        return texts(node.args[0], scope)
    return texts(node.args[1], scope) if name in PLURAL_WORDS else []


def laws(node: ast.expr, scope: Scope) -> list[str]:
    """The keys of the law behind an expression, each with the shelf on which it lies."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SHELVES and len(node.args) == 1:
        return [f"{node.func.attr} {key}" for key in texts(node.args[0], scope)] or laws(node.args[0], scope)
    if isinstance(node, ast.Name):
        known = scope.object_of(node)
        return [f"custom {known.title}"] if isinstance(known, Basis | Value) else named(node, scope, laws)
    return []


def named(node: ast.Name, scope: Scope, read: Callable[[Any, Scope], list[str]]) -> list[str]:
    """What a name of the function stands for: what it was called with, or what it was given before this line.

    The last line that is always passed counts, and whatever a branch below it puts in its place.
    """
    if node.id in scope.bound:
        return read(*scope.bound[node.id])
    before = [given for given in scope.assigned.get(node.id, ()) if given.line < node.lineno]
    always = [number for number, given in enumerate(before) if node.lineno in given.block]
    return [words for given in before[always[-1] if always else 0 :] for words in read(given.value, scope)]


def reached(scope: Scope, above: tuple[FunctionType, ...] = ()) -> Iterator[Possible]:
    """Every refusal that a function builds, itself or through what it calls."""
    above = (*above, scope.function)
    for node in speaking(scope.node):
        if isinstance(node, ast.Call) and scope.object_of(node.func) is Refusal:
            yield from possible(node, scope)
        else:
            target = scope.object_of(meant(node))
            within = entered(node, target, scope) if isinstance(target, FunctionType) and target not in above else None
            if within is not None:
                yield from reached(within, above)


@cache
def leads_to_refusals(function: FunctionType, model: type[Document] | None) -> bool:
    """Whether a function, or any that it leads to, builds a refusal."""
    seen: set[Any] = set()
    waiting: list[Any] = [function]
    while waiting:
        one = waiting.pop()
        if one is Refusal:
            return True
        if isinstance(one, FunctionType) and one not in seen and (found := source_of(one)) is not None:
            seen.add(one)
            scope = Scope(one, found, model)
            waiting += [scope.object_of(meant(node)) for node in speaking(found)]
    return False


@cache
def speaking(node: ast.AST) -> tuple[ast.AST, ...]:
    """The calls inside a function, and the names that are not called there: a rule that is handed on speaks too."""
    asked = {id(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
    return tuple(one for one in ast.walk(node) if isinstance(one, ast.Call | ast.Name | ast.Attribute) and id(one) not in asked)


def meant(node: ast.AST) -> ast.AST:
    """The name of what is called or handed on."""
    return node.func if isinstance(node, ast.Call) else node


@cache
def source_of(function: FunctionType) -> ast.AST | None:
    """A function as it is written, where it is ours and not the engine's."""
    module = function.__module__
    return node_of(function) if module.split(".")[0] in OURS and not module.startswith(OTHER_ROOMS) else None


def entered(node: ast.AST, function: FunctionType, scope: Scope) -> Scope | None:
    """The scope of a function of ours; a call says what its parameters stand for."""
    found = source_of(function)
    if found is None or not leads_to_refusals(function, scope.model):
        return None
    bound: dict[str, tuple[ast.expr, Scope]] = {}
    if isinstance(node, ast.Call):
        asked: Any = found
        names = [one.arg for one in asked.args.args if one.arg != "self"]
        given = [*zip(names, node.args, strict=False), *((word.arg, word.value) for word in node.keywords if word.arg)]
        bound = {name: (value, scope) for name, value in given}
    return Scope(function, found, scope.model, bound)


def possible(node: ast.Call, scope: Scope) -> Iterator[Possible]:
    """One place where a refusal is built; each way in which its words may come out."""
    given = dict(zip(("code", "sentence", "basis", "remedy"), node.args, strict=False))
    given.update({word.arg: word.value for word in node.keywords if word.arg})
    words = {name: texts(given.get(name), scope) for name in ("code", "sentence", "basis", "remedy")}
    for code in words["code"]:
        for number, sentence in enumerate(words["sentence"]):
            basis, remedy = (
                several[min(number, len(several) - 1)] if several else "" for several in (words["basis"], words["remedy"])
            )
            yield Possible(code, sentence, basis, remedy)


def refusals_of(functions: Iterable[Any], model: type[Document] | None = None) -> tuple[Possible, ...]:
    """Each refusal that these functions may lead to, once."""
    scopes = (Scope(one, node, model) for one in functions if isinstance(one, FunctionType) and (node := node_of(one)) is not None)
    return tuple(dict.fromkeys(one for scope in scopes for one in reached(scope)))


@cache
def own_refusals(procedure: Procedure, step: Step) -> tuple[Possible, ...]:
    """What a step's own rules may refuse."""
    blockers = BLOCKERS.get((procedure.model, step.name), ())
    return refusals_of((step.method, *step.needs, *blockers), procedure.model)


@cache
def common_refusals() -> tuple[Possible, ...]:
    """What the gate may refuse at any step; the pairs of persons are told at the steps that they bar."""
    return tuple(one for one in refusals_of((gate.may,)) if one.code != SAME_PERSON)


def barred(procedure: Procedure, step: Step, on: date) -> Iterator[Refusal]:
    """The earlier steps of a case whose person may not do this one."""
    for other, pair in BARRED.get(procedure.qualified(step.name), ()):
        code, name = other.split(".", 1)
        facts = {"earlier": PROCEDURES[code].steps[name].label, "step": step.label}
        sentence = _("คุณเป็นผู้ “%(earlier)s” ในเรื่องนี้แล้ว ผู้ “%(step)s” ต้องเป็นคนละคน") % facts
        yield Refusal(SAME_PERSON, sentence, law.basis(pair.basis_key, on).label, gate.another_person(pair))
