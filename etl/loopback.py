"""Is a host this machine alone?"""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Does a host name or address mean this machine alone?"""
    host = host.strip("[]").lower()
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
