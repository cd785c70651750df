"""How fast and how often a foreign system is asked: for each workspace, one token bucket and one circuit a connection and host.

Two clients of an agency may call their connections alike, and a server has both open. So each workspace counts what is sent for it, and
learns nothing from what another one met.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakSet

from thesaury.model.errors import LostReply, Unreachable
from thesaury.model.reach import Reach

if TYPE_CHECKING:
    from pybreaker import CircuitBreaker
    from pyrate_limiter import Limiter


class Traffic:
    """What was sent for one workspace in this process: circuits, buckets, and which connections a sandbox answered; and where anything
    may be sent for it, None for everywhere."""

    def __init__(self, reach: Reach | None = None) -> None:
        """Nothing was sent yet."""
        self.reach = reach
        self.breakers: dict[tuple[str, str], CircuitBreaker] = {}
        self.limiters: dict[tuple[str, str, float, int], Limiter] = {}
        self.sandboxed: set[str] = set()
        self.lock = Lock()
        _ALL.add(self)

    def forget(self) -> None:
        """Close every circuit and fill every bucket."""
        with self.lock:
            self.breakers.clear()
            self.limiters.clear()


_ALL: WeakSet[Traffic] = WeakSet()
AT_LARGE = Traffic()
"""What is sent for no workspace."""
_here: ContextVar[Traffic | None] = ContextVar("traffic", default=None)


@contextmanager
def counted_in(traffic: Traffic) -> Iterator[None]:
    """Whatever is set up within the block to ask somebody counts there."""
    token = _here.set(traffic)
    try:
        yield
    finally:
        _here.reset(token)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a system is asked at most, and how patiently.

    `per_second` requests on average with bursts of `burst`; a failed read is tried `attempts` times in all, after `first_wait`,
    twice that, ... up to `longest_wait` seconds; after `failures` failed calls in a row nothing is sent for `rest` seconds.
    A request may take `seconds` in all, however slowly its body drips, and bring `most_bytes`; no try begins after `patience`
    seconds, so that nothing hangs longer than both together.
    """

    per_second: float = 10.0
    burst: int = 10
    attempts: int = 6
    first_wait: float = 2.0
    longest_wait: float = 32.0
    failures: int = 5
    rest: float = 60.0
    seconds: float = 120.0
    patience: float = 150.0
    most_bytes: int = 32 * 1024 * 1024
    traffic: Traffic | None = field(default_factory=_here.get, compare=False, repr=False)


def traffic_of(pace: Pace) -> Traffic:
    """Where a client that is made now, with this pace, counts: with the workspace for which it or its pace is made."""
    return _here.get() or pace.traffic or AT_LARGE


def paced(traffic: Traffic, connection: str, host: str, pace: Pace) -> None:
    """Wait for this connection's turn at this host."""
    _limiter(traffic, connection, host, pace).try_acquire("request")


@contextmanager
def guarded(traffic: Traffic, connection: str, host: str, pace: Pace) -> Iterator[None]:
    """Count the calls that end in Unreachable or LostReply; raises Unreachable, and sends nothing, while the circuit is open."""
    from pybreaker import CircuitBreakerError

    breaker = _breaker(traffic, connection, host, pace)
    try:
        with breaker.calling():
            yield
    except CircuitBreakerError as error:
        raise Unreachable(_said(connection, host, breaker)) from error


def circuit(connection: str, host: str, traffic: Traffic = AT_LARGE) -> str:
    """`closed`, `open` or `half-open`: how the circuit of this connection to this host stands in this process."""
    breaker = traffic.breakers.get((connection, host))
    return breaker.current_state if breaker else "closed"


def forget_circuits() -> None:
    """Close every circuit and fill every bucket: for a person who mended the cause, and for tests."""
    for traffic in [*_ALL]:
        traffic.forget()


def _limiter(traffic: Traffic, connection: str, host: str, pace: Pace) -> "Limiter":
    from pyrate_limiter import Limiter, Rate, StateBucket, TokenBucket

    key = connection, host, pace.per_second, pace.burst
    with traffic.lock:
        if key not in traffic.limiters:
            # Rates are whole numbers over milliseconds; ten thousand seconds keep slow rates exact.
            rate = Rate(max(1, round(pace.per_second * 10_000)), 10_000_000, burst=pace.burst)
            traffic.limiters[key] = Limiter(StateBucket([rate], TokenBucket()), buffer_ms=1)
        return traffic.limiters[key]


def _breaker(traffic: Traffic, connection: str, host: str, pace: Pace) -> "CircuitBreaker":
    from pybreaker import CircuitBreaker

    with traffic.lock:
        if (connection, host) not in traffic.breakers:
            traffic.breakers[connection, host] = CircuitBreaker(
                pace.failures,
                pace.rest,
                exclude=[lambda error: not isinstance(error, Unreachable | LostReply)],
                name=f"{connection}@{host}",
                throw_new_error_on_trip=False,
            )
        return traffic.breakers[connection, host]


def _said(connection: str, host: str, breaker: "CircuitBreaker") -> str:
    return (
        f"{connection}: the circuit to {host} is open after {breaker.fail_max} failures in a row; "
        f"nothing is sent for {breaker.reset_timeout:g} seconds from the last one. See that the system is up, then run again."
    )
