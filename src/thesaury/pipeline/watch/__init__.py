"""The watch over rights: the days that matter, who is told of them, and what is used after its end.

entries ── calendar_files      the calendar, as values, CSV and iCalendar
   └───── noticing ── telling  what is to be told, and one round of telling
uses ──── after_expiry         what systems report as used, and the uses that no licence permits any more
"""
