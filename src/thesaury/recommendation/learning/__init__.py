"""Weights learned from what people did with recommendations, and how much better they are than those of the house, if they are.

pairs      what somebody chose before what he left, on the same list
fitting    weights that put such pairs in order, near those of the house
measuring  both sets of weights on later lists that neither has seen
"""

from thesaury.recommendation.learning.measuring import NEWEST, Measure, Share, Why, measured

__all__ = ["NEWEST", "Measure", "Share", "Why", "measured"]
