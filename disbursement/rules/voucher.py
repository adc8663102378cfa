"""When a voucher may not go on (F3, F8, F13), and on money of which year (K1): one rule, one function."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from disbursement.models import EvidenceKind, OrderKind
from workflows.act import Act, LawOn
from workflows.calendar import fiscal_year, fiscal_year_bounds
from workflows.dates import short_date
from workflows.law_words import doubted
from workflows.refusal import Kind, Refusal
from workflows.thai import baht, same_number

Kinds = EvidenceKind
# What every purchase has behind it; works need the supervisor's report, a fine its notice and reservation.
ALWAYS = (
    Kinds.REPORT, Kinds.APPOINTMENT, Kinds.QUOTATION, Kinds.RESULT, Kinds.ANNOUNCEMENT, Kinds.ORDER, Kinds.INVOICE, Kinds.ACCEPTANCE,
    Kinds.ACCEPTANCE_REPORT,
)  # fmt: skip

# The start, the weeks and every delivery are reported by the supervisor; a fine has its notice, and the letter that reserves it.
SEVERAL = frozenset({Kinds.SUPERVISION, Kinds.FINE})


def needed_evidence(order_kind: str, fine_baht: Decimal) -> tuple[EvidenceKind, ...]:
    """The kinds of paper that this voucher must have behind it."""
    works = (Kinds.SUPERVISION,) if order_kind == OrderKind.WORKS else ()
    fine = (Kinds.FINE,) if fine_baht else ()
    return (*ALWAYS, *works, *fine)


def line_of_other_unit(line: Any, unit: Any, law: LawOn) -> Refusal | None:
    """The unit that owns the budget makes its voucher, and no other (F1)."""
    if unit is not None and line.unit_id == unit.pk:
        return None
    sentence = _("%(line)s ไม่ใช่งบประมาณของหน่วยงานผู้เบิก") % {"line": line.name}
    return Refusal("BUDGET_OF_OTHER_UNIT", sentence, law.basis("voucher.prepare").label, _("ให้หน่วยงานเจ้าของงบประมาณจัดทำฎีกา"))


def evidence_missing(
    rows: Iterable[Mapping[str, Any]], order_kind: str, fine_baht: Decimal, made: Collection[str], law: LawOn
) -> Refusal | None:
    """A paper is there when it has its pages in the bundle, or was `made` by the system and lies in the case."""
    listed = list(rows)
    there = {row["kind"] for row in listed if row["first_page"] or row["kind"] in made}
    asked = dict.fromkeys([*needed_evidence(order_kind, fine_baht), *(EvidenceKind(row["kind"]) for row in listed)])
    missing = [str(kind.label) for kind in asked if kind not in there]
    if not missing:
        return None
    sentence = _("หลักฐานขาด: %(missing)s") % {"missing": ", ".join(missing)}
    return Refusal(
        "EVIDENCE_MISSING",
        sentence,
        law.basis("voucher.evidence").label,
        _("แนบเอกสารนั้นแล้วใส่เลขหน้า หรือลบแถวที่ไม่มีเอกสาร"),
        field="evidence",
    )


def in_bundle(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What has a page in the bundle."""
    return [row for row in rows if row["first_page"] or row["last_page"]]


