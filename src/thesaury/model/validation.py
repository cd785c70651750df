"""What is said of tags and of whole records that are checked against approved terms and a profile."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.concept import Label
from thesaury.model.profile import Unknowns


class Standing(StrEnum):
    """How one tag stands, best first."""

    APPROVED = "approved"
    """The preferred label of one concept, or a word that the client approved for it; capitals, accents, hyphens and gaps do not count."""
    SYNONYM = "synonym"
    """Another label of one concept, its plural or singular, or its preferred label in another language: use the preferred one."""
    DEPRECATED = "deprecated"
    """The label of a concept that is no longer in use: use its replacement where there is one."""
    AMBIGUOUS = "ambiguous"
    """The label of several concepts: choose one."""
    NEAR_MISS = "near-miss"
    """Like the label of some concepts: did you mean one of them?"""
    SEVERAL = "several"
    """Several tags in one: there is an answer for each part."""
    FORBIDDEN = "forbidden"
    """A word that the client does not use: write what stands instead, where something does."""
    OUTSIDE = "outside"
    """An approved term of a scheme that the profile does not allow."""
    UNKNOWN = "unknown"
    """Nothing like it is approved."""

    @property
    def certain(self) -> bool:
        """Whether the answer names one concept and leaves nothing to choose."""
        return self in (Standing.APPROVED, Standing.SYNONYM, Standing.DEPRECATED)


@dataclass(frozen=True, slots=True)
class Use:
    """A concept to use for a tag: what to write for it, and how alike tag and label are (1 is the same).

    `matched` is the label of the concept that the tag is, or is like; none where the concept was named by its IRI. `schemes` are the
    IRIs of its concept schemes, `path` what to call the concepts above it, the topmost first: by these people tell concepts of the same
    name apart.
    """

    concept: str
    label: Label
    likeness: float = 1.0
    schemes: tuple[str, ...] = ()
    path: tuple[Label, ...] = ()
    matched: Label | None = None


@dataclass(frozen=True, slots=True)
class TagAnswer:
    """What is said of one tag: `use` is empty for unknown ones, and has the best first where there are several.

    `parts` are the answers to the parts of a tag that is several. `fate` is what the profile has for a tag that is unknown or a near
    miss: it is proposed, or refused. A forbidden one is refused whatever the profile; `instead` is what to write for it (it may be no
    term of a vocabulary), `reason` why, both empty where nobody said.
    """

    tag: str
    standing: Standing
    use: tuple[Use, ...] = ()
    parts: tuple["TagAnswer", ...] = ()
    fate: Unknowns | None = None
    instead: str = ""
    reason: str = ""

    @property
    def concept(self) -> str:
        """The one concept that the tag stands for without anybody's help, else empty."""
        return self.use[0].concept if self.standing in (Standing.APPROVED, Standing.SYNONYM) else ""

    @property
    def known(self) -> bool:
        """Whether the tag is a label, be it ambiguous; that of a deprecated concept only where another took its place. A forbidden word
        is known for what it is."""
        if self.standing is Standing.SEVERAL:
            return all(part.known for part in self.parts)
        return self.standing in (Standing.APPROVED, Standing.SYNONYM, Standing.AMBIGUOUS, Standing.FORBIDDEN) or (
            self.standing is Standing.DEPRECATED and bool(self.use)
        )

    @property
    def settled(self) -> bool:
        """Whether nobody has to do anything about the tag: it names one living concept, or is unknown and will be proposed."""
        return bool(self.concept) or (self.standing is Standing.UNKNOWN and self.fate is Unknowns.PROPOSED)


@dataclass(frozen=True, slots=True)
class Missing:
    """What a record lacks or has too much of: concepts of one scheme found, against the rule of the profile."""

    scheme: str
    found: int
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """What is said of one record; `complete` is true where no tag and no concept needs a hand and nothing is missing.

    `concepts` are the answers to the concepts that the record has by IRI (`tag` is the IRI), `unnamed` those of its concepts that have
    no preferred label in any language of the profile.
    """

    profile: str
    tags: tuple[TagAnswer, ...]
    missing: tuple[Missing, ...]
    complete: bool
    concepts: tuple[TagAnswer, ...] = ()
    unnamed: tuple[str, ...] = ()
