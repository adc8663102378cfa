"""Steps of an acceptance that two different persons must do (§5.3), and those that an interest bars (M6)."""

from workflows.separation import separate

for _code in ("goods_acceptance", "works_acceptance"):
    _steps = [f"{_code}.{name}" for name in ("sign", "take_over", "rule_to_accept", "rule_to_accept_undisputed", "rule_to_reject")]
    separate("separation.inspector_and_supplies", _steps[0], from_=(_steps[1],))
    separate("separation.author_and_approver", _steps[0], from_=tuple(_steps[2:]))
    _part = tuple(f"{_code}.{name}" for name in ("declare_no_interest", "record_findings", "change_findings", "sign"))
    separate("separation.interested_member", f"{_code}.declare_interest", from_=_part, is_waivable=False, is_one_way=True)
