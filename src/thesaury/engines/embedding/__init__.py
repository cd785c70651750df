"""Embedding models by onnxruntime, from a folder in the form that model hubs use, and vectors kept in a file.

`fetching` brings such a folder from a hub; nothing else here uses a network. Its packages come with `pip install thesaury[vectors]`.
"""

from thesaury.engines.embedding.fetched import fetched_model, fetched_models
from thesaury.engines.embedding.folder import model_folder
from thesaury.engines.embedding.kept import KeptVectors
from thesaury.engines.embedding.model import OnnxEmbedder

__all__ = ["KeptVectors", "OnnxEmbedder", "fetched_model", "fetched_models", "model_folder"]
