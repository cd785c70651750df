"""Is this document still fine? The pictures found in it against the rights and versions of today.

recognising  which assets they are                uses        what each is asked about
judging      how it stands with their rights      changing    whether these are those of then
replacing    what may stand in their place        describing  all of it as plain data, and as a table
"""

from thesaury.pipeline.checking_documents.checking import LONGEST, MOST, check
from thesaury.pipeline.checking_documents.describing import as_csv, described
from thesaury.pipeline.checking_documents.found import SOON, Checked, Found, Instead, State
from thesaury.pipeline.checking_documents.reading import FoundDocument, read_document

__all__ = [
    "LONGEST",
    "MOST",
    "SOON",
    "Checked",
    "Found",
    "FoundDocument",
    "Instead",
    "State",
    "as_csv",
    "check",
    "described",
    "read_document",
]
