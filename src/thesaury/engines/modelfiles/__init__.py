"""Trained models as files in a folder."""

from thesaury.engines.modelfiles.models import ModelFiles

__all__ = ["ModelFiles"]
