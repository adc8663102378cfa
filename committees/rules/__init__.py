"""What must hold of an acceptance: pure functions of values in hand, each one rule."""
