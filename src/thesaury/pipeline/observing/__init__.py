"""What is kept for analysis when somebody searches, looks at an asset or takes its file: never who it was, and never in his way."""

from thesaury.pipeline.observing.forgetting import forget_searches
from thesaury.pipeline.observing.observer import Observer
from thesaury.pipeline.observing.sessions import API, COMMAND, PORTAL, Asker, Sessions, team_of

__all__ = ["API", "COMMAND", "PORTAL", "Asker", "Observer", "Sessions", "forget_searches", "team_of"]
