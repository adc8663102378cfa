"""Steps of a purchase that two different persons must do (§5.3)."""

from workflows.separation import separate

AUTHOR_AND_APPROVER = "separation.author_and_approver"

separate(AUTHOR_AND_APPROVER, "purchase.open_request", from_=("purchase.support_request", "purchase.approve_report"))
separate(AUTHOR_AND_APPROVER, "purchase.specify", "purchase.agree_specification")
separate(AUTHOR_AND_APPROVER, "purchase.report_need", "purchase.endorse_report", "purchase.pass_report", "purchase.approve_report")
separate(AUTHOR_AND_APPROVER, "purchase.report_result", "purchase.endorse_result", "purchase.approve_result")
separate(AUTHOR_AND_APPROVER, "purchase.prepare_order", "purchase.sign_order")
separate(AUTHOR_AND_APPROVER, "purchase.confirm_budget", "purchase.approve_report")

# Practice: whoever bought accepts nothing of the case, also as a member who comes later in another's place.
BOUGHT = ("purchase.report_need", "purchase.report_result", "purchase.prepare_order", "purchase.record_delivery")
separate("separation.inspector_and_supplies", *BOUGHT, from_=("goods_acceptance.sign", "works_acceptance.sign"))
