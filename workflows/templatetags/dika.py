"""Components that need a little thinking before they are drawn: values, days, badges, and the pictures' geometry."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.template.loader import get_template
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows import dates, law_words, thai
from workflows.marking import as_typed, escaped
from workflows.pages import BudgetShare, Cell, Due, MoneyOnItsWay, Pair, Part, Station, StepPace, Table
from workflows.templatetags.thai import as_moment
from workflows.waiting import COUNTED_MAX
from workflows.whole import Name, typed, whole, with_names

register = template.Library()

register.filter("as_typed", typed)
register.filter(law_words.cited)
register.filter(law_words.told)
register.filter(whole)
register.filter(with_names)

HASH_GROUP_DIGITS = 4
PARTS_KEPT = 4096
RAIL_LEFT, RAIL_RIGHT, RAIL_MIDDLE = 13, 239, 13
CELLS_ACROSS, CELL_WIDTH, CELL_HEIGHT = 10, 32, 26
BAR_WIDTH = 320
UNIT = re.compile(r" (\([^()]{1,20}\))$")
FIGURES = ("spent", "committed", "reserved", "free")


@register.filter
def shown(value: Any) -> Any:
    """A value as people write it: baht, Buddhist era, yes and no, a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if isinstance(value, Decimal):
        return thai.baht(value)
    if isinstance(value, (date, datetime)):
        return day(value)
    return whole(value) if isinstance(value, Name) else typed(value)


@register.simple_tag
def heads_of(table: Table) -> SafeString:
    """The columns' names."""
    marks = ((column.label, ' class="num"' if column.is_number else "") for column in table.columns)
    return mark_safe("".join(f'<th scope="col"{mark}>{heading(label)}</th>' for label, mark in marks))  # noqa: S308  escaped


@register.filter
def heading(label: Any) -> SafeString:
    """A column's name, its unit in one piece: มาแล้ว (วันทำการ) breaks before the bracket and not within."""
    return mark_safe(UNIT.sub(r' <span class="nb">\1</span>', escaped(label)))  # noqa: S308  escaped


@register.simple_tag
def body_of(table: Table) -> SafeString:
    """The rows of a table, whether the page gave cells or bare values. Written here, because a case has hundreds of cells."""
    marks = [' class="num"' if column.is_number else "" for column in table.columns]
    begins = [f'<td data-label="{escaped(column.label)}"{mark}>' for column, mark in zip(table.columns, marks, strict=True)]
    begins[:1] = [f'<th scope="row"{mark}>' for mark in marks[:1]]
    ends, drawn = ["</th>", *["</td>"] * (len(begins) - 1)], partial(cell, is_thai=not dates.is_english())
    rows = ("".join(map("".join, zip(begins, map(drawn, row), ends, strict=False))) for row in table.rows)
    return mark_safe("".join(f"<tr>{row}</tr>" for row in rows))  # noqa: S308  each label and value was escaped


def cell(value: Any, *, is_thai: bool) -> str:
    """What stands in a table's cell, escaped."""
    if type(value) is str:
        return escaped(with_names(value) if is_thai else as_typed(value)) or "–"
    if isinstance(value, Cell):
        return get_template("workflows/parts/cell.html").render({"cell": value})
    if type(value) is tuple:
        return "".join(cell(part, is_thai=is_thai) for part in value)
    return escaped(shown(value))


@register.simple_tag
def pairs(facts: Sequence[Pair], first: int = 0, last: int | None = None) -> SafeString:
    """Labels and values of a list, or a part of it. Written here, because a case has some fifty of them."""
    is_thai = not dates.is_english()
    told = (f"<dt>{escaped(pair.label)}</dt>\n<dd>{fact(pair.value, is_thai=is_thai)}</dd>" for pair in facts[first:last])
    return mark_safe("\n".join(told))  # noqa: S308  each label and value was escaped


def fact(value: Any, *, is_thai: bool) -> str:
    """A value of a list, its lines kept."""
    told = with_names(value) if is_thai and type(value) is str and value else shown(value)
    return linebreaksbr(told) if not isinstance(told, str) or "\n" in told or "\r" in told else escaped(told)


