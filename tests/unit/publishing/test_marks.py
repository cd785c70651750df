"""What files say of themselves."""

from thesaury.model.concept import Label
from thesaury.model.publishing import Entry, Item, Topic
from thesaury.publishing.marks import marks_of

_TOPIC = Topic("https://words.example/glass", labels=(Label("Glass", "en"), Label("Glas", "de")))
_ITEM = Item(
    "a-1",
    "dam/1",
    titles=(Label("A bottle", "en"), Label("Eine Flasche", "de")),
    captions=(Label("A bottle on a table", "en"),),
    alts=(Label("Green bottle", "en"),),
    creator="Eva Maier",
    credit="Eva Maier / Example",
    copyright="© Example",
    licence="https://example.org/licence",
    acquire="https://example.org/buy",
    usage="Editorial use only.",
    topics=(_TOPIC,),
)


def test_marks_are_in_the_language_asked_for_else_in_the_first() -> None:
    marks = marks_of(_ITEM, Entry("web", "a-1", _ITEM, allowed_until="2027-03-31"), "de")
    assert (marks.title, marks.description, marks.alt) == ("Eine Flasche", "A bottle on a table", "Green bottle")
    assert marks.concepts == (("https://words.example/glass", "Glas"),)
    assert (marks.expires, marks.creator, marks.usage) == ("2027-03-31", "Eva Maier", "Editorial use only.")
    assert (marks.licence, marks.acquire) == ("https://example.org/licence", "https://example.org/buy")


def test_what_nobody_says_stays_empty() -> None:
    item = Item("a-2", "dam/2")
    marks = marks_of(item, Entry("web", "a-2", item))
    assert (marks.title, marks.expires, marks.concepts) == ("", "", ())


def test_no_language_is_named_that_the_words_are_not_in() -> None:
    item = Item("a-3", "dam/3", titles=(Label("Le phare", "fr"),), captions=(Label("Le phare, le soir", "fr"),))
    assert marks_of(item, Entry("web", "a-3", item), "de").language == "fr"
    both = Item("a-4", "dam/4", titles=(Label("Le phare", "fr"),), captions=(Label("Der Leuchtturm", "de"),))
    assert marks_of(both, Entry("web", "a-4", both), "de").language == ""
