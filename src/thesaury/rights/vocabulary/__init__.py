"""The words rights are stated in: channels, purposes, parties, limits, duties and regions, read from tables people can change."""

from thesaury.rights.vocabulary.regions import Cover, Regions
from thesaury.rights.vocabulary.tables import Duty, LimitKind, Names, Tables, read_tables, shipped

__all__ = ["Cover", "Duty", "LimitKind", "Names", "Regions", "Tables", "read_tables", "shipped"]
