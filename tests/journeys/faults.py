"""The kinds of upstream fault: those of any server, those of the contract of Smint.io, and those of the contract of PoolParty."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from tests.journeys.systems import Systems
from tests.journeys.trouble import WRITE, Kind, Trial, calm, changed_texts, nothing, usual_changes
from thesaury.ports.source import Page

IMPATIENT = {"request_seconds": "0.2"}
BATCHES = {"details": "batch"}
FEATURES = ("thesaurus", "history", "export", "import", "extractor", "classifier", "corpus", "graphsearch", "sparql")
FAILING_WORD = "grimblefault"
ALIKE = frozenset(
    (
        *("status:409", "status:500", "garbage", "cut", "content_type:text/html", "reset", "stale", "slow:0.5"),
        *("status:404", "status:502", "empty", "reset_after", "shrink_page", "drip:500"),
        *("account disabled", "another layout", "server far west", "keys of the history unknown"),
        *("tasks end in error", "batches of details fail", "writes forbidden", "results in quotes"),
        *("status:403", "status:503", "licence without export", "server far east", "tasks never end"),
        *(
            "more events than the history shows",
            "silent import",
            "stale extraction model",
            "token of five minutes expires",
        ),
        *("redirect_loop", "html200", "repeat_cursor", "reply of the login lost", "cursor no longer known"),
        *("password no longer enough", "licence without history"),
    )
)
"""Kinds so like another one that only the drill takes the time for them."""


def kinds(seed: int = 0) -> list[Kind]:
    """Every kind; the seed chooses which requests go wrong."""
    return [*of_any_server(seed), *of_smintio(seed), *of_poolparty()]


def of_any_server(seed: int = 0) -> list[Kind]:
    """What may happen between any two machines."""
    refusing = [struck(f"status:{status}", 0.1, seed=seed, end=mended) for status in (401, 403, 404, 409)]
    passing = ("429:0", "500", "502", "503")
    return [
        *refusing,
        *(struck(f"status:{status}", seed=seed) for status in passing),
        *(
            struck(fault, seed=seed)
            for fault in ("html200", "empty", "garbage", "truncate", "cut", "content_type:text/html")
        ),
        *(struck(fault, seed=seed) for fault in ("reset", "reset_after", "redirect_loop")),
        *(struck(fault, seed=seed) for fault in ("stale", "repeat_cursor", "shrink_page")),
        struck("hang_after:0.5", words="hang_after:0.1", times=4, seed=seed, settings=IMPATIENT),
        struck("slow:0.5", words="slow:0.1", times=4, seed=seed, settings=IMPATIENT),
        struck("drip:500", words="drip:50000", times=4, seed=seed, settings=IMPATIENT),
        struck("oversized:2", words="oversized:33", seed=seed, settings={"most_mebibytes": "1"}),
    ]


def of_smintio(seed: int = 0) -> list[Kind]:
    """What the contract of Smint.io warns of."""
    return [
        Kind("access token expires in mid-run", hourly),
        Kind(
            "refresh token revoked",
            lambda t: t.systems.smintio.edit(revoke=True),
            Trial.log_in,
            said="invalid_grant",
            check=asked_once,
        ),
        Kind("account disabled", account("disabled"), enabled, said="invalid_grant", settled=True, check=asked_once),
        Kind("reply of the login lost", login_lost, logged_in, said="invalid_grant"),
        Kind("cursor no longer known", cursor_lost, settled=True),
        dialect("part of the sources away", partial_errors=True, said="left a source out"),
        dialect("tasks end in error", failing_tasks=True, said="away", settings=BATCHES),
        dialect("tasks never end", polls=10**6, said="was not done after", settings={**BATCHES, "task_seconds": "1"}),
        dialect("results in quotes", quoted_results=True),
        dialect("another layout", layout="map"),
        Kind("batches of details fail", batches_fail, settings=BATCHES, check=said_nothing),
        Kind("cursor repeated without page numbers", going_round(seed), going_straight),
        Kind(
            "writes forbidden", lambda t: t.systems.smintio.fault("status:403", WRITE, None), mended, said="permission"
        ),
        Kind("replies to writes lost, and old reads", unseen(seed), patience=3.0),
    ]


def of_poolparty() -> list[Kind]:
    """What the contract of PoolParty warns of."""
    words = ("words",)
    return [
        options("licence without history", features=("thesaurus", "export"), usual={"features": FEATURES}),
        options("licence without export", features=("thesaurus",), usual={"features": FEATURES}, settled=True),
        options("password no longer enough", basic=False, usual={"basic": True}, said="thesaury secret set words"),
        options("keys of the history unknown", random_history_keys=True, usual={"random_history_keys": False}),
        options("server far east", server_zone="Pacific/Kiritimati", usual={"server_zone": "Europe/Vienna"}),
        options("server far west", server_zone="-11:00", usual={"server_zone": "Europe/Vienna"}),
        Kind("token of five minutes expires", every_five_minutes, words={"auth": "oauth"}),
        Kind("history deleted", nothing, changes=also(do="forget_history"), settled=True),
        Kind("silent import", nothing, changes=also(changed_texts, do="import", count=5), settled=True),
        Kind("more events than the history shows", nothing, changes=also(do="changes", count=250), settled=True),
        options(
            "failing document", failing_word="bottle", usual={"failing_word": FAILING_WORD}, said="", annotators=words
        ),
        Kind(
            "extractor away",
            extractor_away,
            changes=changed_texts,
            said="Meanwhile our own",
            more=True,
            annotators=words,
        ),
        Kind("stale extraction model", nothing, annotators=words, settled=True, check=stale_model_said),
    ]


def struck(
    fault: str, probability: float = 0.2, words: str = "", times: int | None = None, seed: int = 0, **further: Any
) -> Kind:
    """Requests to both systems go wrong at random, and every second write; `words` is the fault of PoolParty where it differs."""

    def begin(trial: Trial) -> None:
        chance = {"seed": seed + sum(fault.encode()), "times": times}
        trial.systems.smintio.fault(fault, WRITE, probability=0.5, **chance)
        trial.fault(fault, words=words, probability=probability, **chance)

    return Kind(fault, begin, **further)


def dialect(name: str, said: str = "", settings: Mapping[str, str] = MappingProxyType({}), **switches: Any) -> Kind:
    """Smint.io speaks otherwise for a while."""
    usual = {"partial_errors": False, "failing_tasks": False, "polls": 0, "quoted_results": False, "layout": "flat"}

    def begin(trial: Trial) -> None:
        trial.systems.smintio.edit(dialect=switches)

    def end(trial: Trial) -> None:
        trial.systems.smintio.edit(dialect=usual)

    return Kind(name, begin, end, said=said, settings=settings)


def options(
    name: str,
    usual: dict[str, Any],
    said: str = "",
    settled: bool = False,
    annotators: tuple[str, ...] = ("own",),
    **chosen: Any,
) -> Kind:
    """PoolParty's server is another one for a while."""

    def begin(trial: Trial) -> None:
        trial.systems.poolparty.edit(do="options", set=chosen)

    def end(trial: Trial) -> None:
        trial.systems.poolparty.edit(do="options", set=usual)

    return Kind(name, begin, end, said=said, settled=settled, annotators=annotators)


