"""The papers of a purchase, from the report with its decisions to the order; each filled from the purchase and its trail."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from committees.models import AppointedMember, SeatName
from committees.rules.lateness import floor_baht_per_day
from disbursement.models import BudgetMovement
from disbursement.withholding import before_vat
from procurement import award_papers, papers
from procurement.asks import ENDORSED
from procurement.models import Instalment, PriceSource, PurchaseKind, PurchaseLine
from workflows.act import LawOn
from workflows.models import JournalEntry, Party
from workflows.names import name_at, names_at
from workflows.office import office_of
from workflows.papers.entries import is_signed, moment_of, party_at, post_with, signature_of, unit_of
from workflows.papers.register import of_case, prints
from workflows.papers.signatures import Decision, Signature
from workflows.roles import Role
from workflows.thai import baht, long_date, short_date

Entries = list[JournalEntry]
METHOD = "วิธีเฉพาะเจาะจง"
CHOICES = ("ให้ความเห็นชอบ", "ไม่ให้ความเห็นชอบ")
SIGNED_IN = ("endorse_report", "pass_report", "approve_report")
RESULT_CHOICES = ("เห็นชอบ", "ไม่เห็นชอบ")


@prints("purchase", "purchase_request", "รายงานขอซื้อขอจ้าง", signed_in=SIGNED_IN, number=lambda purchase: purchase.report_number)
def purchase_request(purchase: Any, entries: Entries) -> papers.PurchaseRequest:
    """The report as it was laid, and below it whoever has decided on it since; a line for the pen where nobody has yet."""
    told = Telling(purchase, entries)
    verb, thing = told.verb, told.thing
    return papers.PurchaseRequest(
        verb=verb, sender=f"{unit_of(told.last('report_need'))} {purchase.organization.name}", reported_on=told.last("report_need").acted_on,
        subject=f"รายงานขอ{verb}{thing} โดย{METHOD}", addressee=told.post_with(Role.CHIEF_EXECUTIVE),
        through=f"หัวหน้าเจ้าหน้าที่ และ{told.post_with(Role.PERMANENT_SECRETARY)}",
        opening=f"ด้วย{name_at(purchase.unit, told.moment)}มีความประสงค์ขอ{verb}{thing} เจ้าหน้าที่ได้ตรวจสอบงบประมาณและรายละเอียดแล้ว จึงขอรายงานขอ{verb}"
        f"ตาม{told.law.basis('procurement.report').label} ดังนี้",
        reason=purchase.need, specification=purchase.specification or None, reference_price=told.reference_price(), budget=told.budget(),
        needed_by=told.needed_by(), method=purchase.method_reason or None, criteria=purchase.criteria or None,
        proposals=tuple(told.proposals()), inspectors=tuple(told.members()),
        closing=f"จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ ขอได้โปรดให้ดำเนินการ{verb}ตามรายละเอียดข้างต้น และลงนามในคำสั่งแต่งตั้ง"
        f"{told.body_word}ที่เสนอมาพร้อมนี้",
        author=told.signature("report_need", "เจ้าหน้าที่"), decisions=tuple(told.decisions()), lines=tuple(told.asked_lines()),
    )  # fmt: skip


@prints("purchase", "appointment_order", "คำสั่งแต่งตั้งผู้ตรวจรับพัสดุ", number=lambda purchase: Appointed(purchase).number)
def appointment_order(purchase: Any, entries: Entries) -> papers.AppointmentOrder:
    """Signed with the approval of the report."""
    told = Telling(purchase, entries)
    label = told.law.basis("procurement.appoint_inspectors").label
    return papers.AppointmentOrder(
        subject=f"แต่งตั้ง{told.body_word} สำหรับการ{told.verb}{told.thing} โดย{METHOD}", ordered_on=purchase.approved_on,
        opening=f"ด้วย{purchase.organization.name}ได้ให้ความเห็นชอบให้{told.verb}{told.thing} โดย{METHOD} ตามรายงานขอ{told.verb} ที่ "
        f"{purchase.report_number} ลงวันที่ {long_date(told.last('report_need').acted_on)} อาศัยอำนาจตาม{label} จึงแต่งตั้งบุคคลดังต่อไปนี้",
        body_word=told.body_word, members=tuple(told.members()), duties=tuple(told.duties()),
        closing="ผู้ได้รับแต่งตั้งทุกคนต้องไม่เป็นผู้มีส่วนได้เสียกับผู้ยื่นข้อเสนอหรือคู่สัญญา หากทราบภายหลังว่ามีส่วนได้เสีย ให้รายงานให้ทราบทันที",
        signature=told.signature("approve_report"),
    )  # fmt: skip


@prints(
    "purchase", "result_report", "รายงานผลการพิจารณา", signed_in=("endorse_result", "approve_result"),
    number=lambda purchase: purchase.result_number or of_case(purchase), amount=lambda purchase: purchase.agreed_price_baht,
)  # fmt: skip
def result_report(purchase: Any, entries: Entries) -> award_papers.ResultReport:
    """What was negotiated, and below it whoever has decided on it since."""
    told = Telling(purchase, entries)
    verb, thing, reported = told.verb, told.thing, told.last("report_result")
    return award_papers.ResultReport(
        verb=verb, sender=f"{unit_of(reported)} {purchase.organization.name}", reported_on=reported.acted_on,
        subject=f"รายงานผลการพิจารณา{verb}{thing} โดย{METHOD}", addressee=told.post_with(Role.CHIEF_EXECUTIVE), through="หัวหน้าเจ้าหน้าที่",
        opening=f"ตามที่ได้ให้ความเห็นชอบรายงานขอ{verb} ที่ {purchase.report_number} ลงวันที่ {long_date(told.last('report_need').acted_on)} "
        f"ให้{verb}{thing} โดย{METHOD} เมื่อวันที่ {long_date(purchase.approved_on)} นั้น เจ้าหน้าที่ได้เจรจาตกลงราคากับผู้ประกอบการโดยตรงแล้ว "
        f"จึงขอรายงานผลการพิจารณาตาม{told.law.basis('procurement.result_report').label} ดังนี้",
        vendor=told.vendor.name, quotation=told.quotation(), quoted_baht=purchase.quoted_price_baht, agreed_baht=purchase.agreed_price_baht,
        has_vat=told.vendor.is_vat_registered, limit_baht=purchase.estimate_baht, reason=purchase.award_reason,
        reference_price=told.reference_price(),
        closing=f"จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ ขอได้โปรดให้{verb}จาก{told.vendor.name} เป็นเงิน {baht(purchase.agreed_price_baht)} บาท "
        "และลงนามในประกาศผู้ชนะที่จะเสนอต่อไป",
        author=told.signature("report_result", "เจ้าหน้าที่"), decisions=tuple(told.decisions_on_result()), lines=tuple(told.lines()),
    )  # fmt: skip


@prints("purchase", "winner_announcement", "ประกาศผู้ชนะ", number=lambda purchase: purchase.announcement_number)
def winner_announcement(purchase: Any, entries: Entries) -> award_papers.WinnerAnnouncement:
    """As it is put up, signed by the head of the agency or whoever acts for him."""
    told = Telling(purchase, entries)
    announced = told.last("announce_winner")
    # Announcements from before the head signed them here were recorded by the supplies officer; they keep their line for the pen.
    head = signature_of(announced) if is_signed(announced) else Signature("", told.post_with(Role.CHIEF_EXECUTIVE))
    return award_papers.WinnerAnnouncement(
        verb=told.verb, subject=told.thing, method=METHOD,
        report=f"รายงานขอ{told.verb} ที่ {purchase.report_number} ลงวันที่ {long_date(told.last('report_need').acted_on)}",
        agreed_on=told.last("approve_result").acted_on, winner=told.vendor.name, amount_baht=purchase.agreed_price_baht,
        has_vat=told.vendor.is_vat_registered, grounds=told.law.basis("procurement.announce").label, announced_on=purchase.announced_on,
        signature=head,
    )  # fmt: skip


@prints("purchase", "purchase_order", "ใบสั่งซื้อหรือใบสั่งจ้าง", number=lambda purchase: purchase.order_number)
def purchase_order(purchase: Any, entries: Entries) -> papers.PurchaseOrder:
    """As it was signed; the vendor receives it in ink."""
    told = Telling(purchase, entries)
    vendor, whole = told.vendor, purchase.agreed_price_baht
    vat = whole - before_vat(whole, told.law, price_has_vat=vendor.is_vat_registered)
    return papers.PurchaseOrder(
        verb=told.verb, ordered_on=purchase.ordered_on, subject=told.thing, seller=papers.Party(vendor.name, vendor.address, vendor.tax_id),
        quotation=told.quotation(),
        agreed=f"รายงานผลการพิจารณา{told.numbered_result()} ซึ่งหัวหน้าหน่วยงานของรัฐให้ความเห็นชอบเมื่อวันที่ {long_date(told.last('approve_result').acted_on)}",
        lines=tuple(told.lines()), vat_baht=vat, prices_have_vat=vendor.is_vat_registered,
        vat_percent=told.law.value("tax.vat_percent").value if vendor.is_vat_registered else None,
        deliver_within_days=(purchase.delivery_due_on - purchase.ordered_on).days, counted_from="นับถัดจากวันที่ลงในใบสั่งนี้",
        due_on=purchase.delivery_due_on, place=f"ที่ทำการ{purchase.organization.name}", fine=told.fine(),
        ordered_by=told.signature("sign_order", f"ผู้สั่ง{told.verb}"),
        received_by=Signature("", vendor.name, f"ผู้รับใบสั่ง{told.verb}"), instalments=tuple(told.instalments()),
    )  # fmt: skip


class Appointed:
    """Who was appointed, as the purchase keeps them."""

    def __init__(self, purchase: Any) -> None:
        self.found = AppointedMember.objects.filter(document=purchase.pk)

    @cached_property
    def rows(self) -> list[AppointedMember]:
        return list(self.found.select_related("person"))

    @property
    def number(self) -> str:
        return self.found.values_list("order_number", flat=True).first() or ""


class Telling:
    """One purchase, and its entries up to the one that made the paper, in the words of its papers."""

    def __init__(self, purchase: Any, entries: Entries) -> None:
        self.purchase = purchase
        self.entries = [entry for entry in entries if entry.document_id == purchase.pk]
        self.moment = moment_of(self.entries)
        self.law = LawOn(purchase.law_date, office_of(purchase.organization))
        self.verb: papers.Verb = "ซื้อ" if purchase.kind == PurchaseKind.GOODS else "จ้าง"
        self.thing = purchase.title.strip().removeprefix(self.verb).strip()
        self.appointed = Appointed(purchase).rows
        is_alone = any(row.seat == SeatName.INSPECTOR for row in self.appointed)
        self.body_word = "ผู้ตรวจรับพัสดุ" if is_alone else "คณะกรรมการตรวจรับพัสดุ"

    def post_with(self, role: Role) -> str:
        return post_with(role, self.purchase.organization, self.moment)

    @cached_property
    def vendor(self) -> Party:
        return party_at(self.purchase.vendor, self.moment)

    def last(self, step: str) -> JournalEntry:
        return next(entry for entry in reversed(self.entries) if entry.step == step)

    def signature(self, step: str, role: str = "") -> Signature:
        return signature_of(self.last(step), role=role)

    def reference_price(self) -> papers.ReferencePrice | None:
        told = self.purchase
        if told.reference_price_baht is None:
            return None
        reason = f" เนื่องจาก{told.price_source_reason}" if told.price_source_reason else ""
        source = f"มาตรา 4 {PriceSource(told.price_source).label}{reason}"
        return papers.ReferencePrice(told.reference_price_baht, source, self.last("agree_specification").acted_on)

    def budget(self) -> papers.BudgetSource:
        """The line as it stood just before this purchase reserved its part."""
        line = self.purchase.budget_line
        own = BudgetMovement.objects.filter(line=line.pk, document=self.purchase.pk).order_by("-number")
        reserved = own.filter(reserved_change_baht__gt=0).first()
        moved = list(BudgetMovement.objects.filter(line=line.pk, number__lt=reserved.number if reserved else 0))
        used = sum((row.reserved_change_baht + row.committed_change_baht + row.spent_change_baht for row in moved), Decimal(0))
        allotted = sum((row.allotted_change_baht for row in moved), Decimal(0))
        name = f"งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. {line.fiscal_year} {line}"
        return papers.BudgetSource(name, allotted, allotted - used, self.purchase.estimate_baht)

    def needed_by(self) -> str:
        told = self.purchase
        within = f" กำหนดส่งมอบภายใน {told.delivery_days} วัน" if told.delivery_days else ""
        return f"ภายในวันที่ {long_date(told.needed_by)}{within}"

    def proposals(self) -> Iterator[str]:
        yield from filter(None, map(str.strip, self.purchase.other_proposals.splitlines()))
        yield f"ขอให้แต่งตั้ง{self.body_word} ตาม{self.law.basis('procurement.appoint_inspectors').label} ดังนี้"

    def members(self) -> Iterator[papers.Member]:
        names = names_at([row.person for row in self.appointed], self.moment)
        for row in self.appointed:
            yield papers.Member(names[row.person_id], row.position_title, str(SeatName(row.seat).label))

    def quotation(self) -> str:
        return f"ใบเสนอราคา เลขที่ {self.purchase.quotation_number} ลงวันที่ {short_date(self.purchase.quoted_on)}"

    def numbered_result(self) -> str:
        """Orders on results from before they had a number were signed without it, and are printed as they were signed."""
        number = self.purchase.result_number
        return f" ที่ {number} ลงวันที่ {long_date(self.last('report_result').acted_on)}" if number else ""

    def decisions(self) -> Iterator[Decision]:
        """In the order of the road, since the report was last laid."""
        secretary = self.post_with(Role.PERMANENT_SECRETARY)
        yield self.opinion("endorse_report", "report_need", "ความเห็นของหัวหน้าเจ้าหน้าที่", "", role="หัวหน้าเจ้าหน้าที่")
        yield self.opinion("pass_report", "report_need", f"ความเห็นของ{secretary}", secretary)
        yield self.ruling("approve_report", "report_need", CHOICES)

    def decisions_on_result(self) -> Iterator[Decision]:
        yield self.opinion("endorse_result", "report_result", "ความเห็นของหัวหน้าเจ้าหน้าที่", "", role="หัวหน้าเจ้าหน้าที่")
        yield self.ruling("approve_result", "report_result", RESULT_CHOICES)

    def opinion(self, step: str, on: str, heading: str, post: str, role: str = "") -> Decision:
        """What somebody wrote below the report that a step laid last; a line for the pen where nobody has yet."""
        signed = self.since(on, step)
        if signed is None:
            return Decision(heading, "", Signature("", post, role))
        # Entries from before opinions were asked for stand on papers that say so; they keep what they said.
        return Decision(heading, json.loads(signed.body)["reason"] or ENDORSED, signature_of(signed, role=role))

    def ruling(self, step: str, on: str, choices: tuple[str, str]) -> Decision:
        """The head's yes, the first of the two; a report without it has no paper that goes on."""
        chief, signed = self.post_with(Role.CHIEF_EXECUTIVE), self.since(on, step)
        heading = f"คำสั่งของ{chief}"
        if signed is None:
            return Decision(heading, "", Signature("", chief), choices)
        return Decision(heading, "", signature_of(signed), choices, choices[0])

    def since(self, laid: str, step: str) -> JournalEntry | None:
        """The last entry of a step after a report was last laid."""
        after = self.last(laid).sequence
        return next((entry for entry in reversed(self.entries) if entry.step == step and entry.sequence > after), None)

    def duties(self) -> Iterator[str]:
        """What the clauses ask of a body that inspects; works have their own."""
        if self.purchase.kind == PurchaseKind.WORKS:
            yield self.law.basis("works.committee_duties").sentence
            yield self.law.basis("works.inspection").sentence
            return
        days = self.law.value("acceptance.notify_vendor_working_days").value
        yield f"ตรวจรับพัสดุ ณ ที่ทำการ{self.purchase.organization.name} ให้ถูกต้องครบถ้วนตามใบสั่งและรายละเอียดคุณลักษณะเฉพาะ"
        yield self.law.basis("acceptance.accept").sentence
        yield (
            "หากพัสดุถูกต้องแต่ไม่ครบจำนวน หรือครบจำนวนแต่ไม่ถูกต้องทั้งหมด ให้ตรวจรับเฉพาะจำนวนที่ถูกต้อง และรีบรายงานเพื่อแจ้งผู้ขาย"
            f"ภายใน {days} วันทำการนับถัดจากวันตรวจพบ"
        )
        if self.body_word != "ผู้ตรวจรับพัสดุ":
            yield "กรรมการผู้ใดไม่ยอมรับพัสดุ ให้ทำความเห็นแย้งไว้ เพื่อเสนอสั่งการ"

    def asked_lines(self) -> Iterator[papers.OrderLine]:
        for row in PurchaseLine.objects.filter(document=self.purchase.pk):
            yield papers.OrderLine(row.item, Decimal(f"{row.quantity.normalize():f}"), row.unit_name, row.unit_price_baht)

    def lines(self) -> Iterator[papers.OrderLine]:
        for row in PurchaseLine.objects.filter(document=self.purchase.pk):
            yield papers.OrderLine(row.item, row.quantity, row.unit_name, row.agreed_unit_price_baht or Decimal(0))

    def fine(self) -> papers.LateFine:
        told, is_whole = self.purchase, self.purchase.fine_on_whole
        base = "ของราคาตามใบสั่งทั้งหมด" if is_whole else "ของราคาสิ่งของหรืองานที่ยังไม่ได้รับมอบ"
        floor = floor_baht_per_day(told.hinders_traffic, self.law) if is_whole else None
        return papers.LateFine(told.fine_percent_per_day, base, floor or None)

    def instalments(self) -> Iterator[papers.Instalment]:
        """Only an order of several parts has a table of them."""
        rows = list(Instalment.objects.filter(document=self.purchase.pk))
        for row in rows if len(rows) > 1 else ():
            yield papers.Instalment(row.number, f"ส่วนที่ {row.number} จาก {len(rows)} ของรายการข้างต้น", row.due_on, row.amount_baht)
