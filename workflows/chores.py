"""What the clock does for each office besides sealing; applications append their own chores."""

from collections.abc import Callable, Iterable

from workflows.models import Organization

# Each does what is due for an office, and says in a line what it did.
CHORES: list[Callable[[Organization], Iterable[str]]] = []
