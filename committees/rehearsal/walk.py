"""One acceptance walked by the officers, each step by the person whose step it is, all through the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from committees.acceptance import seats
from committees.acceptance.asks import ACCEPTS, DISSENTS
from committees.models import Method, Place
from committees.works_supervision import OPEN
from committees.works_supervision import State as Supervision
from workflows import clock, engine
from workflows.models import User
from workflows.offers import seen_by
from workflows.practice import PracticeOffice
from workflows.proof import Proof

DAYS_OF_A_WEEK = 7


@dataclass
class Inspection:
    """The acceptance as it stands after the last step; `day` is the day on which the next steps are acted."""

    office: PracticeOffice
    acceptance: Any
    day: date | None = None

    def perform(self, who: User | str, step: str, **data: Any) -> Any:
        """One step by one officer, signed with a fresh proof where it is a signature."""
        person = self.office.people[who] if isinstance(who, str) else who
        proof = Proof(person.pk, timezone.now())
        acted_on = data.pop("acted_on", self.day or self.acceptance.last_acted_on)
        self.acceptance = engine.perform(person, self.acceptance, step, proof=proof, acted_on=acted_on, **data).document
        return self.acceptance

    @property
    def rows(self) -> seats.Rows:
        return seen_by(self.acceptance, None).rows

    def named(self, people: Iterable[str]) -> list[User]:
        """The persons of some ids, in the order of the office's list."""
        wanted = set(people)
        return [person for person in self.office.people.values() if person.pk.hex in wanted]

    @property
    def lead(self) -> User:
        return self.named(seats.leads(self.rows))[0]

    def declare(self) -> Any:
        """Everybody who has not yet said so has no interest."""
        for person in self.named(seats.undeclared(self.rows)):
            self.perform(person, "declare_no_interest")
        return self.acceptance

    def find(self, accepted: Mapping[int, str] | None = None, *, step: str = "record_findings", **changes: Any) -> Any:
        """The chair or the inspector finds every line right, but for the quantities that are given."""
        rights = accepted or {}
        lines = [
            {
                "position": row["position"],
                "accepted_quantity": rights.get(row["position"], row["delivered_quantity"]),
                "finding": "ชำรุดหรือไม่ตรงคุณลักษณะ" if row["position"] in rights else "",
            }
            for row in self.rows["lines"]
        ]
        facts = {
            "inspected_on": self.day or self.acceptance.last_acted_on, "place": Place.AGREED, "place_name": "", "place_approval": "",
            "check_method": Method.COUNTED, "check_note": "", "lines": lines, "absent": [], "reserves_fine": bool(self.acceptance.late_days),
        }  # fmt: skip
        return self.perform(self.lead, step, **{**facts, **changes})

    def sign(self, who: User | str, **changes: Any) -> Any:
        return self.perform(who, "sign", **{"opinion": ACCEPTS, "reason": "", "disputed": [], **changes})

    def dissent(self, who: User | str, reason: str = "กล่องมีตราผนึกฉีกขาด เกรงว่าไม่ใช่ของใหม่", **changes: Any) -> Any:
        return self.sign(who, opinion=DISSENTS, reason=reason, **changes)

    def silent(self) -> list[User]:
        """Whose opinion is missing."""
        given = seats.opinions(self.rows, self.acceptance.findings_number)
        return self.named(seats.attending(self.rows, self.acceptance.absent) - set(given))

    def sign_all(self) -> Any:
        """All whose opinion is missing accept the findings."""
        for person in self.silent():
            self.sign(person)
        return self.acceptance

    def to_decision(self, accepted: Mapping[int, str] | None = None, **changes: Any) -> Any:
        """From the opening of goods to the unanimous end."""
        self.declare()
        self.find(accepted, **changes)
        return self.sign_all()

    def supervise(self) -> Any:
        """What comes before the inspection of works: the supervisor's report, attached, and the chair's acknowledgement."""
        supervisor = self.named([self.acceptance.supervisor_id.hex])[0]
        if not self.rows["attachments"]:
            self.perform(supervisor, "attach", kind="รายงานผู้ควบคุมงาน", file=report_file())
        self.perform(
            supervisor,
            "report_works",
            report_number=f"คง.{self.acceptance.delivery_note_number}",
            report="งานแล้วเสร็จตามแบบรูปและรายการ",
        )
        return self.perform(self.lead, "acknowledge_delivery")

    def close(self) -> Any:
        """What follows the decision: keeping, reporting, informing."""
        while self.acceptance.state in CLOSING:
            if self.acceptance.late_days and not self.acceptance.late_notice_number:
                noticed_on = self.acceptance.delivered_on
                self.perform(
                    "duangjai",
                    "record_late_notice",
                    letter_number=f"ปร.{self.acceptance.delivery_note_number}",
                    noticed_on=noticed_on,
                )
            who, step, data = CLOSING[self.acceptance.state](self)
            self.perform(who, step, **data)
        return self.acceptance


