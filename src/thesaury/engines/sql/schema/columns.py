"""What all tables share."""

from sqlalchemy import MetaData, Text
from sqlalchemy.dialects.postgresql import TEXT as POSTGRESQL_TEXT

metadata = MetaData()

Ordered = Text().with_variant(POSTGRESQL_TEXT(collation="C"), "postgresql")
"""Text that sorts by code point in every database, as Python sorts it."""
