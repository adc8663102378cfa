"""Several people who press at the same moment, each by a connection of his own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from workflows.refusal import Refused


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment; a refusal comes back as its codes, anything else as what it is."""
    barrier, results = threading.Barrier(len(actions)), [None] * len(actions)

    def run(number: int, action: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            results[number] = action()
        except Refused as refused:
            results[number] = refused.codes  # type: ignore[call-overload]
        except Exception as error:
            results[number] = repr(error)  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
