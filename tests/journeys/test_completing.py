"""`thesaury complete`: what somebody began to type, over a workspace that was synced."""

import json
from pathlib import Path

import pytest

from thesaury.cli.app import run


def test_suggestions_come_from_the_vocabulary_and_from_what_is_held(synced: Path, capsys: pytest.CaptureFixture[str]):
    def complete(*args: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["complete", *args, "-w", str(synced)])
        return code, *capsys.readouterr()

    code, told, _ = complete("refil pa", "--json")
    (one,) = json.loads(told)["completions"]
    assert (code, one["label"]["text"], one["text"], one["count"]) == (0, "refill pack", "refill pouch", 1)

    assert complete("pack", "--limit", "1") == (0, "packaging\tconcept\t1\t\tpackaging\n", "")
    assert complete("nachfu", "--language", "de")[1] == "Nachfüllbeutel\tconcept\t1\t\tNachfüllbeutel\n"
    assert "nearest spelling" in complete("wintre")[2]
    assert complete("zebra")[1:] == (
        "",
        "Neither a label nor a name begins with 'zebra'. See: thesaury search 'zebra'\n",
    )

    code, told, said = complete("pack", "--language", "??")
    assert (code, told) == (2, "")
    assert "no language tag" in said
