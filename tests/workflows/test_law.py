"""The law files: the shape of every key, the days on which rows change, and what is refused."""

import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workflows import law
from workflows.law import LAW, ROOM, MalformedLaw, NoLawInForce, UnknownLaw

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)
ACT_BEGINS = date(2017, 8, 23)
FISCAL_YEAR_2561 = date(2017, 10, 1)
BEFORE_2566, AFTER_2566 = date(2023, 10, 31), date(2023, 11, 4)
CEILING = "procurement.specific_method_ceiling_baht"

FILES = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(ROOM.glob("*.toml"))}
ITEMS = [item for file in FILES.values() for kind in ("value", "basis") for item in file.get(kind, ())]
ROWS = [(item["key"], row) for item in ITEMS for row in item["rows"]]
KINDS = {source["code"]: source["kind"] for file in FILES.values() for source in file.get("source", ())}

RULES_OF_THE_ROAD = {
    *(f"B{n}" for n in range(5, 9)), "B7a", *(f"M{n}" for n in range(1, 7)), "N1", "N8", "N9", "N10", "N12", *(f"N{n}" for n in range(15, 21)),
    "W1", *(f"R{n}" for n in range(1, 10)), *(f"§2.6.{n}" for n in range(1, 10)), *(f"§2.7.{n}" for n in range(1, 7)), "§2.3",
    *(f"F{n}" for n in range(1, 14)), "T3", "T4", "T5", *(f"P-{n}" for n in range(1, 12)), *(f"D{n}" for n in range(1, 11)),
    *(f"C{n}" for n in range(1, 11)), "K1", "K2", "K3", *(f"§5.3.{n}" for n in range(1, 8)),
}  # fmt: skip
# In force only from the day of their circulars, and on no step of the road.
LATER_THAN_2561 = {"buy_first.ceiling_baht", "buy_first.report_working_days", "procurement.local_preference"}


# Every key's shape.


def test_no_row_of_the_files_is_lost() -> None:
    read = [row for shelf in LAW for rows in shelf.values() for row in rows.held]
    assert len(read) == len(ROWS) > 300
    assert not set(LAW.values) & set(LAW.bases)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["key"])
def test_key_title_and_rules_have_their_shape(item: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+){1,2}", item["key"])
    assert re.search(r"[ก-๛]", item["title"])
    assert item["rules"]
    assert all(re.fullmatch(r"[A-Z]\d+a?|P-\d+|§\d\.\d+(\.\d)?", rule) for rule in item["rules"])


@pytest.mark.parametrize("key", sorted(LAW.values))
def test_a_value_is_exact_and_its_name_ends_in_its_unit(key: str) -> None:
    for row in LAW.values[key].held:
        assert type(row.value) is (Decimal if row.unit in law.UNITS_OF_AMOUNTS else int)
        assert row.value >= 0
        assert row.unit in key or row.unit in ("persons", "sets", "keys"), "the unit stands in the name"


@pytest.mark.parametrize("key", sorted(LAW.bases))
def test_a_sentence_is_thai_and_states_no_figure_that_could_change(key: str) -> None:
    sentence = LAW.bases[key].held[0].sentence
    assert len(sentence) > 20
    assert not re.search(r"\d+ *(บาท|วัน|เดือน|คน|ฉบับ|ปี)|ร้อยละ", sentence)


def test_every_rule_of_the_road_has_its_key() -> None:
    covered = {rule for item in ITEMS for rule in item["rules"]}
    assert covered >= RULES_OF_THE_ROAD, sorted(RULES_OF_THE_ROAD - covered)


@pytest.mark.parametrize(("key", "row"), ROWS, ids=lambda part: part if isinstance(part, str) else str(part["in_force_from"]))
def test_confirmed_is_what_was_read_and_nothing_else(key: str, row: dict[str, Any]) -> None:
    was_read = any(KINDS[code] == "read" for code in row["citation"].split())
    assert (row["standing"] == "confirmed") == was_read


def test_nothing_read_under_the_former_regulation_is_confirmed_under_the_new() -> None:
    renumbered = {item["key"] for item in ITEMS if any(row["regulation"] == "finance_2547" for row in item["rows"])}
    for key in renumbered:
        rows = (LAW.values.get(key) or LAW.bases[key]).held
        assert len(rows) >= 2, f"{key} says nothing from 1 November 2566"
    confirmed = {key for key, row in ROWS if row["regulation"] == "finance_2566" and row["standing"] == "confirmed"}
    assert confirmed == {"voucher.spending_plan", "voucher.spending_plan_months"}


