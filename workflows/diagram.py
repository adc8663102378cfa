"""The picture of a procedure, drawn by the server from its declarations: geometry in attributes, colour by class.

Upright, so that it fits a phone: the main road runs down, and the other ways out of a state stand beside the road below it.
"""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from workflows.procedure import Procedure
from workflows.step import SYSTEM, BySetting, Seat, Step

WIDTH = 340
BOX_LEFT, BOX_WIDTH, BOX_HEIGHT = 10, 220, 50
ROAD = 34
LINE_HEIGHT = 19
GAP = 26


@dataclass(frozen=True)
class Stop:
    """One state on the road: what leads on from it, and the other ways out."""

    state: str
    label: str
    who: str
    onward: Step | None
    others: tuple[tuple[Step, str], ...]


def road(procedure: Procedure) -> list[str]:
    """The states from the first to the last, by the step that each waits for; what lies beside it follows in declared order."""
    states, state = [], str(procedure.opening[0].target)
    while state and state not in states:
        states.append(state)
        state = next_state(procedure, state)
    return states + [str(other) for other in procedure.states if str(other) not in states]


def next_state(procedure: Procedure, state: str) -> str:
    ahead = onward(procedure, state)
    return str(ahead.target) if ahead is not None else ""


def onward(procedure: Procedure, state: str) -> Step | None:
    """The step that carries a document on: the one waited for, or the automatic one."""
    waited = procedure.waited.get(state)
    for step in [*([waited] if waited else []), *procedure.automatic(state)]:
        if step.target not in (None, state):
            return step
    return None


def stops(procedure: Procedure) -> list[Stop]:
    found = []
    for state in road(procedure):
        ahead = onward(procedure, state)
        leaving = [
            step
            for step in procedure.steps.values()
            if state in step.sources and step.target not in (None, state) and step is not ahead
        ]
        others = tuple((step, procedure.state_label(str(step.target))) for step in leaving)
        found.append(Stop(state, procedure.state_label(state), whom(procedure.waited.get(state)), ahead, others))
    return found


def whom(step: Step | None) -> str:
    """Who a state waits for, in words."""
    if step is None or step.by is SYSTEM:
        return ""
    if isinstance(step.by, Seat):
        return str(step.by.label)
    return str(step.by.default.label if isinstance(step.by, BySetting) else getattr(step.by, "label", ""))


def svg(procedure: Procedure, here: str = "") -> SafeString:
    """The whole picture; the state `here` is lit."""
    parts, y = [], 6
    drawn = stops(procedure)
    for number, stop in enumerate(drawn):
        parts.append(box(stop, y, "now-box" if stop.state == here else "fill" if stop.state in procedure.ends else "box"))
        below = y + BOX_HEIGHT
        words = ([str(stop.onward.label)] if stop.onward else []) + [f"↪ {step.label} → {target}" for step, target in stop.others]
        parts += [
            text(ROAD + 14, below + 18 + LINE_HEIGHT * i, line, "" if i == 0 and stop.onward else "mute")
            for i, line in enumerate(words)
        ]
        y = below + GAP + LINE_HEIGHT * len(words)
        follows = number + 1 < len(drawn) and stop.onward is not None and str(stop.onward.target) == drawn[number + 1].state
        if follows:
            parts.append(
                f'<path class="ln" d="M{ROAD} {below}V{y - 2}"/><path class="fill" d="M{ROAD - 5} {y - 9}h10L{ROAD} {y - 1}z"/>'
            )
    title = escape(str(procedure.title))
    return mark_safe(  # noqa: S308  every word in it was escaped above
        f'<svg viewBox="0 0 {WIDTH} {y}" role="img" aria-label="{title}">{"".join(parts)}</svg>'
    )


def box(stop: Stop, y: int, kind: str) -> str:
    inverse = " inv" if kind == "fill" else ""
    middle = BOX_LEFT + BOX_WIDTH / 2
    who = (
        f'<text class="mid {"inv2" if inverse else "mute"}" x="{middle}" y="{y + 41}">{escape(stop.who)}</text>' if stop.who else ""
    )
    return (
        f'<rect class="{kind}" x="{BOX_LEFT}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="3"/>'
        f'<text class="mid strong{inverse}" x="{middle}" y="{y + (21 if stop.who else 31)}">{escape(stop.label)}</text>{who}'
    )


def text(x: int, y: int, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'
