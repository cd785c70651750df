"""The one place that names adapters: makes, finds and opens workspaces on the embedded engines.

`engines` has what a workspace runs on, `systems` what its connections lead to, `annotators` who reads its assets; `workspace` is all
of it, in one directory.
"""

from thesaury.bootstrap.annotators import in_bulk, lookout_over
from thesaury.bootstrap.embedding import embedder_at, fetch_model, fetched_embedding_models, user_cache
from thesaury.bootstrap.files import write_rdf
from thesaury.bootstrap.finding import find_workspace
from thesaury.bootstrap.searching import search_tools
from thesaury.bootstrap.systems import connector, connectors
from thesaury.bootstrap.workspace import EmbeddedWorkspace, init_workspace, open_workspace

__all__ = [
    "EmbeddedWorkspace",
    "connector",
    "connectors",
    "embedder_at",
    "fetch_model",
    "fetched_embedding_models",
    "find_workspace",
    "in_bulk",
    "init_workspace",
    "lookout_over",
    "open_workspace",
    "search_tools",
    "user_cache",
    "write_rdf",
]
