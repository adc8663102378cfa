"""How often the page of a case asks the database: as many times as it has kinds of things to show, whatever there is of each."""

from collections.abc import Callable

import pytest
from django.test import Client

from procurement.rehearsal.road import Road
from procurement.rehearsal.stages import lived
from procurement.rehearsal.walk import Walk
from tests.bench.load import evidence
from tests.procurement.test_statements import statements

Walks = Callable[..., Walk]
# Of these four are the frame's: session, person, organization, posts held. One for each document that the case has, one for all evidence.
AT_THE_CHECKER, FINISHED = 17, 20
PURCHASE = "purchase.approving"


def opened(walk: Walk, who: str = "boonmee") -> int:
    """The statements of the case's page, once the process knows the office by heart."""
    client = Client()
    client.force_login(walk.office.people[who], backend="django.contrib.auth.backends.ModelBackend")
    address = f"/case/{walk.purchase.case_id}/"
    assert client.get(address).status_code == 200
    return statements(lambda: client.get(address))


def at(walk: Walk, stop: str) -> Walk:
    for _stage in lived(Road(walk), stop):
        pass
    return walk


@pytest.mark.parametrize(("stop", "most"), [("voucher.checking", AT_THE_CHECKER), ("purchase.completed", FINISHED)])
def test_a_case_with_its_acceptance_voucher_and_payment(bank_walks: Walks, stop: str, most: int) -> None:
    assert opened(at(bank_walks(), stop)) <= most


def test_neither_lines_nor_attachments_nor_history_ask_more(walks: Walks) -> None:
    expected, walk = (
        opened(at(walks(), PURCHASE)),
        walks(lines=tuple((f"รายการ {number}", "ชิ้น", "1", "10.00") for number in range(40))),
    )
    walk.open()
    for number in range(5):
        walk.perform("orathai", "attach", kind="ใบเสนอราคา", file=evidence(number))
    for _ in range(3):
        walk.to("reported")
        walk.perform("rattana", "return_report", reason="แก้อีกครั้ง")
    assert opened(walk_to_approving(walk)) == expected


def walk_to_approving(walk: Walk) -> Walk:
    walk.to("approving")
    return walk


def test_a_stranger_to_the_office_asks_once_and_sees_nothing(walk: Walk, client: Client) -> None:
    from workflows.practice import found_practice_office

    walk.open()
    stranger = found_practice_office(suffix="-2", short_name="อบต.อื่น").people["boonmee"]
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/case/{walk.purchase.case_id}/").status_code == 404