@register.simple_tag
def marked(parts: Iterable[Part]) -> SafeString:
    """What a search found in a value. Written here, because a page of hits has hundreds of them."""
    told = (f"<mark>{escaped(part.text)}</mark>" if part.is_hit else escaped(part.text) for part in parts)
    return mark_safe("".join(told))  # noqa: S308  each part was escaped


@register.simple_tag
def stations(route: Iterable[Station]) -> SafeString:
    """The stops of a road, for the eye by their class and for the ear in words. Written here, because a case has some thirty of them."""
    words = {"done": _("เสร็จแล้ว"), "here": _("อยู่ที่นี่")}
    ahead, told = _("ยังไม่ถึง"), []
    for stop in route:
        current = ' aria-current="step"' if stop.phase == "here" else ""
        note = f'<span class="mute nb">{escaped(stop.note)}</span>' if stop.note else ""
        told.append(
            f'<li class="{escaped(stop.phase)}"{current}>\n<b>{escaped(with_names(stop.label))}</b>\n'
            f'<span class="vh">{words.get(stop.phase, ahead)}</span>\n{escaped(typed(stop.who))} {note}</li>'
        )
    return mark_safe("\n".join(told))  # noqa: S308  each word was escaped


@register.filter
def at(sequence: Any, position: int) -> Any:
    """The item at a position; nothing beyond the end."""
    return sequence[position] if position < len(sequence) else None