def test_only_separation_says_whether_it_can_be_waived() -> None:
    waivable = {key: rows.held[-1].is_waivable for key, rows in LAW.bases.items() if rows.held[-1].is_waivable is not None}
    assert set(waivable) == {key for key in LAW.bases if key.startswith("separation.")} - {"separation.waiver"}
    assert {key for key, is_waivable in waivable.items() if not is_waivable} == {
        "separation.maker_and_authorizer", "separation.payment_signers", "separation.payee_and_signer", "separation.interested_member",
        "separation.custody_keys",
    }  # fmt: skip


def test_pairs_that_can_be_waived_await_confirmation() -> None:
    assert all(not row.is_confirmed for rows in LAW.bases.values() for row in rows.held if row.is_waivable)


def test_labels_say_clause_and_regulation_or_that_the_clause_is_unknown() -> None:
    labels = Counter(row.label for shelf in LAW for rows in shelf.values() for row in rows.held)
    assert all(label.strip() and "()" not in label for label in labels)
    assert law.basis("acceptance.accept_part", TODAY).label == "ข้อ 175 (5) ระเบียบกระทรวงการคลังฯ พ.ศ. 2560"
    assert law.basis("voucher.section_review", TODAY).label == "แนวปฏิบัติ: ตรวจชั้นต้นของหัวหน้าฝ่าย"
    assert law.value("buy_first.ceiling_baht", TODAY).label == "หนังสือเวียน ว 119 ลงวันที่ 7 มีนาคม 2561"


# Days.


def test_fiscal_year_2561_finds_everything_that_a_purchase_needs() -> None:
    for key in law.known_values() - LATER_THAN_2561:
        assert law.value(key, FISCAL_YEAR_2561).key == key
    for key in law.known_bases() - LATER_THAN_2561:
        assert law.basis(key, FISCAL_YEAR_2561).key == key


def test_later_circulars_were_not_yet_in_force() -> None:
    for key in LATER_THAN_2561 & law.known_values():
        with pytest.raises(NoLawInForce):
            law.value(key, FISCAL_YEAR_2561)
    for key in LATER_THAN_2561 & law.known_bases():
        with pytest.raises(NoLawInForce):
            law.basis(key, FISCAL_YEAR_2561)


def test_the_first_row_begins_on_its_day() -> None:
    with pytest.raises(NoLawInForce, match="22 สิงหาคม 2560"):
        law.value(CEILING, ACT_BEGINS - DAY)
    assert law.value(CEILING, ACT_BEGINS).value == law.value(CEILING, ACT_BEGINS + DAY).value == Decimal(500_000)
    with pytest.raises(NoLawInForce):
        law.basis("procurement.report", ACT_BEGINS - DAY)


def test_buying_first_begins_with_its_circular() -> None:
    begins = date(2018, 3, 7)
    with pytest.raises(NoLawInForce):
        law.value("buy_first.ceiling_baht", begins - DAY)
    assert law.value("buy_first.ceiling_baht", begins).value == Decimal(10_000)
    refused = [law.basis("procurement.no_road.buy_first", day).label for day in (begins - DAY, begins, begins + DAY)]
    assert refused == ["ข้อ 22 ระเบียบกระทรวงการคลังฯ พ.ศ. 2560", *["หนังสือเวียน ว 119 ลงวันที่ 7 มีนาคม 2561"] * 2]


def test_the_finance_regulation_changed_in_november_2566() -> None:
    before, after = (law.basis("remittance.daily_check", day) for day in (BEFORE_2566, AFTER_2566))
    assert (before.clause, before.is_confirmed) == ("ข้อ 12", True)
    assert (after.clause, after.is_confirmed) == ("", False)
    assert after.label == "ระเบียบกระทรวงมหาดไทยว่าด้วยการรับเงินฯ พ.ศ. 2566 (เลขข้อยังไม่ยืนยัน เดิมข้อ 12 ของ พ.ศ. 2547)"
    assert before.sentence == after.sentence


def test_the_spending_plan_got_its_new_clause() -> None:
    before, after = (law.value("voucher.spending_plan_months", day) for day in (BEFORE_2566, AFTER_2566))
    assert (before.clause, before.is_confirmed) == ("ข้อ 38", False)
    assert (after.clause, after.is_confirmed) == ("ข้อ 40", True)


def test_the_unit_prepares_its_voucher_since_a_letter_of_2555() -> None:
    letter = date(2012, 11, 21)
    assert "ว 3144" not in law.basis("voucher.prepare", letter - DAY).label
    assert "ว 3144" in law.basis("voucher.prepare", letter).label
    assert law.basis("voucher.prepare", letter + DAY).is_confirmed
    assert law.basis("voucher.prepare", BEFORE_2566).is_confirmed
    assert not law.basis("voucher.prepare", AFTER_2566).is_confirmed


