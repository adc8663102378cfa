"""From when until when somebody acts for a post, and what speaks against another last day."""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as text

from workflows.act import Act
from workflows.dates import short_date
from workflows.models import ActingOrder, JournalEntry
from workflows.refusal import Refusal


@dataclass(frozen=True)
class Term:
    """Acting for a post in one capacity, for some matters (none named is all of them), on every day from the first to the last."""

    position: uuid.UUID
    capacity: str
    starts_on: date
    ends_on: date
    matters: Sequence[str] = ()

    @classmethod
    def of(cls, order: ActingOrder, *, ends_on: date) -> "Term":
        return cls(order.position_id, order.capacity, order.starts_on, ends_on, order.matters)


def against_overlap(term: Term, *, field: str, apart_from: ActingOrder | None = None) -> Refusal | None:
    """Two people must not act for one post in one matter on one day, or nobody knows whose word holds."""
    others = ActingOrder.objects.filter(
        position=term.position, capacity=term.capacity, starts_on__lte=term.ends_on, ends_on__gte=term.starts_on
    ).select_related("person")
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    other = next((one for one in others.order_by("starts_on") if share(one.matters, term.matters)), None)
    if other is None:
        return None
    words = {
        "number": other.order_number, "person": other.person.full_name, "from": short_date(other.starts_on), "until": short_date(other.ends_on),
    }  # fmt: skip
    sentence = text("ช่วงนี้ซ้อนกับคำสั่งที่ %(number)s ซึ่งให้%(person)sทำการแทนตำแหน่งเดียวกัน %(from)s ถึง %(until)s") % words
    return Refusal("ACTING_OVERLAPS", sentence, remedy=text("เลิกหรือย่นคำสั่งนั้นก่อน หรือเลือกช่วงวันอื่น"), field=field)


def share(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two orders have a matter in common: a procedure holds each of its steps."""
    if not some or not others:
        return True
    return any(one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.") for one in some for other in others)


def not_made_yet(act: Act, ordered_on: date) -> Refusal | None:
    """An order is made before anybody enters it."""
    if ordered_on <= act.acted_on:
        return None
    sentence = text("คำสั่งลงวันที่หลังวันที่ทำรายการนี้")
    return Refusal("ORDER_NOT_MADE_YET", sentence, remedy=text("ตรวจวันที่ของคำสั่ง"), field="ordered_on")


def against_changing(act: Act, order: ActingOrder, ends_on: date, ordered_on: date) -> Iterator[Refusal]:
    """A later order that moves the last day: as long as the first one is in force or to come, and into no time that is taken."""
    if unmade := not_made_yet(act, ordered_on):
        yield unmade
    if act.acted_on > order.ends_on:
        sentence = text("คำสั่งนี้สิ้นสุดแล้วเมื่อ %(day)s ขยายไม่ได้") % {"day": short_date(order.ends_on)}
        remedy = text("ออกคำสั่งใหม่ แล้วลงที่ “ลงคำสั่งให้ทำการแทน”")
        yield Refusal("ORDER_ENDED", sentence, remedy=remedy, field="order")
        return
    if ends_on == order.ends_on:
        sentence = text("คำสั่งนี้สิ้นสุดวันนั้นอยู่แล้ว")
        yield Refusal("SAME_LAST_DAY", sentence, remedy=text("ใส่วันสุดท้ายวันใหม่"), field="ends_on")
    if ends_on < order.starts_on:
        yield Refusal("DATES_OUT_OF_ORDER", text("วันสิ้นสุดก่อนวันเริ่ม"), remedy=text("แก้วันที่"), field="ends_on")
    elif ends_on < order.ends_on:
        yield from against_shortening(order, ends_on)
    elif overlap := against_overlap(Term.of(order, ends_on=ends_on), field="ends_on", apart_from=order):
        yield overlap


def against_ending(order: ActingOrder, ends_on: date) -> Iterator[Refusal]:
    """An end before the day that the order said."""
    if not order.starts_on <= ends_on <= order.ends_on:
        yield Refusal("DATES_OUT_OF_ORDER", text("วันเลิกคำสั่งอยู่นอกช่วงของคำสั่ง"), remedy=text("แก้วันที่"), field="ends_on")
    else:
        yield from against_shortening(order, ends_on)


def against_shortening(order: ActingOrder, ends_on: date) -> Iterator[Refusal]:
    """What was signed under the order stands, so it cannot have ended before that."""
    entries = JournalEntry.objects.filter(organization=order.organization_id, person=order.person_id, acted_on__gt=ends_on)
    told = [order.order_number, order.ordered_on.isoformat()]
    days = [entry.acted_on for entry in entries.only("acted_on", "body") if json.loads(entry.body)["order"] == told]
    if days:
        sentence = text("ผู้ทำการแทนลงมือตามคำสั่งนี้ถึง %(day)s") % {"day": short_date(max(days))}
        remedy = text("วันสุดท้ายต้องไม่ก่อน %(day)s สิ่งที่ลงนามแล้วยังใช้ได้") % {"day": short_date(max(days))}
        yield Refusal("ACTED_AFTER_THAT", sentence, remedy=remedy, field="ends_on")