@register.filter
def get(mapping: Any, key: str) -> Any:
    """The value under a key, or nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def grouped(digits: str) -> str:
    """A hash in groups that an eye can follow."""
    starts = range(0, len(digits), HASH_GROUP_DIGITS)
    return " ".join(digits[start : start + HASH_GROUP_DIGITS] for start in starts)


@register.simple_tag
def day(value: date | None) -> SafeString | str:
    """A day in the Buddhist era, never broken over two lines; machines read the common era."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment(value)
    return format_html('<time class="nb" datetime="{}">{}</time>', value.isoformat(), dates.short_date(value))


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """A moment on the office's clock."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), dates.short_time(as_moment(value)))


@register.inclusion_tag("workflows/parts/standing.html")
def standing(kind: str) -> dict[str, str]:
    """The badge of a clause or value that nobody has confirmed yet; practice says so in its own words."""
    return {"kind": kind}


def drawn(part: str, **facts: Any) -> str:
    """A small part that stands on a page many times over with the same few facts: drawn once in each language, and kept."""
    return kept_part(part, translation.get_language() or "", tuple(facts.items()))


@lru_cache(maxsize=PARTS_KEPT)
def kept_part(part: str, language: str, facts: tuple[tuple[str, Any], ...]) -> str:
    return get_template(f"workflows/parts/{part}.html").render(dict(facts))


@register.simple_tag
def due_tag(due: Due) -> str:
    """How many working days are left, in words; colour only repeats it."""
    return drawn("due", words=due_words(due), tone=due.tone)


@register.filter
def due_words(due: Due) -> str:
    left = due.working_days_left
    if left is None:
        return _("ครบกำหนด %(day)s") % {"day": dates.short_date(due.on)} if due.on else _("ไม่มีกำหนด")
    if due.days_late:
        return ngettext("เกินกำหนดแล้ว %(days)s วัน", "เกินกำหนดแล้ว %(days)s วัน", due.days_late) % {"days": due.days_late}
    if left < 0:
        return ngettext("เกิน %(days)s วันทำการ", "เกิน %(days)s วันทำการ", -left) % {"days": -left}
    if left == 0:
        return _("ครบกำหนดวันนี้")
    return ngettext("เหลือ %(days)s วันทำการ", "เหลือ %(days)s วันทำการ", left) % {"days": left}


@register.simple_tag
def rail(stop: int, stops: int, is_late: bool) -> str:
    """The stations of a case as dots on one line; `stop` counts from one, and zero is nowhere."""
    gap = (RAIL_RIGHT - RAIL_LEFT) / max(stops - 1, 1)
    places = [round(RAIL_LEFT + gap * number) for number in range(stops)]
    is_here = 0 < stop <= stops
    return drawn(
        "rail", behind=dots(places[: stop - 1]) if is_here else "", ahead=dots(places[stop:]), here=places[stop - 1] if is_here else None,
        first=RAIL_LEFT, last=RAIL_RIGHT, middle=RAIL_MIDDLE, stop=stop, stops=stops, is_late=is_late,
    )  # fmt: skip


def dots(places: Iterable[int]) -> str:
    """Round ends of lines without length: one path for all the dots, since a board draws hundreds."""
    return "".join(f"M{x} {RAIL_MIDDLE}h0" for x in places)


@register.inclusion_tag("workflows/parts/cells.html")
def cells(parts: Iterable[bool], label: str) -> dict[str, Any]:
    """A count as numbered cells, ten across: filled is in, empty is not yet."""
    drawn = []
    for number, is_in in enumerate(parts):
        down, across = divmod(number, CELLS_ACROSS)
        x, y = across * CELL_WIDTH + 1, down * CELL_HEIGHT + 1
        drawn.append({"x": x, "y": y, "middle": x + 14, "base": y + 16, "number": number + 1, "is_in": is_in})
    return {"cells": drawn, "height": (len(drawn) + CELLS_ACROSS - 1) // CELLS_ACROSS * CELL_HEIGHT, "label": label}


@register.simple_tag
def load_bar(count: int, late: int, most: int) -> str:
    """How many wait, the late ones first, as wide as the longest bar of its column allows."""
    whole = max(most, 1)
    return drawn("load", wide=round(100 * count / whole), late=round(100 * late / whole))


@register.filter
def counted(count: int) -> str:
    """A number that was counted no further than COUNTED_MAX."""
    return f"{COUNTED_MAX}+" if count > COUNTED_MAX else str(count)


@register.filter
def longest_pace(steps: Iterable[StepPace]) -> int:
    """The longest of all days that are drawn."""
    return max((max(step.ninth_days, step.limit_days or 0) for step in steps), default=0)


@register.inclusion_tag("workflows/parts/pace_bar.html")
def pace_bar(step: StepPace, longest: int) -> dict[str, int | None]:
    """Nine in ten, and in it the half; the limit is a line across."""
    whole = max(longest, 1)
    limit = None if step.limit_days is None else min(round(100 * step.limit_days / whole), 99)
    return {"median": round(100 * step.median_days / whole), "ninth": round(100 * step.ninth_days / whole), "limit": limit}


@register.inclusion_tag("workflows/parts/money_bar.html")
def money_bar(share: BudgetShare) -> dict[str, Any]:
    """A budget line from left to right: spent, committed, reserved, free; what this case holds is underlined in gold."""
    amounts = {figure: getattr(share, f"{figure}_baht") for figure in FIGURES}
    parts = side_by_side(amounts.items())
    return {"share": share, "parts": parts, "held": held(share, parts, sum(amounts.values()) or Decimal(1)), "width": BAR_WIDTH}


@register.inclusion_tag("workflows/parts/sums_bar.html")
def sums_bar(sums: Iterable[MoneyOnItsWay]) -> dict[str, Any]:
    """Money between need and payment as one bar, and each sum in figures."""
    sums = list(sums)
    return {"sums": sums, "parts": side_by_side((each.figure, each.amount_baht) for each in sums), "width": BAR_WIDTH}


def side_by_side(amounts: Iterable[tuple[str, Decimal]]) -> list[dict[str, Any]]:
    """Amounts as lengths of one bar from left to right, a hair between them."""
    amounts = list(amounts)
    whole = sum(amount for _figure, amount in amounts) or Decimal(1)
    parts, x = [], Decimal(0)
    for figure, amount in amounts:
        width = max(amount, Decimal(0)) / whole * BAR_WIDTH
        parts.append({"figure": figure, "x": round(x, 1), "width": round(max(width - 1, Decimal(0)), 1), "amount": amount})
        x += width
    return parts


def held(share: BudgetShare, parts: list[dict[str, Any]], whole: Decimal) -> dict[str, Any] | None:
    """Where the case's own money lies under the bar, and the place of its words inside the picture."""
    part = next((part for part in parts if part["figure"] == share.held_as), None)
    if part is None or not share.held_baht:
        return None
    width = max(min(share.held_baht, part["amount"]) / whole * BAR_WIDTH, Decimal(3))
    is_left = part["x"] < BAR_WIDTH / 2
    words_x = part["x"] if is_left else part["x"] + width
    return {"x": part["x"], "width": round(width, 1), "words_x": round(words_x, 1), "anchor": "start" if is_left else "end"}
