"""50 ทวิ: the certificate of a tax that was withheld, for each kind of payee, and none where nothing was."""

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from disbursement.certificate_printing import withholding_certificate
from disbursement.papers.withholding_certificate import OTHER, Choice, Income, TaxParty, WithholdingCertificate
from disbursement.rehearsal.walk import acted
from disbursement.transfer import Transfer
from tests.disbursement.payers import Payers
from workflows.models import JournalEntry, PartyKind
from workflows.papers.imprint import short_code
from workflows.papers.proofreading import one_spelling, read_text
from workflows.papers.proven import proven
from workflows.papers.register import made_by, printable, printed
from workflows.papers.signatures import Signature

NAME = "withholding_certificate"


def stamped(payers: Payers, **voucher: Any) -> Any:
    """A payment that the bank has confirmed and the finance officer has stamped."""
    payment = payers.approved(**voucher)
    transfer = payers.transfer()
    transfer.make([payment])
    transfer.to(Transfer.State.DONE)
    acted(payers.office, "theera", payment, "stamp")
    payment.refresh_from_db()
    return payment


def certificate(payment: Any) -> WithholdingCertificate:
    made = withholding_certificate(payment, list(JournalEntry.objects.filter(case=payment.case_id).order_by("id")))
    assert isinstance(made, WithholdingCertificate)
    return made


def ticked(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.name for choice in choices if choice.is_ticked]


@pytest.mark.rule("T3", "kept")
def test_it_tells_of_the_base_before_vat_and_of_the_tax(payers: Payers) -> None:
    payment = stamped(payers)
    paper = certificate(payment)
    (told,) = [row for row in paper.incomes if row.paid_on]
    assert (told.name, told.detail) == (OTHER, "ค่าซื้อ ตามมาตรา 69 ทวิ")
    assert (told.paid_on, told.amount_baht, told.tax_baht) == (payment.paid_on, Decimal("100000.00"), Decimal("1000.00"))
    assert (paper.amount_baht, paper.tax_baht, ticked(paper.returns), ticked(paper.ways)) == (
        Decimal("100000.00"), Decimal("1000.00"), ["ภ.ง.ด.53"], ["หัก ณ ที่จ่าย"])  # fmt: skip
    assert (paper.payer.name, paper.payee.name, paper.signature.name) == (
        payers.office.organization.name, payment.party.name, payers.office.theera.full_name)  # fmt: skip


@pytest.mark.rule("T3", "kept")
def test_of_a_natural_person_it_names_the_other_clause_and_the_other_return(payers: Payers) -> None:
    person = next(vendor for vendor in payers.vendors if vendor.kind == PartyKind.NATURAL)
    payment = stamped(payers, purchase=payers.purchase("20000.00", vendor=person))
    paper = certificate(payment)
    assert ticked(paper.returns) == ["ภ.ง.ด.3"]
    assert "มาตรา 50 (4)" in paper.incomes[-1].detail


def test_it_prints_in_two_copies_for_the_payee_and_the_case_links_to_it(payers: Payers) -> None:
    payment = stamped(payers)
    read = one_spelling(read_text(printed(payment, NAME)))
    assert one_spelling("ฉบับที่ 1 สำหรับผู้ถูกหักภาษี") in read
    assert one_spelling("ฉบับที่ 2 สำหรับผู้ถูกหักภาษี") in read
    assert read.count(one_spelling("(หนึ่งพันบาทถ้วน)")) == len(("first", "second"))
    client = Client()
    client.force_login(payers.office.theera, backend="django.contrib.auth.backends.ModelBackend")
    assert f"/paper/payment/{payment.pk}/{NAME}.pdf" in client.get(f"/case/{payment.case_id}/").content.decode()


def test_a_stranger_is_told_the_base_that_stands_on_it_and_not_what_was_transferred(payers: Payers) -> None:
    payment = stamped(payers)
    made = made_by(payment, NAME)
    assert made is not None and payment.amount_baht != Decimal("100000.00")
    (told,) = proven(short_code(made.content_hash))
    assert (told.title, told.amount_baht) == ("หนังสือรับรองการหักภาษี ณ ที่จ่าย", Decimal("100000.00"))


