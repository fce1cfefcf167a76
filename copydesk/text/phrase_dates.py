"""Dates and times as pages print them, as patterns of a line's key."""

from copydesk.text.wordlists import wordset

_MONTHS = wordset("""
    jan january januar janvier januari feb february februar februari février mar march mars märz apr april avril may mai
    mayo mei jun june juni juin jul july juli juillet aug august août agosto sep sept september septiembre septembre oct
    okt october oktober octobre nov november novembre noviembre dec dez december dezember décembre diciembre enero
    febrero marzo abril junio julio octubre jänner""")
_DAYS = wordset("""
    mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday montag dienstag
    mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes
    miércoles jueves viernes sábado domingo tisdag onsdag torsdag fredag lördag söndag""")
MONTH = f"(?:{'|'.join(sorted(_MONTHS, reverse=True))})"
DAY = f"(?:{'|'.join(sorted(_DAYS, reverse=True))})"
DATE_WORDS = _MONTHS | _DAYS
"""Words that may open a date."""
_DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th|er|\.)?"
DATE = (
    rf"(?:{_DAY_NUMBER}\s?(?:de )?{MONTH}\b|{MONTH}\.?\s\d{{1,4}}\b|\d{{1,4}}[-/.]\s?\d{{1,2}}[-/.]\s?\d{{2,4}}"
    r"|\d{4}年)"
)
_ZONE = r"(?:[ap]\.?m\b\.?|uhr\b|gmt\b|bst\b|utc\b|ist\b|cest\b|[ce]e?[sd]?t\b|p[sd]?t\b|h\b)"
TIME = rf"(?:\d{{1,2}}:\d\d(?::\d\d)?(?:\s?{_ZONE}){{0,2}}|\d{{1,2}}[.h]\d\d\s?{_ZONE}|\d{{1,2}}\s?[ap]m\b)"
_AFTER_DATE = (
    r"(?:\s?(?!--)(?:[|,.·•/(]|[–—-]\s?(?=\d|upd|by\b)|&|at\b|by\b|um\b|à\b|klo?\b|\d|[ap]\.?m\b|updated?|published|last|modified|gmt|uhr|edition"
    r"|first|de \d|-).{0,70})?$"
)
DATES = rf"(?:(?:{DAY}[,.]?\s)?(?:{DATE}|{TIME}){_AFTER_DATE}|{DAY}[,.]?\s(?:{MONTH}\.? )?{_DAY_NUMBER}\b.{{0,40}}$)"
"""A date or a time that opens a line and is all of it but for details of the same sort."""
