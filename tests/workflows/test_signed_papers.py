"""The office's digital signature: papers are signed with a certificate of the test's own, read back, and every change is seen."""

import datetime as clock
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.workflows.all_papers import all_papers
from workflows.attachments import media_type
from workflows.papers import certificate, joining, pades, pdfa
from workflows.papers.printing import print_paper
from workflows.papers.proofreading import check_text
from workflows.papers.returned import Kind, read

PAPER = all_papers()["winner_announcement"]
WHO, ISSUER, PASSPHRASE = "อบต.บ้านนาดี", "ผู้ออกใบรับรองสมมติ", b"of-no-use"
DAY = clock.timedelta(days=1)
NOW = clock.datetime.now(clock.UTC)


def made(who: str = WHO, since: Any = NOW - DAY, until: Any = NOW + 30 * DAY, passphrase: bytes = PASSPHRASE) -> bytes:
    """A certificate with its key, as an issuer hands them out."""
    key, issuer_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    issuer, subject = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in (ISSUER, who))
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number(), since, until)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    held = builder.add_extension(usage, critical=True).sign(issuer_key, hashes.SHA256())
    encryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"office", key, held, None, encryption)


@pytest.fixture
def held(settings: Any, tmp_path: Path) -> Path:
    """The office has a certificate."""
    settings.CERTIFICATE, settings.CERTIFICATE_PASSPHRASE = str(tmp_path / "office.p12"), str(tmp_path / "passphrase")
    (tmp_path / "office.p12").write_bytes(made())
    (tmp_path / "passphrase").write_bytes(PASSPHRASE + b"\n")
    return tmp_path / "office.p12"


def warnings() -> list[str]:
    return [str(fault.msg) for fault in certificate.certificate_usable()]


def test_a_signed_paper_of_the_office_is_taken_as_evidence(held: Path) -> None:
    assert media_type(print_paper(PAPER)) == "application/pdf"


def test_without_a_certificate_nothing_is_signed_and_nothing_is_said() -> None:
    printed = read(print_paper(PAPER))
    assert (printed.kind, printed.signature, printed.certificate) == (Kind.AS_PRINTED, None, "")
    assert warnings() == []


def test_a_signed_paper_says_whose_it_is_and_stays_what_it_was(held: Path) -> None:
    content = print_paper(PAPER)
    printed = read(content)
    assert printed.kind is Kind.AS_PRINTED
    assert printed.signature is not None
    assert (printed.signature.who, printed.signature.issuer) == (WHO, ISSUER)
    assert printed.signature.is_intact and printed.signature.covers_all
    assert pdfa.faults(content, PAPER.content_hash) == []
    assert check_text(content, PAPER) == []
    assert warnings() == []


