"""Samples of the pages on which a person shows that it is he."""

from dataclasses import replace

import segno
from django.utils.safestring import mark_safe

from workflows import pages
from workflows.pages import AuthenticatorShown, Confirming, Link, TokenPage, TokenShown
from workflows.proof import wrong_code, wrong_passkey, wrong_password
from workflows.refusal import wrong_input
from workflows.registers.hands import wrong_starting_code
from workflows.samples.acts import sign, together
from workflows.samples.facts import DANGER, NOW

ALL, TWO = Confirming(True, True, url="/identity/"), Confirming(True, True, asks_two=True, url="/identity/")
WRONG_PROOFS = (wrong_password(), wrong_code(), wrong_passkey())


def second_factor() -> pages.SecondFactorPage:
    return pages.SecondFactorPage(
        organization="อบต.บ้านนาดี", person=f"นางสาวอรทัย {DANGER}", confirming=ALL, passkey_url="/sign-in/second/passkey/",
        refusals=(wrong_code(), wrong_passkey()),
    )  # fmt: skip


def identity(**more: object) -> pages.IdentityPage:
    shown = AuthenticatorShown(title=f"โทรศัพท์ {DANGER}", kind="พาสคีย์", made_at=NOW, used_at=NOW, remove_url="/identity/1/remove/")
    app = AuthenticatorShown(title="แอปยืนยันตัวตน", kind="รหัสจากแอป", made_at=NOW, used_at=None, remove_url="/identity/2/remove/")
    token = TokenShown(
        name=f"โปรแกรม {DANGER}", given_on=NOW.date(), ends_on=NOW.date(), is_over=False, used_at=NOW, take_back_url="/identity/"
    )
    machines = {"tokens": (token, replace(token, is_over=True, used_at=None)), "new_token_url": "/identity/"}
    return pages.IdentityPage(authenticators=(shown, app), has_code=True, recovery_codes_left=9, **machines, **more)  # type: ignore[arg-type]


def change() -> pages.ConfirmedPage:
    return pages.ConfirmedPage(
        title=f"ถอน “{DANGER}”", sentence="ใช้ลงนามไม่ได้อีก", submit="ถอนออก", confirming=replace(ALL, may_recover=True), passkey_url="",
        refusals=(wrong_code(), wrong_passkey()),
    )  # fmt: skip


def new_code() -> pages.NewCodePage:
    picture = mark_safe(segno.make("otpauth://totp/x").svg_inline(omitsize=True, svgclass=None, lineclass=None))  # noqa: S308 - its own words
    return pages.NewCodePage(
        title="เพิ่มแอป", sentence=DANGER, submit="เพิ่ม", confirming=Confirming(is_signature=False), passkey_url="", picture=picture,
        secret="ABCD EFGH", refusals=(wrong_input("new_code", "รหัสนี้ไม่ตรง"),),  # noqa: S106 - a sample
    )  # fmt: skip


def new_passkey() -> pages.NewPasskeyPage:
    return pages.NewPasskeyPage(
        title="เพิ่มพาสคีย์", sentence="เครื่องจะถามนิ้ว", submit="เพิ่ม", confirming=Confirming(may_recover=True), passkey_url="", name=DANGER,
        options_url="/identity/passkey/options/", refusals=(wrong_input("name", "ตั้งชื่อ"),),
    )  # fmt: skip


def token() -> TokenPage:
    return TokenPage(
        code="dika_" + "0123456789abcdef" * 4,
        name=f"โปรแกรม {DANGER}",
        ends_on=NOW.date(),
        address="https://dika.example/api/v1/desk",
        back_url="/identity/",
    )


def starting_code() -> pages.StartingCodePage:
    return pages.StartingCodePage(
        code="k7qm-3f9t-xw2r", person=f"นางสาวอรทัย {DANGER}", username="orathai", good_until=NOW, address="http://localhost:8000/start/",
        register_url="/registers/people_register/", then=Link(f"นายธีระ {DANGER}", "/do/people_register/1/issue_starting_code/?person=2"),
    )  # fmt: skip


def starting(**more: object) -> pages.StartingPage:
    shown = pages.StartingPage(organization="อบต.บ้านนาดี", username=DANGER, starting_code="k7qm", rules=("อย่างน้อย 10 ตัวอักษร",))
    return replace(shown, **more)  # type: ignore[arg-type]


WRONG_PASSWORDS = (wrong_password(), wrong_input("new_password1", "สั้นเกินไป"), wrong_input("new_password2", "สองช่องไม่ตรงกัน"))
WRONG_START = (
    wrong_starting_code(),
    *(wrong_input(name, "ต้องกรอกช่องนี้") for name in ("username", "new_password1", "new_password2")),
)
PAGES = {
    "together_with_anything": together(confirming=ALL), "sign_with_anything": replace(sign(), confirming=ALL, refusals=WRONG_PROOFS), "sign_with_two_factors": replace(sign(), confirming=TWO),
    "sign_without_the_second": replace(sign(), confirming=Confirming(asks_two=True, url="/identity/")), "second_factor": second_factor(),
    "identity": identity(), "recovery_codes": identity(recovery_codes=("12345678", "87654321")), "no_identity": pages.IdentityPage(asks_two=True),
    "identity_change": change(), "identity_code": new_code(), "identity_passkey": new_passkey(),
    "starting_code": starting_code(), "starting": starting(), "wrong_starting": starting(refusals=WRONG_START), "token": token(),
    "own_password": pages.PasswordPage(rules=("อย่างน้อย 10 ตัวอักษร",)), "wrong_own_password": pages.PasswordPage(refusals=WRONG_PASSWORDS),
}  # fmt: skip
