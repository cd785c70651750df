"""Takes the network from a process that reads the words of strangers: what no check has found still reaches nobody."""

import ctypes
import platform
import sys
from pathlib import Path

_SOCKET = {"x86_64": 41, "aarch64": 198}
"""The number of the system call `socket`, by machine."""
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_DENIED, _ALLOWED = 0x0005_0000 | 13, 0x7FFF_0000
_OPENED_AT_ONCE = 16
"""Tables that the store opens when it is opened; others only when they are read."""


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("so", ctypes.c_ubyte),
        ("else_", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def no_sockets() -> bool:
    """Have Linux refuse every socket this process and its later threads ask for (seccomp(2)); whether it does so."""
    number = _SOCKET.get(platform.machine())
    if sys.platform != "linux" or number is None or sys.maxsize < 1 << 32:
        return False
    steps = (_Step * 4)(
        _Step(_LOAD, 0, 0, 0),  # the number of the call
        _Step(_EQUAL, 0, 1, number),
        _Step(_RETURN, 0, 0, _DENIED),
        _Step(_RETURN, 0, 0, _ALLOWED),
    )
    control = ctypes.CDLL(None).prctl
    program = ctypes.byref(_Program(len(steps), steps))
    return not control(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) and not control(_SECCOMP, _FILTER, program, 0, 0)


def no_files(store: str) -> None:
    """Open no more files, and with them no sockets, which every system counts alike.

    Not where the store in this directory has tables that are opened later: it would break down over them.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    if store and len(list(Path(store).glob("*.sst"))) > _OPENED_AT_ONCE:
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
