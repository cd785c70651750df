"""Words that make no term: some never begin or end one, some say too little when they stand alone."""

import re

from thesaury.enrichment.tokens import fold

_ENGLISH_EDGES = """above according across again against ago almost along alongside already although always amid among
amongst anyone anything apart around aside away back backwards because behind below beneath beside besides beyond
consequently down downwards dr during eight either eleven else elsewhere enough especially etc even ever every
everyone everything few fifteen fifty finally five forty forwards four fully furthermore get gets getting give gives
giving go goes going gone got halfway hardly hence however hundred including inside instead just later left less let
lets likely made make makes making many maybe meanwhile might moreover mostly mr mrs ms much near nearby nearly
neither never nevertheless nine nobody none nothing now often one onto onwards opposite otherwise outside outwards per
perhaps possibly probably prof quite rather really regarding right round see seen seven shall showing shown shows
since six sixty slightly someone something sometimes soon still take taken takes taking ten than themselves therefore
thirty though thousand three throughout thus together toward towards twelve twenty twice two underneath unless unlike
unto upside upwards using usually versus vs well went whatever whereas whether whose within yet"""
_ENGLISH_ALONE = """added argue argues arrival available based beautiful become beginning best better big black bottom
bought bright bring brought built called careful carefully caught center centre certain chance check chosen clean
clear close closed closer color colour comes coming common complete dark day deep detail difference different distance
done drawn driven early easy eaten edge empty end ensure entire everyday example extra fallen far fast feeling felt
fill final find fine first forgotten form free fresh friendly front full fun given gives good great group grown half
happy hard heard held help hidden high hold holding holds hour idea image improve inside instead item keep keeps kept
kind known laid large last late lead leading leaves leaving led level light like line little live lives long look
looking looks lost lot low main matter mean meant met middle minute moment month morning most move moving name needs
new next nice north number old only open order original outdoors page paid pair part photo photograph picture piece
place placed plan point possible present pure put read ready real rest same scene second seem select sent series set
several shape short shot show side similar simple single sitting size sketch slow small smaller soft sold space
special spent spoken stand standing stands start state step stock stolen stop strong study style such taken taught
thing things third thrown time today told tomorrow top total true turn turns type under understood undertaken untitled
use used user various version view visible wait warm wearing wide wider won word words work works world worn worth
written wrong year years yesterday"""
_GERMAN_EDGES = """ab abends acht all allerdings anders angesichts anhand anschließend aufgrund ausgehend außer
außerdem außerhalb bald beide beiden beider beides beim beispielsweise bekommt bereits besonders bevor bezüglich
bisher bleiben bleibt braucht bringt bzw circa dabei dafür dagegen daher dahinter danach daneben daran darauf daraus
darf darin darum darunter darüber davon davor dazu dazwischen demnach denen dennoch deren derselbe dessen dieselbe dr
draußen drei dreißig drin drinnen drunter drüben dürfen eben ebenso ehe eigentlich einander einige einigen einiger
einmal elf endlich entlang erst etwa fast folglich folgt führt fünf fünfzig gar gegenüber gehen geht gemacht genau
genug gerade gern gibt gleich halb halten heute hinauf hinaus hinsichtlich hinunter hundert hält immer innen innerhalb
insbesondere insgesamt inwieweit inzwischen irgendwo je jedoch jemand jetzt kaum kommen kommt lange lassen lieber
liegen liegt links los lässt machen macht mal manche mehr mehrere mehreren meist meistens mithilfe mitten morgens muss
möchte müssen nachdem nahe nahezu neben nebenan neun nie niemand nimmt nirgends oben oberhalb obwohl oft paar pro prof
quer rechts rund schließlich schon sechs seit seitdem seitlich selten sieben sobald sodass sogar somit sonst sowie
sowohl statt stattdessen stehen steht stets tausend trotz trotzdem trägt umher unten unterhalb viel viele vielen
vieler vielleicht vielmehr vier vierzig voll vorbei vorher vorn vorne wann warum weder weg wegen weil weit weiter
weitere weiteren welcher wenig wenige weniger weshalb wirklich wobei wohin worden wurde wurden während wäre würde zehn
zeigen zeigt ziemlich zudem zuerst zugleich zuletzt zunächst zurück zusammen zusätzlich zwanzig zwar zwei zweimal
zwölf überall"""
_GERMAN_ALONE = """anfang anlass art aufnahme bereit besser beste bild blick detail echt ecke eigen eigene eigener
einfach ende erste ersten erster erstes fertig flach foto frei frisch ganz ganze ganzen ganzer ganzes groß große
großen großer großes gruppe größe gut gute guten guter gutes halbe halben halber hintergrund hoch hohe jahr jahre jung
junge kante klar klein kleine kleinen kleiner kleines kurz lang langer langsam leben leer leicht letzte letzten
letzter linie mitte moment monat morgen motiv motive nah name nass neu neue neuen neuer neues niedrig nummer nächste
offen ort platz rand reihe richtig ruhig sache satz schnell schön seite selbe serie spät stelle still stunde stunden
stück tag tage teil text tief trocken uhr variante version vordergrund warm weich weise welt werk woche wochen wort
wörter zahl zeit zweite zweiten zweiter"""
_FRENCH_EDGES = """afin ai ainsi alors après assez aucun aucune aujourd auprès auquel aussi autant autour autre autres
avant avoir beaucoup bien cela celle celles celui cent cependant chacun chaque chez cinq combien comment côté
davantage debout dedans dehors delà depuis derrière dessous dessus deux devant dix doit donc dont douze durant dès
déjà encore enfin ensemble ensuite environ etc eu faire fait faut font grâce hors hui huit ici jamais jusqu jusque
laquelle lequel lesquels loin longtemps lors lorsque lui là mieux mille moins neuf ni non onze outre parce parfois
parmi partout pas pendant personne peu peut peuvent plupart plus plusieurs plutôt pourquoi pourtant prend presque près
puis quand quatre quel quelle quelles quelque quelques quels quinze quoi rien selon sept sera seront seul seule sinon
six soit sont souvent surtout tandis tant tel telle tels toujours tous tout toute toutes trente trois trop très tôt va
vers vient vingt voici voilà voir vraiment"""
_FRENCH_ALONE = """an année ans beau belle bon bonne bord bout chose coin cours demi dernier dernière droite début
détail effet essai exemple façon fin fois fond format forme gauche grand grande grands gros groupe haut haute heure
heures hier image instant jeune jour journée jours large lieu ligne long matin meilleur milieu mois moitié moment
monde mot mots même nom nombre nouveau nouvelle numéro ouvert partie pause petit petite petites petits photo pièce
place plan plein point premier première propre prêt reste seconde semaine simple sol sorte suite sur série temps terme
texte tour type vie vieux vrai vue"""
_SPANISH_EDGES = """además ahora algo alguien alguna algunas algunos algún allí alrededor antes apenas aquel aquella
aquí arriba así aunque aún bajo bastante bien cada casi cerca cien cinco cuando cuatro debajo delante demás dentro
desde después detrás diez doce dos durante encima entonces fuera gran hacia hasta hay hoy incluso jamás junto lejos
luego mediante menos mientras mil misma mismo mucha muchas mucho muchos nada nadie ni ningún nueve nunca ocho once
otra otras otro otros poco pocos porque pronto pues quien según seis siempre siete sino solo sólo tal también tampoco
tan tanto tener tiene toda todas todo todos tras través tres unas unos varias varios veinte vez ya"""
_SPANISH_ALONE = """alto arriba año años buen buena bueno derecha detalle día días fin forma foto fotografía grande
grupo hora imagen izquierda lado largo lugar mayor mañana mejor mes momento mundo nombre nueva nuevo número parte
pequeña pequeño pieza plano primer primera punto serie tarde tiempo tipo vida viejo vista"""
_ITALIAN_EDGES = """abbastanza accanto adesso alcuna alcune alcuni allora altra altre altri altro ancora appena assai
attorno attraverso bene cento certo cinque circa ciò così davanti dentro dieci dietro dodici dopo due durante ecco
fino fuori già giù insieme intorno invece lontano lungo lì mai male meglio meno mentre mille molta molte molti molto
nessuno niente nove oggi ogni oltre ora otto poca pochi poco poi presso prima proprio pure qualche quando quanto quasi
quattro quella quelle quelli questi qui quindi sei sempre sette solo sopra sotto spesso subito tanto tre troppo tutta
tutte tutti tutto undici venti verso via vicino volta"""
_ITALIAN_ALONE = """anni anno bella bello buono destra dettaglio fine forma foto fotografia giorno grande gruppo
immagine lato luogo mattina mese momento mondo nome numero nuova nuovo parte pezzo piccola piccolo piena primo punto
sera serie sinistra tempo tipo vecchio vista vita"""
_DUTCH_EDGES = """acht achter alle alleen alles altijd ander andere anders beide beneden bijna binnen boven buiten
daar daarna dertig dicht doen drie duizend eens eerst elf elk elke enkele erg even gaan gaat geen genoeg geweest
hebben heel hier honderd iedere iemand iets links maken meest meestal mensen misschien moet naast nergens niemand
niets nooit omdat onder ongeveer opnieuw overal per rechts reeds rond samen sinds soms staat steeds tien tijdens toen
tussen twaalf twee twintig vaak vanaf veel vier vijf vlak vooral voorbij waarom wanneer want weer weg weinig wel welke
worden zeer zelf zelfs zes zeven zoals zulke"""
_DUTCH_ALONE = """achtergrond beeld beste blad dag dagen deel detail eerste einde foto goed goede groep groot grote
hele hoek hoog jaar jong kant klein kleine lang leven lijn links man midden mooi morgen naam nieuw nieuwe nummer
ochtend oud oude plaats plek punt rand reeks rij soort stuk tijd tweede uur voorbeeld voorgrond vorm week weer wereld
werk woord zicht"""


def _words(lists: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(map(fold, words.split())) for language, words in lists.items()}


NEVER_AT_AN_EDGE = _words(
    {
        "en": _ENGLISH_EDGES,
        "de": _GERMAN_EDGES,
        "fr": _FRENCH_EDGES,
        "es": _SPANISH_EDGES,
        "it": _ITALIAN_EDGES,
        "nl": _DUTCH_EDGES,
    }
)
"""Casefolded adverbs, prepositions, numerals and auxiliary verbs by primary language tag, beside the function words."""

NEVER_ALONE = _words(
    {
        "en": _ENGLISH_ALONE,
        "de": _GERMAN_ALONE,
        "fr": _FRENCH_ALONE,
        "es": _SPANISH_ALONE,
        "it": _ITALIAN_ALONE,
        "nl": _DUTCH_ALONE,
    }
)
"""Casefolded words by primary language tag that say something only beside others: "first" of "first aid", "view" of "sea view"."""

_PARTICIPLES = {"en": re.compile(r"[a-z]{3,}ed")}


def is_participle(folded: str, language: str) -> bool:
    """Whether a folded word ends like a participle or past tense ("engraved"), which alone names nothing."""
    return language in _PARTICIPLES and _PARTICIPLES[language].fullmatch(folded) is not None
