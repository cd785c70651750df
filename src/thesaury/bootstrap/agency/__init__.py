"""Agencies: one directory with a workspace for each client, one directory of people, and a workspace of its own words.

No function below `web` and `cli` takes the name of a client: what a room works on is the workspace that is opened here.
"""

from thesaury.bootstrap.agency.agency import Agency, find_agency, init_agency, open_agency

__all__ = ["Agency", "find_agency", "init_agency", "open_agency"]
