"""The picture of a procedure, drawn by the server from its declarations: geometry in attributes, colour by class.

Upright, so that it fits a phone: the main road runs down, the other ways out of a state stand beside the road below it, and
the states that no document need come to stand beside it, set in, after its end.
"""

import unicodedata
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from workflows.procedure import Procedure
from workflows.step import SYSTEM, BySetting, Seat, Step

WIDTH = 340
BOX_LEFT, BOX_WIDTH, BOX_HEIGHT = 10, 220, 50
ROAD = 34
BESIDE = 40
LINE_HEIGHT = 19
GAP = 26
LETTERS_MAX, LETTERS_BESIDE_MAX = 38, 32


@dataclass(frozen=True)
class Stop:
    """One state on the road or beside it: what leads on from it, as the person who does it reads it, and the other ways out."""

    state: str
    label: str
    who: str
    onward: Step | None
    said: str
    others: tuple[tuple[Step, str], ...]
    is_beside: bool = False


def leading(procedure: Procedure, state: str) -> list[Step]:
    """The steps that may carry a document on: the one waited for, then the automatic ones, then those that follow another document."""
    waited = procedure.waited.get(state)
    following = [step for step in procedure.steps.values() if step.by is SYSTEM and not step.is_automatic and state in step.sources]
    ahead = [*([waited] if waited else []), *procedure.automatic.get(state, ()), *following]
    return [step for step in ahead if step.target not in (None, state)]


def next_state(procedure: Procedure, state: str) -> str:
    """Where a document goes on to from a state; empty where nothing leads on."""
    return next((str(step.target) for step in leading(procedure, state)), "")


def main_road(procedure: Procedure) -> dict[str, Step | None]:
    """State → the step that leads on, from the first state to the last. It never leads back to where it has been."""
    found: dict[str, Step | None] = {}
    state = str(procedure.opening[0].target)
    while state and state not in found:
        ahead = next((step for step in leading(procedure, state) if step.target not in found), None)
        found[state] = ahead
        state = str(ahead.target) if ahead is not None else ""
    return found


def road(procedure: Procedure) -> dict[str, Step | None]:
    """The main road, and after it the states beside it in declared order; of these no step is drawn before the others."""
    main = main_road(procedure)
    beside = [str(state) for state in procedure.states if str(state) not in main]
    return {**main, **dict.fromkeys(beside)}


def stops(procedure: Procedure) -> list[Stop]:
    found, main = [], main_road(procedure)
    for state, ahead in road(procedure).items():
        leaving = [
            step
            for step in procedure.steps.values()
            if state in step.sources and step.target not in (None, state) and step is not ahead
        ]
        others = tuple((step, procedure.state_label(str(step.target))) for step in leaving)
        label, who = procedure.state_label(state), whom(procedure.waited.get(state))
        opening = procedure.next_opening(state)
        said = str((opening[0].opening[0] if opening else ahead).label) if ahead else ""
        found.append(Stop(state, label, who, ahead, said, others, is_beside=state not in main))
    return found


def whom(step: Step | None) -> str:
    """Who a state waits for, in words."""
    if step is None or step.by is SYSTEM:
        return ""
    if isinstance(step.by, Seat):
        return str(step.by.label)
    by: Any = step.by.default if isinstance(step.by, BySetting) else step.by
    return str(getattr(by, "label", ""))


def svg(procedure: Procedure, here: str = "") -> SafeString:
    """The whole picture; the state `here` is lit."""
    parts, y = [], 6
    drawn = stops(procedure)
    for number, stop in enumerate(drawn):
        left = BESIDE if stop.is_beside else 0
        if stop.is_beside and not (number and drawn[number - 1].is_beside):
            parts.append(text(BOX_LEFT, y + LINE_HEIGHT, _("นอกเส้นทางหลัก"), "strong"))
            y += LINE_HEIGHT + GAP
        parts.append(box(stop, left, y, "now-box" if stop.state == here else "fill" if stop.state in procedure.ends else "box"))
        below, words = y + BOX_HEIGHT, words_below(stop)
        parts += [text(left + ROAD + 14, below + 18 + LINE_HEIGHT * i, line, kind) for i, (line, kind) in enumerate(words)]
        y = below + GAP + LINE_HEIGHT * len(words)
        if stop.onward is not None:
            parts.append(
                f'<path class="ln" d="M{ROAD} {below}V{y - 2}"/><path class="fill" d="M{ROAD - 5} {y - 9}h10L{ROAD} {y - 1}z"/>'
            )
    title = escape(str(procedure.title))
    return mark_safe(  # noqa: S308  every word in it was escaped above
        f'<svg viewBox="0 0 {WIDTH} {y}" role="img" aria-label="{title}">{"".join(parts)}</svg>'
    )


def words_below(stop: Stop) -> list[tuple[str, str]]:
    """(line, class) of the step that leads on, and of the other ways out."""
    letters_max = LETTERS_BESIDE_MAX if stop.is_beside else LETTERS_MAX
    ways = [(line, "mute") for step, target in stop.others for line in way_out(str(step.label), target, letters_max)]
    return [(stop.said, ""), *ways] if stop.onward else ways


def way_out(label: str, target: str, letters_max: int) -> list[str]:
    """In one line where it fits, or in two; marks above and below a letter take no room."""
    whole = f"↪ {label} → {target}"
    letters = sum(unicodedata.category(letter) != "Mn" for letter in whole)
    return [whole] if letters <= letters_max else [f"↪ {label}", f"\u2003→ {target}"]


def box(stop: Stop, left: int, y: int, kind: str) -> str:
    inverse = " inv" if kind == "fill" else ""
    middle = left + BOX_LEFT + BOX_WIDTH / 2
    who = (
        f'<text class="mid {"inv2" if inverse else "mute"}" x="{middle}" y="{y + 41}">{escape(stop.who)}</text>' if stop.who else ""
    )
    return (
        f'<rect class="{kind}" x="{left + BOX_LEFT}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="3"/>'
        f'<text class="mid strong{inverse}" x="{middle}" y="{y + (21 if stop.who else 31)}">{escape(stop.label)}</text>{who}'
    )


def text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'
