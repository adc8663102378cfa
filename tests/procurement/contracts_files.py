"""Invented contracts files of the two real layouts: seeded, of any size, for tests and rehearsals.

No row comes from a real file. Agencies, vendors, projects and amounts are made up; only the names of provinces are real.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from procurement.contracts_file import LayoutCode

EGP_HEADER = [
    "ลำดับ", "รหัสโครงการ", "ชื่อโครงการ", "ชื่อประเภทโครงการ", "ชื่อหน่วยงาน", "ชื่อหน่วยงานย่อย", "วิธีจัดซื้อฯ", "กลุ่มวิธีจัดซื้อฯ",
    "วันที่ประกาศ", "งบประมาณ(บาท)", "ราคากลาง(บาท)", "ราคาตกลงซื้อ/จ้าง", "ปีงบประมาณ", "วันที่เกิดรายการ", "จังหวัด",
]  # fmt: skip
LAO_HEADER = [
    "project_id", "project_name", "authority_code", "authority_type", "province", "purchase_method", "project_value",
    "winner_code", "winner_is_juristic",
]  # fmt: skip

# What the files cluster around; the law's own figure is looked up by the code under test, never here.
CEILING_BAHT = 500_000
SPECIFIC = "เฉพาะเจาะจง"
FAMILY = "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง"
E_BIDDING = "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"
OTHER_METHODS = (
    E_BIDDING, E_BIDDING, E_BIDDING, E_BIDDING, "ประกวดราคาด้วยวิธีการทางอิเล็กทรอนิกส์", "คัดเลือก", "สอบราคา", "พิเศษ",
)  # fmt: skip
MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
PROVINCES = ("เชียงใหม่", "ลำปาง", "ขอนแก่น", "ระยอง", "สงขลา", "สุพรรณบุรี", "ศรีสะเกษ", "ตรัง")
PLACES = ("ทุ่งสมมติ", "หนองตัวอย่าง", "ดอนจำลอง", "ห้วยทดลอง", "โคกประดิษฐ์", "บ้านนิทาน", "ท่าสมมุติ", "วังต้นแบบ")
AGENCY_TYPES = ("อบต.", "อบต.", "อบต.", "อบจ.", "ทต.", "ทม.", "ทน.")
AGENCIES = ("องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "เทศบาลเมือง")
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองสาธารณสุขและสิ่งแวดล้อม")

GOODS = (
    "ซื้อวัสดุสำนักงาน จำนวน {n} รายการ ({unit} {place})", "ซื้อวัสดุคอมพิวเตอร์ จำนวน {n} รายการ ({unit} {place})", "ซื้อน้ำดื่มเพื่อบริการประชาชน",
    "ซื้ออาหารเสริม (นม) ศูนย์พัฒนาเด็กเล็ก{place}", "ซื้อวัสดุก่อสร้าง จำนวน {n} รายการ เพื่อซ่อมแซมถนนสาย{place}",
    "ซื้อครุภัณฑ์สำนักงาน จำนวน {n} เครื่อง",
)  # fmt: skip
SERVICES = (
    "จ้างเหมาถ่ายเอกสารพร้อมเข้าเล่ม จำนวน {n} เล่ม ({unit})", "จ้างซ่อมแซมรถบรรทุกน้ำ จำนวน {n} คัน", "จ้างทำตรายาง จำนวน {n} ดวง ของ{unit} {place}",
    "จ้างซ่อมเครื่องปรับอากาศ {unit}", "จ้างเหมาเก็บขนขยะมูลฝอย ตำบล{place}", "จ้างเหมาบริการกำจัดวัชพืช ตำบล{place}",
)  # fmt: skip
WORKS = (
    "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ {n} ตำบล{place}", "จ้างโครงการก่อสร้างถนน คสล. สาย{place} หมู่ที่ {n}",
    "จ้างซ่อมแซมผิวจราจรลาดยาง หมู่ที่ {n} ตำบล{place}",
    "จ้างปรับปรุงอาคารศูนย์พัฒนาเด็กเล็ก หมู่ที่ {n} ตำบล{place}", "จ้างวางท่อระบายน้ำ หมู่ที่ {n} ตำบล{place}",
    "จ้างขุดลอกคลองส่งน้ำ หมู่ที่ {n} ตำบล{place}",
)  # fmt: skip

# One good row of each layout, for tests that change a cell of it.
EGP_LINE = dict(
    zip(
        EGP_HEADER,
        [
            "7", "67119000001", "ซื้อวัสดุสำนักงาน จำนวน ๒ รายการ", "ซื้อ", "เทศบาลตำบลทุ่งสมมติ", "-",
            "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง",
            "เฉพาะเจาะจง", "-", "1480", "1480", "1480", "2568", "29 พ.ย. 67", "เชียงใหม่",
        ],
        strict=True,
    )
)  # fmt: skip
LAO_LINE = dict(
    zip(
        LAO_HEADER,
        ["61017000001", "จ้างโครงการก่อสร้างถนน คสล. หมู่ที่ ๔", "A001", "อบต.", "ลำปาง", "เฉพาะเจาะจง", "500000.0", "W001", "1"],
        strict=True,
    )
)
HEADERS = {LayoutCode.EGP_CONTRACTS: EGP_HEADER, LayoutCode.LAO_MASKED: LAO_HEADER}


@dataclass(frozen=True)
class LaoMix:
    """How many rows of which lot a file of the masked layout holds: exact, so that a rehearsal's counts can be asserted."""

    specific_under_ceiling: int
    specific_at_ceiling: int
    specific_above_ceiling: int
    other_methods: int

    @classmethod
    def of(cls, rows: int) -> "LaoMix":
        """About the proportions of real years: four in ten of the specific method, an eighth of those at the ceiling."""
        specific = rows * 416 // 1000
        at_ceiling, above_ceiling = specific * 130 // 1000, specific * 30 // 1000
        return cls(specific - at_ceiling - above_ceiling, at_ceiling, above_ceiling, rows - specific)

    @property
    def rows(self) -> int:
        return self.specific + self.other_methods

    @property
    def specific(self) -> int:
        return self.specific_under_ceiling + self.specific_at_ceiling + self.specific_above_ceiling

    def lots(self, random: Random) -> list[str]:
        lots = ["under"] * self.specific_under_ceiling + ["at"] * self.specific_at_ceiling
        lots += ["above"] * self.specific_above_ceiling + ["other"] * self.other_methods
        random.shuffle(lots)
        return lots


