"""How long proposing takes for a column of many different tags, and how much memory: four times as many may take four times as long.

Tags and vocabulary are made of the same 3,000 words in the same way every time; of the tags a few are called as concepts are, most share
a word with some, and one in five is misspelt. Each size is measured in a process of its own.
"""

import json
import random
import resource
import subprocess
import sys
from time import process_time

CONCEPTS, SIZES = 2_000, (4_000, 16_000)
_WORDS, _MISSPELT = 3_000, 0.2
_PARTS = ("ba", "ce", "dro", "fin", "gal", "hu", "ki", "lom", "mer", "nu", "po", "ras", "si", "tan", "ve", "wol")


def run() -> dict[str, object]:
    told = [
        json.loads(subprocess.run([sys.executable, "-m", __name__, str(size)], check=True, capture_output=True).stdout)
        for size in SIZES
    ]
    grows = (told[-1]["cpu_seconds"] / told[0]["cpu_seconds"]) / (SIZES[-1] / SIZES[0])
    return {"concepts": CONCEPTS, "sizes": told, "growth_against_linear": round(grows, 2)}


def measured(size: int) -> dict[str, float]:
    """Seconds of processor time and the peak of this process."""
    from thesaury.model.concept import Concept, Label, Vocabulary
    from thesaury.onboarding.value_proposals import propose_values
    from thesaury.onboarding.values import ValueUse

    chance = random.Random(7)
    words = ["".join(chance.choices(_PARTS, k=chance.randint(2, 4))) for _ in range(_WORDS)]

    def called() -> str:
        return " ".join(chance.sample(words, chance.randint(1, 3)))

    concepts = (
        Concept(f"urn:c:{n:05}", preferred=(Label(called(), "en"),), alternative=(Label(called(), "en"),))
        for n in range(CONCEPTS)
    )
    shared = Vocabulary("shared", (), tuple(concepts))
    tags = dict[str, None]()
    while len(tags) < size:
        tag = called()
        at = chance.randrange(1, len(tag))
        tags[tag[:at] + tag[at + 1 :] if chance.random() < _MISSPELT else tag] = None
    began = process_time()
    found = propose_values([ValueUse("tags", tag, 1) for tag in tags], (), shared)
    spent = process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with_concept = sum(bool(one.concept) for one in found)
    return {"values": size, "with_a_concept": with_concept, "cpu_seconds": round(spent, 1), "process_mib": peak}


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