def test_the_signature_is_a_pades_one(held: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(print_paper(PAPER))
    with pikepdf.open(tmp_path / "paper.pdf") as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert (field.FT, field.V.SubFilter, field.V.Reason) == ("/Sig", "/ETSI.CAdES.detached", "ประกาศผู้ชนะ 45/2570")
        assert int(field.F) & 4, "PDF/A asks that whatever stands on a page may be printed"
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_below_the_signature_the_same_paper_gives_the_same_bytes(held: Path) -> None:
    once, again = print_paper(PAPER), print_paper(PAPER)
    assert pades.before_signature(once) == pades.before_signature(again)


def test_the_marked_part_alone_still_proves_itself(held: Path) -> None:
    assert read(pades.before_signature(print_paper(PAPER))).kind is Kind.AS_PRINTED


# ── changes ──


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_one_byte_changed_anywhere_is_seen(held: Path, place: float) -> None:
    content = print_paper(PAPER)
    at = int(len(pades.before_signature(content)) * place)
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    found = read(changed)
    assert found.kind is Kind.OTHER_PDF
    assert found.signature is not None and not found.signature.is_intact


def test_what_is_added_after_the_signature_is_seen(held: Path) -> None:
    found = read(print_paper(PAPER) + b"\n% more\n")
    assert found.kind is Kind.OTHER_PDF
    assert found.signature is not None
    assert (found.signature.is_intact, found.signature.covers_all) == (True, False)


def test_the_signature_itself_changed_is_seen(held: Path) -> None:
    content = print_paper(PAPER)
    start = content.rindex(b"/Contents <") + 800
    found = read(content[:start] + (b"0" if content[start : start + 1] != b"0" else b"1") + content[start + 1 :])
    assert found.kind is Kind.OTHER_PDF


def test_another_s_signature_under_our_paper_is_none_of_ours(held: Path) -> None:
    """Somebody takes the paper as it was marked, and signs it in the office's name with a certificate of his own."""
    marked = pades.before_signature(print_paper(PAPER))
    held.write_bytes(made())
    stranger = certificate.signer()
    assert stranger is not None
    found = read(pades.signed(marked, stranger, "ประกาศผู้ชนะ 45/2570"))
    assert found.kind is Kind.OTHER_PDF
    assert found.signature is not None and found.signature.is_intact and found.signature.who == WHO


def test_a_signature_under_an_unsigned_paper_is_none_of_ours(held: Path, settings: Any) -> None:
    stranger = certificate.signer()
    assert stranger is not None
    settings.CERTIFICATE = ""
    assert read(pades.signed(print_paper(PAPER), stranger, "")).kind is Kind.OTHER_PDF


def test_a_paper_still_proves_itself_when_the_office_has_another_certificate(held: Path, settings: Any) -> None:
    content = print_paper(PAPER)
    held.write_bytes(made(who="อบต.บ้านนาดี ใบใหม่"))
    assert read(content).kind is Kind.AS_PRINTED
    renewed = read(print_paper(PAPER)).signature
    assert renewed is not None and renewed.who == "อบต.บ้านนาดี ใบใหม่"
    settings.CERTIFICATE = ""
    assert read(content).kind is Kind.AS_PRINTED


@pytest.mark.parametrize("torn", [
    b"%PDF-1.7 /ByteRange [0 9 9 9]", b"%PDF-1.7 /ByteRange [0 10 99999999 9]", b"%PDF-1.7 /ByteRange [5 6 7 8] <00>",
    b"%PDF-1.7 /ByteRange [0 32 38 0]<3000>", b"/ByteRange [0 0 0 0]",
])  # fmt: skip
def test_a_torn_range_is_a_signature_that_does_not_hold(torn: bytes) -> None:
    found = read(torn).signature
    assert found is not None and not found.is_intact


@pytest.mark.parametrize("digest", ["sha384", "sha512"])
def test_signatures_of_other_digests_are_read_too(held: Path, monkeypatch: Any, digest: str) -> None:
    monkeypatch.setattr(pades, "DIGEST", digest)
    assert read(print_paper(PAPER)).kind is Kind.AS_PRINTED


def test_a_bundle_carries_no_signature_which_would_not_hold_there(held: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(print_paper(PAPER))
    joining.join([joining.Part(tmp_path / "paper.pdf", "ประกาศ")], tmp_path / "whole.pdf", "ประกาศ", lambda: None)
    assert pades.signature_in((tmp_path / "whole.pdf").read_bytes()) is None
    with pikepdf.open(tmp_path / "whole.pdf") as pdf:
        assert "/Annots" not in pdf.pages[0].obj and "/AcroForm" not in pdf.Root


# ── a certificate that cannot be used ──


def unsigned() -> bool:
    return not re.search(rb"/ByteRange", print_paper(PAPER))


def test_one_that_is_not_there_is_said_and_papers_go_on(held: Path) -> None:
    held.unlink()
    assert "อ่านแฟ้มใบรับรอง" in warnings()[0]
    assert unsigned()


def test_a_wrong_passphrase_is_said(held: Path, settings: Any) -> None:
    Path(settings.CERTIFICATE_PASSPHRASE).write_bytes(b"wrong")
    assert "รหัสผ่านต้องถูกต้อง" in warnings()[0]
    assert unsigned()


def test_a_file_that_is_none_is_said(held: Path) -> None:
    held.write_bytes(b"no certificate")
    assert "PKCS#12" in warnings()[0]


def test_one_without_passphrase_needs_no_file(held: Path, settings: Any) -> None:
    held.write_bytes(made(passphrase=b""))
    settings.CERTIFICATE_PASSPHRASE = ""
    assert warnings() == []
    assert not unsigned()


def test_it_holds_until_its_last_second_and_not_one_longer(held: Path) -> None:
    signer = certificate.usable(NOW)
    assert signer is not None
    first, last = signer.signing_cert.not_valid_before, signer.signing_cert.not_valid_after
    second = clock.timedelta(seconds=1)
    assert certificate.usable(first) and certificate.usable(last)
    with pytest.raises(certificate.Unusable, match="หมดอายุแล้ว"):
        certificate.usable(last + second)
    with pytest.raises(certificate.Unusable, match="ยังไม่เริ่มใช้"):
        certificate.usable(first - second)


def test_an_expired_one_is_said_in_the_check_and_papers_go_on(held: Path) -> None:
    held.write_bytes(made(since=NOW - 3 * DAY, until=NOW - DAY))
    assert "หมดอายุแล้ว" in warnings()[0]
    assert unsigned()


# ── the public page ──


def told(content: bytes) -> str:
    return Client().post("/verify/", {"file": SimpleUploadedFile("paper.pdf", content)}).content.decode()


@pytest.mark.django_db
def test_the_public_page_tells_the_signature(held: Path) -> None:
    content = print_paper(PAPER)
    page = told(content)
    assert "ลายมือชื่อดิจิทัลของ" in page and WHO in page and ISSUER in page and "แฟ้มไม่ถูกแก้หลังลงลายมือชื่อ" in page
    assert "มีสิ่งที่เติมหลังลงลายมือชื่อ" in told(content + b"\n")
    assert "แฟ้มถูกแก้หลังลงลายมือชื่อ" in told(content.replace(b"45/2570", b"46/2570").replace(b"endstream", b"endstreaM", 1))


@pytest.mark.django_db
def test_a_file_without_signature_says_nothing_of_one() -> None:
    assert "ลายมือชื่อดิจิทัล" not in told(print_paper(replace(PAPER, number="9/2570")))
