"""Placements recorded once, with their rights and their usage; what people thought of what was recommended; and what both say of the past.

recording  a placement, with the decision on its use        reporting  placements told to the systems that want to know
liking     feedback on recommendations                      past       usage and learned weights, for recommendations
"""

from thesaury.pipeline.placing.liking import like, measure, unlike
from thesaury.pipeline.placing.past import past_of
from thesaury.pipeline.placing.recording import Placed, place, place_told, wanted
from thesaury.pipeline.placing.reporting import ToldPlacements, report, report_if_wanted, wants_placements

__all__ = [
    "Placed",
    "ToldPlacements",
    "like",
    "measure",
    "past_of",
    "place",
    "place_told",
    "report",
    "report_if_wanted",
    "unlike",
    "wanted",
    "wants_placements",
]
