"""What the fields of a client's table or DAM hold: counted while the rows go by, in memory that does not grow with them."""

from thesaury.onboarding.profiling.profile import FieldProfile, Profiler, profiled
from thesaury.onboarding.profiling.readings import readings_of
from thesaury.onboarding.profiling.records import cells_of
from thesaury.onboarding.profiling.shapes import Shape

__all__ = ["FieldProfile", "Profiler", "Shape", "cells_of", "profiled", "readings_of"]
