"""Samples of the pages on which an office is set up."""

from dataclasses import replace

from workflows import pages
from workflows.pages import Change, Link
from workflows.samples.acts import step
from workflows.samples.facts import DANGER, GOODS
from workflows.samples.forms import FAULTS


def sheet(**more: object) -> pages.SheetPage:
    given: dict[str, object] = {
        "title": "นำเข้า “คู่ค้า” จาก Excel", "lead": DANGER, "back": Link("ทะเบียนคู่ค้า", "/registers/a/"), "url": "/import/parties/",
        "template_url": "/import/parties/template.xlsx", "confirm_url": "/import/parties/confirm/", "columns": GOODS, "limits": (1000, 2),
    }  # fmt: skip
    return pages.SheetPage(**{**given, **more})  # type: ignore[arg-type]


def previewed() -> pages.SheetPage:
    changes = (Change("แถวที่ 4 หจก.นาดี\u00a0· ที่อยู่", "99 หมู่ 4", DANGER),)
    return sheet(
        counts=(2, 1, 1), new=GOODS, changed=changes, same=GOODS, notes=(f"แถวที่ 3: {DANGER}",), token="signed",  # noqa: S106 - a sample
        signs=True, refusals=FAULTS[4:5], overtaken=changes,
    )  # fmt: skip


def faulty() -> pages.SheetPage:
    faults = (
        pages.SheetFault(0, "", "เป็นแฟ้ม PDF", "เลือกแฟ้ม .xlsx"),
        pages.SheetFault(4, "D เลขผู้เสียภาษี", f"“{DANGER}” ไม่ใช่เลข", "พิมพ์ใหม่"),
    )
    return sheet(faults=faults, fault_count=9)


def need(**more: object) -> pages.NeedShown:
    given = {"title": f"คู่ค้า {DANGER}", "why": "ต้องมีก่อนออกใบสั่ง", "state": "4 รายการ", "is_done": True, "by": "เจ้าหน้าที่พัสดุ",
             "register": Link("ทะเบียนคู่ค้า", "/registers/a/"), "sheets": (Link("นำเข้า “คู่ค้า” จาก Excel", "/import/parties/"),),
             "steps": (Link("เพิ่มคู่ค้า", "/do/party_register/1/add_party/"),)}  # fmt: skip
    return pages.NeedShown(**{**given, **more})  # type: ignore[arg-type]


def setup() -> pages.SetupPage:
    return pages.SetupPage(needed=(need(), need(is_done=False)), advised=(need(is_done=False, is_needed=False),), registers=GOODS)


PAGES = {
    "unsigned_sheet": replace(previewed(), signs=False, refusals=()),
    "setup": setup(), "sheet": sheet(), "previewed_sheet": previewed(), "faulty_sheet": faulty(), "idle_step": step(can_foretell=True, foretold=()),
    "foretold_step": step(can_foretell=True, foretold=(Change("บทบาท", "เจ้าหน้าที่พัสดุ", DANGER),)),
}  # fmt: skip
