"""Rights in pictures and sidecars: what each property is about, and what of it may be a licence."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.contract.connectors.pictures import jpeg
from tests.contract.connectors.test_folder_reading import read
from tests.fakes.tools import lent
from thesaury.connectors.folder.licence_reading import FolderLicences, open_licences
from thesaury.connectors.folder.plus_fields import plus_fields
from thesaury.connectors.folder.source import open_source
from thesaury.model.asset import Licence
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.licensing import Statement
from thesaury.ports.licences import Field, Role
from thesaury.rights.deciding import Basis
from thesaury.rights.deciding.composing import as_restriction
from thesaury.rights.fields import stated
from thesaury.rights.vocabulary import shipped

needs_exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool")
VOCABULARY = "http://ns.useplus.org/ldf/vocab/"
PLUS = """<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description rdf:about='' xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/'
 xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'
 xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/' xmlns:stRef='http://ns.adobe.com/xap/1.0/sType/ResourceRef#'>{}</rdf:Description>
</rdf:RDF></x:xmpmeta>"""


def roles(*fields: tuple[str, str], embedded: bool = True, text: str = "") -> list[tuple[str, Role, str]]:
    (licence,), others = FolderLicences(embedded).read([Licence(text, fields)])
    assert others == ()
    assert licence.embedded is embedded
    return [(field.name, field.role, field.value) for field in licence.fields]


def found(path: Path, reader: str = "pillow") -> dict[str, str]:
    (licence,) = read(path, reader).licences
    return dict(licence.fields)


@pytest.mark.parametrize(
    ("name", "value", "role"),
    [
        ("LicenseStartDate", "2026-01-01", Role.VALID_FROM),
        ("LicenseEndDate", "2026-12-31", Role.VALID_UNTIL),
        ("MediaConstraints", "No billboards", Role.TEXT),
        ("RegionConstraints", "Worldwide excluding USA", Role.REGIONS),
        ("ProductOrServiceConstraints", "Zelt", Role.PRODUCT),
        ("OtherConstraints", "Web only", Role.TEXT),
        ("OtherConditions", "Web only", Role.TEXT),
        ("MediaSummaryCode", "|PLUS|V0121|U001|1IAK1UNA2BPP3PTA", Role.UNREAD),
        ("LicensorName", "Fennmoor", Role.LICENSOR),
        ("LicensorURL", "https://fennmoor.example", Role.NOTICE),
        ("LicenseeName", "Acme", Role.LICENSEE),
        ("EndUserName", "Acme", Role.UNREAD),
        ("LicensorTransactionID", "T-1", Role.TRANSACTION),
        ("CopyrightOwnerName", "Ada", Role.NOTICE),
        ("WebStatement", "https://rights.example", Role.NOTICE),
        ("EmbdEncRightsExprEncrightsexpr", "<policy/>", Role.UNREAD),
        ("Frobnication", "x", Role.UNREAD),
    ],
)
def test_every_property_is_about_something(name: str, value: str, role: Role):
    assert roles((name, value)) == [(name, role, value)]


def test_texts_come_first_and_whole():
    assert roles(("Marked", "True"), text="© Ada\nWeb only")[0] == ("text", Role.TEXT, "© Ada\nWeb only")


@pytest.mark.parametrize(
    "text",
    [
        "© 2026 Ada Fischer / Agency. All rights reserved.",
        "Copyright 2026 Mühle & Söhne, alle Rechte vorbehalten",
        "All Rights Reserved",
        "© Ada Fischer",
    ],
)
def test_a_notice_in_a_file_restricts_no_purchase_and_is_none(text: str):
    def told(embedded: bool) -> Statement:
        return stated(FolderLicences(embedded).read([Licence(text)])[0][0])[0]

    assert as_restriction(told(True), Basis()) is None
    assert not told(False).complete


def test_a_notice_hides_no_words_behind_it():
    (licence,), _ = FolderLicences().read([Licence("© 2026 Ada Fischer. All rights reserved. No billboards.")])
    limit = as_restriction(stated(licence)[0], Basis())
    assert limit is not None
    assert all("ooh" in found.channels.deny or found.unclear_axes for found in limit.terms)


def test_an_end_user_who_is_the_licensee_is_a_notice():
    assert roles(("LicenseeName", "Acme"), ("EndUserName", "Acme"))[1] == ("EndUserName", Role.NOTICE, "Acme")


@pytest.mark.parametrize("prefix", ["", VOCABULARY])
def test_codes_are_read_short_or_as_full_iris(prefix: str):
    assert roles(("CreditLineRequired", f"{prefix}CR-CAI")) == [("CreditLineRequired", Role.DUTIES, "attribution")]


def test_some_changes_forbidden_ask_a_person_and_all_of_them_forbid():
    name, codes = "ImageAlterationConstraints", ("AL-CRP", "AL-FLP", "AL-RET", "AL-CLR", "AL-DCL", "AL-MRG")
    assert roles((name, "AL-CRP; AL-FLP")) == [(name, Role.MODIFICATION, "minor")]
    assert roles((name, "; ".join(codes))) == [(name, Role.MODIFICATION, "prohibited")]
    assert (name, Role.UNREAD, "AL-XXX") in roles((name, "AL-CRP; AL-XXX"))


@pytest.mark.parametrize("embedded", [True, False])
@pytest.mark.parametrize("code", [code for code in plus_fields().codes["DataMining"] if "PROHIBITED" in code])
def test_every_prohibition_of_data_mining_denies_training(code: str, embedded: bool):
    assert roles(("DataMining", code), embedded=embedded) == [("DataMining", Role.DENIED_PURPOSES, "ai_training")]


def test_data_mining_that_is_allowed_allows_training_beside_the_ordinary_and_only_in_a_purchase():
    assert roles(("DataMining", "DMI-ALLOWED")) == [("DataMining", Role.NOTICE, "DMI-ALLOWED")]
    allowed = roles(("DataMining", "DMI-ALLOWED"), embedded=False)
    assert {role for _, role, _ in allowed} == {Role.PURPOSES}
    assert {value for _, _, value in allowed} == {"ai_training", *shipped().ordinary}
    assert roles(("DataMining", "DMI-UNSPECIFIED"), embedded=False)[0][1] is Role.NOTICE


def test_terms_that_stand_elsewhere_are_missing_only_where_the_file_is_the_purchase():
    terms = ("TermsAndConditionsURL", "https://terms.example")
    assert roles(terms)[0][1] is Role.NOTICE
    assert roles(terms, embedded=False)[0][1] is Role.UNREAD


def test_the_table_names_roles_and_our_own_words():
    table = plus_fields()
    values = {(role, value) for codes in table.codes.values() for role, value in codes.values()}
    assert {value for role, value in values if role in (Role.PURPOSES, Role.DENIED_PURPOSES)} <= shipped().purposes
    assert {value for role, value in values if role is Role.DUTIES} <= set(shipped().duties)
    assert set(table.ordinary) == shipped().ordinary


def test_what_the_files_are_is_a_setting_that_changes_how_they_are_read():
    def opened(**settings: str):
        return open_licences(Connection("c", "folder", (("path", "x"), *settings.items())), lent())

    assert opened().read([Licence("", (("Marked", "True"),))])[0][0].embedded
    assert not opened(licences_in_files="purchase").read([Licence("x")])[0][0].embedded
    assert opened().version != opened(licences_in_files="purchase").version
    with pytest.raises(Usage, match="embedded or purchase"):
        opened(licences_in_files="mine")
    with pytest.raises(Usage, match="embedded or purchase"):
        open_source(Connection("c", "folder", (("path", "x"), ("licences_in_files", "mine"))), lent())


@needs_exiftool
def test_both_readers_find_the_same_rights(tmp_path: Path):
    xmp = PLUS.format(
        f"<plus:DataMining>{VOCABULARY}DMI-PROHIBITED-AIMLTRAINING</plus:DataMining>"
        f"<plus:ImageAlterationConstraints><rdf:Bag><rdf:li>{VOCABULARY}AL-CRP</rdf:li><rdf:li>{VOCABULARY}AL-FLP</rdf:li></rdf:Bag>"
        "</plus:ImageAlterationConstraints>"
        f"<plus:CreditLineRequired>{VOCABULARY}CR-COI</plus:CreditLineRequired><photoshop:Credit>Ada Fischer</photoshop:Credit>"
        "<plus:RegionConstraints><rdf:Alt><rdf:li xml:lang='x-default'>DACH</rdf:li></rdf:Alt></plus:RegionConstraints>"
        "<plus:LicenseEndDate>2026-12-31T18:00:00+01:00</plus:LicenseEndDate>"
        "<Iptc4xmpExt:EmbdEncRightsExpr><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:EncRightsExpr>policy</Iptc4xmpExt:EncRightsExpr></rdf:li></rdf:Bag></Iptc4xmpExt:EmbdEncRightsExpr>"
    )
    jpeg(tmp_path / "a.jpg", xmp)
    assert found(tmp_path, "exiftool") == found(tmp_path)
    assert found(tmp_path) == {
        "DataMining": "DMI-PROHIBITED-AIMLTRAINING",
        "ImageAlterationConstraints": "AL-CRP; AL-FLP",
        "CreditLineRequired": "CR-COI",
        "CreditLine": "Ada Fischer",
        "RegionConstraints": "DACH",
        "LicenseEndDate": "2026-12-31T18:00:00+01:00",
        "EmbdEncRightsExprEncrightsexpr": "policy",
    }


@needs_exiftool
def test_what_exiftool_writes_is_read(tmp_path: Path):
    Image.new("L", (2, 2)).save(tmp_path / "a.jpg")
    tags = ("-XMP-plus:ModelReleaseStatus=None", "-XMP-plus:LicenseEndDate=2026:12:31", "-XMP-plus:Reuse=Repeat Use")
    subprocess.run(["exiftool", "-q", "-overwrite_original", *tags, tmp_path / "a.jpg"], check=True)
    told = {"LicenseEndDate": "2026-12-31", "ModelReleaseStatus": "MR-NON", "Reuse": "RE-REU"}
    assert found(tmp_path) == found(tmp_path, "exiftool") == told
    (licence,), _ = FolderLicences().read(read(tmp_path).licences)
    assert Field("ModelReleaseStatus", Role.MODEL_RELEASE, "none") in licence.fields