def also(first: Callable[[Systems], object] = usual_changes, **edit: Any) -> Callable[[Systems], None]:
    """These changes, and one at PoolParty more."""

    def changes(systems: Systems) -> None:
        first(systems)
        systems.poolparty.control("clock", {"advance": 10})
        systems.poolparty.edit(**edit)

    return changes


def mended(trial: Trial) -> None:
    """The fault is over, and a person has what was refused done again."""
    calm(trial)
    trial.retried()


def hourly(trial: Trial) -> None:
    """At Smint.io hours pass while a run goes on."""
    trial.lasting.enter_context(trial.ticking(trial.systems.smintio, 3700, 0.15))


def every_five_minutes(trial: Trial) -> None:
    """At PoolParty more than five minutes pass, time and again, while a run goes on."""
    with trial.opened() as workspace:
        workspace.catalogue.secrets.put("words", {"client_secret": trial.systems.poolparty.where["clients"]["ppt"]})
    trial.lasting.enter_context(trial.ticking(trial.systems.poolparty, 400, 0.05))


def account(state: str) -> Callable[[Trial], None]:
    """The account is switched on or off."""
    return lambda trial: trial.systems.smintio.edit(account=state)


def enabled(trial: Trial) -> None:
    """The account is there again, and a person logs in."""
    account("enabled")(trial)
    trial.log_in()


def login_lost(trial: Trial) -> None:
    """The new refresh token is lost on its way, and the old one is spent."""
    for authority in ("fennmoor", "portals/[a-z]+"):
        trial.systems.smintio.fault("reset_after", f"{authority}/connect/token")


def logged_in(trial: Trial) -> None:
    """A person logs in again."""
    calm(trial)
    trial.log_in()


def asked_once(trial: Trial) -> None:
    """A dead refresh token is tried once by each connection, and never again."""
    assert len(trial.systems.smintio.asked("/connect/token")) <= 4


def cursor_lost(trial: Trial) -> None:
    """Smint.io forgot the place where the stream of purchases was left."""
    with trial.opened() as workspace:
        workspace.catalogue.records.store_page("bought", Page((), "forgotten", True))


def batches_fail(trial: Trial) -> None:
    """One asset that may not be read fails the whole call."""
    trial.systems.smintio.fault("status:404", "getAssetsAsync$", None)


def said_nothing(trial: Trial) -> None:
    """There was nothing to say: the assets were read one by one."""
    assert all(told.flawless for told in trial.told), trial.told


def going_round(seed: int) -> Callable[[Trial], None]:
    """Pages follow by result set, which leads back now and then."""

    def begin(trial: Trial) -> None:
        trial.systems.smintio.edit(dialect={"random_access": False})
        trial.systems.smintio.fault("repeat_cursor", "searchAssetsAsync", None, probability=0.4, seed=seed)

    return begin


def going_straight(trial: Trial) -> None:
    """Pages have numbers again."""
    calm(trial)
    trial.systems.smintio.edit(dialect={"random_access": True})


def unseen(seed: int) -> Callable[[Trial], None]:
    """Writes take effect without a word, and do not show at once."""

    def begin(trial: Trial) -> None:
        trial.systems.smintio.fault("reset_after", WRITE, None, probability=0.6, seed=seed)
        trial.systems.smintio.fault("stale", "getAssetConceptsAsync", 3, skip=1)

    return begin


def extractor_away(trial: Trial) -> None:
    """The extractor does not answer; the rest of PoolParty does."""
    trial.systems.poolparty.fault("reset", "^/extractor/", None)


def stale_model_said(trial: Trial) -> None:
    """The new label is not found, and the pass says why; once the model is refreshed it is found."""
    with trial.opened() as workspace:
        (pull,) = workspace.catalogue.vocabularies.pulls()
        assert any("stale" in note for note in pull.notes), pull.notes
