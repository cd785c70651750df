"""Every failure Thesaury can name, sorted by what should happen next.

    ThesauryError
    ├── Retry                  the same call may succeed later
    │   ├── WorkspaceBusy      another process writes to the workspace          exit 7
    │   ├── Unreachable        a path or system did not answer                  exit 6
    │   ├── LostReply          a write was sent, and nobody knows whether it took effect  exit 6
    │   └── NoSpace            the disk is full                                 exit 8
    ├── AskPerson              a person has to change something first
    │   ├── BadInput           a file, column or value cannot be understood     exit 5
    │   ├── Usage              the command or setting asks for what is not there exit 2
    │   │   ├── Outdated       what was decided on has changed since            exit 2
    │   │   └── Suspended      a client of an agency is not to be opened now    exit 2
    │   ├── NeedsLogin         a credential is missing, dead or was refused     exit 9
    │   ├── Refused            the other system says no: permission, licence, invalid value  exit 10
    │   ├── Denied             the rights say no                                exit 3
    │   └── Unproven           the evidence does not support what was asked for exit 11
    └── Stop                   going on would lose or damage something          exit 1

The exit codes are those of `docs/commands.md`; 4 ("needs review") is an answer, not an error.
"""


class ThesauryError(Exception):
    """A failure with a sentence that says what happened and what to do; `exit_code` is the command's."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Retry(ThesauryError):
    """The same call may succeed later."""


class WorkspaceBusy(Retry):
    """Another process is writing to the workspace."""

    exit_code = 7


class Unreachable(Retry):
    """A path or a system did not answer."""

    exit_code = 6


class LostReply(Retry):
    """A write was sent and no reply can be trusted: read back before anything is repeated."""

    exit_code = 6


class NoSpace(Retry):
    """The disk is full; what was already stored is whole."""

    exit_code = 8


class AskPerson(ThesauryError):
    """A person has to change something before it can work."""


class BadInput(AskPerson):
    """A file, a column or a value cannot be understood."""

    exit_code = 5


class Usage(AskPerson):
    """The command or a setting names something that is not there."""

    exit_code = 2


class Outdated(Usage):
    """What somebody decided on was changed meanwhile: it has to be looked at again."""


class Suspended(Usage):
    """A client of an agency is suspended, or is being deleted: nothing opens it."""


class NeedsLogin(AskPerson):
    """A credential is missing, dead or refused: a person has to log in again."""

    exit_code = 9


class Refused(AskPerson):
    """The other system refuses: no permission, not licensed, not found, or a value it does not take.

    `status` is its HTTP status (0 where there is none), `code` its own error code (empty where it gives none).
    """

    exit_code = 10

    def __init__(self, message: str, status: int = 0, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class Denied(AskPerson):
    """The rights say no."""

    exit_code = 3


class Unproven(AskPerson):
    """What was asked for would rest on evidence that does not support it: more has to be decided first, or less asked for."""

    exit_code = 11


class Stop(ThesauryError):
    """Going on would lose or damage something."""
