"""Thai words and figures: พ.ศ. dates, Thai digits, amounts in words."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA_YEARS = 543
CENTURY = 2500  # what a year of two digits leaves out
YEARS = range(2400, 2800)  # a year outside is of another era, or a slip
MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"]
MONTHS_SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
DIGIT_WORDS = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]
PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
MILLION = 10**6
SATANG_PER_BAHT = 100
NUMBER_LETTERS_MAX = 60  # some letters become two when they are made alike
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ARABIC_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
SHORT_DATE = re.compile(r"([0-9]{1,2})\s*([ก-์.]+?)\s*([0-9]{2}|[0-9]{4})")

Amount = Decimal | int | str


def in_thai(words: StrOrPromise) -> str:
    """What is kept speaks Thai, whichever language the person had chosen for the screen."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(words)


def arabic_digits(text: str) -> str:
    return text.translate(ARABIC_DIGITS)


def same_number(number: str) -> str:
    """A paper's number without what people write differently or cannot see: spaces, case, Thai and wide digits, marks of format."""
    plain = unicodedata.normalize("NFKC", arabic_digits(number)).lower()
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] not in "CZ")[:NUMBER_LETTERS_MAX]


def thai_digits(text: object) -> str:
    return str(text).translate(THAI_DIGITS)


def in_satang(amount_baht: Amount) -> int:
    """An amount as whole satang. Raises ValueError for what is no amount, or is finer than a satang: nothing is rounded on the way."""
    try:
        satang = Decimal(amount_baht).scaleb(2)
        if isinstance(amount_baht, float) or not satang.is_finite() or satang != satang.to_integral_value():
            raise ValueError
    except (InvalidOperation, ValueError, TypeError) as error:
        raise ValueError(_("“%(amount)s” ไม่ใช่จำนวนเงินที่ละเอียดถึงสตางค์") % {"amount": amount_baht}) from error
    return int(satang)


def enumerated(names: Sequence[str]) -> str:
    """a, b และ c"""
    return _(" และ ").join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def baht(amount_baht: Amount) -> str:
    """1234567.5 → 1,234,567.50. Raises ValueError for what is finer than a satang."""
    satang = in_satang(amount_baht)
    whole, rest = divmod(abs(satang), SATANG_PER_BAHT)
    return f"{'-' if satang < 0 else ''}{whole:,}.{rest:02}"


def plain(quantity: Decimal) -> str:
    """A quantity as people write it: 12, not 12.000, and 1,200."""
    return f"{quantity.normalize():,f}"


def long_date(day: date) -> str:
    """2026-11-24 → 24 พฤศจิกายน 2569"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST_ERA_YEARS}"


def order_date(day: date) -> str:
    """As orders write it: 24 พฤศจิกายน พ.ศ. 2569"""
    return f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {day.year + BUDDHIST_ERA_YEARS}"


def short_date(day: date) -> str:
    """2026-11-24 → 24 พ.ย. 2569"""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year + BUDDHIST_ERA_YEARS}"


def short_time(moment: datetime) -> str:
    """A moment on the office's clock: 24 พ.ย. 2569 เวลา 09.05 น. Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    local = moment.astimezone(BANGKOK)
    return f"{short_date(local)} เวลา {local:%H.%M} น."


def parse_short_date(text: str) -> date:
    """29 พ.ย. 67, 1 ต.ค. 2567, ๑ ต.ค. ๖๗; months in full too. Raises ValueError, in Thai, for anything else, a Christian year included."""
    found = SHORT_DATE.fullmatch(arabic_digits(text.strip()))
    if found is None or found[2] not in MONTHS_SHORT + MONTHS:
        raise ValueError(_("“%(text)s” ไม่ใช่วันที่แบบ “29 พ.ย. 67”") % {"text": text})
    month = (MONTHS_SHORT + MONTHS).index(found[2]) % len(MONTHS) + 1
    year = int(found[3]) + (CENTURY if len(found[3]) == 2 else 0)
    if year not in YEARS:
        raise ValueError(_("“%(text)s” ไม่ใช่ปี พ.ศ.") % {"text": text})
    try:
        return date(year - BUDDHIST_ERA_YEARS, month, int(found[1]))
    except ValueError as error:
        raise ValueError(_("ไม่มีวันที่ “%(text)s” ในปฏิทิน") % {"text": text}) from error


def number_in_words(number: int) -> str:
    """A whole number, not below zero.

    1,000,001 is หนึ่งล้านเอ็ด, not หนึ่งล้านหนึ่ง: the Royal Society reads a last one after any higher place as เอ็ด, and spoken
    ล้านหนึ่ง means one million, or one million one hundred thousand, which no paper about money may leave open.
    """
    if number >= MILLION:
        millions, rest = divmod(number, MILLION)
        return number_in_words(millions) + "ล้าน" + ("เอ็ด" if rest == 1 else number_in_words(rest) if rest else "")
    words = []
    for place in reversed(range(len(PLACES))):
        digit = number // 10**place % 10
        if not digit:
            continue
        if place == 1 and digit in (1, 2):
            words.append("สิบ" if digit == 1 else "ยี่สิบ")
        elif place == 0 and digit == 1 and number > 1:
            words.append("เอ็ด")
        else:
            words.append(DIGIT_WORDS[digit] + PLACES[place])
    return "".join(words) or DIGIT_WORDS[0]


def words(amount_baht: Amount) -> str:
    """251832.25 → สองแสนห้าหมื่นหนึ่งพันแปดร้อยสามสิบสองบาทยี่สิบห้าสตางค์. Raises ValueError below zero or finer than a satang."""
    in_all = in_satang(amount_baht)
    if in_all < 0:
        raise ValueError(_("จำนวนเงิน %(amount)s ติดลบ เขียนเป็นตัวอักษรไม่ได้") % {"amount": amount_baht})
    whole, satang = divmod(in_all, SATANG_PER_BAHT)
    in_baht = number_in_words(whole) + "บาท" if whole or not satang else ""
    return in_baht + (number_in_words(satang) + "สตางค์" if satang else "ถ้วน")
