"""The one way to check tags and records of a workspace, for interface, pages, commands and reports alike."""

from thesaury.pipeline.validating.ages import WordsAge, ages, told
from thesaury.pipeline.validating.asking import (
    Checked,
    RecordAsked,
    check_records,
    check_tags,
    profile_chooser,
    profile_named,
    properties_of,
)
from thesaury.pipeline.validating.keeper import ValidatorKeeper, keeper_of, validator_of
from thesaury.pipeline.validating.profiles import drop_profile, exchange_profile, keep_profile, read_profile

__all__ = [
    "Checked",
    "RecordAsked",
    "ValidatorKeeper",
    "WordsAge",
    "ages",
    "check_records",
    "check_tags",
    "drop_profile",
    "exchange_profile",
    "keep_profile",
    "keeper_of",
    "profile_chooser",
    "profile_named",
    "properties_of",
    "read_profile",
    "told",
    "validator_of",
]
