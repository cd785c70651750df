"""Tags and records checked against approved terms and a profile."""

from thesaury.governance.validating.validator import Validator

__all__ = ["Validator"]
