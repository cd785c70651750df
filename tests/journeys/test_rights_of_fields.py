"""Rights in fields of a DAM from end to end: metaproperties of Bynder, named in a setting, are asked by command."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.journeys.conftest import prepared
from tests.journeys.dams import BynderDam, bynder
from tests.journeys.systems import QUICK
from tests.journeys.test_sync_commands import Told, told
from thesaury.bootstrap import open_workspace
from thesaury.connectors.budget import VARIABLE

__all__ = ["told"]

RIGHTS = "Usage regions=regions; Usage channels=channels; Expiry=valid_until; House rules=text"
FIELDS = {"Usage regions": "text", "Usage channels": "text", "Expiry": "date", "House rules": "longtext"}
GRANT = {"Usage regions": "DACH, FR", "Usage channels": "Web; Social Media", "Expiry": "2027-03-31"}
ASSETS: dict[str, dict[str, str]] = {
    "whole": GRANT,
    "stricter": {**GRANT, "House rules": "Not in Austria, until 31.12.2026"},
    "no end": {name: value for name, value in GRANT.items() if name != "Expiry"},
    "odd": {**GRANT, "Usage channels": "Web; Hologram"},
    "nothing": {},
}


class House:
    """A workspace connected to a portal with metaproperties of rights; `ids` are those of its assets by their names."""

    def __init__(self, root: Path, dam: BynderDam, ids: dict[str, str]) -> None:
        self.root, self.dam, self.ids = root, dam, ids

    def check(self, told: Told, name: str, *asked: str) -> tuple[int, dict[str, Any]]:
        use = asked or ("--channel", "website", "--region", "DE", "--date", "2026-06-01")
        code, shown, messages = told("rights", "check", f"dam/{self.ids[name]}", *use, "--json", "-w", self.root)
        assert "{" in shown, messages
        return code, json.loads(shown[shown.index("{") :])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("fields")
    with pytest.MonkeyPatch.context() as patch, bynder("tiny") as dam:
        patch.setenv(VARIABLE, str(folder / "state"))
        for name, kind in FIELDS.items():
            _metaproperty(dam, name, kind)
        ids = {
            name: dam.system.edit(add_asset={"name": name, "copyright": "© 2026 Fennmoor", "values": _values(values)})[
                "done"
            ]["add_asset"]
            for name, values in ASSETS.items()
        }
        prepared("init", folder / "work")
        patch.setenv("THESAURY_SECRET_TOKEN", dam.system.where["permanent_token"])
        settings = {"portal": dam.system.url, "usage": "no", "write": "none", "rights": RIGHTS, **QUICK}
        given = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
        prepared(
            "connect", "bynder", dam.system.url, "--name", "dam", *given, "--secret", "token", "-w", folder / "work"
        )
        prepared("sync", "-w", folder / "work")
        yield House(folder / "work", dam, ids)


def _metaproperty(dam: BynderDam, name: str, kind: str) -> None:
    made = {"name": name.replace(" ", "_"), "label": name, "type": kind, "isApiField": 1, "isEditable": 1}
    head = {"Authorization": f"Bearer {dam.system.where['permanent_token']}"}
    form = urlencode({"data": json.dumps(made)}).encode()
    with urlopen(Request(f"{dam.system.url}/api/v4/metaproperties/", form, head), timeout=60) as reply:
        assert reply.status == 201


def _values(told: dict[str, str]) -> dict[str, str]:
    return {name.replace(" ", "_"): value for name, value in told.items()}


@pytest.mark.parametrize(
    ("name", "asked", "code"),
    [
        ("whole", ("website", "DE", "2026-06-01"), 0),
        ("whole", ("website", "FR", "2027-03-31"), 0),
        ("whole", ("website", "FR", "2027-04-01"), 3),
        ("whole", ("tv", "DE", "2026-06-01"), 3),
        ("whole", ("email", "DE", "2026-06-01"), 3),
        ("stricter", ("website", "DE", "2026-06-01"), 0),
        ("stricter", ("website", "AT", "2026-06-01"), 3),
        ("stricter", ("website", "DE", "2027-01-01"), 3),
        ("no end", ("website", "DE", "2026-06-01"), 4),
        ("odd", ("website", "DE", "2026-06-01"), 4),
        ("nothing", ("website", "DE", "2026-06-01"), 4),
    ],
)
def test_what_metaproperties_state_is_asked_by_command(
    told: Told, house: House, name: str, asked: tuple[str, str, str], code: int
):
    channel, region, day = asked
    found, answer = house.check(told, name, "--channel", channel, "--region", region, "--date", day)
    assert found == code, answer


def test_the_answer_quotes_the_fields(told: Told, house: House):
    _, answer = house.check(told, "whole")
    words = json.dumps(answer, ensure_ascii=False)
    assert all(value in words for value in GRANT.values())
    assert "Usage channels: Web; Hologram" in json.dumps(house.check(told, "odd")[1], ensure_ascii=False)


def test_another_value_in_the_system_is_another_answer(told: Told, house: House):
    house.dam.system.edit(asset={"id": house.ids["no end"], "values": _values({**GRANT, "Expiry": "2026-05-31"})})
    prepared("sync", "-w", house.root)
    code, answer = house.check(told, "no end")
    assert (code, answer["decision"]) == (3, "deny")


def test_a_field_that_is_named_later_reaches_what_was_read_before(told: Told, house: House):
    assert house.check(told, "whole")[0] == 0
    _metaproperty(house.dam, "Not in", "text")
    house.dam.system.edit(asset={"id": house.ids["whole"], "values": {**_values(GRANT), "Not_in": "Germany"}})
    prepared("sync", "-w", house.root)
    assert house.check(told, "whole")[0] == 0
    with closing(open_workspace(house.root)) as workspace:
        [made] = [one for one in workspace.catalogue.records.connections() if one.name == "dam"]
        settings = {**dict(made.settings), "rights": f"{RIGHTS}; Not in=denied_regions"}
        workspace.catalogue.records.put_connection(replace(made, settings=tuple(sorted(settings.items()))))
    prepared("sync", "-w", house.root)
    assert house.check(told, "whole")[0] == 3
    assert house.check(told, "whole", "--channel", "website", "--region", "FR", "--date", "2026-06-01")[0] == 0


def test_a_role_nobody_knows_is_refused_with_those_there_are(told: Told, house: House):
    code, _, messages = told("connect", "bynder", house.dam.system.url, "--name", "other", "--set", "rights=Expiry=ends",
                             "--secret", "token", "-w", house.root, token="x")  # fmt: skip
    assert code != 0
    assert "'Expiry=ends' names no field or no role; the roles are text, channels, denied_channels" in messages
