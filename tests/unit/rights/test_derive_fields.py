"""What licences of fields become: one record each, with the roles its fields were read by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from thesaury.model.asset import Asset, Licence, Record
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import Use
from thesaury.ports.licences import Field, FieldedLicence, Role
from thesaury.rights.deciding import decide_asset
from thesaury.rights.deciding.records import rights_in
from thesaury.rights.derive import derive
from thesaury.rights.keeping import confirmed

AT, LATER = "2026-11-28T10:00:00Z", "2026-11-29T10:00:00Z"
FIELDS = (("Where", "DE; AT"), ("How", "Website"), ("Until", "2027-03-31"))
ROLES = {"Where": Role.REGIONS, "How": Role.CHANNELS, "Until": Role.VALID_UNTIL}
USE = Use("website", ("DE",), date(2026, 6, 1))


@dataclass(frozen=True)
class Shelf:
    """Reads every licence by these roles; what it does not know goes to a person."""

    roles: dict[str, Role]
    embedded: bool = False
    version: str = "shelf/1"

    def read(self, licences: Sequence[Licence]) -> tuple[Sequence[FieldedLicence], Sequence[Licence]]:
        return [self._fielded(one) for one in licences], ()

    def _fielded(self, licence: Licence) -> FieldedLicence:
        fields = [Field(name, self.roles.get(name, Role.UNREAD), value) for name, value in licence.fields]
        return FieldedLicence((Field("text", Role.TEXT, licence.text), *fields), self.embedded)


def asset(*licences: Licence, connection: str = "dam") -> Asset:
    return Asset("a", (Record(connection, "1", "1", licences=licences),))


def known(*records: RightsRecord) -> dict[tuple[str, str], RightsRecord]:
    return {record.key: record for record in records}


def verdict(*records: RightsRecord, use: Use = USE) -> Verdict:
    return decide_asset("a", {"a": rights_in(records)}, use).verdict


def test_fields_become_one_record_with_text_fields_and_roles():
    derived = derive(asset(Licence("\u00a9 2026 Jane Doe", FIELDS)), {}, AT, {"dam": Shelf(ROLES)})
    [made] = derived.renewed
    assert (made.key, made.status, made.source.text) == (("dam/1", "0"), PolicyStatus.COMPLETE, "\u00a9 2026 Jane Doe")
    assert (made.source.fields, made.source.roles) == (FIELDS, ("regions", "channels", "valid_until"))
    assert verdict(made) is Verdict.PERMIT
    [policy] = derived.policies
    assert (policy.unresolved, policy.fields) == ((), FIELDS)


def test_the_same_fields_again_are_no_new_version():
    [made] = derive(asset(Licence("", FIELDS)), {}, AT, {"dam": Shelf(ROLES)}).renewed
    assert derive(asset(Licence("", FIELDS)), known(made), LATER, {"dam": Shelf(ROLES)}).renewed == ()


def test_somebody_who_says_what_a_field_is_about_completes_what_waited():
    unread = {name: role for name, role in ROLES.items() if name != "Until"}
    [before] = derive(asset(Licence("", FIELDS)), {}, AT, {"dam": Shelf(unread)}).renewed
    assert (before.status, verdict(before)) == (PolicyStatus.NEEDS_REVIEW, Verdict.NEEDS_REVIEW)
    [after] = derive(asset(Licence("", FIELDS)), known(before), LATER, {"dam": Shelf(ROLES)}).renewed
    assert (after.version, after.status, verdict(after)) == (2, PolicyStatus.COMPLETE, Verdict.PERMIT)


def test_what_a_person_confirmed_stays_when_a_field_gets_another_role():
    [before] = derive(asset(Licence("", FIELDS)), {}, AT, {"dam": Shelf(ROLES)}).renewed
    sure = confirmed(before, before.statement, "ana", AT)
    assert derive(asset(Licence("", FIELDS)), known(sure), LATER, {"dam": Shelf({})}).renewed == ()


def test_what_stands_in_the_file_restricts_and_is_not_enough():
    [bought] = derive(asset(Licence("All media, worldwide, perpetual.")), {}, AT).renewed
    file = asset(Licence("", FIELDS), connection="files")
    [inside] = derive(file, {}, AT, {"files": Shelf(ROLES, embedded=True)}).renewed
    inside = replace(inside, source=replace(inside.source, record="dam/1", place="file"))
    assert inside.source.embedded
    assert verdict(inside) is Verdict.NEEDS_REVIEW
    assert verdict(bought, inside) is Verdict.PERMIT
    elsewhere = replace(USE, regions=("US",))
    assert (verdict(bought, use=elsewhere), verdict(bought, inside, use=elsewhere)) == (Verdict.PERMIT, Verdict.DENY)


def test_a_licence_that_moves_into_the_file_is_another_version():
    [before] = derive(asset(Licence("", FIELDS)), {}, AT, {"dam": Shelf(ROLES)}).renewed
    [after] = derive(asset(Licence("", FIELDS)), known(before), LATER, {"dam": Shelf(ROLES, embedded=True)}).renewed
    assert (after.version, after.source.embedded) == (2, True)
