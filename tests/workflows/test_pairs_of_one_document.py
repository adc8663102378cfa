"""A pair may be judged on one document: a case holds several vouchers, and each needs two persons by itself."""

import pytest
from django.utils import timezone

from workflows.act import LawOn
from workflows.evidence import EarlierAct, Evidence
from workflows.fields import new_id
from workflows.gate import Request, separated
from workflows.office import office_of
from workflows.practice import PracticeOffice
from workflows.procedure import procedure_of
from workflows.registers.people import PeopleRegister
from workflows.separation import BARRED, Pair


@pytest.mark.parametrize(("of_one_document", "on_this_document", "is_barred"), [
    (False, True, True), (False, False, True), (True, True, True), (True, False, False),
])  # fmt: skip
def test_a_pair_bars_in_the_case_or_on_the_document(
    office: PracticeOffice, monkeypatch: pytest.MonkeyPatch, of_one_document: bool, on_this_document: bool, is_barred: bool
) -> None:
    pair = Pair("people_register.add_unit", "people_register.add_position", "separation.author_and_approver", True, of_one_document)
    monkeypatch.setitem(BARRED, pair.second, [(pair.first, pair)])
    people = PeopleRegister.objects.get(organization=office.organization)
    today = timezone.localdate()
    asked = Request(office.wilai, procedure_of(people).steps["add_position"], today, today)
    earlier = EarlierAct(pair.first, office.wilai.pk.hex, people.pk.hex if on_this_document else new_id().hex)
    refusals = list(separated(people, asked, Evidence(acts=(earlier,)), LawOn(today, office_of(office.organization))))
    assert [refusal.code for refusal in refusals] == (["SAME_PERSON"] if is_barred else [])
