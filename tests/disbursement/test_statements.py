"""How often a step of a voucher asks the database."""

from disbursement.behind import behind
from tests.disbursement.payers import Payers
from tests.procurement.test_statements import statements
from workflows.forms import narrowed
from workflows.procedure import PROCEDURES


def test_what_lies_behind_a_voucher_is_asked_once_for_all_kinds_of_papers(payers: Payers) -> None:
    voucher = payers.voucher().voucher
    asked = PROCEDURES["voucher"].steps["prepare"].fields["evidence"]
    assert statements(lambda: behind(voucher)) == 5
    assert statements(lambda: narrowed(asked, voucher)) == 5
