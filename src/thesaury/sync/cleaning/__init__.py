"""Cleaning up tags in the systems: what would be written at each record, and what takes it back."""

from thesaury.sync.cleaning.planned import Planned
from thesaury.sync.cleaning.replacing import Replacing
from thesaury.sync.cleaning.restoring import Restoring
from thesaury.sync.cleaning.system import System

__all__ = ["Planned", "Replacing", "Restoring", "System"]
