"""หน่วยงาน ตำแหน่ง และบุคลากร from a sheet."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from workflows.intake import cells
from workflows.intake.sheet import CHANGED, NEW, SAME, Column, Command, Planned, Row, at, sheet
from workflows.models import Holding, Organization, Position, Unit, User
from workflows.registers.foretelling import Foretold, roles_held, roles_words, yes_no
from workflows.registers.people import PeopleRegister
from workflows.roles import Role
from workflows.thai import in_thai

YES_NO = ("ใช่", "ไม่ใช่")
UNIT = Column("unit", "หน่วยงาน (ชื่อย่อ)", cells.text(60), "กองช่าง", _("ชื่อย่อที่มีในทะเบียนแล้ว"))
TITLE = Column("title", "ตำแหน่ง", cells.text(200), "นายช่างโยธา", _("ชื่อตำแหน่งในหน่วยงานนั้น"))


def role_words() -> dict[str, str]:
    return {in_thai(role.label): role.value for role in Role}


@sheet(
    code="units", title="หน่วยงาน", lead=_("กองและสำนักที่ขอเบิกและเป็นเจ้าของงบประมาณ"), model=PeopleRegister,
    columns=(
        Column("code", "ชื่อย่อ", cells.text(60), "กองช่าง", _("ชื่อสั้นที่ใช้บนโต๊ะและกระดาน เปลี่ยนภายหลังไม่ได้")),
        Column("name", "ชื่อหน่วยงาน", cells.text(200), "กองช่าง", _("ชื่อเต็ม")),
        Column("is_finance", "เป็นหน่วยงานคลัง", cells.yes_no, "ไม่ใช่", _("ใช่ สำหรับกองคลังเท่านั้น"), is_required=False, empty=False, words=YES_NO),
    ),
    told_apart_by=("code",), steps=("add_unit", "change_unit"),
)  # fmt: skip
def units(organization: Organization, rows: list[Row]) -> Iterator[Planned]:
    known = {unit.code: unit for unit in Unit.objects.filter(organization=organization)}
    for row in rows:
        unit, facts = known.get(row["code"]), {"name": row["name"], "is_finance": row["is_finance"]}
        if unit is not None and unit.closed_on:
            yield closed_unit(row, "B ชื่อย่อ", row["code"])
        elif unit is None:
            yield Planned(row, NEW, row["code"], commands=(Command("add_unit", {"code": row["code"], **facts}),))
        elif (unit.name, unit.is_finance) == (row["name"], row["is_finance"]):
            yield Planned(row, SAME, row["code"])
        else:
            changes = (
                Foretold(text("ชื่อหน่วยงาน"), unit.name, row["name"]),
                Foretold(text("เป็นหน่วยงานคลัง"), yes_no(unit.is_finance), yes_no(row["is_finance"])),
            )
            told = tuple(change for change in changes if change.before != change.after)
            yield Planned(row, CHANGED, row["code"], told, (Command("change_unit", {"unit": unit, **facts}),))


@sheet(
    code="positions", title="ตำแหน่ง", lead=_("ตำแหน่งในโครงสร้าง และบทบาทที่ตำแหน่งนั้นทำในกระบวนงาน"), model=PeopleRegister,
    columns=(
        UNIT, TITLE,
        Column(
            "roles", "บทบาท", cells.several(role_words), "เจ้าหน้าที่ของหน่วยงาน", _("คั่นหลายบทบาทด้วยเครื่องหมาย , เว้นว่างคือไม่มีบทบาท"),
            is_required=False, empty=[], words=tuple(role_words()), say=roles_words,
        ),
    ),
    told_apart_by=("unit", "title"), steps=("add_position", "set_roles"),
)  # fmt: skip
def positions(organization: Organization, rows: list[Row]) -> Iterator[Planned]:
    units = {unit.code: unit for unit in Unit.objects.filter(organization=organization)}
    posts = Position.objects.filter(organization=organization).select_related("unit", "group", "organization")
    known = {(post.unit.code, post.title): post for post in posts}
    for row in rows:
        unit, post = units.get(row["unit"]), known.get((row["unit"], row["title"]))
        if unit is None:
            yield no_unit(row)
        elif unit.closed_on:
            yield closed_unit(row, "B หน่วยงาน (ชื่อย่อ)", row["unit"])
        elif post is not None and post.closed_on:
            yield closed_post(row, "C ตำแหน่ง")
        elif post is None:
            facts = {"unit": unit, "title": row["title"], "roles": row["roles"]}
            yield Planned(row, NEW, row["title"], commands=(Command("add_position", facts),))
        elif roles_held(post) == row["roles"]:
            yield Planned(row, SAME, row["title"])
        else:
            change = Foretold(text("บทบาท"), roles_words(roles_held(post)), roles_words(row["roles"]))
            yield Planned(row, CHANGED, row["title"], (change,), (Command("set_roles", {"position": post, "roles": row["roles"]}),))


def no_unit(row: Row) -> Planned:
    sentence = text("ไม่มีหน่วยงานชื่อย่อ “%(unit)s” ในทะเบียน") % {"unit": row["unit"]}
    return at(row, "B หน่วยงาน (ชื่อย่อ)", sentence, text("เพิ่มหน่วยงานก่อน หรือแก้ชื่อย่อให้ตรง"))


def closed_unit(row: Row, column: str, code: str) -> Planned:
    sentence = text("หน่วยงาน “%(unit)s” ปิดแล้ว") % {"unit": code}
    return at(row, column, sentence, text("เปิดหน่วยงานอีกครั้งในทะเบียนบุคลากร หรือใช้หน่วยงานอื่น"))


def closed_post(row: Row, column: str) -> Planned:
    sentence = text("ตำแหน่ง “%(title)s” ใน “%(unit)s” ยุบเลิกแล้ว") % {"title": row["title"], "unit": row["unit"]}
    return at(row, column, sentence, text("เปิดตำแหน่งอีกครั้งในทะเบียนบุคลากร หรือใช้ตำแหน่งอื่น"))


ORDER_HINT = _("พิมพ์เป็นข้อความ เช่น 12/2569")
POST_FIELDS = ("unit", "title", "starts_on", "order_number", "ordered_on")


@sheet(
    code="people", title="บุคลากร", lead=_("บุคคลและตำแหน่งที่ดำรง คนหนึ่งมีได้หลายแถวเมื่อดำรงหลายตำแหน่ง"), model=PeopleRegister,
    columns=(
        Column("full_name", "ชื่อและนามสกุล", cells.text(200), "นางสาวสมมติ ใจดี", _("คำนำหน้า ชื่อ และนามสกุล")),
        Column("username", "ชื่อผู้ใช้", cells.text(60), "sommot", _("ตัวอักษรอังกฤษ ตัวเลข ขีด ใช้เข้าระบบ")),
        Column("unit", "หน่วยงาน (ชื่อย่อ)", cells.text(60), "กองช่าง", _("เว้นว่างเมื่อยังไม่ให้ดำรงตำแหน่ง"), is_required=False),
        Column("title", "ตำแหน่ง", cells.text(200), "นายช่างโยธา", _("ตำแหน่งที่มีในทะเบียนแล้ว"), is_required=False),
        Column("starts_on", "ตั้งแต่วันที่", cells.day, "1 ต.ค. 2569", _("วันแรกที่ดำรงตำแหน่ง ปี พ.ศ."), is_required=False, empty=None),
        Column("order_number", "เลขที่คำสั่ง", cells.text(60), "12/2569", ORDER_HINT, is_required=False),
        Column("ordered_on", "คำสั่งลงวันที่", cells.day, "28 ก.ย. 2569", _("ปี พ.ศ."), is_required=False, empty=None),
    ),
    told_apart_by=("username", "unit", "title"), steps=("add_person", "appoint"),
)  # fmt: skip
def people(organization: Organization, rows: list[Row]) -> Iterator[Planned]:
    known = {person.username: person for person in User.objects.filter(organization=organization)}
    posts = {
        (post.unit.code, post.title): post for post in Position.objects.filter(organization=organization).select_related("unit")
    }
    holders: dict[Any, dict[Any, str]] = defaultdict(dict)
    for holding in Holding.objects.filter(organization=organization, ends_on=None).select_related("person"):
        holders[holding.position_id][holding.person_id] = holding.person.full_name
    named: dict[str, str] = {}
    for row in rows:
        fault = wrong_name(row, known.get(row["username"]), named)
        is_first = row["username"] not in named  # it adds the person; those after it only give him another post
        named.setdefault(row["username"], row["full_name"])
        yield fault or person_with_post(row, known, posts, holders, is_first=is_first)


def wrong_name(row: Row, person: User | None, named: dict[str, str]) -> Planned | None:
    """A name that belongs to somebody else, here or higher up in the file."""
    told = person.full_name if person else named.get(row["username"], row["full_name"])
    if told != row["full_name"]:
        sentence = text("ชื่อผู้ใช้ “%(username)s” เป็นของ %(name)s") % {"username": row["username"], "name": told}
        return at(row, "C ชื่อผู้ใช้", sentence, text("ใช้ชื่อผู้ใช้อื่น หรือแก้ชื่อให้ตรงกับทะเบียน"))
    if person is not None and not person.is_active:
        return at(row, "C ชื่อผู้ใช้", text("บัญชีผู้ใช้นี้ถูกระงับ"), text("เปิดบัญชีผู้ใช้อีกครั้งในทะเบียนบุคลากรก่อน"))
    return None


def person_with_post(row: Row, known: Any, posts: Any, holders: Any, *, is_first: bool) -> Planned:
    """A new person where the name is new, and the post where he does not hold it yet."""
    person, post = known.get(row["username"]), posts.get((row["unit"], row["title"]))
    if any(row[name] for name in POST_FIELDS):
        if missing := next((name for name in POST_FIELDS if not row[name]), None):
            columns = {
                "unit": "D หน่วยงาน (ชื่อย่อ)",
                "title": "E ตำแหน่ง",
                "starts_on": "F ตั้งแต่วันที่",
                "order_number": "G เลขที่คำสั่ง",
                "ordered_on": "H คำสั่งลงวันที่",
            }
            return at(row, columns[missing], text("ข้อมูลการดำรงตำแหน่งไม่ครบ"), text("กรอกให้ครบทุกช่อง หรือเว้นว่างทุกช่อง"))
        if post is None:
            sentence = text("ไม่มีตำแหน่ง “%(title)s” ใน “%(unit)s”") % {"title": row["title"], "unit": row["unit"]}
            return at(row, "E ตำแหน่ง", sentence, text("เพิ่มหรือนำเข้าตำแหน่งก่อน"))
        if post.closed_on:
            return closed_post(row, "E ตำแหน่ง")
    commands = []
    if person is None and is_first:
        commands.append(Command("add_person", {"full_name": row["full_name"], "username": row["username"]}))
    changes: tuple[Foretold, ...] = ()
    if post is not None and (person is None or person.pk not in holders[post.pk]):
        order = {name: row[name] for name in POST_FIELDS[2:]}
        who = person or (lambda: User.objects.get(username=row["username"]))
        commands.append(Command("appoint", {"position": post, "person": who, **order}))
        before = ", ".join(holders[post.pk].values())
        if before:
            changes = (Foretold(text("ผู้ดำรงตำแหน่ง %(post)s") % {"post": post.title}, before, f"{before}, {row['full_name']}"),)
    kind = SAME if not commands else NEW if person is None else CHANGED
    return Planned(row, kind, row["full_name"], changes, tuple(commands))