@pytest.mark.parametrize(("key", "value", "unit"), [
    ("procurement.fine_percent_per_day_max", Decimal("0.20"), "percent_per_day"),
    ("procurement.fine_percent_per_day_max_whole", Decimal("0.10"), "percent_per_day"),
    ("procurement.fine_whole_floor_baht_per_day", Decimal(100), "baht_per_day"),
    ("procurement.single_inspector_ceiling_baht", Decimal(100_000), "baht"),
    ("procurement.committee_members_min", 3, "persons"),
    ("acceptance.notify_vendor_working_days", 3, "working_days"),
    ("acceptance.late_notice_working_days", 7, "working_days"),
    ("works.inspection_working_days", 3, "working_days"),
    ("voucher.lay_after_acceptance_calendar_days", 5, "calendar_days"),
    ("tax.withholding_percent", Decimal(1), "percent"),
    ("tax.withholding_juristic_from_baht", Decimal(500), "baht"),
    ("tax.withholding_natural_from_baht", Decimal(10_000), "baht"),
    ("deposit.after_custody_working_days", 1, "working_days"),
    ("custody.members_min", 3, "persons"),
])  # fmt: skip
def test_figures_of_the_rule_base(key: str, value: Decimal | int, unit: str) -> None:
    found = law.value(key, TODAY)
    assert (found.value, found.unit) == (value, unit)


# Custom.


def test_practice_is_shown_as_custom_and_never_as_law() -> None:
    custom = law.practice("สายบังคับบัญชา")
    assert (custom.label, custom.standing, custom.is_confirmed) == ("แนวปฏิบัติ: สายบังคับบัญชา", "practice", False)
    assert custom.clause == custom.citation == ""


# What an office sets for itself.


def own(*rows: tuple[date, str, str]) -> law.Overrides:
    return {CEILING: rows}


def test_an_own_value_begins_on_its_day_and_carries_its_reason() -> None:
    begins = date(2025, 10, 1)
    rows = own((begins, "600,000", "หนังสือ มท ยืนยันแล้ว"))
    assert law.value(CEILING, begins - DAY, rows).value == Decimal(500_000)
    changed = law.value(CEILING, begins, rows)
    assert changed.value == Decimal(600_000)
    assert changed.citation == "หนังสือ มท ยืนยันแล้ว"
    assert changed.is_own and changed.is_confirmed
    assert changed.label == law.value(CEILING, begins).label


def test_confirming_keeps_the_value_and_changes_its_standing() -> None:
    key, rows = "acceptance.late_notice_working_days", {"acceptance.late_notice_working_days": [(ACT_BEGINS, "๗", "อ่านข้อ 181 แล้ว")]}
    assert not law.value(key, TODAY).is_confirmed
    confirmed = law.value(key, TODAY, rows)
    assert (confirmed.value, confirmed.is_confirmed) == (7, True)


def test_the_latest_own_row_counts_and_other_keys_are_untouched() -> None:
    rows = own((date(2024, 1, 1), "400000", "ก"), (date(2025, 1, 1), "300000", "ข"))
    assert [law.value(CEILING, date(year, 6, 1), rows).value for year in (2023, 2024, 2025)] == [500_000, 400_000, 300_000]
    assert not law.value("procurement.committee_members_min", TODAY, rows).is_own


def test_a_later_law_ends_an_own_value() -> None:
    key = "voucher.spending_plan_months"
    rows = {key: [(date(2020, 1, 1), "6", "ทดลอง")]}
    assert law.value(key, BEFORE_2566, rows).value == 6
    assert law.value(key, AFTER_2566, rows).value == 3


def test_an_own_value_opens_no_day_before_the_law() -> None:
    with pytest.raises(NoLawInForce):
        law.value(CEILING, ACT_BEGINS - DAY, own((date(2010, 1, 1), "1", "ก่อนกฎหมาย")))


@pytest.mark.parametrize("typed", ["", "ห้า", "-1", "1e6", "NaN", "Infinity", "1 000", "500000 บาท", "²"])
def test_what_is_no_number_is_refused_in_thai(typed: str) -> None:
    with pytest.raises(ValueError, match="ไม่ใช่ตัวเลขของค่านี้"):
        law.fitting(CEILING, typed)


def test_counts_have_no_fraction() -> None:
    assert law.fitting("procurement.committee_members_min", " ๓ ") == 3
    assert law.fitting(CEILING, "500,000.01") == Decimal("500000.01")
    with pytest.raises(ValueError, match="ไม่ใช่ตัวเลขของค่านี้"):
        law.fitting("procurement.committee_members_min", "3.5")


