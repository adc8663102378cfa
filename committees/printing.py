"""The certificates of the committee on paper: filled from the acceptance, its rows and its trail."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone

from committees import papers
from committees.acceptance import seats
from committees.acceptance.states import NOTICE_DAYS, WORKS_DAYS
from committees.fines import FineTerms, daily_baht
from committees.models import AcceptanceKind, InspectionLine, Ruling, SeatName
from committees.outcome import Outcome
from committees.queries import post_of
from committees.rules.lateness import floor_baht_per_day
from workflows.act import LawOn
from workflows.calendar import deadline
from workflows.evidence import as_python
from workflows.ids import as_ids
from workflows.models import JournalEntry, Party, User
from workflows.names import name_at, names_at
from workflows.offers import seen_by
from workflows.office import office_of
from workflows.papers.entries import is_signed, moment_of, party_at, signature_of
from workflows.papers.register import prints
from workflows.papers.signatures import Order, Signature
from workflows.thai import short_date

Entries = list[JournalEntry]
KEEPING = ("take_over",)
RULINGS = ("rule_to_accept", "rule_to_accept_undisputed")
PART = (
    "จึงตรวจรับไว้เฉพาะจำนวนที่ถูกต้อง ตาม{clause} และรายงานเพื่อแจ้ง{party}"
    "ภายใน {days} วันทำการนับถัดจากวันตรวจพบ โดยไม่ตัดสิทธิที่จะปรับในจำนวนที่ส่งมอบไม่ครบหรือไม่ถูกต้อง"
)
FINE = "อัตราค่าปรับตาม{order} ร้อยละ {percent} ต่อวันของ{base} ({clause}) ฐานค่าปรับรวมภาษีมูลค่าเพิ่ม นับถัดจากวันครบกำหนดจนถึงวันส่งมอบ"


@prints("goods_acceptance", "acceptance_certificate", "ใบตรวจรับพัสดุ", signed_in=KEEPING)
def acceptance_certificate(acceptance: Any, entries: Entries) -> papers.AcceptanceCertificate:
    """As all signed it: the certificate bears the day of the last opinion, or of the ruling."""
    told = Telling(acceptance, entries)
    return papers.AcceptanceCertificate(
        certified_on=acceptance.accepted_on, place=told.place, order=told.order(), delivery_note=told.delivery_note,
        received_on=acceptance.received_on, inspected_at=midnight(acceptance.inspected_on), lines=tuple(told.accepted_lines()), act=told.act(),
        keeper=told.keeper(), vendor=told.vendor(), outcome=told.outcome().of_goods(), findings=told.findings(), fine=told.fine(),
        round=acceptance.round,
    )  # fmt: skip


@prints("works_acceptance", "works_certificate", "ใบรับรองผลการปฏิบัติงาน", signed_in=KEEPING)
def works_certificate(acceptance: Any, entries: Entries) -> papers.WorksCertificate:
    """The same for an instalment of works, with the supervisor's report and the chair's acknowledgement."""
    told = Telling(acceptance, entries)
    days = told.law.value(WORKS_DAYS)
    report = f"รายงาน เลขที่ {acceptance.supervisor_report_number} ลงวันที่ {short_date(acceptance.supervisor_reported_on)}"
    return papers.WorksCertificate(
        certified_on=acceptance.accepted_on, place=told.place, order=told.order(), instalment=acceptance.instalment_number,
        instalments=acceptance.instalment_count, delivery_note=told.delivery_note, delivered_on=acceptance.delivered_on,
        acknowledged_on=acceptance.acknowledged_on, inspect_by=deadline(acceptance.acknowledged_on, days, told.law.office.special_days),
        inspected_on=acceptance.inspected_on, supervisor=told.signature("report_works", role="ผู้ควบคุมงาน"), supervisor_report=report,
        items=tuple(told.work_items()), instalment_baht=acceptance.accepted_amount_baht, act=told.act(), keeper=told.keeper(),
        vendor=told.vendor(), outcome=told.outcome().of_works(), certified_before_baht=acceptance.order_accepted_before_baht, findings=told.findings(), fine=told.fine(),
    )  # fmt: skip


def midnight(day: date) -> datetime:
    """A day of which no hour was written down."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


