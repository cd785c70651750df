"""The demo agency's second client is brought in by commands: proposed, decided, counted, taken back, handed on to the next one."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from thesaury.sandbox.agency import ValueGold, field_gold, value_gold, write_agency
from thesaury.sandbox.agency.pack import CONCEPTS

ENOUGH = 0.9
FIELDS, VALUES = field_gold(), value_gold()


@pytest.fixture(scope="session")
def proposed(tmp_path_factory: pytest.TempPathFactory, thesaury) -> Path:
    """A client to whom everything is proposed and nobody has decided anything."""
    folder = tmp_path_factory.mktemp("onboarding")
    pack = write_agency(folder / "agency", pictures=False)
    thesaury("init", folder / "work", "--languages", "fr,en")
    thesaury("vocabulary", "import", pack.shared, cwd=folder / "work")
    shutil.copy(pack.assets, folder / "work" / "ormevaux.csv")
    thesaury("onboard", "propose", "--table", "ormevaux.csv", "--quiet", cwd=folder / "work")
    return folder / "work"


@pytest.fixture
def client(proposed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(proposed, tmp_path / "client"))


def final(gold: ValueGold) -> tuple[str, str]:
    """What a careful person says of a value at last."""
    meaning = {"own": "own", "none": "nothing"}.get(gold.relation, "concept")
    return meaning, CONCEPTS + gold.concept if gold.concept else ""


def rows(answer, root: Path, kind: str) -> dict[tuple[str, str], dict]:
    """All of a kind, read page by page."""
    found, after = {}, 0
    while page := answer("onboard", "show", "--kind", kind, "--limit", 90, "--after", after, cwd=root)["mappings"]:
        found |= {(one["field"], one["value"]): one for one in page}
        after = page[-1]["place"]
    return found


def decide_all(answer, root: Path) -> None:
    """What the careful person does: what is right is accepted field by field, everything else is said."""
    found = rows(answer, root, "value")
    right: dict[str, list[str]] = {}
    for gold in VALUES:
        one = found[gold.field, gold.value]
        meaning, target = final(gold)
        if (one["meaning"], one["target"]) == (meaning, target):
            right.setdefault(gold.field, []).append(gold.value)
        else:
            said = ("--to", target) if target else (f"--{meaning}",)
            answer("onboard", "decide", gold.field, gold.value, *said, cwd=root)
    for field, values in right.items():
        answer("onboard", "decide", field, *values, "--accept", cwd=root)
    for gold in FIELDS:
        answer("onboard", "decide", gold.field, "--role", gold.role, "--language", gold.language, cwd=root)


def test_nine_in_ten_of_the_final_mappings_were_proposed_first_and_the_next_round_begins_with_them(
    client: Path, answer, thesaury
):
    decide_all(answer, client)
    found = answer("onboard", "coverage", cwd=client)
    for kind, count in (("field", len(FIELDS)), ("value", len(VALUES))):
        counted = found["decided"][kind]
        assert counted["all"] == counted["by_person"] == count
        assert counted["as_proposed"] >= ENOUGH * count
    assert found["coverage"][0]["covered"] == 1.0
    assert found["left"] == []
    decided = {key: (one["meaning"], one["target"]) for key, one in rows(answer, client, "value").items()}
    assert decided == {(gold.field, gold.value): final(gold) for gold in VALUES}

    thesaury("onboard", "export", "--out", "mappings.sssom.tsv", cwd=client)
    thesaury("onboard", "export", "--form", "layout", "--out", "layout.toml", cwd=client)
    again = ("--round", "next")
    thesaury("onboard", "propose", "--table", "ormevaux.csv", *again, "--quiet", cwd=client)
    laid = answer("onboard", "import", "layout.toml", "--form", "layout", *again, cwd=client)
    brought = answer("onboard", "import", "mappings.sssom.tsv", *again, cwd=client)
    assert (laid["changed"], laid["unknown"]) == (len(FIELDS), [])
    assert (brought["mappings"], brought["changed"], brought["unknown"]) == (len(VALUES), len(VALUES), 0)
    assert answer("onboard", "coverage", *again, cwd=client)["coverage"] == found["coverage"]
    out = [thesaury("onboard", "export", "--round", name, cwd=client).stdout for name in ("ormevaux", "next")]
    assert [line.split("\t")[:4] for line in out[0].splitlines() if "\t" in line] == [
        line.split("\t")[:4] for line in out[1].splitlines() if "\t" in line
    ]


def test_what_is_half_done_is_kept_when_proposed_again_and_is_taken_back(client: Path, answer, thesaury):
    before = rows(answer, client, "value")
    season = ("onboard", "decide", "Saison", "Printemps", "--own")
    thesaury(*season, cwd=client)
    thesaury("onboard", "decide", "Matières", "--role", "ignored", cwd=client)
    thesaury("onboard", "propose", "--table", "ormevaux.csv", "--quiet", cwd=client)
    found = rows(answer, client, "value")
    assert found["Saison", "Printemps"]["meaning"] == "own"
    assert not any(field == "Matières" for field, _ in found)
    assert json.loads(thesaury(*season, "--json", cwd=client).stdout)["decided"] == 0

    (undone,) = answer("onboard", "undo", "Saison", "Printemps", cwd=client)["undone"]
    assert undone["after"]["meaning"] == "own"
    assert rows(answer, client, "value")["Saison", "Printemps"] == before["Saison", "Printemps"] | {
        "place": found["Saison", "Printemps"]["place"]
    }
    steps = answer("onboard", "history", cwd=client)["steps"]
    assert [(one["batch"], one["field"], one["undone"]) for one in steps] == [
        (2, "Matières", False),
        (1, "Saison", True),
    ]
    sure = answer("onboard", "decide", "--sure", 0.5, "--kind", "value", cwd=client)
    assert sure["decided"] == sure["asked"] > 0
    assert len(answer("onboard", "undo", cwd=client)["undone"]) == sure["decided"]
    assert len(answer("audit", "list", "--action", "onboarding.propose", cwd=client)) == 2
    deeds = answer("audit", "list", "--action", "onboarding.undo", cwd=client)
    assert {one["subject"].partition("/")[0] for one in deeds} == {"onboarding:ormevaux"}


def test_the_records_of_a_connection_and_the_concepts_of_a_vocabulary_are_brought_in_too(
    client: Path, answer, thesaury
):
    thesaury("connect", "table", "ormevaux.csv", "--name", "dam", "--map", "Indexation=tags", cwd=client)
    empty = thesaury("onboard", "propose", "--connection", "dam", cwd=client)
    assert "The source is empty" in empty.stderr
    (client / "own.csv").write_text("id,label@fr\nt1,torchon\nt2,Halage\n")
    thesaury("vocabulary", "import", "own.csv", cwd=client)
    words = ("--concepts", "own", "--vocabulary", "shared")
    assert answer("onboard", "propose", *words, "--quiet", cwd=client)["concepts"] == 2
    (first,) = answer("onboard", "show", "--round", "own", "--words", "torchon", cwd=client)["mappings"]
    assert first["target"] == f"{CONCEPTS}tea-towel"
    named = ("--concept", first["value"], "--round", "own")
    assert answer("onboard", "decide", *named, "--reject", cwd=client)["decided"] == 1
    assert "Not" in thesaury("onboard", "export", "--round", "own", cwd=client).stdout


def test_which_sheet_of_a_workbook_is_read_is_said(client: Path, answer, thesaury):
    book = Workbook()
    book.active.title = "Avis"
    book.active.append(["Export du 2 mai"])
    for name in ("Médias", "Droits"):
        sheet = book.create_sheet(name)
        for row in (["Id", "Saison"], ["1", "Printemps"]):
            sheet.append(row)
    book.save(client / "printemps.xlsx")
    said = "Read is the sheet “Médias”, and not: “Avis”, “Droits”. Bring those as files of their own."
    assert said in thesaury("onboard", "propose", "--table", "printemps.xlsx", cwd=client).stderr
    assert answer("onboard", "propose", "--table", "printemps.xlsx", cwd=client)["notes"] == [said]


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("show", "--round", "never"), 2, "There is no round 'never'"),
        (("decide", "Saison", "Mousson", "--accept"), 2, "is called 'Saison/Mousson'"),
        (("decide", "Saison", "Printemps", "--role", "title"), 2, "a field has a role"),
        (("decide", "Saison", "Printemps", "--to", "urn:none"), 2, "no concept 'urn:none'"),
        (("decide", "Saison", "--role", "weather"), 2, "There is no role 'weather'"),
        (("decide", "Saison", "--accept", "--reject"), 2, "Say one of"),
        (("decide", "--sure", "0.9", "--dates", "dmy"), 2, "--sure accepts what is proposed"),
        (("undo",), 2, "no decision to take back"),
        (("propose",), 2, "Name one source"),
        (("propose", "--connection", "never"), 2, "There is no connection 'never'"),
        (("propose", "--table", "never.csv"), 6, "never.csv"),
        (("import", "ormevaux.csv"), 5, "ormevaux.csv"),
        (("import", "ormevaux.csv", "--form", "layout"), 5, "no TOML"),
    ],
)
def test_what_fails_says_what_to_do_and_decides_nothing(proposed: Path, answer, thesaury, asked, code: int, said: str):
    done = thesaury("onboard", *asked, cwd=proposed, ok=False)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert {one["by_person"] for one in answer("onboard", "coverage", cwd=proposed)["decided"].values()} == {0}
    assert "Nothing is decided yet" in thesaury("onboard", "export", "--form", "layout", cwd=proposed).stderr


def test_a_round_is_listed_and_forgotten_once_somebody_says_so(client: Path, answer, thesaury):
    [listed] = answer("onboard", "rounds", cwd=client)["rounds"]
    assert (listed["name"], listed["state"]) == ("ormevaux", "done")
    for answered, told in (
        ("n\n", "thesaury: Nothing was done."),
        ("", "Nobody answered, so nothing was done. Give --yes"),
    ):
        refused = thesaury("onboard", "remove", cwd=client, ok=False, stdin=answered)
        assert (refused.returncode, told in refused.stderr) == (2, True), refused.stderr
    assert "ormevaux\ttable" in thesaury("onboard", "rounds", cwd=client).stdout
    gone = answer("onboard", "remove", "--yes", cwd=client)
    assert (gone["removed"], gone["mappings"]) == (True, len(FIELDS) + len(VALUES))
    assert answer("onboard", "rounds", cwd=client)["rounds"] == []
    assert "begin with" in thesaury("onboard", "remove", cwd=client, ok=False).stderr.lower()
    assert (client / "ormevaux.csv").exists()
