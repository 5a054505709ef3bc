"""Nothing leaves the machine, not even when a page of another origin knocks at the web socket.

Streamlit then asks a server on the internet which address this machine has, to see if the page is of that address: a
request that anybody can cause, and for whose answer every reader waits. Without one the page is refused at once.
"""

from streamlit import net_util


def ask_nobody_outside() -> None:
    """Let Streamlit know of no address of this machine but its own interfaces."""
    net_util.get_external_ip = _know_none


def _know_none() -> None:
    return None
