"""Licence texts in English, German and French to statements, by closed tables and strict grammars; never a guess."""

from thesaury.rights.parsing.context import Context
from thesaury.rights.parsing.parser import VERSION, parse

__all__ = ["VERSION", "Context", "parse"]
