"""Samples of the pages on which a person shows that it is he; each holds a dangerous word, which must come out escaped."""

from datetime import datetime

import segno
from django.utils.safestring import mark_safe

from workflows import pages
from workflows.pages import AuthenticatorShown, Confirming
from workflows.proof import wrong_code, wrong_passkey, wrong_password
from workflows.refusal import wrong_input

ALL, TWO = Confirming(True, True, url="/identity/"), Confirming(True, True, asks_two=True, url="/identity/")


def second_factor(danger: str) -> pages.SecondFactorPage:
    return pages.SecondFactorPage(
        organization="อบต.บ้านนาดี", person=f"นางสาวอรทัย {danger}", confirming=ALL, passkey_url="/sign-in/second/passkey/",
        refusals=(wrong_code(), wrong_passkey()),
    )  # fmt: skip


def identity(danger: str, now: datetime, **more: object) -> pages.IdentityPage:
    shown = AuthenticatorShown(title=f"โทรศัพท์ {danger}", kind="พาสคีย์", made_at=now, used_at=now, remove_url="/identity/1/remove/")
    app = AuthenticatorShown(title="แอปยืนยันตัวตน", kind="รหัสจากแอป", made_at=now, used_at=None, remove_url="/identity/2/remove/")
    return pages.IdentityPage(authenticators=(shown, app), has_code=True, recovery_codes_left=9, **more)  # type: ignore[arg-type]


def change(danger: str) -> pages.ConfirmedPage:
    return pages.ConfirmedPage(
        title=f"ถอน “{danger}”", sentence="ใช้ลงนามไม่ได้อีก", submit="ถอนออก", confirming=TWO, passkey_url="",
        refusals=(wrong_password(), wrong_code(), wrong_passkey()),
    )  # fmt: skip


def new_code(danger: str) -> pages.NewCodePage:
    picture = mark_safe(segno.make("otpauth://totp/x").svg_inline(omitsize=True, svgclass=None, lineclass=None))
    return pages.NewCodePage(
        title="เพิ่มแอป", sentence=danger, submit="เพิ่ม", confirming=Confirming(is_signature=False), passkey_url="", picture=picture,
        secret="ABCD EFGH", refusals=(wrong_input("new_code", "รหัสนี้ไม่ตรง"),),
    )  # fmt: skip


def new_passkey(danger: str) -> pages.NewPasskeyPage:
    return pages.NewPasskeyPage(
        title="เพิ่มพาสคีย์", sentence="เครื่องจะถามนิ้ว", submit="เพิ่ม", confirming=Confirming(has_code=True), passkey_url="", name=danger,
        options_url="/identity/passkey/options/", refusals=(wrong_input("name", "ตั้งชื่อ"),),
    )  # fmt: skip