# What is not known.


@pytest.mark.parametrize("ask", [law.value, law.basis])
def test_an_unknown_key_is_named_in_thai(ask: Any) -> None:
    with pytest.raises(UnknownLaw) as refused:
        ask("procurement.nonsense", TODAY)
    assert str(refused.value) == "ไม่มีค่าหรือข้อกฎหมายชื่อ procurement.nonsense"


def test_values_and_bases_are_two_shelves() -> None:
    with pytest.raises(UnknownLaw):
        law.basis(CEILING, TODAY)
    with pytest.raises(UnknownLaw):
        law.value("procurement.report", TODAY)
    with pytest.raises(UnknownLaw):
        law.fitting("procurement.report", "1")
    assert law.title_of(CEILING) == "วงเงินสูงสุดของวิธีเฉพาะเจาะจง"


# Malformed files stop the program.

SOUND = """
[[regulation]]
code = "r"
title = "ระเบียบ"
short = "ระเบียบ"
in_force_from = 2020-01-01

[[source]]
code = "M"
kind = "memory"
title = "ความจำ"

[[value]]
key = "a.ceiling_baht"
title = "วงเงิน"
unit = "baht"
rules = ["B5"]
rows = [
    { in_force_from = 2020-01-01, value = "100.50", regulation = "r", clause = "ข้อ 1", citation = "M", standing = "unconfirmed" },
    { in_force_from = 2021-01-01, value = "200.50", regulation = "r", clause = "ข้อ 1", citation = "M", standing = "unconfirmed" },
]

[[basis]]
key = "a.step"
title = "ขั้น"
sentence = "ต้องทำเช่นนี้"
rules = ["B5"]
rows = [{ in_force_from = 2020-01-01, regulation = "r", clause = "ข้อ 2", citation = "M", standing = "unconfirmed" }]
"""


def room(folder: Path, text: str) -> Path:
    (folder / "room.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_sound_room_is_read(tmp_path: Path) -> None:
    read = law.read(room(tmp_path, SOUND))
    assert [row.value for row in read.values["a.ceiling_baht"].held] == [Decimal("100.50"), Decimal("200.50")]
    assert read.bases["a.step"].held[0].citation == "ความจำ"


@pytest.mark.parametrize(("good", "bad"), [
    ('citation = "M", standing = "unconfirmed" },\n]', 'standing = "unconfirmed" },\n]'),
    ('citation = "M", standing = "unconfirmed" }]', 'citation = "", standing = "unconfirmed" }]'),
    ('citation = "M", standing = "unconfirmed" }]', 'citation = "S99", standing = "unconfirmed" }]'),
    ('standing = "unconfirmed" }]', 'standing = "probably" }]'),
    ("2021-01-01, value", "2020-01-01, value"),
    ("2021-01-01, value", "2019-12-31, value"),
    ("2020-01-01, value", "2019-12-31, value"),
    ("{ in_force_from = 2020-01-01, regulation", "{ in_force_from = 2019-12-31, regulation"),
    ("2021-01-01, value", "2021-01-01T00:00:00, value"),
    ('value = "200.50"', "value = 200.5"),
    ('value = "200.50"', 'value = "-1"'),
    ('unit = "baht"', 'unit = "dollars"'),
    ('unit = "baht"', 'unit = "working_days"'),
    ('regulation = "r", clause = "ข้อ 2"', 'regulation = "x", clause = "ข้อ 2"'),
    ('clause = "ข้อ 2"', 'clause = ""'),
    ('sentence = "ต้องทำเช่นนี้"\n', ""),
    ('key = "a.step"\n', ""),
    ('\nkey = "a.step"', '\nkey = "a.step"\n[[basis]]\nkey = "a.step"'),
])  # fmt: skip
def test_a_malformed_room_is_refused_with_file_and_key(tmp_path: Path, good: str, bad: str) -> None:
    assert good in SOUND
    with pytest.raises(MalformedLaw, match=r"room\.toml"):
        law.read(room(tmp_path, SOUND.replace(good, bad, 1)))


def test_a_key_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "again.toml").write_text(SOUND[SOUND.index("[[value]]") :], encoding="utf-8")
    with pytest.raises(MalformedLaw, match="stands twice"):
        law.read(room(tmp_path, SOUND))


def test_no_rows_are_refused(tmp_path: Path) -> None:
    text = SOUND[: SOUND.index("[[basis]]")] + '[[basis]]\nkey = "a.step"\ntitle = "ขั้น"\nsentence = "ต้อง"\nrules = []\nrows = []\n'
    with pytest.raises(MalformedLaw, match="no rows"):
        law.read(room(tmp_path, text))
