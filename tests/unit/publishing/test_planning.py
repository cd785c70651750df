"""Plans of publishing: what a feed asks for, what an object needs, and what is settled of a write nobody knows the end of."""

from dataclasses import replace

import pytest

from thesaury.model.concept import Label
from thesaury.model.publication import Held, Publication, PublicationState, Shown
from thesaury.model.publishing import Entry, Item, Reason, Topic
from thesaury.ports.publishing_target import Able
from thesaury.publishing.planning import Deed, intended, planned, renewed, unlisted
from thesaury.publishing.showing import shown_of

AT, LATER = "2026-12-01T08:00:00+00:00", "2026-12-02T08:00:00+00:00"
ITEM = Item(
    "a",
    "dam/1",
    titles=(Label("Tent", "en"), Label("Zelt", "de-AT")),
    captions=(Label("By the lake", "en"),),
    alts=(Label("A tent", ""),),
    creator="Ana",
    copyright="© Ana",
    topics=(Topic("https://t.example/b"), Topic("https://t.example/a")),
)
ENTRY = Entry("main", "a", ITEM, 7, AT, AT, "2026-12-31")
GONE = replace(ENTRY, reason=Reason.LICENCE_EXPIRED, since=AT, changed_at=LATER, sentence="It ended.")
ABLE = Able(frozenset({"title", "alt"}), replaces_files=True)
WANTED = Shown.of({"title": "Tent", "alt": "A tent"}, ("https://t.example/a",), "tag")


def known(**more: object) -> Publication:
    plain = Publication("web", "a", "main", "17", PublicationState.DONE, WANTED, WANTED, True)
    return replace(plain, **more)  # type: ignore[arg-type]


def held(live: bool = True, file: str = "tag", **texts: str) -> Held:
    return Held("a", "17", Shown.of({**WANTED.texts, **texts}, WANTED.concepts, file), live)


def test_what_is_shown_goes_by_what_a_system_holds():
    plain = shown_of(ITEM, "2026-12-31", ABLE, "en", "tag")
    assert plain == Shown.of({"title": "Tent", "alt": "A tent"}, ("https://t.example/a", "https://t.example/b"), "tag")
    every = Able(
        frozenset({"title", "alt", "caption", "credit", "copyright", "usage", "allowed_until"}),
        frozenset({"title", "alt"}),
    )
    assert shown_of(ITEM, "2026-12-31", every, "en").texts == {
        "title@en": "Tent",
        "title@de-AT": "Zelt",
        "alt@en": "A tent",
        "caption": "By the lake",
        "credit": "Ana",
        "copyright": "© Ana",
        "allowed_until": "2026-12-31",
    }
    some = replace(every, fields=frozenset({"title"}), localized=frozenset({"title"}), languages=("de", "fr"))
    assert shown_of(ITEM, "", some, "en").texts == {"title@de": "Zelt"}


def test_an_entry_asks_for_what_is_not_so_already():
    new = intended(None, "web", ENTRY, WANTED, LATER)
    assert new
    assert (new.state, new.wanted, new.needed_at, new.due_at) == (PublicationState.PENDING, WANTED, AT, LATER)
    assert intended(known(), "web", ENTRY, WANTED, LATER) is None
    assert intended(known(), "web", ENTRY, replace(WANTED, file="other"), LATER)
    assert intended(known(), "web", replace(ENTRY, channel="other"), WANTED, LATER)
    refused = known(state=PublicationState.REFUSED)
    assert intended(refused, "web", ENTRY, WANTED, LATER) is None


def test_a_withdrawn_entry_asks_for_the_end_of_what_is_there():
    assert intended(None, "web", GONE, None, LATER) is None
    gone = intended(known(), "web", GONE, None, LATER)
    assert gone
    assert (gone.wanted, gone.reason, gone.needed_at, gone.withdrawing) == (None, Reason.LICENCE_EXPIRED, AT, True)
    assert intended(gone, "web", GONE, None, LATER) is None
    assert unlisted(gone, "main", Reason.DELETED, "", LATER) is None
    again = intended(replace(gone, state=PublicationState.DONE, live=False), "web", ENTRY, WANTED, LATER)
    assert again
    assert (again.wanted, again.reason) == (WANTED, None)


@pytest.mark.parametrize(
    ("publication", "there", "deed"),
    [
        (known(), None, Deed.CREATE),
        (known(), held(), Deed.NOTHING),
        (known(wanted=replace(WANTED, file="new")), held(), Deed.CHANGE),
        (known(wanted=None, state=PublicationState.PENDING), held(), Deed.WITHDRAW),
        (known(wanted=None, state=PublicationState.PENDING), held(live=False), Deed.WITHDRAW),
        (known(wanted=None, state=PublicationState.PENDING), None, Deed.WITHDRAW),  # its file may be there still
        (known(wanted=None, state=PublicationState.PENDING, live=False), None, Deed.NOTHING),
        (known(wanted=None, live=False), held(live=False), Deed.NOTHING),
        (known(wanted=None, live=False), held(), Deed.WITHDRAW),
        (known(live=False), held(live=False), Deed.CHANGE),
        (known(), held(live=False), Deed.NOTHING),
    ],
)
def test_what_is_to_be_done_with_what_is_found_there(publication: Publication, there: Held | None, deed: Deed):
    assert planned(publication, there, ABLE).deed is deed


def test_what_was_withdrawn_comes_back_with_its_file_and_what_an_editor_hid_stays_hidden():
    back = planned(known(live=False), held(live=False), ABLE)
    assert (back.revive, back.merged.file) == (True, True)
    hidden = planned(known(), held(live=False), ABLE)
    assert (hidden.revive, hidden.kept) == (False, ("live",))


def test_a_file_that_cannot_be_replaced_is_said():
    what = planned(known(wanted=replace(WANTED, file="new")), held(), replace(ABLE, replaces_files=False))
    assert (what.deed, what.merged.file, what.dropped) == (Deed.NOTHING, False, ("file",))


def test_a_write_nobody_knows_the_end_of_is_settled_by_what_is_there():
    """Whether it took effect or not, nothing of it is taken for an editor's; and what an editor wrote since is."""
    tried = known(
        wanted=replace(WANTED, fields=(("alt", "A tent"), ("title", "Second"))), state=PublicationState.UNCERTAIN
    )
    third = Shown.of({"title": "Third", "alt": "A tent"}, WANTED.concepts, "tag")
    for there, changes, kept in (
        (held(), (("title", "Third"),), ()),
        (held(title="Second"), (("title", "Third"),), ()),
        (held(title="An editor's"), (), ("title",)),
    ):
        new = renewed(tried, there, ENTRY, third, LATER)
        assert (new.state, new.wanted) == (PublicationState.PENDING, third)
        what = planned(new, there, ABLE)
        assert (what.merged.fields, what.kept) == (changes, kept)
    assert renewed(tried, None, ENTRY, third, LATER).state is PublicationState.PENDING


def test_another_wish_waits_until_the_write_before_is_settled_but_an_end_does_not():
    tried = known(state=PublicationState.SENDING)
    other = intended(tried, "web", ENTRY, replace(WANTED, file="new"), LATER)
    assert other
    assert (other.state, other.wanted) == (PublicationState.UNCERTAIN, WANTED)
    back = intended(known(wanted=None, state=PublicationState.SENDING), "web", ENTRY, WANTED, LATER)
    assert back
    assert planned(back, held(live=False), ABLE).revive
    end = intended(tried, "web", GONE, None, LATER)
    assert end
    assert (end.state, end.withdrawing) == (PublicationState.PENDING, True)
