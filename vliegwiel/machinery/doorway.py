"""The address where the pages are: opened before anything is started, watched until a page answers."""

import errno
import http.client
import os
import socket
import threading
import time
from collections.abc import Callable

from vliegwiel.machinery.problem import MachineryProblem

PATIENCE = 3.0  # seconds for an earlier server, which was killed, to let go of the port


def open_door(address: str, port: int) -> socket.socket:
    """A listening socket, to hand to the web server: a restart of that server then loses no visitor."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    deadline = time.monotonic() + PATIENCE
    while True:
        door = socket.socket(family, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((address, port))
            door.listen(2048)
            return door
        except OSError as error:
            door.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise MachineryProblem(_reason(address, port, error)) from error
        time.sleep(0.1)


def watch(address: str, port: int, host: str, answered: Callable[[int], None]) -> None:
    """In the background, ask for the front page until it answers; then call `answered` with the status, once."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 - compared, not listened on

    def ask_until_answered() -> None:
        while (status := _ask(here, port, host)) is None:
            time.sleep(0.1)
        answered(status)

    threading.Thread(target=ask_until_answered, daemon=True).start()


def _ask(address: str, port: int, host: str) -> int | None:
    connection = http.client.HTTPConnection(address, port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _reason(address: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. Stop that one, or choose another: PORT={port + 1} make start"
    if error.errno == errno.EACCES:
        return f"Port {port} is not open to ordinary users. Choose one above 1024: PORT=8000 make start"
    return f"BIND_ADDRESS {address} cannot be listened on ({os.strerror(error.errno or 0)}); use 127.0.0.1 or 0.0.0.0."
