"""Many choices to tick, folded under the names of what they belong to: on a telephone fifty lines are ten."""

from typing import Any

from django import forms


class FoldedTicks(forms.CheckboxSelectMultiple):
    """Groups of choices, each in a fold of its own; one in which something is ticked stands open, and says how many."""

    template_name = "workflows/parts/folded_ticks.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["groups"] = [
            {"name": group, "options": options, "chosen": sum(option["selected"] for option in options)}
            for group, options, _index in context["widget"]["optgroups"]
        ]
        return context
