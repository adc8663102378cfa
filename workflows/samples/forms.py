"""Forms with every kind of field that a step asks for, as typed, and what is wrong with it."""

from decimal import Decimal

from django import forms

from workflows.fields import BahtInput
from workflows.forms import RowsField, closing
from workflows.refusal import Kind, Refusal, wrong_input
from workflows.samples.facts import DANGER, NOT_DECLARED


class SignInForm(forms.Form):
    username = forms.CharField()
    password = forms.CharField()


class LineForm(forms.Form):
    item = forms.CharField(label="รายการ")
    quantity = forms.DecimalField(label="จำนวน", min_value=Decimal(0))
    unit_price_baht = BahtInput(label="ราคาต่อหน่วย (บาท)")


class FoldedField(forms.MultipleChoiceField):
    """Choices under the names of what they belong to."""

    def grouped(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [("จัดซื้อ", [("p", "ทุกขั้นตอน"), ("p.approve", DANGER)]), ("ฎีกา", [("v", "ทุกขั้นตอน")])]


def without_contract(document: object) -> dict[str, Refusal]:
    return {"contract": Refusal("NO_ROAD", DANGER, "มาตรา 93")}


class PurchaseForm(forms.Form):
    """Every kind of field that a step asks for."""

    document = None
    title = forms.CharField(label="เรื่อง", help_text="สั้น ให้คนอื่นรู้ว่าซื้ออะไร")
    kind = forms.ChoiceField(label="ประเภท", choices=[("goods", "ซื้อ"), ("hire", "จ้าง")])
    road = closing(forms.ChoiceField(label="รูปแบบข้อตกลง", choices=[("order", "ใบสั่ง"), ("contract", DANGER)]), without_contract)
    matters = forms.MultipleChoiceField(label="เรื่องที่มอบ", choices=[("a", "จัดซื้อ"), ("b", "ฎีกา")], required=False)
    delegated = FoldedField(label="ขั้นตอนที่มอบ", choices=[("p", "จัดซื้อ"), ("p.approve", DANGER), ("v", "ฎีกา")], required=False)
    is_urgent = forms.BooleanField(label="เร่งด่วน", required=False)
    needed_by = forms.DateField(label="ต้องใช้ภายในวันที่")
    days = forms.IntegerField(label="กำหนดส่งมอบ (วัน)", required=False)
    price_baht = BahtInput(label="วงเงิน (บาท)")
    need = forms.CharField(label="เหตุผล", widget=forms.Textarea)
    lines = RowsField(LineForm, label="รายการ")
    file = forms.FileField(label="ไฟล์", required=False)


class OpinionForm(forms.Form):
    opinion = forms.CharField(label="ความเห็น")
    reason = forms.CharField(label="เหตุผล", widget=forms.Textarea, required=False)
    note = forms.CharField(label="หมายเหตุ", required=False)


TYPED = {
    "title": DANGER, "kind": "hire", "matters": ["b"], "delegated": ["p.approve"], "is_urgent": True, "needed_by": "วันไหนก็ได้", "days": "สามสิบ", "price_baht": "1.005",
    "need": DANGER, "lines": [{"item": DANGER, "quantity": "-1", "unit_price_baht": "2500.00"}],
}  # fmt: skip
FAULTS = (
    wrong_input("needed_by", "วันที่ไม่ถูกต้อง"),
    wrong_input("price_baht", "ละเอียดได้ไม่เกินหนึ่งสตางค์"),
    wrong_input("lines", "แถวที่ 1 จำนวน: ต้องไม่น้อยกว่า 0"),
    wrong_input("_acted_on", "วันที่ทำไม่ถูกต้อง"),
    Refusal("WRONG_PASSWORD", "รหัสผ่านไม่ถูกต้อง", remedy="ใส่รหัสผ่านอีกครั้ง", kind=Kind.GATE, field="password"),
    NOT_DECLARED,
)
