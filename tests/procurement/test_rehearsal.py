"""A year of invented contracts, and the demo office: everything to its end, everything at its stage, and a trail that proves it."""

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from disbursement.cheque_return import ChequeReturn
from disbursement.rehearsal.fund_day import DayPath
from disbursement.showing import invoice_disagrees
from disbursement.voucher import Voucher
from procurement.contracts_file import read_contracts
from procurement.management.commands.rehearse import Command
from procurement.purchase import Purchase
from procurement.rehearsal.contracts import Rehearsal, Tally
from procurement.rehearsal.demo import CASES, furnish_demo
from procurement.rehearsal.paths import NAMES
from tests.procurement.contracts_files import LaoMix, write_egp, write_egp_lines, write_lao
from workflows.models import Document
from workflows.practice import PracticeOffice
from workflows.procedure import PROCEDURES
from workflows.verification import verify

# A year is many commits: in one transaction PostgreSQL keeps every version of every row that it has changed.
pytestmark = pytest.mark.own_database


def test_every_contract_up_to_the_limit_is_paid_and_the_others_are_refused_by_name(tmp_path: Path) -> None:
    file = read_contracts(write_lao(tmp_path / "lao.csv", LaoMix(7, 2, 2, 3)))
    rehearsal = Rehearsal(file, seed=1)
    ended = list(rehearsal.run(11))
    tally = rehearsal.tally
    assert (tally.rehearsed, tally.completed, tally.other_methods) == (11, 9, 3)
    assert tally.refused == {"OVER_SPECIFIC_METHOD_LIMIT": 2}
    assert ended == sorted(ended) and ended[-1] == 14
    assert Document.objects.filter(procedure="purchase", state="completed").count() == 9
    assert tally.paths["committee_of_three"] + tally.paths["single_inspector"] == 9
    assert set(NAMES) < set(tally.paths)
    assert tally.days == Document.objects.filter(procedure="fund_day", state="closed").count() > 20
    assert list(verify(contents=True)) == []
    told = {
        voucher.pk: list(invoice_disagrees(voucher, PROCEDURES["voucher"].steps["examine"], {}))
        for voucher in Voucher.objects.all()
    }
    assert told and not any(told.values()), "whoever filled them in copied the paper that came with the goods"


def test_the_same_seed_is_the_same_year(tmp_path: Path) -> None:
    rows = [{"รหัสโครงการ": f"6711900000{number}", "วันที่เกิดรายการ": f"2{number} พ.ย. 67"} for number in (1, 8)]
    file = read_contracts(write_egp_lines(tmp_path, *rows))
    first, second = (Rehearsal(file, seed) for seed in (1, 1))
    for rehearsal in (first, second):
        assert list(rehearsal.run(2))[-1] == rehearsal.tally.completed == 2
    assert first.steps == second.steps and first.tally.paths == second.tally.paths


def test_a_limit_rehearses_the_first_rows_only(tmp_path: Path) -> None:
    rehearsal = Rehearsal(read_contracts(write_egp(tmp_path / "egp.csv", 6)), seed=1)
    assert list(rehearsal.run(1))[-1] == rehearsal.tally.rehearsed == 1


def test_two_files_are_told_and_proved_as_one(tmp_path: Path) -> None:
    files = [str(write_egp(tmp_path / "egp.csv", 1)), str(write_lao(tmp_path / "lao.csv", LaoMix(0, 0, 1, 0)))]
    told = StringIO()
    call_command("rehearse", *files, limit=1, stdout=told)
    assert "ซ้อม 2 สำเร็จ 1 วิธีอื่น 0" in told.getvalue()
    assert "ไม่รับ OVER_SPECIFIC_METHOD_LIMIT: 1" in told.getvalue()
    assert "ตรงทั้งหมด" in told.getvalue()


def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("ก,ข\n1,2\n")
    with pytest.raises(CommandError):
        call_command("rehearse", str(tmp_path / "x.csv"))
    assert not Document.objects.exists()


def test_the_demo_office_shows_every_case_at_its_stage_even_when_the_year_has_just_begun() -> None:
    office = furnish_demo(date(2026, 10, 2))
    documents = Document.objects.filter(organization=office.organization)
    purchases = {document.title: document for document in documents.filter(procedure="purchase")}
    assert set(purchases) == {title for title, *_ in CASES}
    for title, *_, stop, _began in CASES:
        procedure, state = stop.split(".")
        stands = {document.procedure.removeprefix("goods_").removeprefix("works_"): document.state
                  for document in documents.filter(case=purchases[title].case_id).order_by("pk")}  # fmt: skip
        wanted = "signing" if state == "one_signature" else state
        assert (procedure == "transfer" and stands["payment"] == "in_transfer") or stands[procedure] == wanted, title
    money = set(documents.filter(procedure="fund_day").values_list("state", flat=True))
    assert money == {"acknowledging", "comparing"}
    assert not documents.filter(procedure="remittance", state="received").exists(), (
        "the day before the daily checker holds all of it"
    )
    assert list(ChequeReturn.objects.values_list("state", "owed_baht")) == [("owed", Decimal("1600.00"))]
    kinds = Counter(documents.values_list("procedure", flat=True))
    assert kinds["goods_acceptance"] > 5 and kinds["works_acceptance"] > 1 and kinds["voucher"] > 4 and kinds["payment"] > 2
    assert list(verify(contents=True)) == []
    assert not disagreements(purchases["ซื้อเสื้อกั๊กสะท้อนแสงและกรวยจราจร"], "examine")
    (apart,) = disagreements(purchases["ซื้อเครื่องพิมพ์มัลติฟังก์ชัน"], "approve")
    assert "ไม่ใช่ใบส่งของเลขที่" in apart, "one vendor of the demo bills by a paper of its own"
    alike = "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 4"
    told = told_of_splitting(office)
    assert told == {f"{alike} ช่วงวัดบ้านนาดี": [f"{alike} สายบ้านนาดี"]}, "each project has its own line; one project was parted"


def told_of_splitting(office: PracticeOffice) -> dict[str, list[str]]:
    """Title of each case with its line named whose page tells one of its deciders that it may be split, and of which cases."""
    found = {}
    for purchase in Purchase.objects.filter(organization=office.organization).exclude(budget_line=None):
        for who in ("somchai", "duangjai", "rattana", "wilai", "boonmee"):
            client = Client()
            client.force_login(office.people[who], backend="django.contrib.auth.backends.ModelBackend")
            page = client.get(f"/case/{purchase.case_id}/").context["page"]
            for caution in (c for part in page.waiting for offer in part.offers for c in offer.cautions):
                if caution.code == "MIGHT_BE_SPLIT":
                    others = Document.objects.filter(procedure="purchase", case__in=[case for case, _ in caution.speaks_of])
                    found[purchase.title] = list(others.values_list("title", flat=True))
    return found


def disagreements(purchase: Document, step: str) -> list[str]:
    """What the one voucher of a case says of its invoice to whoever signs a step."""
    voucher = Voucher.objects.get(case=purchase.case_id)
    found = PROCEDURES["voucher"].steps[step]
    return list(invoice_disagrees(voucher, found, {}))


@pytest.mark.parametrize(("language", "words"), [("th", "ทาง ฝากธนาคารในวันเดียวกัน: 3"), ("en", "ทาง Deposited on the same day: 3")])
def test_the_paths_of_money_days_are_told_in_the_readers_language(language: str, words: str) -> None:
    told = StringIO()
    with translation.override(language):
        Command(stdout=told).tell(Tally(paths=Counter({DayPath.DEPOSITED: 3})), steps=1, seconds=1)
    assert words in told.getvalue()