def pages_broken(rows: Sequence[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """Page numbers run through the bundle from 1, without a gap and without an overlap."""
    bundle = in_bundle(rows)
    whole = all(row["first_page"] and row["last_page"] and row["last_page"] >= row["first_page"] for row in bundle)
    starts = whole and bool(bundle) and bundle[0]["first_page"] == 1
    if starts and all(after["first_page"] == before["last_page"] + 1 for before, after in pairwise(bundle)):
        return None
    sentence = _("เลขหน้าของหลักฐานต้องเริ่มที่ 1 และต่อเนื่องกันทุกรายการ")
    return Refusal("PAGES_BROKEN", sentence, law.basis("voucher.evidence").label, _("เรียงหลักฐานแล้วใส่เลขหน้าใหม่"), field="evidence")


def is_the_very_one(row: Mapping[str, Any], wanted: Mapping[Kinds, tuple[str, date | None]]) -> bool:
    """Whether a row is the paper that is known of its kind; of what is not known, or has no number, any row is."""
    number, dated = wanted.get(Kinds(row["kind"]), ("", None))
    return dated is None or not number or (same_number(row["number"]) == same_number(number) and row["dated"] == dated)


def evidence_differs(
    rows: Iterable[Mapping[str, Any]], wanted: Mapping[Kinds, tuple[str, date | None]], law: LawOn
) -> Iterable[Refusal]:
    """Order, invoice and certificate in the bundle are the very ones that the voucher names, and so is every paper that the case numbered.

    Of the kinds of which several papers lie together one is the very one, and the others are beside it.
    """
    listed = list(rows)
    there = {row["kind"] for row in listed if is_the_very_one(row, wanted)}
    for row in listed:
        if is_the_very_one(row, wanted) or (row["kind"] in SEVERAL and row["kind"] in there):
            continue
        number, dated = wanted[Kinds(row["kind"])]
        assert dated is not None, "a paper without a day is asked for by nobody"
        facts = {"kind": EvidenceKind(row["kind"]).label, "number": number, "day": short_date(dated)}
        sentence = _("%(kind)s ในรายการหลักฐานไม่ใช่เลขที่ %(number)s ลงวันที่ %(day)s") % facts
        yield Refusal(
            "EVIDENCE_DIFFERS", sentence, law.basis("voucher.evidence").label, _("แก้เลขที่หรือวันที่ให้ตรงกับเอกสาร"), field="evidence"
        )


def payee_not_party(payee: Any, party: Any, law: LawOn) -> Refusal | None:
    """Money goes to the party of the order. An attorney with his stamped power has no road here."""
    if payee.pk == party.pk:
        return None
    sentence = _("ผู้รับเงิน “%(payee)s” ไม่ใช่คู่สัญญา “%(party)s”") % {"payee": payee.name, "party": party.name}
    remedy = _("จ่ายให้คู่สัญญา การจ่ายผู้รับมอบอำนาจยังไม่มีเส้นทางในระบบนี้")
    return Refusal("PAYEE_NOT_PARTY", sentence, law.basis("voucher.evidence").label, remedy, field="payee")


def account_not_payees(account: Any, payee: Any, law: LawOn) -> Refusal | None:
    if account.party_id == payee.pk and account.is_current:
        return None
    sentence = _("บัญชี %(number)s ไม่ใช่บัญชีที่ “%(payee)s” ใช้อยู่") % {"number": account.number, "payee": payee.name}
    return Refusal(
        "ACCOUNT_NOT_PAYEES", sentence, law.basis("payment.prepare").label, _("เลือกบัญชีปัจจุบันของผู้รับเงิน"), field="payee_account"
    )


def tax_id_differs(tax_id: str, party: Any, law: LawOn) -> Refusal | None:
    if tax_id == party.tax_id:
        return None
    sentence = _("เลขประจำตัวผู้เสียภาษีในใบแจ้งหนี้ไม่ตรงกับทะเบียนคู่ค้า (%(known)s)") % {"known": party.tax_id}
    return Refusal("TAX_ID_DIFFERS", sentence, law.basis("voucher.check").label, _("ตรวจใบแจ้งหนี้ หรือแก้ทะเบียนคู่ค้า"), field="tax_id")


def dates_out_of_order(days: Sequence[tuple[str, date]], law: LawOn) -> Iterable[Refusal]:
    """Approval ≤ order ≤ delivery ≤ acceptance ≤ voucher (F13): named for each pair that stands the wrong way round."""
    for (earlier, before), (later, after) in pairwise(days):
        if after < before:
            facts = {"later": later, "after": short_date(after), "earlier": earlier, "before": short_date(before)}
            sentence = _("%(later)s (%(after)s) อยู่ก่อน%(earlier)s (%(before)s)") % facts
            yield Refusal("DATES_OUT_OF_ORDER", sentence, law.basis("voucher.approval_before").label, _("ตรวจวันที่ในหลักฐาน"))


def invoice_day_wrong(invoiced_on: date, ordered_on: date, acted_on: date, law: LawOn) -> Refusal | None:
    """An invoice is never older than the order, nor younger than the voucher."""
    if ordered_on <= invoiced_on <= acted_on:
        return None
    facts = {"first": short_date(ordered_on), "last": short_date(acted_on)}
    sentence = _("ใบแจ้งหนี้ต้องลงวันที่ระหว่าง %(first)s ถึง %(last)s") % facts
    return Refusal("INVOICE_DATE", sentence, law.basis("voucher.check").label, _("ตรวจวันที่ในใบแจ้งหนี้"), field="invoiced_on")


def invoice_known(known: Any, invoice_number: str, law: LawOn) -> Refusal | None:
    """One invoice of one vendor is paid once. `known` is the living voucher that bears it already."""
    if known is None:
        return None
    facts = {"invoice": invoice_number, "voucher": known.number or known.title}
    sentence = _("ใบแจ้งหนี้เลขที่ %(invoice)s ของผู้ขายรายนี้มีในฎีกา “%(voucher)s” แล้ว") % facts
    return Refusal(
        "INVOICE_KNOWN", sentence, law.basis("voucher.check").label, _("ตรวจเลขที่ใบแจ้งหนี้ ห้ามเบิกซ้ำ"), field="invoice_number"
    )


def nothing_to_pay(net_baht: Decimal, law: LawOn) -> Refusal | None:
    """A fine that eats up the price leaves nothing to transfer; such a voucher has no road here."""
    if net_baht > 0:
        return None
    sentence = _("หักภาษีและค่าปรับแล้วไม่เหลือเงินจ่าย (%(net)s บาท) ยังไม่มีเส้นทางในระบบนี้") % {"net": baht(net_baht)}
    return Refusal("NOTHING_TO_PAY", sentence, law.basis("voucher.check").label, _("ทำเรื่องนี้นอกระบบไปก่อนตามระเบียบ"))


def tax_differs(withheld_baht: Decimal, computed_baht: Decimal, law: LawOn) -> Refusal | None:
    """The office may have confirmed another rate or threshold since the clerk computed the tax."""
    if withheld_baht == computed_baht:
        return None
    facts = {"withheld": baht(withheld_baht), "computed": baht(computed_baht)}
    sentence = _("ภาษีหัก ณ ที่จ่ายในฎีกา %(withheld)s บาท แต่คำนวณใหม่ได้ %(computed)s บาท") % facts
    return Refusal("TAX_DIFFERS", sentence, law.basis("tax.base_before_vat").label, _("ส่งคืนให้คำนวณใหม่"))


def pages_differ(counted: int, rows: Sequence[Mapping[str, Any]], law: LawOn) -> Refusal | None:
    """The checker counts the bundle himself."""
    bundle = in_bundle(rows)
    listed = bundle[-1]["last_page"] if bundle else 0
    if counted == listed:
        return None
    sentence = _("นับได้ %(counted)s หน้า แต่รายการหลักฐานมี %(listed)s หน้า") % {"counted": counted, "listed": listed}
    return Refusal("PAGES_DIFFER", sentence, law.basis("voucher.evidence").label, _("ส่งคืนให้เรียงหลักฐานใหม่"), field="pages_counted")


def paper_unseen(alone: Sequence[Mapping[str, Any]], papers_seen: bool, law: LawOn) -> Refusal | None:
    """What has no file to open lies on paper, and whoever checks says that he has had it in his hand (F10)."""
    if papers_seen or not alone:
        return None
    kinds = ", ".join(str(EvidenceKind(row["kind"]).label) for row in alone)
    sentence = _("ยังไม่ได้ยืนยันว่าได้เห็นเอกสารกระดาษที่ไม่มีไฟล์: %(kinds)s") % {"kinds": kinds}
    remedy = _("ดูเอกสารตัวจริงแล้วทำเครื่องหมายยืนยัน หรือส่งคืนให้แนบไฟล์")
    return Refusal("PAPER_UNSEEN", sentence, law.basis("voucher.check").label, remedy, field="papers_seen")


def beyond_commitment(asked_baht: Decimal, committed_baht: Decimal, line: Any, law: LawOn) -> Refusal | None:
    """All living vouchers of the case together never ask for more than the case committed on the line (F3)."""
    if asked_baht <= committed_baht:
        return None
    facts = {"asked": baht(asked_baht), "line": line.name, "committed": baht(committed_baht)}
    sentence = _("ฎีกาของเรื่องนี้รวม %(asked)s บาท เกินเงินที่ผูกพันใน “%(line)s” %(committed)s บาท") % facts
    remedy = _("เบิกได้รวมไม่เกิน %(committed)s บาท") % facts
    return Refusal("OVER_BUDGET", sentence, law.basis("voucher.within_budget").label, remedy)


def year_closed(voucher: Any, act: Act) -> Refusal | None:
    """Money of a closed fiscal year needs a carry-over (กันเงิน, K1), and is drawn no longer than that allows."""
    year, until = voucher.budget_line.fiscal_year, voucher.carried_over_until
    if fiscal_year(act.acted_on) == year:
        return None
    if fiscal_year(act.acted_on) < year:
        begins = short_date(fiscal_year_bounds(year)[0])
        sentence = _("ปีงบประมาณ %(year)s ของเงินนี้ยังไม่เริ่ม") % {"year": year}
        remedy = _("ทำขั้นตอนนี้ตั้งแต่ %(begins)s") % {"begins": begins}
        return Refusal("FISCAL_YEAR_NOT_BEGUN", sentence, act.law.basis("calendar.fiscal_year").label, remedy)
    if until is None:
        sentence = _("วันนี้ไม่อยู่ในปีงบประมาณ %(year)s ของเงินนี้ ต้องกันเงินไว้เบิกเหลื่อมปีก่อนเบิก") % {"year": year}
        remedy = _("ให้นายก “อนุมัติกันเงินไว้เบิกเหลื่อมปี” ที่ฎีกานี้ แล้วทำขั้นตอนนี้อีกครั้ง")
        return Refusal("CLOSED_FISCAL_YEAR", sentence, act.law.basis("carry_over.committed").label, remedy)
    return carry_over_lapsed(until, act)


def may_still_be_drawn(voucher: Any, acted_on: date, law: LawOn) -> bool:
    """Whether a voucher's money can be paid at all: in its year, as long as it was carried over, or as long as the head could still do that."""
    year, until = voucher.budget_line.fiscal_year, voucher.carried_over_until
    if fiscal_year(acted_on) <= year:
        return True
    if until is None and fiscal_year(voucher.ordered_on) == year:
        until = carried_over_until(year, law)
    return until is not None and acted_on <= until


def carried_over_until(year: int, law: LawOn) -> date:
    """The last day of money carried over from a fiscal year."""
    return fiscal_year_bounds(year + law.value("carry_over.committed_years").value)[1]


def carry_over_lapsed(until: date, act: Act) -> Refusal | None:
    """Nobody draws the money after the last day, nor approves that it be drawn."""
    if act.acted_on <= until:
        return None
    sentence = _("เงินที่กันไว้เบิกเหลื่อมปี เบิกได้ถึงวันที่ %(until)s เท่านั้น") % {"until": short_date(until)}
    remedy = _("ส่งคืนฎีกาพร้อมเหตุผล แล้วเสนอนายกสั่งการนอกระบบ การขยายเวลายังไม่มีเส้นทางในระบบนี้")
    return Refusal("CARRY_OVER_LAPSED", sentence, act.law.value("carry_over.committed_years").label, remedy)


def not_committed_in_year(voucher: Any, act: Act) -> Refusal | None:
    """The head alone carries over what an order of that very year committed; anything else is the council's (K3)."""
    year = voucher.budget_line.fiscal_year
    if fiscal_year(voucher.ordered_on) == year:
        return None
    sentence = _("ใบสั่งไม่ได้ลงวันที่ในปีงบประมาณ %(year)s นายกกันเงินที่ยังไม่ก่อหนี้เองไม่ได้") % {"year": year}
    remedy = _("เสนอสภาท้องถิ่นอนุมัตินอกระบบ ยังไม่มีเส้นทางในระบบนี้")
    return Refusal("NOT_COMMITTED_IN_YEAR", sentence, act.law.basis("carry_over.uncommitted").label, remedy)


def vendor_received_next_year(voucher: Any, received_on: date, law: LawOn) -> Refusal | None:
    """Signed in its year, and received by the vendor in the next one: whether that is committed in its year stands in no text at hand (K1)."""
    if fiscal_year(received_on) <= voucher.budget_line.fiscal_year:
        return None
    facts = {"ordered": short_date(voucher.ordered_on), "received": short_date(received_on)}
    sentence = _("ใบสั่งลงนามวันที่ %(ordered)s แต่ผู้ขายลงนามรับวันที่ %(received)s ในปีงบประมาณถัดไป ระบบถือวันลงนามเป็นวันก่อหนี้") % facts
    remedy = _("ถ้าต้องถือวันที่ผู้ขายรับใบสั่ง เสนอสภาท้องถิ่นแทน")
    basis = law.basis("carry_over.committed")
    return Refusal("RECEIVED_NEXT_YEAR", doubted(sentence, basis), basis.label, remedy, only_told=True)


def year_not_ended(voucher: Any, act: Act) -> Refusal | None:
    """While its year runs, money is drawn without a carry-over; only what will not be paid by its end needs one (K1)."""
    year = voucher.budget_line.fiscal_year
    if fiscal_year(act.acted_on) != year:
        return None
    facts = {"year": year, "end": short_date(fiscal_year_bounds(year)[1])}
    sentence = _("ปีงบประมาณ %(year)s ยังไม่สิ้น เบิกเงินนี้ได้ถึงวันที่ %(end)s โดยไม่ต้องกันเงิน") % facts
    remedy = _("กันเงินเมื่อเห็นว่าจะเบิกไม่ทันสิ้นปีงบประมาณ")
    return Refusal("YEAR_NOT_ENDED", sentence, act.law.basis("carry_over.committed").label, remedy)


def carried_over(voucher: Any, act: Act) -> Refusal | None:
    """Once: how long it may be drawn counts from the year's end, so another approval would add nothing."""
    if voucher.carried_over_until is None:
        return None
    sentence = _("กันเงินนี้ไว้แล้วตามหนังสือที่ %(number)s") % {"number": voucher.carry_over_number}
    return Refusal("CARRIED_OVER_ALREADY", sentence, act.law.basis("carry_over.committed").label, _("ดำเนินการเบิกต่อได้เลย"))


def payee_signs(voucher: Any, act: Act) -> Refusal | None:
    """Whoever is paid signs nothing that pays him. Never waivable."""
    officer = voucher.party.officer_id
    return payee_and_signer(act) if act.person is not None and officer == act.person.pk else None


def payee_and_signer(act: Act) -> Refusal:
    basis = act.law.basis("separation.payee_and_signer").label
    return Refusal("PAYEE_SIGNS", _("คุณเป็นผู้รับเงินนี้ จึงลงนามในการเบิกจ่ายนี้ไม่ได้"), basis, _("ให้ผู้มีคำสั่งทำแทนเป็นผู้ลงนาม"), Kind.GATE)
