"""The flows of committees, where viewflow looks for them."""
