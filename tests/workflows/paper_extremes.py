"""The same papers with more in them than anybody foresaw: forty lines, endless names, seven members, great sums, stand-ins everywhere."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from disbursement.papers.daily_position import AccountDay
from disbursement.papers.remittance_summary import IncomeRow, PlacedRow
from procurement.papers import Member
from tests.workflows.paper_cast import ABSENCE, OFFICE, at, paper
from tests.workflows.paper_letters import acceptance_report, result_report, vendor_letter
from tests.workflows.paper_samples import (
    acceptance_certificate,
    daily_position,
    hire_order,
    purchase_order,
    purchase_request,
    voucher,
    winner_announcement,
    withholding_certificate,
    works_certificate,
)
from tests.workflows.paper_slips import appointment_order, remittance_slip, remittance_summary
from workflows.papers.paper import Contract, Paper
from workflows.papers.signatures import Signature

LINES = 40
GREAT, LARGE = Decimal("987654321.98"), Decimal("9876543.21")
LONG_NAME = "นางสาวพรรณนารายณ์ศิริวัฒนากุล ณ ทุ่งสมมติพัฒนาสุวรรณภูมิ"
LONG_POST = "หัวหน้าฝ่ายอำนวยการและประสานงานโครงการพัฒนาคุณภาพชีวิตผู้สูงอายุและผู้พิการ ชำนาญการพิเศษ"
LONG_PARTY = "ห้างหุ้นส่วนจำกัด ทุ่งสมมติรุ่งเรืองทรัพย์วัสดุก่อสร้างและเครื่องเขียนแบบเรียน (สำนักงานใหญ่) โดยนายไพฑูรย์ ฐิติกุล หุ้นส่วนผู้จัดการ"
LONG_WORD = "ก" * 90 + "A" * 90
REASON = (
    "เห็นว่ากล่องบรรจุของเครื่องหมายเลข ND2269-011 และ ND2269-012 มีตราผนึกฉีกขาด เกรงว่าจะมิใช่ของใหม่ที่ยังไม่เคยใช้งาน จึงไม่ยอมรับ 2 เครื่องนี้"
    "จนกว่าผู้ผลิตจะรับรองเป็นหนังสือ และขอให้ผู้ขายนำเครื่องมาให้ตรวจใหม่ภายใน 7 วัน ณ ที่ทำการองค์การบริหารส่วนตำบลบ้านนาดี หมู่ที่ 4 ตามข้อ 175 (4)"
)


def stretched(signature: Signature) -> Signature:
    """By a stand-in of the longest name and post, who keyed it in another day."""
    return replace(
        signature, name=f"{signature.name} ณ ทุ่งสมมติพัฒนาสุวรรณภูมิราชนครินทร์", position=LONG_POST, acting=ABSENCE,
        role="ผู้ตรวจสอบและรับรอง" if signature.role else "", signed_on=date(2026, 11, 10), recorded_at=at(11, 24, 9, 5),
    )  # fmt: skip


def stretched_in(value: Any) -> Any:
    """Every signature in a contract, stretched."""
    if isinstance(value, Signature):
        return stretched(value)
    if isinstance(value, tuple):
        return tuple(map(stretched_in, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: stretched_in(getattr(value, field.name)) for field in fields(value)})
    return value


def contracts() -> dict[str, Contract]:
    """One of each kind, every signature of it stretched."""
    order, hire, ask, day = purchase_order(), hire_order(), voucher(), daily_position()
    line = replace(
        order.lines[0], name=LONG_WORD, quantity=Decimal(12345), unit="ตารางเซนติเมตร", unit_price_baht=Decimal("2666.65")
    )
    certificate, works, act = acceptance_certificate(), works_certificate(), acceptance_certificate().act
    members = tuple(replace(act.opinions[n % 3], note=act.opinions[2].note, reason=REASON if n % 3 == 1 else "") for n in range(7))
    kept = replace(certificate.lines[0], name=LONG_PARTY, unit_price_baht=Decimal("27.50"))
    slips, summary = remittance_slip(), remittance_summary()
    budget = replace(ask.budget, allotted_baht=GREAT, committed_baht=GREAT, asked_baht=GREAT)
    made: dict[str, Contract] = {
        "purchase_request": replace(purchase_request(), subject=LONG_POST * 3, reason=LONG_WORD * 4, lines=(line,) * LINES),
        "appointment_order": replace(appointment_order(), members=(Member(LONG_NAME, LONG_POST, "ประธานกรรมการ"),) * 7, subject=LONG_PARTY),
        "result_report": replace(result_report(), vendor=LONG_PARTY, reason=LONG_WORD * 4, limit_baht=GREAT, lines=(line,) * LINES),
        "acceptance_report": replace(
            acceptance_report(), lines=(kept,) * LINES, findings=REASON * 4, act=replace(act, opinions=members), order=replace(certificate.order, party=LONG_PARTY),
        ),
        "vendor_letter": replace(
            vendor_letter(), lines=(replace(kept, detail=REASON),) * LINES, order=replace(certificate.order, party=LONG_PARTY, subject=LONG_WORD),
        ),
        "winner_announcement": replace(winner_announcement(), winner=LONG_PARTY, subject=REASON, amount_baht=GREAT),
        "purchase_order": replace(order, lines=(line,) * LINES, seller=replace(order.seller, name=LONG_PARTY), conditions=(REASON,) * 3),
        "hire_order": replace(hire, seller=replace(hire.seller, name=LONG_PARTY), place=REASON, warranty=REASON),
        "acceptance_certificate": replace(
            certificate, lines=(kept,) * LINES, act=replace(act, opinions=members, ruling=replace(act.ruling, text=REASON * 2)), findings=REASON * 4,
        ),
        "works_certificate": replace(
            works, items=works.items * (LINES // 2), findings=REASON, act=replace(works.act, opinions=works.act.opinions * 2), order=replace(works.order, party=LONG_PARTY),
        ),
        "voucher": replace(
            ask, before_vat_baht=GREAT, vat_baht=Decimal(), budget=budget, subject=LONG_WORD, payee=replace(ask.payee, name=LONG_PARTY),
            evidence=tuple(replace(ask.evidence[0], first_page=n, last_page=n) for n in range(1, LINES + 1)),
        ),
        "withholding_certificate": replace(withholding_certificate(), payee=replace(withholding_certificate().payee, name=LONG_PARTY, address=REASON)),
        "remittance_slip": replace(
            slips, incomes=tuple(replace(row, numbers=tuple(f"{n}–{n + 8}" for n in range(100, 200, 10))) for row in slips.incomes), late_reason=REASON,
            cheques=tuple(replace(slips.cheques[0], amount_baht=Decimal("37.50")) for _ in range(LINES)),
        ),
        "remittance_summary": replace(
            summary, slips=tuple(replace(summary.slips[1], number=f"{n}/2570", cheque_baht=LARGE) for n in range(100, 100 + LINES)),
            incomes=tuple(IncomeRow(LONG_POST, f"{n}/2570", 1, LARGE) for n in range(100, 100 + LINES)), remarks=(REASON,),
            placed=(PlacedRow(LONG_PARTY, REASON, LARGE * LINES),), checked_baht=LARGE * LINES,
        ),
        "daily_position": replace(
            day, accounts=(*day.accounts, *(AccountDay(LONG_PARTY, GREAT, GREAT, number="000-6-00002-2") for _ in range(9))),
            remarks=(REASON,) * 3, quiet_days=tuple(date(2026, 11, 1) + timedelta(n) for n in range(9)), seals=day.seals * 3,
        ),
    }  # fmt: skip
    return {name: stretched_in(contract) for name, contract in made.items()}


def extremes() -> dict[str, Paper]:
    long_why = "ส่งคืนเพื่อแก้ไขตามความเห็นของผู้ตรวจ"
    return {name: paper(one, "กษ 00000/00000/2570", 128, long_why, at(11, 20, 17, 0)) for name, one in contracts().items()}


# ── the same paper, a little longer each time, so that its last page begins everywhere ──

WORDS = "ยอดคงเหลือตรงกับสมุดเงินสดและสมุดเงินฝากธนาคาร"
GROWING: dict[str, Callable[[int], Contract]] = {
    "purchase_request": lambda n: replace(purchase_request(), criteria=f"{WORDS} " * (3 * n)),
    "appointment_order": lambda n: replace(appointment_order(), duties=(WORDS,) * n),
    "result_report": lambda n: replace(result_report(), reason=f"{WORDS} " * (3 * n)),
    "acceptance_report": lambda n: replace(acceptance_report(), findings=f"{WORDS} " * (3 * n)),
    "vendor_letter": lambda n: replace(vendor_letter(), lines=vendor_letter().lines * n),
    "winner_announcement": lambda n: replace(winner_announcement(), report=f"{WORDS} " * (3 * n)),
    "purchase_order": lambda n: replace(purchase_order(), lines=purchase_order().lines * n),
    "hire_order": lambda n: replace(hire_order(), conditions=(WORDS,) * n),
    "acceptance_certificate": lambda n: replace(acceptance_certificate(), findings=f"{WORDS} " * (3 * n)),
    "works_certificate": lambda n: replace(works_certificate(), items=works_certificate().items * n),
    "voucher": lambda n: replace(voucher(), evidence=voucher().evidence[:n]),
    "unpaid_voucher": lambda n: replace(voucher(), evidence=voucher().evidence[:n], payment=None),
    "withholding_certificate": lambda n: replace(
        withholding_certificate(), payee=replace(withholding_certificate().payee, address=f"{WORDS} " * (2 * n))
    ),
    "remittance_slip": lambda n: replace(  # one baht each, and the rest in the first
        remittance_slip(),
        cheques=tuple(
            replace(remittance_slip().cheques[0], amount_baht=Decimal(1501 - n if place == 1 else 1)) for place in range(1, n + 1)
        ),
    ),
    "remittance_summary": lambda n: replace(remittance_summary(), remarks=(WORDS,) * n),
    "daily_position": lambda n: replace(daily_position(), remarks=(WORDS,) * n, handover=None),
    "handed_over": lambda n: replace(daily_position(), remarks=(WORDS,) * n),
}


def grown(name: str, size: int, *, thai_digits: bool | None = None) -> Paper:
    office = replace(OFFICE, thai_digits=thai_digits, is_practice=True)
    return replace(paper(GROWING[name](size), "131/2570", 4, "", at(11, 20, 17, 0)), organization=office)
