"""Thai words and figures: พ.ศ. dates, Thai digits, amounts in words."""

import re
from datetime import date, datetime
from decimal import Decimal

BUDDHIST_ERA_YEARS = 543
CENTURY = 2500
MONTHS = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split()
MONTHS_SHORT = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
DIGIT_WORDS = "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า".split()
PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
MILLION = 10**6
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ARABIC_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
SHORT_DATE = re.compile(r"(\d{1,2})\s*([ก-๙.]+?)\s*(\d{2}|\d{4})")


def arabic_digits(text: str) -> str:
    return text.translate(ARABIC_DIGITS)


from_thai_digits = arabic_digits


def thai_digits(text: str) -> str:
    return str(text).translate(THAI_DIGITS)


def baht(amount_baht: Decimal | int | str) -> str:
    """1234567.5 → 1,234,567.50"""
    return f"{Decimal(amount_baht):,.2f}"


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
    """A moment in the office's own time: 24 พ.ย. 2569 เวลา 09.05 น."""
    return f"{short_date(moment.date())} เวลา {moment:%H.%M} น."


def parse_short_date(text: str) -> date:
    """29 พ.ย. 67, 1 ต.ค. 2567, ๑ ต.ค. ๖๗. Raises ValueError, in Thai, for anything else."""
    found = SHORT_DATE.fullmatch(arabic_digits(text.strip()))
    if found is None or found[2] not in MONTHS_SHORT + MONTHS:
        raise ValueError(f"“{text}” ไม่ใช่วันที่แบบ 29 พ.ย. 67")
    month = (MONTHS_SHORT + MONTHS).index(found[2]) % len(MONTHS) + 1
    year = int(found[3]) + (CENTURY if len(found[3]) == 2 else 0)
    try:
        return date(year - BUDDHIST_ERA_YEARS, month, int(found[1]))
    except ValueError as error:
        raise ValueError(f"ไม่มีวันที่ “{text}” ในปฏิทิน") from error


def number_in_words(number: int) -> str:
    """Whole numbers. A lone one after a million is เอ็ด, as the Royal Society reads it: 1,000,001 is หนึ่งล้านเอ็ด."""
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


def words(amount_baht: Decimal | int | str) -> str:
    """251832.25 → สองแสนห้าหมื่นหนึ่งพันแปดร้อยสามสิบสองบาทยี่สิบห้าสตางค์. Raises ValueError below zero or finer than a satang."""
    satang_in_all = Decimal(amount_baht) * 100
    if satang_in_all < 0 or satang_in_all != int(satang_in_all):
        raise ValueError("จำนวนเงินต้องไม่ติดลบ และไม่ละเอียดกว่าหนึ่งสตางค์")
    whole, satang = divmod(int(satang_in_all), 100)
    in_baht = number_in_words(whole) + "บาท" if whole or not satang else ""
    return in_baht + (number_in_words(satang) + "สตางค์" if satang else "ถ้วน")
