"""What is done to the words of a page before it is laid out: what must stay on one line, Thai digits, unknown characters."""

import re
import unicodedata
from functools import cache

from workflows.papers.fonts import MARKS_NEVER_DRAWN, drawable
from workflows.thai import MONTHS, MONTHS_SHORT, THAI_DIGITS

# A number and its unit, a clause and its number, a date, a person's name, an amount in words, a term that the dictionary of line
# breaks would cut in two. A no-break space does not hold inside Thai text, so these become spans.
MONTH = "|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))
UNITS = "บาท|สตางค์|เครื่อง|วันทำการ|วัน|ฉบับ|หน้า|รายการ|เรื่อง|ราย|คน|แผ่น|ปี|แห่ง|ชุด|ตัว|งวด|เดือน|เมตร|ตารางเมตร|กิโลเมตร|ครั้ง|ใบ|น\\."
COUNTED = "ข้อ|มาตรา|วรรค|พ\\.ศ\\.|ร้อยละ"
PLACED = "เลข|หมู่|เล่ม|ชุด|คำสั่ง|หนังสือ|งวด|ครั้ง|ดอก|ลำดับ|รายการจ่าย|รายการ|ฉบับ|หน้า|ส่วน|บท|ชั้น|ภาคเรียน"
TERMS = (
    "คำสั่ง|คณะกรรมการ|ปีงบประมาณ|ขอซื้อ|ขอจ้าง|ใบสั่งซื้อ|ใบสั่งจ้าง|สั่งซื้อ|สั่งจ้าง|สั่งการ|ทรัพย์สิน|คงเหลือ|ส่งมอบ|ตรวจรับ|หน่วยงาน|เฉพาะเจาะจง|ฝากธนาคาร|"
    "หรือผู้ถือ|ความเห็นชอบ|ลงวันที่|เมื่อวันที่|ดังต่อไปนี้|บาทถ้วน"
)
HEADS = "นายก(?:องค์การ|เทศมนตรี|อบต|รัฐมนตรี)"
LETTERS_OF_NAME_MAX = 22
ONE_LINE = re.compile(
    rf"\d{{1,2}} (?:{MONTH}) (?:พ\.ศ\. )?\d{{4}}"
    r"|เวลา \d{1,2}\.\d{2} น\."
    rf"|[\d,.]*\d (?:{UNITS})"
    rf"|(?:{COUNTED}) \d[\d.]*(?: \([\dก-ฮ]\))*"
    rf"|(?:{PLACED})?(?<!วัน)ที่ (?:[ก-ฮ]{{1,3}}\.? ?)?[\dA-Z][\d/A-Z.-]{{0,24}}(?:/ว ?\d{{1,5}})?(?![\w-])"
    r"|(?<![\d/A-Z.-])\d{1,6}(?:/\d{1,6}){1,2}(?:-\d{1,4})?(?![\d/-])"
    rf"|(?<![ก-๛])(?!{HEADS})(?:นางสาว|นาย|นาง)[ก-๛]{{2,{LETTERS_OF_NAME_MAX}}} [ก-๛]{{2,{LETTERS_OF_NAME_MAX}}}(?![ก-๛])"
    rf"|{TERMS}"
    r"|(?P<words>\([ก-๛]{4,}(?:บาท|ถ้วน|สตางค์)\))"
)
ARROW, DASH = 0x2192, "–"
SHORT_TEXTS = ("<div", "<th", "<i", '<td class="c', '<td class="n', "<span data-figures", "<strong data-figures", "<p data-figures")
LATIN_WORD = re.compile(r"(?P<latin>[0-9]*[A-Za-z][A-Za-z0-9./-]*)|[0-9]+")
PIECES = re.compile(r"(<[^>]*>|&[^;\s]{1,8};)")


def typeset(page: str, *, thai_digits: bool) -> str:
    """A page with the above done to the text of its body, never to a tag or an entity.

    An element with `data-figures` holds text alone; its figures stay as they are, because a code is typed as it is read.
    """
    start = page.index(">", page.index("<body")) + 1
    tag, out = "", [page[:start]]
    for piece in PIECES.split(page[start:]):
        if piece.startswith("<"):
            tag = tag if piece == "<br>" else piece
        elif piece and not piece.isspace() and not piece.startswith("&"):
            out.append(as_printed(piece, tag, thai_digits=thai_digits))
            continue
        out.append(piece)
    return "".join(out)


def as_printed(text: str, tag: str, *, thai_digits: bool) -> str:
    """One run of text after its tag. Spans are only for running text: in cells and signatures they cost much and change nothing."""
    if not tag.startswith(SHORT_TEXTS):
        text = keep_together(text)
    if thai_digits and "data-figures" not in tag:
        text = in_thai_digits(text)
    return text.translate(stand_ins())


def in_thai_digits(text: str) -> str:
    """All but what is written with Latin letters, as A4 or INV-77 is: half in Thai it would be the name of nothing."""
    return LATIN_WORD.sub(lambda found: found[0] if found["latin"] else found[0].translate(THAI_DIGITS), text)


def keep_together(text: str) -> str:
    """Each such piece on one line; after a Thai letter a line may end before it, which the seam of a span would forbid."""

    def on_one_line(found: re.Match[str]) -> str:
        before = text[found.start() - 1 : found.start()]
        kind = "whole" if found["words"] else "one-line"
        return ("<wbr>" if "ก" <= before <= "๎" else "") + f'<span class="{kind}">{found[0]}</span>'

    return ONE_LINE.sub(on_one_line, text)


class StandIns(dict[int, int | str]):
    """A character that the fonts lack is printed as its code in brackets, not in another font and not as an empty box; an arrow as a dash."""

    def __missing__(self, code: int) -> int | str:
        if code == ARROW and code not in drawable():
            return DASH
        known = code in drawable() or unicodedata.category(chr(code)) in MARKS_NEVER_DRAWN
        self[code] = code if known else f"[U+{code:04X}]"
        return self[code]


@cache
def stand_ins() -> StandIns:
    return StandIns()
