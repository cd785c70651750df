"""What can be wrong with a brand term, by a code that pages have their own sentences for."""

from thesaury.model.errors import BadInput

_SAID = {
    "no-word": "A term has at least one word; {text!r} has none.",
    "long": "A term and what stands instead of it have up to {most} characters, a reason and a note up to {most_said}.",
    "standing": "A term is preferred, approved or forbidden, not {given!r}.",
    "language": "{given!r} is no language tag such as en or de-AT; leave it empty for every language.",
    "case": "Case is exact or any, not {given!r}.",
    "day": "{given!r} is no day; write it as 2026-12-31, or leave it empty for at once.",
    "no-concept": "The {standing} term {text!r} needs the IRI of the concept that it means.",
    "unknown-concept": "No vocabulary here has a concept {concept} in use that {text!r} could mean.",
    "needless-instead": "Something stands instead of forbidden terms only; {text!r} is {standing}.",
    "instead-itself": "{text!r} cannot stand instead of itself.",
    "instead-forbidden": "What stands instead of {text!r}, {instead!r}, is forbidden too.",
    "instead-elsewhere": (
        "What stands instead of {text!r} ({language}), {instead!r}, is forbidden as {other!r} ({elsewhere}): a tag does not say its "
        "language. Choose another word, or let capitals count for {other!r}."
    ),
    "twice": "{text!r} and {other!r} are the same word unless capitals count for both, and it has been decided on already.",
    "two-preferred": "{other!r} is the preferred term for the concept of {text!r} in that language already; a concept has one.",
}


class TermProblem(BadInput):
    """A term that cannot be kept: `code` is one of those above, `about` what the sentence speaks of, `said` the sentence alone."""

    def __init__(self, code: str, **about: object) -> None:
        self.said = _SAID[code].format(**about)
        super().__init__(f"{self.said} Nothing was changed.")
        self.code = code
        self.about = about
