"""The first page of a paper as a picture, where the case names it."""

from io import BytesIO
from threading import Event, Thread

import pytest
from django.test import Client
from PIL import Image

from procurement.purchase import Purchase
from procurement.rehearsal.walk import Walk
from workflows.papers.printing import ONE_AT_A_TIME
from workflows.practice import found_practice_office

State = Purchase.State


def address(walk: Walk, name: str = "purchase_request") -> str:
    return f"/paper/purchase/{walk.purchase.pk}/{name}.png"


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_case_offers_the_first_page_of_each_of_its_papers(walk: Walk) -> None:
    walk.to(State.REPORTED)
    client = signed_in(walk.office.wilai)
    seen = client.get(f"/case/{walk.purchase.case_id}/").content.decode()
    assert f'src="{address(walk)}"' in seen and 'loading="lazy"' in seen
    answer = client.get(address(walk))
    assert answer["Content-Type"] == "image/png"
    picture = Image.open(BytesIO(answer.content)).convert("L")
    assert picture.size == (720, 1019), "an A4 sheet upright"
    dark, light = picture.getextrema()
    assert dark < 64 and light > 250, "letters on paper"


def test_what_no_step_has_made_has_no_picture(walk: Walk) -> None:
    walk.to(State.REPORTED)
    client = signed_in(walk.office.wilai)
    assert client.get(address(walk, "purchase_order")).status_code == 404
    assert client.get(address(walk, "unheard_of")).status_code == 404


@pytest.mark.parametrize("is_neighbour", [True, False])
def test_nobody_else_sees_it(walk: Walk, *, is_neighbour: bool) -> None:
    walk.to(State.REPORTED)
    if is_neighbour:
        neighbour = found_practice_office(suffix="2", short_name="นดส.")
        assert signed_in(neighbour.wilai).get(address(walk)).status_code == 404
    else:
        assert Client().get(address(walk)).status_code == 302


def test_what_is_kept_waits_for_no_print_of_anybody_else(walk: Walk) -> None:
    """The typesetter is one for the process; whoever looks again at a paper needs it no more, however long a print takes."""
    walk.to(State.REPORTED)
    client, began, done = signed_in(walk.office.wilai), Event(), Event()
    seen = client.get(address(walk)).content

    def print_for_long() -> None:
        with ONE_AT_A_TIME:
            began.set()
            done.wait(60)

    printing = Thread(target=print_for_long)
    printing.start()
    began.wait(60)
    try:
        assert client.get(address(walk)).content == seen
        assert not done.is_set() and printing.is_alive()
    finally:
        done.set()
        printing.join()
