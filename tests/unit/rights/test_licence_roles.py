"""What each connector says its fields are about, and the setting `rights` that says it for the fields of a client."""

from typing import cast

import pytest

from thesaury.connectors.licence_roles import begun, configured, marked
from thesaury.connectors.manifest import manifests
from thesaury.model.asset import Licence
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.licences import Field, FieldedLicence, LicenceReader, Role
from thesaury.ports.source import Tools

NEEDED = {"bynder": (("portal", "brand.example"),)}


def reader(name: str, rights: str = "") -> LicenceReader:
    settings = (*NEEDED.get(name, ()), *((("rights", rights),) if rights else ()))
    made = manifests()[name].factory("licences")(Connection("dam", name, settings), cast(Tools, None))
    return cast(LicenceReader, made)


def read(name: str, licence: Licence, rights: str = "") -> dict[str, Role]:
    [found], left = reader(name, rights).read([licence])
    assert isinstance(found, FieldedLicence)
    assert not left
    assert not found.embedded
    return {field.name: field.role for field in found.fields}


@pytest.mark.parametrize(
    ("name", "fields", "roles"),
    [
        ("bynder", {"limited": "true", "archive": "false", "watermarked": "true", "isPublic": "true"},
         [Role.UNREAD, Role.NOTICE, Role.UNREAD, Role.NOTICE]),
        ("bynder", {"limitedDate": "2026-12-31T00:00:00Z", "datePublished": "2026-01-01T00:00:00Z"}, [Role.UNREAD, Role.NOTICE]),
        ("brandfolder", {"availability": "published", "availability_start": "2026-01-01", "availability_end": "2027-01-01"},
         [Role.NOTICE, Role.VALID_FROM, Role.VALID_UNTIL]),
        ("brandfolder", {"availability": "expired"}, [Role.PROHIBITED]),
        ("brandfolder", {"availability": "unpublished"}, [Role.UNREAD]),
        ("brandfolder", {"availability": "pending approval"}, [Role.UNREAD]),
        ("brandfolder", {"availability": "unknown"}, [Role.UNREAD]),
        ("cloudinary", {"moderation_status": "approved", "access_type": "anonymous", "start": "2026-01-01", "end": "2027-01-01"},
         [Role.NOTICE, Role.NOTICE, Role.UNREAD, Role.UNREAD]),
        ("cloudinary", {"moderation_status": "rejected", "access_type": "token"}, [Role.UNREAD, Role.UNREAD]),
        ("table", {"regions": "DE", "valid_until": "2027-01-01", "licensee": "ACME", "is_editorial_use": "yes", "Odd": "x"},
         [Role.REGIONS, Role.VALID_UNTIL, Role.LICENSEE, Role.PURPOSES, Role.UNREAD]),
        ("smintio", {"region": "DE", "channel": "Web", "expiry": "2027-01-01", "permitted_use": "print", "editorial": "true",
                     "licensee": "ACME", "publishUntil": "2027-01-01", "fileMetadata.credit": "Jane"},
         [Role.REGIONS, Role.CHANNELS, Role.VALID_UNTIL, Role.TEXT, Role.PURPOSES, Role.LICENSEE, Role.UNREAD, Role.NOTICE]),
    ],
)  # fmt: skip
def test_what_a_connector_knows(name: str, fields: dict[str, str], roles: list[Role]):
    assert list(read(name, Licence("", tuple(fields.items()))).values()) == roles


@pytest.mark.parametrize("name", ["bynder", "brandfolder", "cloudinary", "table", "smintio"])
def test_the_setting_comes_before_what_a_connector_knows_and_is_another_version(name: str):
    licence = Licence("© Jane", (("Usage regions", "DE"), ("limited", "true")))
    assert read(name, licence)["Usage regions"] is Role.UNREAD
    rights = "Usage regions=regions; limited=prohibited"
    assert read(name, licence, rights) == {
        "text": Role.TEXT,
        "Usage regions": Role.REGIONS,
        "limited": Role.PROHIBITED,
    }
    versions = {reader(name, told).version for told in ("", rights, "Usage regions=denied_regions")}
    assert len(versions) == 3
    assert reader(name, '{"Usage regions": "regions", "limited": "prohibited"}').version in versions


def test_an_editorial_switch_is_read_as_its_purpose_and_keeps_what_it_does_not_know():
    for name, field in (("table", "is_editorial_use"), ("smintio", "editorial")):
        for value, wanted in (("true", "editorial"), ("perhaps", "perhaps")):
            [found], _ = reader(name).read([Licence("", ((field, value),))])
            assert isinstance(found, FieldedLicence)
            assert [one.value for one in found.fields] == [wanted]


@pytest.mark.parametrize("rights", ["Expiry", "Expiry=ends", "=regions", '{"Expiry": "ends"}', "{", '{"Expiry": null}'])
def test_a_wrong_setting_is_refused_with_the_roles_there_are(rights: str):
    with pytest.raises(Usage, match="rights of dam"):
        configured(Connection("dam", "bynder", (("rights", rights),)))
    if rights == "Expiry=ends":
        with pytest.raises(Usage, match="the roles are text, channels, denied_channels, regions"):
            configured(Connection("dam", "bynder", (("rights", rights),)))


def test_names_may_hold_an_equals_sign_and_capitals_of_roles_do_not_count():
    found = configured(Connection("dam", "table", (("rights", "a=b=Regions;Expiry = VALID_UNTIL"),)))
    assert found == {"a=b": Role.REGIONS, "Expiry": Role.VALID_UNTIL}
    assert Field("a=b", found["a=b"], "DE").role is Role.REGIONS


def test_a_pass_begins_anew_where_the_setting_names_other_fields():
    named = ("Usage regions", "Expiry")
    assert marked('{"a": 1}', ()) == '{"a": 1}'
    kept = marked('{"a": 1}', named)
    assert begun(kept, ("Expiry", "Usage regions")) == begun('{"a": 1}', ()) == '{"a": 1}'
    assert [begun(kept, other) for other in ((), ("Expiry",), (*named, "More"))] == ["", "", ""]
    assert begun('{"a": 1}', named) == begun("", named) == ""
