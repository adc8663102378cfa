"""What the steps of disbursement ask."""
