"""A real server for a test: the program as an office runs it, on a free port of this machine."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANSWERS_WITHIN_SECONDS = 30


@contextmanager
def serving() -> Iterator[str]:
    """Serve the database that the environment names; the address comes back, without a slash at its end."""
    port = free_port()
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket", "--log-level", "warning"]
    command = [*gunicorn, "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        wait(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Until the server takes connections. Raises RuntimeError when it ends or stays silent."""
    give_up = time.monotonic() + ANSWERS_WITHIN_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start; what it said stands above")