def write_egp(path: Path, rows: int, *, seed: int = 1, fiscal_year: int = 2568) -> Path:
    return write(path, EGP_HEADER, egp_rows(rows, seed=seed, fiscal_year=fiscal_year))


def write_lao(path: Path, mix: LaoMix | int, *, seed: int = 1, fiscal_year: int = 2561) -> Path:
    mix = LaoMix.of(mix) if isinstance(mix, int) else mix
    return write(path, LAO_HEADER, lao_rows(mix, seed=seed, fiscal_year=fiscal_year))


def write(path: Path, header: list[str], rows: Iterable[list[str]], *, encoding: str = "utf-8", line_ending: str = "\n") -> Path:
    """Stream rows to a file; `utf-8-sig` and `\\r\\n` are how spreadsheets save it."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator=line_ending)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_egp_lines(folder: Path, *changes: dict[str, str]) -> Path:
    """A file of the good row once for each change of it."""
    return write(folder / "egp.csv", EGP_HEADER, [list((EGP_LINE | change).values()) for change in changes])


def write_lao_lines(folder: Path, *changes: dict[str, str]) -> Path:
    return write(folder / "lao.csv", LAO_HEADER, [list((LAO_LINE | change).values()) for change in changes])


def lines(layout: LayoutCode, rows: int) -> list[list[str]]:
    return list(egp_rows(rows) if layout is LayoutCode.EGP_CONTRACTS else lao_rows(LaoMix.of(rows)))


def egp_rows(rows: int, *, seed: int = 1, fiscal_year: int = 2568) -> Iterator[list[str]]:
    """Small contracts of the specific method of about 1,480 baht, goods and services, as a page of the official set."""
    random = Random(seed)
    for number in range(rows):
        kind, titles = random.choice((("ซื้อ", GOODS), ("ซื้อ", GOODS), ("จ้างทำของ/จ้างเหมาบริการ", SERVICES)))
        agency = random.choice(AGENCIES) + random.choice(PLACES)
        year, month = _month(random, fiscal_year)
        agreed = random.choice(("1480", "1480", "1480", "1479.81", "1480.00"))
        budget = random.choice((agreed, agreed, "1500", "72500"))
        unit = random.choice((agency, agency, "-", random.choice(UNITS)))
        transacted_on = f"{random.randint(1, 28)} {MONTHS[month - 1]} {year % 100}"
        yield [
            str(4_000_000 + number), _project_id(year, month, number), f"{_title(random, titles)} โดยวิธีเฉพาะเจาะจง", kind,
            agency, unit, FAMILY, SPECIFIC, "-", budget, random.choice((agreed, budget)), agreed, str(fiscal_year), transacted_on,
            random.choice(PROVINCES),
        ]  # fmt: skip


def lao_rows(mix: LaoMix, *, seed: int = 1, fiscal_year: int = 2561) -> Iterator[list[str]]:
    """Contracts of masked local authorities, most of them works; now and then several share one project."""
    random = Random(seed)
    before: list[str] | None = None
    for number, lot in enumerate(mix.lots(random)):
        vendor = [f"W{random.randint(1, 300):03}", random.choice("1111111110")]
        if lot == "other" and before and random.random() < 0.02:
            yield before[:7] + vendor
            continue
        year, month = _month(random, fiscal_year)
        method = random.choice(OTHER_METHODS) if lot == "other" else SPECIFIC
        row = [
            _project_id(year, month, number), _lao_title(random, lot), f"A{random.randint(1, 761):03}",
            random.choice(AGENCY_TYPES), random.choice(PROVINCES), method, f"{_lao_value_baht(random, lot)}.0",
        ]  # fmt: skip
        before = row if lot == "other" else before
        yield row + vendor


def _lao_title(random: Random, lot: str) -> str:
    titles = random.choices((WORKS, GOODS, SERVICES), weights=(80, 13, 7))[0]
    if lot == "other":
        return f"ประกวดราคา{_title(random, WORKS)} ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)"
    return f"{_title(random, titles)} โดยวิธีเฉพาะเจาะจง"


def _lao_value_baht(random: Random, lot: str) -> int:
    match lot:
        case "at":
            return CEILING_BAHT
        case "above":
            return CEILING_BAHT + random.choice((1, 31_000, 105_755, 1_884_000, 19_500_000))
        case "under":
            return random.choice((CEILING_BAHT - 1, 499_000, 498_000, random.randrange(15, 4_900) * 100))
    return random.randrange(600, 90_000) * 1_000


def _title(random: Random, titles: tuple[str, ...]) -> str:
    number = str(random.randint(1, 20))
    if random.random() < 0.4:
        number = number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    return random.choice(titles).format(n=number, place=random.choice(PLACES), unit=random.choice(UNITS))


def _month(random: Random, fiscal_year: int) -> tuple[int, int]:
    """A month of the fiscal year with its calendar year, both พ.ศ.: October of one year to September of the next."""
    month = random.randint(1, 12)
    return (fiscal_year - 1 if month >= 10 else fiscal_year), month


def _project_id(year: int, month: int, number: int) -> str:
    """Eleven digits that no two rows of a file share."""
    return f"{year % 100:02}{month:02}{(number * 7_919 + 1_234_567) % 10_000_000:07}"
