"""Rules: pure functions of values already in hand; each says why it refuses, on which footing, and what to do."""
