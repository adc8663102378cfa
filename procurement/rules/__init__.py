"""What must hold of a purchase: pure functions of values in hand, each one rule, in the order of the chapters."""
