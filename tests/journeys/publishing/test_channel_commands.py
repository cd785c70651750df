"""Channels by the real commands: made, shown, refreshed, approved for, and read by keys."""

import json
from contextlib import closing
from dataclasses import replace

from thesaury.bootstrap import open_workspace
from thesaury.model.asset import File
from thesaury.model.licensing import WORLD, Selection, Statement, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.ports.source import Page

FREE = Statement(terms=(Term(Selection(("*",)), Selection((WORLD,)), perpetual=True),))


def test_a_channel_by_commands(thesaury, synced):
    def told(*args: object) -> object:
        return json.loads(thesaury("channel", *args, "--json", cwd=synced).stdout)

    def refused(*args: object) -> str:
        done = thesaury("channel", *args, cwd=synced, ok=False)
        assert done.returncode not in (0, 1)
        return str(done.stderr)

    assert told("list") == []
    assert "Make one with" in thesaury("channel", "list", cwd=synced).stderr
    assert "Make one with" in thesaury("channel", "refresh", cwd=synced).stderr
    assert "none yet" in refused("show", "website")
    assert "website" in refused("put", "website", "--use", "fax")
    assert "'XX'" in refused("put", "website", "--market", "XX")
    assert "small letters" in refused("put", "Web Site")
    options = ("--market", "de", "--market", "AT", "--language", "de", "--concepts", "0", "--title", "Läden <b>")
    assert told("put", "website", *options, "--dry-run")["dry_run"]
    assert told("list") == []
    assert told("put", "website", *options)["channel"]["markets"] == ["DE", "AT"]
    assert told("put", "website", "--market", "DE")["channel"]["languages"] == ["de"]

    with closing(open_workspace(synced)) as opened:
        held = opened.catalogue.records.records("assets", "", 100)
        made = [replace(one, etag="2", file=File(f"{one.external_id}.jpg", "image/jpeg")) for _, one in held]
        opened.catalogue.records.store_read("assets", Page(tuple(made), "", True))
        sources = [RightsSource(one.key, "0", "free") for one in made]
        current = {one.source.record: one.version for one in opened.catalogue.rights.current([one.key for one in made])}
        opened.catalogue.rights.put(
            [
                RightsRecord(one, current.get(one.record, 0) + 1, FREE, PolicyStatus.COMPLETE, "p", "2026-01-01")
                for one in sources
            ]
        )
    count = len(made)
    shown = told("show", "website")
    [unknown] = shown["survey"]["reasons"]
    assert (shown["survey"]["qualifying"], unknown["reason"], unknown["assets"]) == (count, "rights_unknown", 2)
    assert f"{count} of {count + 2} assets qualify" in thesaury("channel", "show", "website", cwd=synced).stdout
    assert told("refresh", "website")["website"]["published"] == count
    assert told("refresh")["website"] == {"published": 0, "changed": 0, "withdrawn": 0, "unchanged": 0}

    [said] = told("revoke", made[0].key, "--channel", "website", "--note", "No release")
    assert (said["approved"], said["note"]) == (False, "No release")
    assert (told("list")[0]["published"], told("list")[0]["withdrawn"]) == (count - 1, 1)
    assert "approval_withdrawn" in thesaury("channel", "show", "website", cwd=synced).stdout
    told("approve", made[0].key, "--channel", "website")
    told("revoke", made[0].key, "--every")
    assert told("list")[0]["published"] == count - 1
    assert "--channel NAME, or --every" in refused("revoke", made[0].key)
    assert "no asset 'nobody'" in refused("approve", "nobody", "--every")

    key = told("key", "website", "shop")["key"]
    assert [one["name"] for one in told("keys", "website")] == ["shop"]
    assert key not in thesaury("channel", "keys", "website", cwd=synced).stdout
    told("drop-key", "website", "shop")
    assert "no key 'shop'" in refused("drop-key", "website", "shop")

    assert told("drop", "website", "--dry-run")["dropped"] is False
    assert told("drop", "website")["dropped"]
    assert told("list") == []
