"""Finding a place in the handbook: by procedure, step, clause, paper or refusal, in Thai or English, whatever the page is shown in."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from workflows import handbook
from workflows.pages import Link
from workflows.papers.register import paper_title
from workflows.procedure import PROCEDURES, Procedure
from workflows.step import Step
from workflows.thai import arabic_digits

LANGUAGES = ("th", "en")
DAYS_KEPT = 4


def plain(text: str) -> str:
    """As it is compared: Thai or Arabic digits, small or large letters."""
    return arabic_digits(text).casefold()


def is_meant(procedure: Procedure, text: str) -> bool:
    """Whether a text is part of a procedure's title, in either language; an empty one is part of every."""
    return any(plain(text) in plain(title) for title in in_both(procedure.title))


def in_both(words: object) -> list[str]:
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(str(words))
    return found


def hits(text: str, on: date) -> list[Link]:
    """The steps that a text is found in, and where in them, by the law of a day."""
    if not text:
        return []
    return [link(code, name, anchor) for code, name, anchor, words in index(on) if plain(text) in words]


def link(code: str, name: str, anchor: str) -> Link:
    procedure = PROCEDURES[code]
    place = _("ถ้าระบบไม่ยอม") if anchor == "refused" else _("ขั้นตอน")
    url = reverse("handbook_page", args=[code]) + f"#{anchor}-{name}"
    return Link(str(procedure.steps[name].label), url, f"{procedure.title}\u00a0· {place}")


@lru_cache(maxsize=DAYS_KEPT)
def index(on: date) -> tuple[tuple[str, str, str, str], ...]:
    """(procedure, step, place, all that is said there in both languages) of each place of the handbook."""
    return tuple(
        (procedure.code, step.name, anchor, plain("\n".join(words)))
        for procedure in handbook.pages()
        for step in procedure.steps.values()
        for anchor, words in (("step", list(of_step(procedure, step, on))), ("refused", list(of_refusals(procedure, step, on))))
        if words
    )


def of_step(procedure: Procedure, step: Step, on: date) -> Iterator[str]:
    basis = step.basis(on)
    yield from (*in_both(step.label), basis.label, basis.sentence, paper_title(procedure, step.paper))


def of_refusals(procedure: Procedure, step: Step, on: date) -> Iterator[str]:
    for language in LANGUAGES:
        with translation.override(language):
            for refusal in handbook.refusals(procedure, step, on):
                yield from (refusal.code, str(refusal.sentence), refusal.basis, str(refusal.remedy))
