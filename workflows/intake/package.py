"""The file before anything of it is read: whether it is a workbook at all, and no more than a machine should open."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from zipfile import ZipFile

from django.utils.translation import gettext as _

from workflows.intake.sheet import Fault, Row

MEGABYTE = 2**20
FILE_BYTES_MAX = 2 * MEGABYTE
PARTS_MAX = 256
PART_BYTES_MAX = 16 * MEGABYTE
UNPACKED_BYTES_MAX = 24 * MEGABYTE
# What else people send, told by the first bytes: a name says nothing.
OTHERS = (
    (b"%PDF", "PDF"), (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"), (b"GIF8", "GIF"), (b"{\\rtf", "RTF"), (b"<", "HTML / XML"),
)  # fmt: skip
WITHIN = (
    (slice(4, 12), (b"ftypheic", b"ftypheix", b"ftypmif1"), "HEIC"),
    (slice(8, 12), (b"WEBP",), "WebP"),
)  # pictures of telephones
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ENTITIES = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)


class SheetRefused(Exception):
    """Nothing of the file may be taken; every reason that could be found at once."""

    def __init__(self, *faults: Fault, rows: Iterable[Row] = ()) -> None:
        self.faults = faults
        self.rows = list(rows)  # those that can be read, so that what else is wrong with them can be said too
        super().__init__("; ".join(fault.sentence for fault in faults))


def refused(sentence: str, remedy: str) -> SheetRefused:
    return SheetRefused(Fault(0, "", sentence, remedy))


def save_as() -> str:
    return _("เอารหัสผ่านออก บันทึกเป็นชนิด Excel Workbook (.xlsx) แล้วเลือกแฟ้มใหม่")


def opened(content: bytes) -> ZipFile:
    """The parts of a workbook. Declared sizes are judged before anything is unpacked, and zipfile unpacks no more than was declared."""
    if not content:
        raise refused(_("แฟ้มนี้ว่างเปล่า"), _("เลือกแฟ้มที่กรอกแล้ว"))
    if len(content) > FILE_BYTES_MAX:
        sentence = _("แฟ้มใหญ่เกิน %(limit)s เมกะไบต์") % {"limit": FILE_BYTES_MAX // MEGABYTE}
        raise refused(sentence, _("ใช้แม่แบบของระบบ ลบรูปและแผ่นงานอื่น หรือแบ่งเป็นหลายแฟ้ม"))
    if content.startswith(OLD_EXCEL):
        raise refused(_("เป็นแฟ้ม Excel รุ่นเก่า (.xls) หรือแฟ้มที่ใส่รหัสผ่าน"), save_as())
    starts = [kind for start, kind in OTHERS if content.startswith(start)]
    for kind in starts + [kind for where, marks, kind in WITHIN if content[where] in marks]:
        raise refused(_("เป็นแฟ้ม %(kind)s ไม่ใช่ Excel แม้ชื่อจะเป็น .xlsx") % {"kind": kind}, _("เลือกแฟ้ม .xlsx"))
    try:
        package = ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise refused(_("เปิดแฟ้มนี้เป็น Excel ไม่ได้"), save_as()) from error
    judge(package)
    return package


def judge(package: ZipFile) -> None:
    """Raise SheetRefused for what is no workbook, carries a program, or would swell."""
    parts = package.infolist()
    names = {part.filename for part in parts}
    too_many = len(parts) > PARTS_MAX or len(names) < len(parts)
    if (
        too_many
        or any(part.file_size > PART_BYTES_MAX for part in parts)
        or sum(part.file_size for part in parts) > UNPACKED_BYTES_MAX
    ):
        raise refused(_("แฟ้มนี้คลายออกแล้วใหญ่ผิดปกติ ระบบไม่เปิด"), _("คัดลอกข้อมูลไปวางในแม่แบบใหม่แบบค่าเท่านั้น"))
    if "xl/workbook.xml" not in names:
        raise refused(_("เปิดแฟ้มนี้เป็น Excel ไม่ได้"), save_as())
    if any(name.endswith("vbaProject.bin") for name in names):
        raise refused(_("แฟ้มนี้มีมาโคร"), save_as())
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and ENTITIES.search(unpacked(package, part.filename)):
            raise refused(_("แฟ้มนี้มีคำสั่งซ่อนอยู่ใน XML ระบบไม่เปิด"), save_as())


def unpacked(package: ZipFile, name: str) -> bytes:
    """One part. Raises SheetRefused for one that is broken or locked."""
    try:
        return package.read(name)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, KeyError, zlib.error) as error:
        raise refused(_("แฟ้มนี้เสียหายหรือใส่รหัสผ่าน"), save_as()) from error