class Telling:
    """One acceptance, and its entries up to the one that made the paper, in the words of a certificate."""

    def __init__(self, acceptance: Any, entries: Entries) -> None:
        self.acceptance = acceptance
        self.entries = [entry for entry in entries if entry.document_id == acceptance.pk]
        self.rows = seen_by(acceptance, None).rows
        self.law = LawOn(acceptance.law_date, office_of(acceptance.organization))
        self.place = f"ที่ทำการ{acceptance.organization.name}"
        self.delivery_note = f"ใบส่งของ เลขที่ {acceptance.delivery_note_number} ลงวันที่ {short_date(acceptance.delivered_on)}"
        is_bought = acceptance.kind == AcceptanceKind.GOODS
        self.order_word, self.party_word = ("ใบสั่งซื้อ", "ผู้ขาย") if is_bought else ("ใบสั่งจ้าง", "ผู้รับจ้าง")

    @cached_property
    def party(self) -> Party:
        return party_at(self.acceptance.party, moment_of(self.entries))

    def order(self) -> papers.OrderedFrom:
        told = self.acceptance
        done = (
            told.title.removeprefix("จ้าง") if told.kind == AcceptanceKind.WORKS else told.title
        )  # of works the sentence says ตกลงให้
        return papers.OrderedFrom(
            self.order_word, told.order_number, told.ordered_on, done, self.party.name, self.party_word, told.order_amount_baht,
            told.delivery_due_on,
        )  # fmt: skip

    def lines(self) -> list[dict[str, Any]]:
        return [as_python(InspectionLine, row) for row in self.rows["lines"]]

    def accepted_lines(self) -> Iterator[papers.AcceptedLine]:
        for line in self.lines():
            yield papers.AcceptedLine(
                line["item"], line["unit_name"], line["ordered_quantity"], line["delivered_quantity"], line["accepted_quantity"],
                line["unit_price_baht"], line["accepted_before_quantity"], line["finding"],
            )  # fmt: skip

    def work_items(self) -> Iterator[papers.WorkItem]:
        for line in self.lines():
            agreed, measured = (
                f"{line[name].normalize():f} {line['unit_name']}" for name in ("ordered_quantity", "accepted_quantity")
            )
            yield papers.WorkItem(line["item"], agreed, measured)

    def findings(self) -> str:
        """What the body found, and how."""
        told = self.acceptance
        parts = [f"ตรวจ ณ {told.place_name} ตามหนังสือเห็นชอบ {told.place_approval}"] if told.place_name else []
        parts += [told.check_note] if told.check_note else []
        outcome = self.outcome()
        parts.append(outcome.found())
        if told.kind != AcceptanceKind.WORKS and (outcome.owes_instalment or outcome.is_part_of_what_came):
            clause = self.law.basis("acceptance.accept_part").clause
            parts.append(PART.format(clause=clause, party=self.party_word, days=self.law.value(NOTICE_DAYS).value))
        return " ".join(parts)

    def outcome(self) -> Outcome:
        """As it stood when it was decided: of earlier deliveries the acceptance keeps what they had come to, and later ones say nothing of it."""
        told, act, lines = self.acceptance, self.act(), tuple(self.accepted_lines())
        of_instalment = told.accepted_before_baht + told.accepted_amount_baht
        of_order = told.order_accepted_before_baht + told.accepted_amount_baht
        lacks_goods = told.kind == AcceptanceKind.GOODS and any(line.outstanding for line in lines)
        is_order_paid_up = of_order >= told.order_amount_baht
        return Outcome(
            lines, "งาน" if told.kind == AcceptanceKind.WORKS else "พัสดุ", self.order_word, told.instalment_number, told.instalment_count,
            owes_instalment=of_instalment < told.instalment_amount_baht or (is_order_paid_up and lacks_goods),
            owes_order=not is_order_paid_up, approving=len([one for one in act.opinions if one.accepts]), dissenting=len(act.dissents),
            ruled_on=act.ruling.signature.signed_on if act.ruling else None, keeps_to_undisputed=told.ruling == Ruling.ACCEPT_UNDISPUTED,
        )  # fmt: skip

    # The signatures

    def entry(self, *steps: str) -> JournalEntry | None:
        return next((entry for entry in reversed(self.entries) if entry.step in steps), None)

    def signature(self, *steps: str, **options: Any) -> Signature:
        entry = self.entry(*steps)
        assert entry is not None, f"no entry of {steps}"
        return signature_of(entry, **options)

    def act(self) -> papers.CollectiveAct:
        first = self.rows["seats"][0]
        return papers.CollectiveAct(
            Order(first["order_number"], date.fromisoformat(first["ordered_on"])), tuple(self.opinions()), self.ruling()
        )

    def opinions(self) -> Iterator[papers.Opinion]:
        """Each who sits now, in the order of the appointment, with the opinion that he signed of these very findings."""
        given = seats.opinions(self.rows, self.acceptance.findings_number)
        sitting = User.objects.filter(pk__in=as_ids(seats.people(self.rows["seats"])))
        names = {key.hex: name for key, name in names_at(sitting, moment_of(self.entries)).items()}
        for row in seats.sitting(self.rows):
            person, seat = row["person_id"], str(SeatName(row["seat"]).label)
            note = self.replacement(row, names)
            if person in self.acceptance.absent:
                yield papers.Opinion(Signature(names[person], row["position_title"], seat=seat), note="ไม่มาตรวจรับ")
                continue
            signed = signature_of(self.signed_by(person), seat=seat, own_position=row["position_title"])
            yield papers.Opinion(signed, given[person]["accepts"] == 1, given[person]["reason"], note)

    def signed_by(self, person: str) -> JournalEntry:
        wanted = self.acceptance.findings_number
        return next(
            entry
            for entry in self.entries
            if entry.step == "sign"
            and entry.person_id is not None
            and entry.person_id.hex == person
            and json.loads(entry.body)["facts"]["findings_number"] == wanted  # type: ignore[union-attr]
        )

    def replacement(self, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
        """Whose place somebody took, by which order."""
        if not row["replaces_id"]:
            return ""
        ordered_on = short_date(date.fromisoformat(row["ordered_on"]))
        return f"แทน{names[row['replaces_id']]} ตามคำสั่งที่ {row['order_number']} ลงวันที่ {ordered_on}"

    def ruling(self) -> papers.Ruling | None:
        told = self.acceptance
        if not told.ruling:
            return None
        text = f"{Ruling(told.ruling).label}: {told.ruling_reason}"
        return papers.Ruling(told.ruling != Ruling.REJECT, text, self.signature(*RULINGS, "rule_to_reject"))

    def keeper(self) -> Signature:
        """Signs when the goods are handed over; until then the line waits for ink."""
        taken, role = self.entry(*KEEPING), "เจ้าหน้าที่ ผู้รับมอบ"
        if taken is not None and is_signed(taken):
            return signature_of(taken, role=role)
        officer = self.acceptance.supplies_officer
        moment = moment_of(self.entries)
        return Signature(name_at(officer, moment), post_of(officer, self.acceptance.accepted_on, moment), role)

    def vendor(self) -> Signature:
        return Signature(self.party.name, "", self.party_word)

    # The fine

    @property
    def fine_base(self) -> str:
        return "ราคาทั้งหมดตามใบสั่ง" if self.acceptance.fine_on_whole else "ราคาสิ่งของหรืองานที่ยังไม่ได้รับมอบ"

    def fine(self) -> papers.Fine | None:
        told = self.acceptance
        if not told.late_days:
            return None
        clause = self.law.basis("procurement.fine").label
        basis = FINE.format(order=self.order_word, percent=told.fine_percent_per_day, base=self.fine_base, clause=clause)
        return papers.Fine(basis, tuple(self.fine_rows()), self.notice())

    def fine_rows(self) -> Iterable[papers.FineRow]:
        """What is deducted now; and, of what is still owed, what runs on and is reserved."""
        told = self.acceptance
        missing_baht = told.instalment_amount_baht - told.accepted_before_baht - told.accepted_amount_baht
        if told.fine_on_whole:
            start = max(told.delivery_due_on, told.fined_until or told.delivery_due_on)
            if start < told.delivered_on:
                yield self.fine_row("ราคาทั้งหมดตามใบสั่ง", told.order_amount_baht, start, told.delivered_on)
        else:
            yield self.fine_row("ส่วนที่รับไว้", told.accepted_amount_baht, told.delivery_due_on, told.delivered_on)
            if missing_baht:
                yield self.fine_row("ส่วนที่ยังไม่ได้รับ", missing_baht, told.delivery_due_on, None)

    def fine_row(self, part: str, base_baht: Decimal, after: date, until: date | None) -> papers.FineRow:
        told = self.acceptance
        floor = floor_baht_per_day(told.hinders_traffic, self.law)
        terms = FineTerms(
            told.delivery_due_on, told.fine_percent_per_day, told.order_amount_baht if told.fine_on_whole else None, floor
        )
        return papers.FineRow(
            part, base_baht, told.fine_percent_per_day, daily_baht(base_baht, terms), after + timedelta(days=1), until
        )

    def notice(self) -> str:
        """The letter that told the vendor of the fine, where it had been recorded before the certificate."""
        if self.entry("record_late_notice") is None:
            return ""
        return f"หนังสือ เลขที่ {self.acceptance.late_notice_number} ลงวันที่ {short_date(self.acceptance.late_noticed_on)}"
