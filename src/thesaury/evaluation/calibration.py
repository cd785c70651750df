"""Whether scores say how often suggestions are right."""

_BINS = 10


class CalibrationError:
    """Expected calibration error (Naeini, Cooper and Hauskrecht 2015): equal bins over the scores, in each the gap between the mean
    score and the share of right suggestions, weighted by how many lie in it."""

    def __init__(self) -> None:
        self._said: dict[int, float] = {}
        self._held: dict[int, int] = {}
        self._count = 0
        self._sound = True

    def add(self, score: float, right: bool) -> None:
        """One suggestion, and whether it is right."""
        self._count += 1
        self._sound = self._sound and 0 <= score <= 1
        if self._sound:
            place = min(int(score * _BINS), _BINS - 1)
            self._said[place] = self._said.get(place, 0.0) + score
            self._held[place] = self._held.get(place, 0) + right

    @property
    def error(self) -> float | None:
        """From 0 to 1; None where nothing was added, or a score that is no likelihood."""
        if not self._count or not self._sound:
            return None
        return sum(abs(said - self._held[place]) for place, said in self._said.items()) / self._count
