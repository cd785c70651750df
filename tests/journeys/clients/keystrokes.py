"""How long a person takes at a screen, by the keystroke-level model; counts come from a driver, seconds from the constants below.

The constants are those of Card, Moran and Newell 1980, *The keystroke-level model for user performance time with interactive systems*,
Communications of the ACM 23(7), but for reading: Brysbaert 2019, *How many words do we read per minute?*, Journal of Memory and
Language 109 (English non-fiction, silently). Waiting for the machine is not in it: nobody decides anything then.
"""

import re
from dataclasses import dataclass

KEY = 0.28
"""Seconds for a key, an average skilled typist (40 words a minute)."""
POINT = 1.1
"""For pointing with a mouse."""
BUTTON = 0.1
"""For pressing a button of the mouse, and for letting go."""
HOME = 0.4
"""For a hand on its way between keys and mouse."""
THINK = 1.35
"""For one act of deciding."""
WORDS = 238 / 60
"""Words read in a second."""

_WORD = re.compile(r"\w")


@dataclass
class Effort:
    """What a person did: each number is counted as it happens."""

    keys: int = 0
    clicks: int = 0
    homings: int = 0
    decisions: int = 0
    words: int = 0
    at_mouse: bool = False

    @property
    def seconds(self) -> float:
        """How long that takes."""
        doing = self.keys * KEY + self.clicks * (POINT + 2 * BUTTON) + self.homings * HOME
        return doing + self.decisions * THINK + self.words / WORDS

    @property
    def minutes(self) -> float:
        """The same in minutes."""
        return self.seconds / 60

    def __add__(self, other: "Effort") -> "Effort":
        """Both together."""
        counts = ("keys", "clicks", "homings", "decisions", "words")
        return Effort(*(getattr(self, name) + getattr(other, name) for name in counts), other.at_mouse)

    def key(self, times: int = 1) -> None:
        """Press a key."""
        self._hand(False)
        self.keys += times

    def click(self) -> None:
        """Point and press."""
        self._hand(True)
        self.clicks += 1

    def decide(self) -> None:
        """Think once."""
        self.decisions += 1

    def read(self, text: str) -> None:
        """Read these words; signs alone are none."""
        self.words += sum(bool(_WORD.search(word)) for word in text.split())

    def told(self) -> dict[str, float]:
        """As figures."""
        counts = {"keys": self.keys, "clicks": self.clicks, "hand_moves": self.homings, "decisions": self.decisions}
        return {**counts, "words_read": self.words, "minutes": round(self.minutes, 2)}

    def _hand(self, mouse: bool) -> None:
        if mouse is not self.at_mouse:
            self.homings += 1
            self.at_mouse = mouse
