"""Steps of disbursement that two different persons must do (§5.3), each judged on one paper."""

from workflows.separation import separate

HANDS, SIGNERS, MAKER = "separation.voucher_hands", "separation.payment_signers", "separation.maker_and_authorizer"

# ผู้จัดทำ ≠ ผู้ขอเบิก ≠ ผู้ตรวจ ≠ ปลัด ≠ ผู้อนุมัติ, also where กองคลัง itself asks.
LATER = ("voucher.request", "voucher.review", "voucher.examine", "voucher.endorse", "voucher.approve")
separate(HANDS, "voucher.prepare", "voucher.correct", from_=LATER, of_one_document=True)
separate(HANDS, *LATER, of_one_document=True)

# Whoever pays does not certify it.
separate("payment.certification", "payment.stamp", "payment.certify", of_one_document=True)

# P-5 and P-11: three signers and the maker are four real persons, through every stand-in; no waiver opens it.
AUTHORIZERS = ("transfer.sign_third", "transfer.sign_secretary", "transfer.sign_executive")
separate(SIGNERS, *AUTHORIZERS, is_waivable=False, of_one_document=True)
separate(MAKER, "transfer.make", from_=AUTHORIZERS, is_waivable=False, of_one_document=True)

# The same for money that moves between the office's own accounts.
OWN_AUTHORIZERS = ("own_transfer.sign_third", "own_transfer.sign_secretary", "own_transfer.sign_executive")
separate(SIGNERS, *OWN_AUTHORIZERS, is_waivable=False, of_one_document=True)
separate(MAKER, "own_transfer.make", from_=OWN_AUTHORIZERS, is_waivable=False, of_one_document=True)

# D2: whoever took the money in, or hands it over, does not receive it.
separate(
    "separation.remitter_and_receiver", "remittance.record", "remittance.remit", from_=("remittance.receive",), of_one_document=True
)

# D3, D4: two signatures on the summary, and whoever prepared it does not compare it. D5: whoever collected is not the daily checker; the step's own rule asks it of every slip.
separate(
    "separation.summary_hands",
    "fund_day.prepare_summary",
    from_=("fund_day.check_summary", "fund_day.compare"),
    of_one_document=True,
)
separate("separation.collector_and_checker", "fund_day.compare", from_=("remittance.record", "remittance.remit"))

# C8: who counted, signed or drew up the report does not decide what becomes of its difference, in whatever capacity.
COUNTED = ("fund_day.draw_up_report", "fund_day.record_count", "fund_day.change_count", "fund_day.sign_count")
separate("separation.difference_hands", "fund_day.order_on_difference", from_=COUNTED, of_one_document=True)

# C3, C9: whoever turns a key gives the money out, and another takes it; no waiver opens it.
separate("separation.custody_keys", "fund_day.release", "fund_day.take_over", is_waivable=False, of_one_document=True)

# C10: whoever says that the bank took a cheque back does not check it, and neither of them orders what follows, in whatever capacity.
CHEQUE_HANDS, ORDERS = (
    "separation.cheque_return_hands",
    ("cheque_return.acknowledge", "cheque_return.order_legal_action", "cheque_return.undo_booking"),
)
separate(CHEQUE_HANDS, "cheque_return.submit", from_=("cheque_return.book_return", *ORDERS), of_one_document=True)
separate(CHEQUE_HANDS, "cheque_return.book_return", from_=ORDERS, of_one_document=True)

# C8: whoever proposes to release other money held does not examine it, and neither passes it on nor orders it; four persons.
RELEASES = ("held_release.examine", "held_release.endorse", "held_release.order")
separate("separation.held_release_hands", *RELEASES, of_one_document=True)
separate("separation.held_release_hands", "held_release.propose", "held_release.submit", from_=RELEASES, of_one_document=True)

# C8: whoever says that a shortage was made good does not confirm it.
separate("separation.shortage_repayment_hands", "shortage.record_repaid", "shortage.confirm_repaid", of_one_document=True)

# R1: whoever says that a returned cheque was paid again does not confirm it.
separate("separation.cheque_repayment_hands", "cheque_return.record_paid", "cheque_return.confirm_paid", of_one_document=True)
