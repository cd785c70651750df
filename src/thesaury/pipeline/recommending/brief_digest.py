"""What a brief is called in feedback on its recommendations."""

import json
from hashlib import sha256

from thesaury.model.brief import Brief


def digest_of(brief: Brief) -> str:
    """What names a brief in feedback: another text, or other concepts, are another brief."""
    concepts = sorted((one.concept, one.wanting.value) for one in brief.concepts)
    told = json.dumps([brief.text, brief.campaign, concepts], ensure_ascii=False)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
