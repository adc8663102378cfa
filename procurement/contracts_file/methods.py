"""Ways of buying as the sources name them: those of the act of 2560 and, in older projects, of the rules before it."""

from enum import StrEnum


class MethodCode(StrEnum):
    SPECIFIC = "SPECIFIC"
    SELECTION = "SELECTION"
    E_BIDDING = "E_BIDDING"
    E_MARKET = "E_MARKET"
    PRICE_ENQUIRY = "PRICE_ENQUIRY"
    CONSULTANT = "CONSULTANT"
    OLD_TENDER = "OLD_TENDER"
    OLD_AGREED_PRICE = "OLD_AGREED_PRICE"
    OLD_SPECIAL = "OLD_SPECIAL"
    OTHER = "OTHER"


METHOD_BY_NAME = {
    "เฉพาะเจาะจง": MethodCode.SPECIFIC,
    "คัดเลือก": MethodCode.SELECTION,
    "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)": MethodCode.E_BIDDING,
    "ประกวดราคาอิเล็กทรอนิกส์": MethodCode.E_BIDDING,
    "ตลาดอิเล็กทรอนิกส์ (e-market)": MethodCode.E_MARKET,
    "ตลาดอิเล็กทรอนิกส์": MethodCode.E_MARKET,
    "สอบราคา": MethodCode.PRICE_ENQUIRY,
    "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป": MethodCode.CONSULTANT,
    "จ้างที่ปรึกษาโดยวิธีคัดเลือก": MethodCode.CONSULTANT,
    "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง": MethodCode.CONSULTANT,
    "จ้างที่ปรึกษาโดยวิธีตกลง": MethodCode.CONSULTANT,
    "ประกวดราคา": MethodCode.OLD_TENDER,
    "ประกวดราคาด้วยวิธีการทางอิเล็กทรอนิกส์": MethodCode.OLD_TENDER,
    "ตกลงราคา": MethodCode.OLD_AGREED_PRICE,
    "พิเศษ": MethodCode.OLD_SPECIAL,
    "กรณีพิเศษ": MethodCode.OLD_SPECIAL,
}


def method_code(name: str) -> MethodCode:
    """Our code of a method by its name, with or without วิธี before it; OTHER where the name is not known."""
    return METHOD_BY_NAME.get(name.removeprefix("วิธี"), MethodCode.OTHER)


def name_of(code: str) -> str:
    """A method as the act or the rules before it call it, which is never translated; how a consultant was found is not told apart."""
    wider = {MethodCode.CONSULTANT: "จ้างที่ปรึกษา", MethodCode.OTHER: "วิธีอื่น"}
    first = {method: name for name, method in reversed(METHOD_BY_NAME.items())}
    return (first | wider)[MethodCode(code)]
