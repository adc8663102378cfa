"""What disbursement stores."""

from disbursement.models.budget import BudgetLine, BudgetMovement

__all__ = ["BudgetLine", "BudgetMovement"]