@dataclass
class Supervising:
    """The supervision of works as it stands after the last report, by whoever supervises."""

    office: PracticeOffice
    supervision: Any

    def perform(self, who: User | str, step: str, **data: Any) -> Any:
        person = self.office.people[who] if isinstance(who, str) else who
        proof = Proof(person.pk, timezone.now())
        acted_on = data.pop("acted_on", clock.today(self.office.fresh()))
        self.supervision = engine.perform(person, self.supervision, step, proof=proof, acted_on=acted_on, **data).document
        return self.supervision

    def report(self, **changes: Any) -> Any:
        """What is due by now: that work began, and each instalment whose day has come."""
        today = changes.get("acted_on") or clock.today(self.office.fresh())
        order = self.supervision.order_number
        while self.supervision.state in OPEN:
            said = {"report_number": f"คง.{order}-{self.supervision.version}", **changes}
            if self.supervision.state == Supervision.STARTING:
                self.perform(self.supervision.supervisor, "report_start", begun_on=today, report="เริ่มงานตามกำหนด", **said)
            elif self.supervision.awaited_on <= today:
                self.perform(self.supervision.supervisor, "report_instalment", report="งานเป็นไปตามแบบรูปและรายการ", **said)
            else:
                break
        return self.supervision

    def report_weeks(self) -> Any:
        """The log of every week up to today."""
        today = clock.today(self.office.fresh())
        while (first := self.unlogged()) <= today:
            self.report_week(min(first + timedelta(days=DAYS_OF_A_WEEK - 1), today))
        return self.supervision

    def unlogged(self) -> date:
        """The first day of which no log was reported."""
        logs = seen_by(self.supervision, None).rows["logs"]
        return date.fromisoformat(logs[-1]["until_on"]) + timedelta(days=1) if logs else self.supervision.vendor_received_on

    def report_week(self, until_on: date, **changes: Any) -> Any:
        """The log of the days since the last report of it, up to a day."""
        after = self.unlogged()
        return self.perform(
            self.supervision.supervisor, "report_week", from_on=after, until_on=until_on, copies=2,
            report="อากาศแจ่มใส คนงาน 8 คน รถบด 1 คัน ปรับเกรดผิวทางได้ตามแผน", **changes,
        )  # fmt: skip


CLOSING: Mapping[str, Any] = {
    "accepted": lambda walk: ("duangjai", "take_over", {"copies": 2, "vendor_copy_on": walk.day or walk.acceptance.last_acted_on}),
    "handed_over": lambda walk: ("boonmee", "acknowledge_report", {}),
    "rejected": lambda walk: ("rattana", "pass_rejection", {}),
    "informing": lambda walk: ("boonmee", "inform_vendor", {"letter_number": f"จผ.{walk.acceptance.delivery_note_number}"}),
}


def report_file() -> Any:
    """A PDF of one blank page, in place of a scanned report."""
    import io

    import pikepdf
    from django.core.files.uploadedfile import SimpleUploadedFile

    blank, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.save(blank, deterministic_id=True)
    return SimpleUploadedFile("report.pdf", blank.getvalue(), content_type="application/pdf")
