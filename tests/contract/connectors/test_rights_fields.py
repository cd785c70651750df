"""Fields of rights on their way into a record: what the setting `rights` names is in the licence, with one value each."""

from typing import Any, cast

from thesaury.connectors.brandfolder import mapping as brandfolder
from thesaury.connectors.bynder import mapping as bynder
from thesaury.connectors.bynder.catalog import metaproperties
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.knowledge import Knowledge
from thesaury.connectors.cloudinary import mapping as cloudinary
from thesaury.connectors.manifest import manifests
from thesaury.connectors.table import mapping as table
from thesaury.model.asset import Asset, Record
from thesaury.model.connection import Connection
from thesaury.model.licensing import Statement
from thesaury.model.rights_record import RightsRecord
from thesaury.ports.licences import LicenceReader
from thesaury.ports.source import Tools
from thesaury.rights.derive import derive

AT = "2026-11-28T10:00:00Z"
RIGHTS = "Regions=regions; Channels=channels; Expiry=valid_until"


def stated(name: str, record: Record, rights: str = RIGHTS, **settings: str) -> Statement:
    told = (("rights", rights), *settings.items()) if rights else tuple(settings.items())
    reader = cast(LicenceReader, manifests()[name].factory("licences")(Connection("c", name, told), cast(Tools, None)))
    [made] = derive(Asset("a", (record,)), dict[tuple[str, str], RightsRecord](), AT, {"c": reader}).renewed
    return made.statement


def test_metaproperties_of_bynder_by_the_labels_of_their_options():
    payload: dict[str, Any] = {
        "asset": {"id": "A", "copyright": "© Jane Doe", "limited": 0, "isPublic": 1, "property_usage_regions": ["r1", "r2"],
                  "property_Channels": ["Web"], "property_Expiry": "31.12.2026", "property_other": "x"},
        "labels": {"usage_regions": {"r1": "Germany", "r2": "Österreich"}},
        "rights": {"usage_regions": "Regions", "Channels": "Channels", "Expiry": "Expiry"},
    }  # fmt: skip
    record = bynder.record("c", payload)
    assert record.licences[0].fields[2:] == (
        ("Regions", "Germany"), ("Regions", "Österreich"), ("Channels", "Web"), ("Expiry", "31.12.2026"),
    )  # fmt: skip
    statement = stated("bynder", record, portal="brand.example")
    assert (statement.complete, statement.terms[0].regions.allow) == (True, ("DE", "AT"))
    without = bynder.record("c", {**payload, "rights": {}})
    assert without.etag != record.etag
    assert not stated("bynder", without, portal="brand.example").terms


def test_a_flag_of_bynder_that_is_on_needs_a_person_unless_the_connection_says_what_it_means():
    record = bynder.record("c", {"asset": {"id": "A", "copyright": "All media, worldwide, perpetual.", "limited": 1}})
    assert [one.words for one in stated("bynder", record, "", portal="b.example").unresolved] == ["limited: true"]
    assert stated("bynder", record, "limited=prohibited", portal="b.example").prohibit_all
    assert stated("bynder", record, "limited=notice", portal="b.example").complete


def test_a_name_in_the_setting_that_no_metaproperty_has_is_complained_of():
    known = Knowledge(cast(BynderApi, None), "en")
    told = {"Usage_regions": {"id": "1", "name": "Usage_regions", "label": "Usage regions", "options": []}}
    known.__dict__["metaproperties"] = metaproperties(told)
    assert known.rights(["Usage regions", "Expirey"]) == ({"Usage_regions": "Usage regions"}, ["Expirey"])
    [(_, words)] = known.complaints
    assert "Expirey" in words
    asset = {"id": "A", "copyright": "All media, worldwide, perpetual."}
    record = bynder.record("c", {"asset": asset, "missing": ["Expirey"]})
    statement = stated("bynder", record, "Expirey=valid_until", portal="b.example")
    assert [one.words for one in statement.unresolved] == ["Expirey: (there is no such field)"]


def test_custom_fields_of_brandfolder_and_its_availability():
    values = [("Regions", "DACH"), ("Channels", "Web"), ("Colour", "red")]
    included = [
        {"id": f"v{n}", "type": "custom_field_values", "attributes": {"key": key, "value": value}}
        for n, (key, value) in enumerate(values)
    ]
    near = {str(n): {"data": {"type": one["type"], "id": one["id"]}} for n, one in enumerate(included)}
    given = {"name": "Jar", "availability": "published", "availability_end": "2026-12-31T22:59:59.000Z"}
    asset = {"id": "a-1", "type": "generic_files", "attributes": given, "relationships": near}
    payload = {"asset": asset, "included": included, "rights": ("Regions", "Channels")}
    record = brandfolder.record("c", payload)
    assert [name for name, _ in record.licences[0].fields] == [
        "availability",
        "availability_end",
        "Regions",
        "Channels",
    ]
    statement = stated("brandfolder", record)
    assert (statement.complete, statement.terms[0].channels.allow) == (True, ("website",))
    for availability, stopped in (("expired", True), ("unpublished", False), ("", False)):
        other = brandfolder.record(
            "c", {**payload, "asset": {**asset, "attributes": {**given, "availability": availability}}}
        )
        assert stated("brandfolder", other).prohibit_all is stopped
        assert not stated("brandfolder", other).unresolved or not stopped
        assert not stated("brandfolder", other).complete or stopped


def test_metadata_of_cloudinary_by_label_or_external_id_in_words():
    definitions = [
        {
            "external_id": "reg",
            "label": "Regions",
            "type": "set",
            "datasource": {"values": [{"external_id": "1", "value": "France"}]},
        },
        {"external_id": "Channels", "label": "Where it may be used", "type": "string"},
        {"external_id": "end", "label": "Expiry", "type": "date"},
    ]
    metadata = {"reg": ["1"], "Channels": "print", "end": "2026-12-31"}
    payload = {
        "asset": {"asset_id": "A", "metadata": metadata},
        "fields": definitions,
        "rights": ("Regions", "Channels", "Expiry"),
    }
    record = cloudinary.record("c", payload)
    assert record.licences[0].fields == (("Regions", "France"), ("Channels", "print"), ("Expiry", "2026-12-31"))
    assert stated("cloudinary", record, cloud_name="x").complete
    hidden = {**payload, "asset": {"asset_id": "A", "metadata": metadata, "access_control": [{"access_type": "token"}]}}
    assert not stated("cloudinary", cloudinary.record("c", hidden), cloud_name="x").complete


def test_licence_columns_of_a_table_that_bear_the_names_of_roles():
    columns = {
        "Text": "licence",
        "R": "licence.regions",
        "C": "licence.channels",
        "E": "licence.valid_until",
        "N": "licence.Note",
    }
    cells = {"Text": "No social media", "R": "DE; AT", "C": "Website; Newsletter", "E": "31.12.2026"}
    payload = {"line": 1, "id": "1", "etag": "e", "mapping": columns, "language": "", "file": None}
    statement = stated("table", table.record("c", {**payload, "cells": cells}), "", path="x.csv")
    assert statement.complete
    assert (statement.terms[0].regions.allow, statement.terms[0].channels.deny) == (("DE", "AT"), ("social",))
    noted = table.record("c", {**payload, "cells": {**cells, "N": "ask Jane"}})
    assert [one.words for one in stated("table", noted, "", path="x.csv").unresolved] == ["Note: ask Jane"]
    assert stated("table", noted, "Note=notice", path="x.csv").complete
