"""The watch from end to end: a sheet of licences, rounds on the days of a year, a webhook, a calendar, and a process that is killed."""

import csv
import hashlib
import hmac
import io
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from icalendar import Calendar

from tests.journeys.test_sync_commands import Told, told
from tests.patience import PATIENCE
from thesaury.bootstrap import open_workspace
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.usage import UsagePage

__all__ = ["told"]

END = date(2026, 12, 31)
LICENCES = {
    "pears": ("Winter", "Website only, DACH, until 31 December 2026."),
    "=lake": ("", "Website only, DACH, until 31 March 2027."),
    "ever": ("Winter", "All media, worldwide, perpetual."),
    "embargo": ("Spring", "Website, worldwide, from 1 February 2027, perpetual."),
    "none": ("", ""),
}


class Receiver(ThreadingHTTPServer):
    """Takes notices; `held` keeps it from answering until it is set."""

    daemon_threads = True

    def __init__(self) -> None:
        self.got: list[dict[str, object]] = []
        self.came, self.held, self.broken = Event(), None, False
        super().__init__(("127.0.0.1", 0), Handler)

    def keys(self) -> Counter[str]:
        return Counter(one["key"] for told in self.got for group in told["groups"] for one in group["notices"])


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = hmac.new(
            b"s3cret", self.headers["Thesaury-Timestamp"].encode() + b"." + body, hashlib.sha256
        ).hexdigest()
        assert self.headers["Thesaury-Signature"] == f"v1={signed}"
        if not self.server.broken:
            self.server.got.append(json.loads(body))
        self.server.came.set()
        if self.server.held:
            self.server.held.wait(PATIENCE)
        self.send_response(500 if self.server.broken else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with Receiver() as made:
        thread = Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        monkeypatch.setenv("THESAURY_NOTICES_WEBHOOK", f"http://127.0.0.1:{made.server_port}/rights")
        yield made
        made.shutdown()
        thread.join()


def sheet(folder: Path, licences: dict[str, tuple[str, str]]) -> None:
    with (folder / "assets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "campaign", "licence"))
        rows.writerows((name, name, *told) for name, told in licences.items())


@pytest.fixture
def work(tmp_path: Path, told: Told) -> Path:
    made = tmp_path / "work"
    sheet(tmp_path, LICENCES)
    told("init", made)
    told("connect", "table", tmp_path / "assets.csv", "-w", made)
    assert told("sync", "-w", made, "--quiet")[0] == 0
    return made


def looked(told: Told, work: Path, day: date) -> int:
    return told("rights", "watch", "--at", day.isoformat(), "-w", work)[0]


def test_a_year_of_looks_tells_each_stage_once_and_a_renewal_anew(
    told: Told, work: Path, receiver: Receiver, tmp_path: Path
):
    told("rights", "secret", "webhook", "-w", work, webhook="s3cret")
    days = [END - timedelta(days=back) for back in (120, 90, 89, 30, 29, 7, 7, 3)]
    assert [looked(told, work, day) for day in days] == [0] * len(days)
    assert receiver.keys() == Counter(f"assets/pears 0 end 2026-12-31 {stage}" for stage in (90, 30, 7))
    sheet(tmp_path, LICENCES | {"pears": ("Winter", "Website only, DACH, until 30 June 2027.")})
    told("sync", "-w", work, "--quiet")
    assert [looked(told, work, END), looked(told, work, date(2027, 6, 30))] == [0, 0]
    pears = [key for key in list(receiver.keys()) if "pears" in key]
    assert pears[3:] == ["assets/pears 0 end 2027-06-30 0"]
    assert set(receiver.keys().values()) == {1}


def test_notices_wait_in_the_application_and_noting_them_is_kept(told: Told, work: Path):
    assert told("rights", "notices", "-w", work)[0] == 0
    assert looked(told, work, END - timedelta(days=30)) == 0
    code, shown, _ = told("rights", "notices", "--json", "-w", work)
    found = json.loads(shown)
    assert [(one["title"], one["stage"], one["campaign"]) for one in found] == [("pears", 30, "Winter")]
    key = found[0]["key"]
    assert told("rights", "notices", "--acknowledge", key, "--json", "-w", work)[0] == 0
    assert json.loads(told("rights", "notices", "--json", "-w", work)[1]) == []
    [noted] = json.loads(told("rights", "notices", "--all", "--json", "-w", work)[1])
    assert noted["acknowledged_by"]
    log = json.loads(told("rights", "notices", "--log", "--json", "-w", work)[1])
    assert [(event["what"], event["who"]) for event in log] == [("acknowledged", noted["acknowledged_by"])]
    code, _, messages = told("rights", "notices", "--acknowledge", "no such", "-w", work)
    assert (code, "no such" in messages) == (2, True)


def test_what_did_not_go_out_says_so_and_goes_out_the_next_time(told: Told, work: Path, receiver: Receiver):
    code, _, messages = told("rights", "watch", "--at", END.isoformat(), "-w", work)
    assert (code, "thesaury rights secret webhook" in messages) == (6, True)
    told("rights", "secret", "webhook", "-w", work, webhook="s3cret")
    receiver.broken = True
    assert looked(told, work, END) == 6
    receiver.broken = False
    assert looked(told, work, END) == 0
    assert sum(receiver.keys().values()) == 2  # pears on its last day, the lake 90 days before


def test_a_process_killed_between_telling_and_keeping_tells_at_most_twice(told: Told, work: Path, receiver: Receiver):
    told("rights", "secret", "webhook", "-w", work, webhook="s3cret")
    receiver.held = Event()
    command = [sys.executable, "-m", "thesaury", "rights", "watch", "--at", END.isoformat(), "-w", str(work)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert receiver.came.wait(PATIENCE)
        os.kill(process.pid, signal.SIGKILL)
    receiver.held.set()
    receiver.held = None
    assert looked(told, work, END) == 0
    assert looked(told, work, END) == 0
    keys = receiver.keys()
    assert len(keys) == 2
    assert sorted(keys.values()) == [1, 2]


def test_the_calendar_in_every_form(told: Told, work: Path, tmp_path: Path):
    file = tmp_path / "rights.ics"
    assert told("rights", "calendar", "--format", "ics", "--out", file, "-w", work)[0] == 0
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    days = [(event.decoded("DTSTART"), str(event["SUMMARY"])) for event in events]
    assert days == [
        (END, "Licence ends: pears"),
        (date(2027, 2, 1), "Licence begins: embargo"),
        (date(2027, 3, 31), "Licence ends: =lake"),
    ]
    _, shown, _ = told("rights", "calendar", "--format", "csv", "-w", work)
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert [(row["day"], row["title"]) for row in rows][-1] == ("2027-03-31", "'=lake")
    _, shown, _ = told("rights", "calendar", "--from", "2027-01-01", "--campaign", "Spring", "--json", "-w", work)
    assert [row["day"] for row in json.loads(shown)] == ["2027-02-01"]
    code, shown, messages = told("rights", "calendar", "--from", "2040-01-01", "-w", work)
    assert (code, shown, "No day of any licence" in messages) == (0, "", True)
    assert told("rights", "calendar", "--from", "soon", "-w", work)[0] == 5
    assert told("rights", "calendar", "--from", "2027-02-01", "--to", "2027-01-01", "-w", work)[0] == 2
    assert told("rights", "calendar", "--connection", "nosuch", "-w", work)[0] == 2
    assert told("rights", "calendar", "--format", "csv", "--out", tmp_path / "no" / "x.csv", "-w", work)[0] == 6
    assert list(tmp_path.glob("*.part")) == []


def test_what_a_new_text_would_change_and_nothing_of_it_is_kept(told: Told, work: Path, tmp_path: Path):
    asked = ("--channel", "website", "--region", "AT", "--date", "2027-05-01", "--json", "-w", work)
    (tmp_path / "new.txt").write_text("Website only, DACH, until 31 December 2027.", encoding="utf-8")
    code, shown, messages = told("rights", "what-if", "--file", tmp_path / "new.txt", "--connection", "assets", *asked)
    assert code == 0, messages
    answer = json.loads(shown)
    assert sum(one["assets"] for one in answer["counts"] if (one["from"], one["to"]) == ("deny", "permit")) == 2
    assert {"occasion": "end", "day": "2026-12-31", "licences_now": 1, "licences_then": 0} in answer["days"]
    code, shown, _ = told("rights", "what-if", "--text", "tbd", "--record", "assets/ever#0", *asked)
    assert json.loads(shown)["counts"] == [{"from": "permit", "to": "needs_review", "assets": 1}]
    assert json.loads(told("rights", "check", "ever", *asked)[1])["decision"] == "permit"
    assert told("rights", "what-if", *asked)[0] == 2
    assert told("rights", "what-if", "--file", tmp_path / "none.txt", *asked)[0] == 5


def test_uses_after_the_end_are_listed_with_the_words_that_deny_them(told: Told, work: Path):
    code, shown, messages = told("rights", "after-expiry", "-w", work)
    assert (code, shown, "No reported use is denied" in messages) == (0, "", True)
    with closing(open_workspace(work)) as opened:
        use = UsageEvent("1", UsageKind.USE, "2027-01-02T00:00:00+00:00", "pears", "https://shop.example/")
        opened.catalogue.usage.store_page("assets", UsagePage((use,), "", True))
    code, shown, _ = told("rights", "after-expiry", "--json", "-w", work)
    [late] = json.loads(shown)
    assert (code, late["where"], late["axis"], late["asked_with"]) == (3, "https://shop.example/", "date", ["date"])
    assert "31 December 2026" in late["words"]
    assert looked(told, work, date(2027, 1, 3)) == 0
    kinds = {one["kind"] for one in json.loads(told("rights", "notices", "--json", "-w", work)[1])}
    assert kinds == {"denied", "end"}  # the lake ends in three months


def test_a_feed_has_an_address_until_it_is_revoked(told: Told, work: Path):
    code, address, _ = told("rights", "feed", "team", "-w", work)
    assert (code, address[:11], address.strip()[-4:]) == (0, "/calendars/", ".ics")
    assert [one["name"] for one in json.loads(told("rights", "feed", "--json", "-w", work)[1])] == ["team"]
    assert told("rights", "feed", "team", "--revoke", "-w", work)[0] == 0
    assert told("rights", "feed", "team", "--revoke", "-w", work)[0] == 2
    assert told("rights", "feed", "--revoke", "-w", work)[0] == 2
