"""วันหยุดราชการเพิ่มเติม from a sheet."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from workflows.dates import short_date
from workflows.intake import cells
from workflows.intake.sheet import CHANGED, NEW, SAME, Column, Command, Planned, Row, sheet
from workflows.models import Organization, SpecialDay
from workflows.registers.foretelling import Foretold, day_words
from workflows.registers.office import OfficeRegister

KINDS = {"วันหยุด": True, "วันทำการ": False}


@sheet(
    code="special_days", title="วันหยุดเพิ่มเติม", lead=_("วันที่ ครม. หรือจังหวัดให้หยุดหรือให้ทำงาน นอกจากวันหยุดประจำปีที่ระบบรู้จักแล้ว"),
    model=OfficeRegister,
    columns=(
        Column("day", "วันที่", cells.day, "31 ธ.ค. 2569", _("แบบ 31 ธ.ค. 2569 หรือ 31/12/2569 ปี พ.ศ.")),
        Column("name", "ชื่อวัน", cells.text(200), "วันหยุดพิเศษ", _("ชื่อวันหรือเหตุผล")),
        Column("is_holiday", "ประเภท", cells.choice(lambda: KINDS), "วันหยุด", _("วันหยุด หรือ วันทำการ"), words=tuple(KINDS), say=day_words),
    ),
    told_apart_by=("day",), steps=("set_special_day",),
)  # fmt: skip
def special_days(organization: Organization, rows: list[Row]) -> Iterator[Planned]:
    known = {day.day: day for day in SpecialDay.objects.filter(organization=organization)}
    for row in rows:
        before, command = known.get(row["day"]), Command("set_special_day", row.values)
        if before is None:
            yield Planned(row, NEW, row["name"], commands=(command,))
        elif (before.name, before.is_holiday) == (row["name"], row["is_holiday"]):
            yield Planned(row, SAME, row["name"])
        else:
            words = day_words(before.is_holiday, before.name), day_words(row["is_holiday"], row["name"])
            yield Planned(row, CHANGED, row["name"], (Foretold(short_date(row["day"]), *words),), (command,))
