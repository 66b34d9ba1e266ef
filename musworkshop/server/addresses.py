"""Addresses: where the server listens, what phones type, which names are its own."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import psutil

#: Interfaces that lead into this machine, not out to phones.
_INSIDE = ("br-", "docker", "lo", "tun", "vboxnet", "veth", "virbr", "vmnet")
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_LOOK_AGAIN_S = 10.0


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches `host`.

    Examples
    --------
    >>> [is_loopback(h) for h in ("127.0.0.1", "localhost", "::1", "192.168.1.5")]
    [True, True, True, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def own_addresses() -> tuple[str, ...]:
    """Return this machine's IPv4 addresses that phones can reach, the best first."""
    found: list[str] = []
    towards = _towards_the_network()
    if towards:
        found.append(towards)
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    for name, cards in sorted(psutil.net_if_addrs().items()):
        if name in up and not name.startswith(_INSIDE):
            found += [c.address for c in cards if c.family is socket.AF_INET]
    usable = (a for a in found if not ipaddress.ip_address(a).is_loopback)
    return tuple(dict.fromkeys(usable))


def _towards_the_network() -> str:
    # Connecting a datagram socket sends nothing; it only asks for the route.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:  # no network at all
            return ""
        return str(probe.getsockname()[0])


@dataclass
class Addresses:
    """The addresses of one running server.

    Attributes
    ----------
    host : str
        What the operator asked for: an IP address to listen on, empty for all of this
        machine's, or a name that phones use (then it listens on all).
    names : iterable of str
        Further names under which the server may be asked, for instance behind a proxy.
    port : int
        Known once the server listens.
    """

    host: str = ""
    names: Iterable[str] = ()
    port: int = 0
    _known: frozenset[str] = field(default=frozenset(), init=False)
    _looked_at_s: float = field(default=0.0, init=False)

    @property
    def listens_on(self) -> str:
        """The IP address to listen on; empty means all."""
        if self.host == "localhost":
            return "127.0.0.1"
        try:
            ipaddress.ip_address(self.host)
        except ValueError:
            return ""  # a name: the server cannot know which card it stands for
        return "" if self.host in ("0.0.0.0", "::") else self.host

    @property
    def public(self) -> str:
        """The origin that phones reach, such as ``http://192.168.1.20:8866``."""
        if self.listens_on or not self.host or self.host in ("0.0.0.0", "::"):
            name = self.listens_on or (own_addresses() or ("127.0.0.1",))[0]
        else:
            name = self.host
        return self._origin(name)

    @property
    def local(self) -> str:
        """The origin that a browser on this machine reaches."""
        return self._origin(self.listens_on or "127.0.0.1")

    def _origin(self, name: str) -> str:
        shown = f"[{name}]" if ":" in name else name
        return f"http://{shown}:{self.port}"

    def allows(self, host_header: str) -> bool:
        """Return whether a request's Host header names this server.

        A page of somebody else's that lets its own name point here (DNS rebinding)
        sends that name, and is refused.
        """
        name = _without_port(host_header)
        if name in self._known:
            return True
        moment_s = time.monotonic()
        if self._known and moment_s - self._looked_at_s < _LOOK_AGAIN_S:
            return False
        # The address changes when the laptop moves to another network.
        self._looked_at_s = moment_s
        self._known = self._own_names()
        return name in self._known

    def _own_names(self) -> frozenset[str]:
        names = {name.lower() for name in self.names}
        if self.host and self.host not in ("0.0.0.0", "::"):
            names.add(self.host.lower())
        if is_loopback(self.listens_on):
            return frozenset(names | _LOOPBACK_NAMES)
        if self.listens_on:
            return frozenset(names | {self.listens_on})
        machine = socket.gethostname().lower()
        names |= _LOOPBACK_NAMES | {machine, f"{machine}.local", *own_addresses()}
        return frozenset(names)


def _without_port(host_header: str) -> str:
    host = host_header.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host
