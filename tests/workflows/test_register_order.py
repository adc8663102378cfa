"""Lists of the office's own things stand in its register's order, names begin as they are, and what a tick means is said."""

from tests.workflows.page_reader import Reader
from tests.workflows.registering import browser
from workflows.founding import register_of
from workflows.models import Position, Unit
from workflows.practice import PracticeOffice
from workflows.registers.people import PeopleRegister


def form(office: PracticeOffice, step: str, query: str = "") -> str:
    register = register_of(office.organization, PeopleRegister)
    return browser(office, "wilai").get(f"/do/people_register/{register.pk}/{step}/{query}").content.decode()


def test_posts_are_listed_by_units_and_then_as_the_office_set_them_up(office: PracticeOffice) -> None:
    page = form(office, "order_acting")
    listed = page.partition('name="position"')[2].partition("</select>")[0]
    own = list(Position.objects.filter(organization=office.organization).order_by("unit_id", "id").select_related("unit"))
    places = [listed.index(f">{post.title} · {post.unit.name}<") for post in own]
    assert places == sorted(places) and len(places) > 5
    assert own[0].title == "นายกองค์การบริหารส่วนตำบล", "the highest post is set up first"
    table = browser(office, "wilai").get("/registers/people_register/").content.decode()
    names = [unit.name for unit in Unit.objects.filter(organization=office.organization).order_by("id")]
    rows = table.partition("ชื่อหน่วยงาน")[2]
    assert [rows.index(name) for name in names] == sorted(rows.index(name) for name in names)


def test_the_matters_of_an_order_say_what_a_tick_means(office: PracticeOffice) -> None:
    page = form(office, "order_acting")
    assert "ไม่เลือกเลยคือทำแทนได้ทุกเรื่องที่ตำแหน่งนั้นทำได้" in page
    assert page.index("ไม่เลือกเลยคือ") < page.index('name="matters"'), "before the ticks, not after them"


def test_the_matters_are_folded_under_their_procedures_the_whole_of_each_first(office: PracticeOffice) -> None:
    page = form(office, "order_acting")
    listed = page.partition('class="folds"')[2]
    folds = listed.split("<details")[1:]
    assert len(folds) > 8 and not any(fold.startswith(" open") for fold in folds)
    (bought,) = (fold for fold in folds if 'value="purchase"' in fold)
    assert "ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง" in bought.partition("</summary>")[0]
    assert bought.index('value="purchase"') < bought.index("ทุกขั้นตอน") < bought.index('value="purchase.approve_report"')
    assert 'value="voucher' not in bought


def test_what_was_ticked_stands_open_and_is_counted_when_the_form_comes_back(office: PracticeOffice) -> None:
    register = register_of(office.organization, PeopleRegister)
    typed = {"matters": ["purchase.approve_report", "purchase.approve_result"], "ends_on": "x"}
    answer = browser(office, "wilai").post(f"/do/people_register/{register.pk}/order_acting/", typed)
    folds = answer.content.decode().partition('class="folds"')[2].split("<details")[1:]
    (stands_open,) = (fold for fold in folds if fold.startswith(" open"))
    assert "เลือก 2" in stands_open and stands_open.count("checked") == 2 and 'id="id_matters"' in answer.content.decode()


def test_programs_read_the_matters_in_one_list_by_their_whole_names(office: PracticeOffice) -> None:
    register = register_of(office.organization, PeopleRegister)
    client = browser(office, "wilai")
    told = client.get(f"/api/v1/people_register/{register.pk}/steps/order_acting/choices/matters").json()["rows"]
    words = {row["value"]: row["label"] for row in told}
    assert words["purchase"] == "ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง ทุกขั้นตอน"
    assert words["purchase.approve_report"] == "ซื้อหรือจ้างโดยวิธีเฉพาะเจาะจง: ให้ความเห็นชอบและแต่งตั้งผู้ตรวจรับ"


def test_a_post_and_a_person_are_renamed_from_the_name_that_they_have(office: PracticeOffice) -> None:
    table = browser(office, "wilai").get("/registers/people_register/").content.decode()
    links = [link["href"] for link in Reader(table).all("a") if "/rename_" in link.get("href", "")]
    assert links
    client = browser(office, "wilai")
    for step, name, value in (("rename_position", "title", "ผู้อำนวยการกองคลัง"), ("rename_person", "full_name", "นางสาวอรทัย ใจเย็น")):
        pages = (client.get(link).content.decode() for link in links if step in link)
        assert value in [found.get("value") for page in pages for found in Reader(page).all("input", name=name)], step
