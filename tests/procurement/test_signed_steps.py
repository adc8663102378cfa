"""Which steps are signed, one by one: the rule of config/decisions/signing.md, written down by hand."""

from typing import Any

from workflows.procedure import PROCEDURES
from workflows.registers.register import Register
from workflows.step import SYSTEM

# Papers that bear the hand, and opinions, agreements, orders, certificates and ends: the signed, then the clerical, of each procedure.
SIGNED = {
    "purchase": (
        "support_request confirm_budget appoint_specifier specify agree_specification report_need endorse_report pass_report approve_report "
        "report_result endorse_result approve_result announce_winner sign_order end_rest refuse_purchase withdraw_request cancel_purchase"
    ),
    "goods_acceptance": (
        "declare_no_interest sign rule_to_accept rule_to_accept_undisputed rule_to_reject order_reinspection take_over acknowledge_report "
        "pass_rejection inform_vendor replace_members declare_interest"
    ),
    "works_acceptance": (
        "report_works replace_supervisor acknowledge_delivery declare_no_interest sign rule_to_accept rule_to_accept_undisputed rule_to_reject "
        "order_reinspection take_over acknowledge_report pass_rejection inform_vendor replace_members declare_interest"
    ),
    "works_supervision": "report_start report_instalment report_week replace_supervisor",
    "voucher": "prepare correct request review examine endorse approve carry_over",
    "payment": "stamp certify withdraw",
    "transfer": "make sign_third sign_secretary sign_executive recall",
    "own_transfer": "make sign_third sign_secretary sign_executive recall",
    "remittance": "remit receive",
    "fund_day": (
        "prepare_summary check_summary compare deposit draw_up_report record_count sign_count change_count order_on_difference release "
        "take_over deposit_kept pass_report acknowledge"
    ),
    "shortage": "name_debtors confirm_repaid",
    "held_release": "submit examine endorse order revoke",
    "cheque_return": "submit book_return acknowledge order_legal_action undo_booking record_paid confirm_paid",
    "standing_orders": "appoint_standing_specifier end_standing_specifier",
    "account_register": "add_bank_account add_cash_account open_money_held",
    "budget_register": "",
    "custody_register": "appoint_committee appoint_substitute",
    "receipt_book_register": "hand_over hand_on take_over",
    "contracts_register": "",
}
CLERICAL = {
    "purchase": (
        "open_request submit_request edit_request prepare_order record_vendor_receipt record_delivery record_fine_paid return_request "
        "return_specification return_report return_result return_order attach enter_elaas_reservation correct_elaas_reservation "
        "enter_egp_project correct_egp_project enter_egp_contract correct_egp_contract"
    ),
    "goods_acceptance": "record_findings change_findings record_late_notice attach",
    "works_acceptance": "record_findings change_findings record_late_notice attach",
    "works_supervision": "attach",
    "voucher": "register return_for_correction withdraw attach enter_elaas_voucher correct_elaas_voucher",
    "payment": "set_account record_receipt chase attach",
    "transfer": "send record_result reject withdraw attach",
    "own_transfer": "confirm reject withdraw attach",
    "remittance": "open_day record cancel_receipt withdraw return_for_correction attach enter_elaas_receipts correct_elaas_receipts",
    "fund_day": (
        "open_day note_no_receipts return_slip return_summary withdraw keep attach return_report count_again call_keyholders "
        "enter_elaas_deposit correct_elaas_deposit"
    ),
    "shortage": "record_repaid reject_repaid ask_debtors chase",
    "held_release": "propose withdraw return_for_correction book_revenue record_returned attach",
    "cheque_return": "open_for return_for_correction withdraw name_receipts reject_paid chase ask_executive attach",
    "standing_orders": "",
    "account_register": "",
    "budget_register": "add_line add_to_line move_between_lines",
    "custody_register": "",
    "receipt_book_register": "add_book",
    "contracts_register": "",
}


def by_people(code: str, *, signed: bool) -> list[str]:
    """The steps that a person takes, in the order of the procedure."""
    steps: Any = PROCEDURES[code].steps.values()
    return [step.name for step in steps if not step.is_automatic and step.by is not SYSTEM and step.signs is signed]


def test_each_step_that_decides_or_whose_paper_bears_a_hand_is_signed_and_no_other() -> None:
    assert {code: sorted(by_people(code, signed=True)) for code in SIGNED} == {
        code: sorted(names.split()) for code, names in SIGNED.items()
    }
    assert {code: sorted(by_people(code, signed=False)) for code in CLERICAL} == {
        code: sorted(names.split()) for code, names in CLERICAL.items()
    }


def test_no_procedure_of_purchases_committees_and_money_is_left_out_of_the_list() -> None:
    own = {
        code
        for code, found in PROCEDURES.items()
        if found.model.__module__.split(".")[0] in ("procurement", "committees", "disbursement")
    }
    assert own == set(SIGNED) == set(CLERICAL)
    assert any(issubclass(PROCEDURES[code].model, Register) for code in own), "the registers are in it"
