"""Function words of the common languages: a label that is only one of them never speaks for a concept."""

_ENGLISH = """a about after all also an and any are as at be been before being between both but by can could did do does during
each for from further had has have having he her here him his how i if in into is it its itself me more most must my no nor not of
off on once only or other our out over own per same she should so some such than that the their them then there these they this
those through to too under until up upon us very via was we were what when where which while who whom why will with without would
you your"""
_GERMAN = """aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist da damit dann
das dass dein dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines
er es etwas euch euer für gegen hat hatte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede
jedem jeden jeder jedes jene kann kein keine können man mein mit muss nach nicht nichts noch nun nur ob oder ohne sehr sein seine
seinem seinen seiner selbst sich sie sind so solche soll sondern sonst über um und uns unser unter vom von vor war waren warum was
weil welche welcher wenn wer werden wie wieder will wir wird wo zu zum zur zwischen"""
_FRENCH = """à au aux avec ce ces cet cette comme contre c d dans de des du elle elles en entre est et été être eux il ils j je l la
le les leur leurs lui m ma mais me même mes moi mon n ne nos notre nous on ont ou où par pas plus pour qu que qui s sa sans se ses
si son sont sous sur t ta te tes toi ton tu un une vers vos votre vous y"""
_SPANISH = """a al ante como con contra cual de del desde donde e el ella ellas ellos en entre era es esa ese eso esta este esto fue
ha han hasta la las le les lo los más me mi muy ni no nos o para pero por porque que se ser si sin sobre son su sus también te tu
un una uno unos y ya yo"""
_ITALIAN = """a ad ai al alla alle anche che chi ci come con contro cui d da dal dalla dei del della delle di dove e è ed era fra gli
ha i il in io l la le lo loro ma mi ne nei nel nella non o per perché più quale quella quello questa questo se si sono su sua suo
tra tu un una uno"""
_DUTCH = """aan al als bij dan dat de den der deze die dit door een en er had heeft het hij hoe hun ik in is je kan maar meer met
mijn na naar niet nog nu of om onder ons ook op over te tegen toch tot uit van voor waar was wat werd wie wordt zal ze zich zij
zijn zo zonder zou"""
_PORTUGUESE = """a ao aos as até com como contra da das de dela dele do dos e é ela ele em entre era essa esse esta este eu foi há
isso já lhe mais mas me muito na não nas no nos o os ou para pela pelo por que se sem ser seu sobre sua são também tem um uma"""
_SWEDISH = """alla att av de dem den det dig din du där då efter ej eller en ett för från ha han har hon hur i icke in inte jag kan
man med men mot mycket ni nu när och om oss på sedan sig sin ska som till under upp ut utan vad var vi vid är över"""

STOP_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": _ENGLISH,
        "de": _GERMAN,
        "fr": _FRENCH,
        "es": _SPANISH,
        "it": _ITALIAN,
        "nl": _DUTCH,
        "pt": _PORTUGUESE,
        "sv": _SWEDISH,
    }.items()
}
"""Casefolded function words by primary language tag."""


def is_stop_word(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a casefolded word only holds sentences together in one of these languages."""
    return any(word in STOP_WORDS.get(language, ()) for language in languages)
