"""Samples of what a person does, and of what the office answers."""

from datetime import date
from decimal import Decimal

from django import forms

from workflows import pages
from workflows.pages import Change, Choice, Link, Pair
from workflows.samples.facts import (
    CONFIRMED,
    DANGER,
    DOUBTED,
    GOODS,
    HASH,
    LATE,
    LATER,
    NOT_DECLARED,
    NOT_YOURS,
    NOW,
    SEATS,
    SOON,
    STALE,
    TODAY,
)
from workflows.samples.forms import FAULTS, TYPED, OpinionForm, PurchaseForm


def step(**more: object) -> pages.StepPage:
    given: dict[str, object] = {
        "title": "แก้คำขอ", "form": PurchaseForm(initial=TYPED), "key": "k1", "today": TODAY, "clauses": (DOUBTED,), "submit": "แก้คำขอ",
        "cancel_url": "/case/1/", "document": DANGER, "case_number": "41/2570", "version": 3, "earliest": date(2026, 11, 20), "signs": True,
        "ends_the_road": True, "due": LATER, "limit": "5 วันทำการ", "who": "เจ้าหน้าที่พัสดุ", "facts": (Pair("เรื่อง", DANGER),), "because": (pages.Reason(DANGER, "นางรัตนา ทองสุก", NOW),), "disagreements": (DANGER,), "begun": (DANGER,), "cautions": (NOT_DECLARED,),
        "decisive": (Pair("ผู้ขาย", DANGER),),
        "hidden": {"_unit": DANGER},
    }  # fmt: skip
    return pages.StepPage(**{**given, **more})  # type: ignore[arg-type]


def refused_step() -> pages.StepPage:
    return step(refusals=FAULTS, stale=STALE, blank_rows=1, remedies={"INTEREST_NOT_DECLARED": "/do/declare/"}, acted_on=TODAY)


def deciding_step() -> pages.StepPage:
    return step(title="เห็นชอบผลการพิจารณา", form=forms.Form())


def sign() -> pages.SignPage:
    return pages.SignPage(
        title="ลงนามตรวจรับพัสดุ", form=OpinionForm(initial={"reason": DANGER}), key="k2", today=TODAY, clauses=(CONFIRMED,), submit="ยืนยันความเห็น",
        cancel_url="/case/1/", document="ใบตรวจรับ 24/2570", case_number="41/2570", version=3, signs=True, due=SOON,
        sentence="ตรวจรับ 12 จาก 20 รายการ เป็นเงิน 91,240.00 บาท", statement=f"ข้าพเจ้าตรวจแล้ว เห็นว่าถูกต้อง {DANGER}",
        amount_baht=Decimal("91240.00"), parts=(True,) * 12 + (False,) * 8, parts_label="รายการที่ 1 ถึง 12 รับ รายการที่ 13 ถึง 20 ยังไม่รับ",
        tables=(GOODS,), papers=(Link("ใบส่งของ 669/0218", "/file/1/"),), seats_title="กรรมการ 3 คน", seats=SEATS,
        changes=(Change("จำนวนหมึกพิมพ์", "10 ตลับ", "8 ตลับ"),), sent_back=pages.Reason(DANGER, "นางรัตนา ทองสุก", NOW), content_hash=HASH,
        choices=(
            Choice("accept", "ตรวจรับ", "ลงนามรับ 12 รายการ", is_chosen=True),
            Choice("dissent", "ไม่เห็นด้วย", "ทำความเห็นแย้ง นายกเป็นผู้ชี้ขาด", asks_reason=True),
            Choice("return", "ส่งกลับ", "ให้เจ้าหน้าที่พัสดุแก้ไขเอกสารก่อน", asks_reason=True),
        ),
    )  # fmt: skip


def together(**more: object) -> pages.TogetherPage:
    def row(number: int, **facts: object) -> pages.Alike:
        given = {
            "key": f"key{number}", "version": 3, "title": f"ซื้อวัสดุ {DANGER}", "number": f"{number}/2570", "url": "/case/1/", "sign_url": "/do/1/",
            "sentence": f"เห็นชอบ {DANGER}", "statement": "ข้าพเจ้าอ่านแล้ว", "amount_baht": Decimal("37000.00"), "due": LATE,
        }  # fmt: skip
        return pages.Alike(**{**given, **facts})  # type: ignore[arg-type]

    changed = (Change("จำนวนหมึกพิมพ์", "10 ตลับ", DANGER),)
    given = {
        "title": "ให้ความเห็นชอบ", "key": "k3", "clause": DOUBTED, "back": Link("กลับไปที่โต๊ะ", "/"), "opinion": "ตรวจรับ",
        "rows": (row(1, is_chosen=True), row(2, changes=changed), row(3, refusals=(NOT_DECLARED,))),
    }  # fmt: skip
    done = (row(1, is_signed=True), row(3, refusals=(NOT_YOURS,)))
    return pages.TogetherPage(**{**given, **({"rows": done} if more.get("is_done") else {}), **more})  # type: ignore[arg-type]


def refused() -> pages.RefusedPage:
    return pages.RefusedPage(
        title="ลงนามตรวจรับ", refusals=(NOT_YOURS, NOT_DECLARED), url="/case/1/", typed=(Pair("เหตุผล", DANGER),)
    )
