"""The names by which XMP carries rights: properties of PLUS (License Data Format 1.2.1) and how each holds its value."""

from enum import StrEnum

PLUS = "http://ns.useplus.org/ldf/xmp/1.0/"
PLUS_VOCABULARY = "http://ns.useplus.org/ldf/vocab/"
"""What the codes of PLUS's closed vocabularies begin with, such as `AL-CRP`."""


class Form(StrEnum):
    """How a property holds its value: one text, one text a language, a list, or a list of structures with a name."""

    TEXT = "text"
    LANGUAGES = "languages"
    LIST = "list"
    NAMES = "names"


FORMS = {
    "Licensor": Form.NAMES,
    "Licensee": Form.NAMES,
    "LicenseStartDate": Form.TEXT,
    "LicenseEndDate": Form.TEXT,
    "MediaConstraints": Form.LANGUAGES,
    "RegionConstraints": Form.LANGUAGES,
    "ProductOrServiceConstraints": Form.LANGUAGES,
    "ImageAlterationConstraints": Form.LIST,
    "ModelReleaseStatus": Form.TEXT,
    "PropertyReleaseStatus": Form.TEXT,
    "OtherConstraints": Form.LANGUAGES,
    "CreditLineRequired": Form.TEXT,
    "OtherLicenseRequirements": Form.LANGUAGES,
    "OtherLicenseInfo": Form.LANGUAGES,
    "LicensorTransactionID": Form.LIST,
    "DataMining": Form.TEXT,
}
"""The properties we write, by their names in PLUS; a structure of `NAMES` has one member, the property's name with `Name` behind it."""

PREFIX = "plus:"
"""What these properties begin with among the rights of an export (`ports.sink.Write`): "plus:LicenseEndDate"."""
