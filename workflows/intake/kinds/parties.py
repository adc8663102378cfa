"""คู่ค้าและบัญชีธนาคารของคู่ค้า from a sheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows.intake import cells
from workflows.intake.kinds.people import YES_NO
from workflows.intake.sheet import CHANGED, NEW, SAME, Column, Command, Planned, Row, at, sheet
from workflows.models import Organization, Party, PartyAccount, PartyKind
from workflows.registers.foretelling import Foretold, party_changes
from workflows.registers.parties import PartyRegister
from workflows.thai import in_thai

TAX_ID = Column("tax_id", "เลขประจำตัวผู้เสียภาษี", cells.tax_id, "0994000999909", _("13 หลัก จัดรูปแบบเซลล์เป็นข้อความ"))
BANK_CODE = Column("bank_code", "รหัสธนาคาร", cells.bank_code, "006", _("3 หลัก"))
NUMBER = Column("number", "เลขที่บัญชี", cells.account_number, "0000000016", _("10 ถึง 15 หลัก จัดรูปแบบเซลล์เป็นข้อความ"))


def kinds() -> dict[str, str]:
    return {in_thai(kind.label): kind.value for kind in PartyKind}


def kind_words(kind: str) -> str:
    return str(PartyKind(kind).label)


@sheet(
    code="parties", title="คู่ค้า", lead=_("ผู้ขาย ผู้รับจ้าง และผู้รับเงิน รายละหนึ่งเลขประจำตัวผู้เสียภาษี"), model=PartyRegister,
    columns=(
        Column("kind", "ประเภท", cells.choice(kinds), "นิติบุคคล", _("นิติบุคคล หรือ บุคคลธรรมดา"), words=tuple(kinds()), say=kind_words),
        Column("name", "ชื่อ", cells.text(200), "หจก.สมมติการค้า", _("ชื่อตามทะเบียนภาษี")),
        TAX_ID,
        Column("address", "ที่อยู่", cells.text(300), "99 หมู่ 4 ต.บ้านนาดี", _("ที่อยู่ที่พิมพ์บนใบสั่ง"), is_required=False),
        Column("is_vat_registered", "จดทะเบียนภาษีมูลค่าเพิ่ม", cells.yes_no, "ใช่", _("ใช่ หรือ ไม่ใช่"), is_required=False, empty=False, words=YES_NO),
    ),
    told_apart_by=("tax_id",), steps=("add_party", "change_party"),
)  # fmt: skip
def parties(organization: Organization, rows: list[Row]) -> Iterator[Planned]:
    known = {party.tax_id: party for party in Party.objects.filter(organization=organization)}
    for row in rows:
        party, facts = known.get(row["tax_id"]), {name: value for name, value in row.values.items() if name != "tax_id"}
        if party is None:
            yield Planned(row, NEW, row["name"], commands=(Command("add_party", row.values),))
        elif changes := tuple(party_changes(party, facts)):
            yield Planned(row, CHANGED, row["name"], changes, (Command("change_party", {"party": party, **facts}),))
        else:
            yield Planned(row, SAME, row["name"])


@sheet(
    code="party_accounts", title="บัญชีของคู่ค้า", lead=_("บัญชีที่คู่ค้าขอให้โอนเข้า รายละหนึ่งบัญชีที่ใช้อยู่"), model=PartyRegister,
    columns=(TAX_ID, BANK_CODE, NUMBER, Column("name", "ชื่อบัญชี", cells.text(200), "หจก.สมมติการค้า", _("ชื่อบัญชีตามสมุดบัญชี"))),
    told_apart_by=("tax_id",), steps=("add_account",),
)  # fmt: skip
def party_accounts(organization: Organization, rows: list[Row]) -> Iterator[Planned]:
    known = {party.tax_id: party for party in Party.objects.filter(organization=organization)}
    current = {account.party_id: account for account in PartyAccount.objects.filter(organization=organization, is_current=True)}
    for row in rows:
        party = known.get(row["tax_id"])
        if party is None:
            yield at(row, "B เลขประจำตัวผู้เสียภาษี", text("ไม่มีคู่ค้าเลขนี้ในทะเบียน"), text("เพิ่มหรือนำเข้าคู่ค้าก่อน"))
            continue
        before = current.get(party.pk)
        if before and (before.bank_code, before.number) == (row["bank_code"], row["number"]):
            yield same_account(row, before)
            continue
        facts = {"party": party, "bank_code": row["bank_code"], "number": row["number"], "name": row["name"]}
        after = f"{row['bank_code']}-{row['number']} {row['name']}"
        changes = (Foretold(text("บัญชีที่จ่ายให้ %(party)s") % {"party": party.name}, str(before), after),) if before else ()
        yield Planned(row, CHANGED if before else NEW, party.name, changes, (Command("add_account", facts),))


def same_account(row: Row, account: PartyAccount) -> Planned:
    """The account is there; under another name it may be another's, and is no matter for a file."""
    if account.name == row["name"]:
        return Planned(row, SAME, row["name"])
    sentence = text("บัญชีนี้ในทะเบียนชื่อ “%(name)s”") % {"name": account.name}
    return at(row, "E ชื่อบัญชี", sentence, text("ตรวจกับสมุดบัญชี แล้วแก้แฟ้มให้ตรงทะเบียน"))
