"""Short messages leave at once.

A page is some thirty of them, and the system holds each back until the one before was acknowledged, which a browser's
side puts off for up to 40 ms. Python switches that off, but not on a socket that was opened as Streamlit opens its own.
"""

import socket

from streamlit.web.server.starlette import starlette_server

_open_socket = starlette_server._bind_socket


def send_at_once() -> None:
    """Let Streamlit's server hold nothing back; before it starts."""
    starlette_server._bind_socket = _open_without_delay


def _open_without_delay(address: str, port: int, backlog: int) -> socket.socket:
    listening = _open_socket(address, port, backlog)
    # Each connection takes it over.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
