"""What goes wrong between us and a model hub, as sentences that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from thesaury.model.errors import BadInput, NeedsLogin, Refused, ThesauryError, Unreachable, Usage

if TYPE_CHECKING:
    from huggingface_hub.errors import HfHubHTTPError

_TOKEN = "put an access token of your account there into the environment variable HF_TOKEN"
_AGAIN = "What was fetched is kept: run the same command again later."
ADDRESS = "Check the network, and the address in model_hub or HF_ENDPOINT."
_MOST = 120
_UNKNOWN, _FORBIDDEN, _UNAUTHORIZED = 404, 403, 401


@contextmanager
def as_sentences(host: str, name: str, revision: str, with_token: bool) -> Iterator[None]:
    """Turns what the library and its HTTP client raise into errors of ours; no token and no query string gets into a sentence."""
    from httpx2 import HTTPError
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled

    try:
        yield
    except HfHubHTTPError as error:
        raise _refusal(error, host, name, revision, with_token) from error
    except OfflineModeIsEnabled as error:
        raise Usage("HF_HUB_OFFLINE forbids to ask a hub. Unset it to fetch a model.") from error
    except HFValidationError as error:
        raise Usage(f"{name} is no name on a hub. Write it as owner/name, as its page there does.") from error
    except HTTPError as error:
        why = " ".join(str(error).split())[:_MOST] or type(error).__name__
        raise Unreachable(f"{host} could not be reached ({why}). {ADDRESS} {_AGAIN}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadInput(f"{host} does not speak as a model hub does. {ADDRESS}") from error


def _refusal(error: "HfHubHTTPError", host: str, name: str, revision: str, with_token: bool) -> ThesauryError:
    status, code = error.response.status_code, error.response.headers.get("x-error-code", "")
    if code == "GatedRepo" or (status == _FORBIDDEN and not code):
        return _gated(host, name, status, with_token)
    if code == "RevisionNotFound":
        return Usage(f"{name} has no revision {revision} on {host}. Name a branch, a tag or a commit of it.")
    if code == "EntryNotFound":
        return BadInput(f"{host} lists a file of {name} that it does not have. {_AGAIN}")
    if status == _UNAUTHORIZED and with_token and code != "RepoNotFound":
        return NeedsLogin(f"{host} does not take the token in HF_TOKEN. Make a new one there, or unset it.")
    if code == "RepoNotFound" or status in (_UNAUTHORIZED, _UNKNOWN):
        return Usage(
            f"{host} knows no model {name}, or hides it from whoever is not logged in. Check the name; if it is a private one, {_TOKEN}."
        )
    return Unreachable(f"{host} answered with status {status}. {_AGAIN}")


def _gated(host: str, name: str, status: int, with_token: bool) -> ThesauryError:
    if not with_token:
        return NeedsLogin(
            f"{host} gives {name} only to those who accepted its terms. Accept them on its page, and {_TOKEN}."
        )
    return Refused(
        f"{host} does not give {name} to the owner of the token in HF_TOKEN. Ask for access on its page.", status
    )
