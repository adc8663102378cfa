"""Samples of what goes on beside the road of a case: papers of a month in one file, and what is typed into the state's systems."""

from workflows import pages
from workflows.pages import Link, Pair
from workflows.samples.acts import step
from workflows.samples.facts import DANGER, NOT_YOURS, NOW
from workflows.samples.forms import FAULTS


def bundles() -> pages.BundlesPage:
    months = pages.Filter("month", "เดือน", (pages.Option("2026-11", "พฤศจิกายน 2569", is_chosen=True),))
    asked = pages.AskedBundle(title=f"ฎีกา {DANGER}", url="/papers/1/", note="กำลังพิมพ์", tone="soon")
    return pages.BundlesPage(choices=(months,), asked=(asked,))


def bundle(**more: object) -> pages.BundlePage:
    given = {
        "title": f"ฎีกา {DANGER}", "sentence": "พิมพ์แล้ว 3 จาก 200 ฉบับ", "tone": "now", "is_going": True, "done": 3, "total": 200, "asked_at": NOW,
        "gone_at": NOW, "cancel_url": "/papers/1/cancel/", "back_url": "/papers/",
    }  # fmt: skip
    return pages.BundlePage(**{**given, **more})  # type: ignore[arg-type]


def making(**more: object) -> pages.MakingPage:
    given = {
        "title": "คู่มือการปฏิบัติงาน", "sentence": "กำลังจัดหน้า ถึงหน้าที่ 3", "tone": "now", "is_going": True, "back_url": "/handbook/",
    }  # fmt: skip
    return pages.MakingPage(**{**given, **more})  # type: ignore[arg-type]


def central(**more: object) -> pages.CentralPage:
    given = {
        "title": "ลงเลขคุมสัญญาใน e-GP", "system": "e-GP", "screen": DANGER, "document": "ใบสั่งซื้อ 38/2570", "case": Link(f"41/2570 {DANGER}", "/case/1/"),
        "back": Link("รอลงระบบกลาง", "/central/?system=egp"), "tab_separated": f"{DANGER}\t148600.00", "standing": "unconfirmed",
        "fields": (pages.CopyField("ชื่อโครงการ", DANGER), pages.CopyField("ราคาที่ตกลง", "148600.00"), pages.CopyField("ใบสั่งลงวันที่", "")),
        "lacks": "ยังไม่ลงระบบ e-GP 12 วัน", "outage": "e-GP ใช้ไม่ได้ตั้งแต่ 12 พ.ย. 2569", "form": step(signs=False),
    }  # fmt: skip
    return pages.CentralPage(**{**given, **more})  # type: ignore[arg-type]


PAGES = {
    "bundles": bundles(), "bundle": bundle(),
    "ready_bundle": bundle(is_going=False, tone="good", file_url="/papers/1.pdf", again=(("month", "2026-11"), ("kind", DANGER))),
    "making": making(), "made": making(is_going=False, tone="good", sentence="คู่มือพร้อมแล้ว", file_url="/handbook/manual.pdf"),
    "unmade": making(is_going=False, tone="stop", sentence="พิมพ์ไม่สำเร็จ", again_url="/handbook/manual.pdf"),
    "central": central(), "refused_central": central(form=step(signs=False, refusals=FAULTS[:1])),
    "read_central": central(form=None, refusals=(NOT_YOURS,), told=(Pair("เลขที่", DANGER),)),
}  # fmt: skip
