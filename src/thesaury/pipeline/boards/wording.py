"""The words of exports, English and German; other languages read English, as the reasons of rights are told."""

from collections.abc import Mapping

from thesaury.model.policy import Verdict
from thesaury.pipeline.boards.looked import Change, State
from thesaury.ports.board_printing import PrintWords

ENGLISH: Mapping[str, str] = {
    State.GONE: "Gone",
    State.DENIED: "May not be used",
    State.WITHDRAWN: "Withdrawn",
    State.REVIEW: "To be checked",
    State.REPLACED: "May be used, replaced by a newer version",
    State.ENDING: "May be used, ends soon",
    State.USABLE: "May be used",
    State.UNASKED: "Not asked",
    f"change.{Change.GONE}": "no system shows it any more",
    f"change.{Change.RIGHTS}": "rights",
    f"change.{Change.PICTURE}": "another file",
    f"change.{Change.WORDS}": "title or description",
    f"change.{Change.REPLACED}": "replaced",
    f"change.{Change.WITHDRAWN}": "withdrawn",
    f"change.{Change.RESTORED}": "no longer withdrawn or replaced",
    "changed": "Changed: {what}",
    "was": "before: {before}",
    f"was.{Verdict.PERMIT}": "permitted",
    f"was.{Verdict.DENY}": "not permitted",
    f"was.{Verdict.NEEDS_REVIEW}": "to be checked",
    "until": "until {day}",
    "use": "Use",
    "days": "Days",
    "day.from": "from {first}",
    "days.to": "{first} to {last}",
    "concepts": "Wanted",
    "excluded": "Not wanted",
    "audience": "Audience",
    "brief": "Brief",
    "unasked": "The brief names no channel, market or day, so that nobody can say what may be used.",
    "unreadable": "The use of the brief cannot be asked about: {why}",
    "standing": "As of {day}, {usable} of {all} pictures may be used as the brief says.",
    "standing.news": "{news} changed since somebody last looked.",
    "footer": "{title} · as of {day}",
    "left": "left out: {why}",
    "no-preview": "left out: there is no preview of it now",
    "page": "Page {page} of {pages}",
    "empty": "There are no pictures on this board.",
    "no-picture": "No preview",
    "comments": "Comments",
    "notes": "Notes",
    "note-below": "(goes on under Notes)",
    "picture": "Picture {number}",
    "missing": "These signs are in no font of this machine; they stand as a box, or as the letter without its marks: {signs}",
}

GERMAN: Mapping[str, str] = {
    State.GONE: "Nicht mehr da",
    State.DENIED: "Darf nicht genutzt werden",
    State.WITHDRAWN: "Zurückgezogen",
    State.REVIEW: "Zu prüfen",
    State.REPLACED: "Darf genutzt werden, durch eine neuere Fassung ersetzt",
    State.ENDING: "Darf genutzt werden, endet bald",
    State.USABLE: "Darf genutzt werden",
    State.UNASKED: "Nicht gefragt",
    f"change.{Change.GONE}": "kein System zeigt es mehr",
    f"change.{Change.RIGHTS}": "Rechte",
    f"change.{Change.PICTURE}": "andere Datei",
    f"change.{Change.WORDS}": "Titel oder Beschreibung",
    f"change.{Change.REPLACED}": "ersetzt",
    f"change.{Change.WITHDRAWN}": "zurückgezogen",
    f"change.{Change.RESTORED}": "nicht mehr zurückgezogen oder ersetzt",
    "changed": "Geändert: {what}",
    "was": "vorher: {before}",
    f"was.{Verdict.PERMIT}": "erlaubt",
    f"was.{Verdict.DENY}": "nicht erlaubt",
    f"was.{Verdict.NEEDS_REVIEW}": "zu prüfen",
    "until": "bis {day}",
    "use": "Nutzung",
    "days": "Tage",
    "day.from": "ab {first}",
    "days.to": "{first} bis {last}",
    "concepts": "Gesucht",
    "excluded": "Nicht gesucht",
    "audience": "Zielgruppe",
    "brief": "Briefing",
    "unasked": "Das Briefing nennt keinen Kanal, keinen Markt und keinen Tag. Darum kann niemand sagen, was genutzt werden darf.",
    "unreadable": "Nach der Nutzung des Briefings kann nicht gefragt werden: {why}",
    "standing": "Stand {day}: {usable} von {all} Bildern dürfen so genutzt werden, wie das Briefing es sagt.",
    "standing.news": "{news} haben sich geändert, seit zuletzt jemand hinsah.",
    "footer": "{title} · Stand {day}",
    "left": "ausgelassen: {why}",
    "no-preview": "ausgelassen: es gibt gerade keine Vorschau davon",
    "page": "Seite {page} von {pages}",
    "empty": "Auf diesem Board sind keine Bilder.",
    "no-picture": "Keine Vorschau",
    "comments": "Kommentare",
    "notes": "Notizen",
    "note-below": "(weiter unter Notizen)",
    "picture": "Bild {number}",
    "missing": "Diese Zeichen kennt keine Schrift dieses Rechners; sie stehen als Kästchen oder als Buchstabe ohne Zusatz: {signs}",
}

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}


class Wording:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        """German for German, English for all else."""
        self.language = "de" if language.partition("-")[0].lower() == "de" else "en"
        self._words = GERMAN if self.language == "de" else ENGLISH

    def __call__(self, key: str, **values: object) -> str:
        """The words under this key."""
        return self._words[key].format(**values)

    def day(self, iso: str) -> str:
        """A day in ISO 8601 in words; anything else as it is."""
        year, _, rest = iso[:10].partition("-")
        month, _, day = rest.partition("-")
        if not (len(year) == 4 and month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
            return iso
        name = _MONTHS[self.language][int(month) - 1]
        return f"{int(day)}. {name} {year}" if self.language == "de" else f"{int(day)} {name} {year}"

    def printed(self) -> PrintWords:
        """Those that a printer needs."""
        keys = ("page", "no-picture", "comments", "notes", "note-below", "picture", "missing")
        return PrintWords(self.language, *(self._words[key] for key in keys))
