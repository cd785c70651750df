"""The pictures of the demo brand: flat scenes composed in code, drawn as SVG and rendered to JPEG."""

from thesaury.sandbox.scenes.metadata import EmbeddedMetadata, embed
from thesaury.sandbox.scenes.palette import PALETTES
from thesaury.sandbox.scenes.render import render
from thesaury.sandbox.scenes.scene import MOTIFS, SHAPES, Scene, draw

__all__ = ["MOTIFS", "PALETTES", "SHAPES", "EmbeddedMetadata", "Scene", "draw", "embed", "render"]
