"""How many pictures there are and what they show: captions, which neither allow nor bound a use."""

from collections.abc import Sequence

from thesaury.rights.parsing.asides import ENDS, PICTURES, stretch_end, words_in
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import Found, Kind


def counted(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """ "The 14 final images", "nine pictures": how many there are, not how many of them may be used."""
    first = tokens[clause[at].first]
    if clause[at].after != clause[at].first + 1 or not (
        clause[at].kind is Kind.NUMBER or first.text in words_in("counts")
    ):
        return at
    if any(token.text in words_in("bounding") for token in tokens[max(0, clause[at].first - 2) : clause[at].first]):
        return at
    end = at + 1
    while end < len(clause) and tokens[clause[end].first].text in words_in("finished"):
        end += 1
    if end == len(clause) or tokens[clause[end].after - 1].text not in words_in("counted"):
        return at
    if clause[end].kind not in PICTURES or _bounded(clause, end, tokens):
        return at
    begin = next((i + 1 for i in range(at - 1, -1, -1) if clause[i].kind in ENDS), 0)
    whole = at > 0 and tokens[clause[at - 1].after - 1].text in words_in("all_of_them")
    if not whole and any(f.kind is Kind.ALLOWED or tokens[f.first].text in words_in("using") for f in clause[begin:at]):
        return at
    following = end + 1 == len(clause) or clause[end + 1].kind in (Kind.COMMA, Kind.BREAK)
    titled = end + 1 < len(clause) and tokens[clause[end + 1].first].text == "("
    return end if whole or following or titled else at


def _bounded(clause: Sequence[Found], end: int, tokens: Sequence[Token]) -> bool:
    behind = tokens[clause[end].after : clause[end].after + 2]
    return any(token.text in words_in("bounding") for token in behind)


def shown(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """ "The lighthouse photo"."""
    f = clause[at]
    if f.kind is not Kind.UNKNOWN or tokens[f.first].text not in words_in("shown") or at + 1 == len(clause):
        return at
    picture = clause[at + 1]
    known = picture.kind in PICTURES and tokens[picture.after - 1].text in words_in("counted")
    return at + 1 if known else at


def caption(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """ "Subject: kitchen knives on oak": behind a word that has a caption, or in the line of a job, in words of things that are shown."""
    headed = next((tokens[f.first].text for f in clause if tokens[f.first].kind == "word"), "")
    begin = at
    if headed not in words_in("captions") | words_in("papers"):
        return at
    if (
        tokens[clause[at].first].text in words_in("captions")
        and at + 1 < len(clause)
        and clause[at + 1].kind is Kind.COLON
    ):
        begin = at + 2
        while (
            begin + 1 < len(clause)
            and clause[begin + 1].kind is Kind.COLON
            and tokens[clause[begin].first].text in words_in("answered")
        ):
            begin += 2
    elif not at or clause[at - 1].kind is not Kind.COMMA:
        return at
    end = stretch_end(clause, begin)
    words = [token.text for f in clause[begin:end] for token in tokens[f.first : f.after]]
    known = words_in("shown") | words_in("beside_shown") | words_in("counted")
    telling = (words_in("shown") - words_in("doubtful")) | words_in("caption_heads")
    return end if not telling.isdisjoint(words) and known.issuperset(words) else at
