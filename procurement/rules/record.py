"""Whether a purchase can be opened here from a row of an official file, and what is said where it cannot."""

from django.utils.translation import gettext as _

from procurement.contracts_file import MethodCode
from procurement.contracts_file.kinds import is_consultancy
from procurement.models import ContractRecord
from workflows.act import LawOn
from workflows.failures import CONSTRAINT_REFUSALS
from workflows.law import practice
from workflows.models import Case
from workflows.refusal import Kind, Refusal
from workflows.thai import baht

ONE_RECORD = practice("รายการหนึ่งในทะเบียนสัญญาเปิดเป็นเรื่องซื้อหรือจ้างได้ครั้งเดียว เว้นแต่เรื่องนั้นเลิกไป")
ONLY_METHOD = practice("ระบบนี้มีเฉพาะวิธีเฉพาะเจาะจงตามวงเงิน")
# Methods of the act whose roads are refused by their own names; those of the rules before it have none.
ROAD_OF_METHOD = {
    MethodCode.E_MARKET: "e_market",
    MethodCode.E_BIDDING: "e_bidding",
    MethodCode.PRICE_ENQUIRY: "price_inquiry",
    MethodCode.SELECTION: "selection",
    MethodCode.CONSULTANT: "consultant",
}


def same_name(agency: str, office: str) -> bool:
    """Whether a row is of this very office; sources space the names differently."""
    return "".join(agency.split()) == "".join(office.split())


def record_without_road(record: ContractRecord, law: LawOn) -> Refusal | None:
    """Consultants, other methods and what is above the ceiling have no road here, whatever somebody types into the form."""
    method = MethodCode(record.method)
    road = "consultant" if is_consultancy(record.title) else ROAD_OF_METHOD.get(method)
    if road is not None:
        basis = law.basis(f"procurement.no_road.{road}")
        return Refusal("NO_ROAD", basis.sentence, basis.label, _("ทำเรื่องนี้นอกระบบไปก่อนตามระเบียบ"), field="record")
    if method is not MethodCode.SPECIFIC:
        sentence = _("รายการนี้ใช้วิธีตามระเบียบเดิม หรือวิธีที่ระบบไม่รู้จัก ระบบนี้จึงยังไม่มีขั้นตอน")
        return Refusal("NO_ROAD", sentence, ONLY_METHOD.label, _("ทำเรื่องนี้นอกระบบไปก่อนตามระเบียบ"), field="record")
    return record_above_ceiling(record, law)


def record_above_ceiling(record: ContractRecord, law: LawOn) -> Refusal | None:
    """At the ceiling of the specific method it still holds; a row that tells no amount is judged by what is typed."""
    ceiling = law.value("procurement.specific_method_ceiling_baht")
    if record.value_baht is None or record.value_baht <= ceiling.value:
        return None
    sentence = _("จำนวนเงินของรายการนี้ %(amount)s บาท เกินวงเงินของวิธีเฉพาะเจาะจง %(ceiling)s บาท") % {
        "amount": baht(record.value_baht), "ceiling": baht(ceiling.value),
    }  # fmt: skip
    remedy = _("ใช้วิธีอื่นนอกระบบตามระเบียบ ห้ามแบ่งซื้อแบ่งจ้าง")
    return Refusal("OVER_SPECIFIC_METHOD_LIMIT", sentence, ceiling.label, remedy, field="record")


def record_taken(case: Case | None) -> Refusal | None:
    """A row has one purchase as long as that one is not called off."""
    if case is None:
        return None
    sentence = _("เปิดเรื่องจากรายการนี้ไว้แล้ว คือเรื่อง %(number)s %(title)s") % {"number": case.number, "title": case.title}
    return Refusal("RECORD_TAKEN", sentence, ONE_RECORD.label, _("เปิดดูเรื่องนั้น"), Kind.CONFLICT, field="record")


CONSTRAINT_REFUSALS["live_record"] = lambda: Refusal(
    "RECORD_TAKEN", _("มีผู้เปิดเรื่องจากรายการนี้ไว้แล้ว"), ONE_RECORD.label, _("ดูเรื่องนั้นที่ทะเบียนสัญญาจากแฟ้มทางการ"), Kind.CONFLICT
)
