"""Bulk annotation over several processes of this machine, with the same result as in one."""

from thesaury.engines.pool.annotator import PooledAnnotator
from thesaury.engines.pool.processors import spare_processors

__all__ = ["PooledAnnotator", "spare_processors"]
