"""The brand terms of a workspace: how they are kept and shown, and what a change of them touches."""

from thesaury.pipeline.brand.keeping import (
    bring_into_force,
    change_term,
    drop_terms,
    keep_terms,
    read_table,
    thesaurus_as_it_came,
)

__all__ = ["bring_into_force", "change_term", "drop_terms", "keep_terms", "read_table", "thesaurus_as_it_came"]
