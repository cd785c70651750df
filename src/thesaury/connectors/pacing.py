"""How fast and how often a foreign system is asked: one token bucket and one circuit for each connection and host."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from thesaury.model.errors import LostReply, Unreachable

if TYPE_CHECKING:
    from pybreaker import CircuitBreaker
    from pyrate_limiter import Limiter

_BREAKERS: "dict[tuple[str, str], CircuitBreaker]" = {}
_LIMITERS: "dict[tuple[str, str, float, int], Limiter]" = {}
_LOCK = Lock()


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


def paced(connection: str, host: str, pace: Pace) -> None:
    """Wait for this connection's turn at this host."""
    _limiter(connection, host, pace).try_acquire("request")


@contextmanager
def guarded(connection: str, host: str, pace: Pace) -> Iterator[None]:
    """Count the calls that end in Unreachable or LostReply; raises Unreachable, and sends nothing, while the circuit is open."""
    from pybreaker import CircuitBreakerError

    breaker = _breaker(connection, host, pace)
    try:
        with breaker.calling():
            yield
    except CircuitBreakerError as error:
        raise Unreachable(_said(connection, host, breaker)) from error


def circuit(connection: str, host: str) -> str:
    """`closed`, `open` or `half-open`: how the circuit of this connection to this host stands in this process."""
    breaker = _BREAKERS.get((connection, host))
    return breaker.current_state if breaker else "closed"


def forget_circuits() -> None:
    """Close every circuit and fill every bucket: for a person who mended the cause, and for tests."""
    with _LOCK:
        _BREAKERS.clear()
        _LIMITERS.clear()


def _limiter(connection: str, host: str, pace: Pace) -> "Limiter":
    from pyrate_limiter import Limiter, Rate, StateBucket, TokenBucket

    key = connection, host, pace.per_second, pace.burst
    with _LOCK:
        if key not in _LIMITERS:
            # Rates are whole numbers over milliseconds; ten thousand seconds keep slow rates exact.
            rate = Rate(max(1, round(pace.per_second * 10_000)), 10_000_000, burst=pace.burst)
            _LIMITERS[key] = Limiter(StateBucket([rate], TokenBucket()), buffer_ms=1)
        return _LIMITERS[key]


def _breaker(connection: str, host: str, pace: Pace) -> "CircuitBreaker":
    from pybreaker import CircuitBreaker

    with _LOCK:
        if (connection, host) not in _BREAKERS:
            _BREAKERS[connection, host] = CircuitBreaker(
                pace.failures,
                pace.rest,
                exclude=[lambda error: not isinstance(error, Unreachable | LostReply)],
                name=f"{connection}@{host}",
                throw_new_error_on_trip=False,
            )
        return _BREAKERS[connection, host]


def _said(connection: str, host: str, breaker: "CircuitBreaker") -> str:
    return (
        f"{connection}: the circuit to {host} is open after {breaker.fail_max} failures in a row; "
        f"nothing is sent for {breaker.reset_timeout:g} seconds from the last one. See that the system is up, then run again."
    )
