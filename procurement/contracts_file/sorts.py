"""What a cell looks like, whatever header it stands under: the ground on which shifted columns are found."""

import re
from enum import Enum, auto
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from procurement.contracts_file.kinds import KIND_BY_SOURCE_WORD
from procurement.contracts_file.methods import METHOD_BY_NAME
from procurement.contracts_file.provinces import PROVINCES
from workflows.thai import arabic_digits


class Sort(Enum):
    """Sorts of value. TEXT is text that gives no sign of its own and so is at home in any column of text."""

    PROJECT_ID = auto()
    NUMBER = auto()
    DATE = auto()
    FISCAL_YEAR = auto()
    AGENCY_CODE = auto()
    VENDOR_CODE = auto()
    FLAG = auto()
    KIND = auto()
    METHOD = auto()
    METHOD_FAMILY = auto()
    PROVINCE = auto()
    AGENCY = auto()
    AGENCY_TYPE = auto()
    TITLE = auto()
    TEXT = auto()


LABELS = {
    Sort.PROJECT_ID: gettext_noop("รหัสโครงการ 11 หลัก"),
    Sort.NUMBER: gettext_noop("จำนวนเงินหรือตัวเลข"),
    Sort.DATE: gettext_noop("วันที่ไทยแบบ “29 พ.ย. 67”"),
    Sort.FISCAL_YEAR: gettext_noop("ปีงบประมาณ พ.ศ. สี่หลัก"),
    Sort.AGENCY_CODE: gettext_noop("รหัสหน่วยงาน"),
    Sort.VENDOR_CODE: gettext_noop("รหัสคู่สัญญา"),
    Sort.FLAG: gettext_noop("ค่า 0 หรือ 1"),
    Sort.KIND: gettext_noop("ประเภทโครงการ"),
    Sort.METHOD: gettext_noop("วิธีจัดซื้อจัดจ้าง"),
    Sort.METHOD_FAMILY: gettext_noop("กลุ่มใหญ่ของวิธีจัดหา"),
    Sort.PROVINCE: gettext_noop("ชื่อจังหวัด"),
    Sort.AGENCY: gettext_noop("ชื่อหน่วยงาน"),
    Sort.AGENCY_TYPE: gettext_noop("ประเภท อปท."),
    Sort.TITLE: gettext_noop("ชื่อโครงการ"),
    Sort.TEXT: gettext_noop("ข้อความ"),
}
NEVER_TEXT = {Sort.PROJECT_ID, Sort.NUMBER, Sort.DATE}

_SHAPES = (
    (Sort.PROJECT_ID, re.compile(r"\d{11}")),
    (Sort.NUMBER, re.compile(r"[-−(]?\d[\d,]*(?:\.\d*)?\)?")),
    (Sort.DATE, re.compile(r"\d{1,2}\s*[ก-๎.]+\s*\d{2,4}|\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")),
    (Sort.AGENCY_CODE, re.compile(r"A\d{1,12}")),
    (Sort.VENDOR_CODE, re.compile(r"W\d{1,12}")),
    (Sort.METHOD_FAMILY, re.compile(r"วิธีการจัดหา.*")),
    (Sort.TITLE, re.compile(r"(?:(?:จัด)?ซื้อ|จ้าง|เช่า|ประกวดราคา|สอบราคา).+")),
    (Sort.AGENCY, re.compile(r"(?:องค์การบริหารส่วน|เทศบาล|กรม|สำนัก|มหาวิทยาลัย|วิทยาลัย|โรงเรียน|โรงพยาบาล|การไฟฟ้า|การประปา).+")),
)
_AGENCY_TYPES = ("อบจ.", "อบต.", "ทต.", "ทม.", "ทน.", "เมืองพัทยา")
_NAMES = {
    **dict.fromkeys(PROVINCES, Sort.PROVINCE),
    **dict.fromkeys(METHOD_BY_NAME, Sort.METHOD),
    **dict.fromkeys(KIND_BY_SOURCE_WORD, Sort.KIND),
    **dict.fromkeys(_AGENCY_TYPES, Sort.AGENCY_TYPE),
}


@lru_cache(maxsize=1_024)
def sort_of(cell: str) -> Sort:
    """The sort of a cell that is not absent, by its name or its shape."""
    if named := _NAMES.get(cell):
        return named
    text = arabic_digits(cell)
    return next((sort for sort, shape in _SHAPES if shape.fullmatch(text)), Sort.TEXT)


def label(sort: Sort) -> str:
    return _(LABELS[sort])