def test_a_stranger_is_told_of_a_voucher_what_is_paid_in_the_end_as_its_frame_says(payers: Payers) -> None:
    """107,000 is claimed, 1,000 of tax stays with the office."""
    payment = stamped(payers)
    made = made_by(payment.voucher, "voucher")
    assert made is not None and payment.voucher.amount_baht == Decimal("107000.00")
    assert "106,000.00 บาท" in read_text(printed(payment.voucher, "voucher"))
    (told,) = proven(short_code(made.content_hash))
    assert (told.title, told.amount_baht) == ("ฎีกาเบิกเงินตามงบประมาณ", Decimal("106000.00"))


def test_there_is_none_before_the_stamp_and_none_where_nothing_was_withheld(payers: Payers) -> None:
    payment = payers.approved()
    assert made_by(payment, NAME) is None
    with pytest.raises(LookupError):
        printed(payment, NAME)
    small = stamped(payers, purchase=payers.purchase("499.99"))
    assert (small.withheld_baht, list(printable(small)), made_by(small, NAME)) == (0, [], None)
    with pytest.raises(LookupError):
        printed(small, NAME)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"incomes": (Income(OTHER),)}, "tax that was withheld"),
        ({"incomes": (Income(OTHER, amount_baht=Decimal(1), tax_baht=Decimal("1.01")),)}, "more was withheld"),
        ({"returns": (Choice("ภ.ง.ด.3"), Choice("ภ.ง.ด.53"))}, "one kind of return"),
        ({"returns": (Choice("ภ.ง.ด.3", True), Choice("ภ.ง.ด.53", True))}, "one kind of return"),
    ],
)
def test_a_certificate_that_cannot_be_true_is_refused(wrong: dict[str, Any], why: str) -> None:
    someone = TaxParty("", "", "", "")
    right: dict[str, Any] = {
        "payer": someone, "payee": someone, "returns": (Choice("ภ.ง.ด.53", True),), "ways": (), "signature": Signature("", ""),
        "incomes": (Income(OTHER, amount_baht=Decimal(1), tax_baht=Decimal(1)),),
    }  # fmt: skip
    assert WithholdingCertificate(**right).tax_baht == 1
    with pytest.raises(ValueError, match=why):
        WithholdingCertificate(**{**right, **wrong})


def case_page(payers: Payers, payment: Any, language: str = "th") -> str:
    client = Client()
    client.force_login(payers.office.theera, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies.load({"django_language": language})
    return unescape(client.get(f"/case/{payment.case_id}/").content.decode())


@pytest.mark.rule("T4", "kept")
def test_the_case_says_when_the_certificate_comes(payers: Payers) -> None:
    """Tax is withheld when the bank has paid, and the stamp is the first signature of the payer after that."""
    title, comes = "หนังสือรับรองการหักภาษี ณ ที่จ่าย (50 ทวิ)", "จะออกให้เมื่อทำขั้น “ประทับตราจ่ายเงินแล้ว”"
    payment = payers.approved()
    assert comes in case_page(payers, payment)
    english = case_page(payers, payment, "en")
    assert f'<span lang="th">{title}</span>' in english and "Papers to come" in english
    transfer = payers.transfer()
    transfer.make([payment])
    transfer.to(Transfer.State.DONE)
    acted(payers.office, "theera", payment, "stamp")
    page = case_page(payers, payment)
    assert comes not in page and f"/paper/payment/{payment.pk}/{NAME}" in page


@pytest.mark.rule("T3", "kept")
def test_where_no_tax_is_withheld_no_certificate_is_promised(payers: Payers) -> None:
    payment = payers.approved(payers.purchase("400.00"))
    assert not payment.withheld_baht
    assert "50 ทวิ" not in case_page(payers, payment)
