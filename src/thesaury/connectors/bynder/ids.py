"""The two spellings of ids: 8-4-4-16 in upper case for assets, 8-4-4-4-12 in lower case for the newer interfaces."""

import re

_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)


def normalised(id_: str) -> str:
    """The 32 digits in lower case by which ids are compared; an empty string for what is no id."""
    return id_.replace("-", "").lower() if _ID.fullmatch(id_.strip()) else ""


def asset_shape(id_: str) -> str:
    """The spelling the asset interfaces take; an empty string for what is no id."""
    digits = normalised(id_.strip()).upper()
    return digits and f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:]}"


def rfc_shape(id_: str) -> str:
    """The spelling `/api/1` takes; what is no id is left as it is, for the portal to refuse."""
    digits = normalised(id_.strip())
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}" if digits else id_
