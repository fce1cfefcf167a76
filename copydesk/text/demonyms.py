"""Nationalities, religions and political groups by name, nationalities with their ISO 3166 alpha-2 codes."""

_NATIONS = """AF Afghan|AL Albanian|DZ Algerian|AS Samoan|AD Andorran|AO Angolan|AG Antiguan|AR Argentine,Argentinian
AM Armenian|AU Australian,Aussie|AT Austrian|AZ Azerbaijani,Azeri|BS Bahamian|BH Bahraini|BD Bangladeshi|BB Barbadian
BY Belarusian,Belarussian|BE Belgian|BZ Belizean|BJ Beninese|BT Bhutanese|BO Bolivian|BA Bosnian|BW Botswanan
BR Brazilian|BN Bruneian|BG Bulgarian|BF Burkinabe|MM Burmese|BI Burundian|KH Cambodian|CM Cameroonian|CA Canadian
CV Cape Verdean|TD Chadian|CL Chilean|CN Chinese|CO Colombian|KM Comorian|CD Congolese|CR Costa Rican|HR Croatian,Croat
CU Cuban|CY Cypriot|CZ Czech|DK Danish,Dane|DJ Djiboutian|DO Dominican|NL Dutch|TL Timorese,East Timorese
EC Ecuadorian,Ecuadorean|EG Egyptian|AE Emirati|GB British,Briton,English,Scottish,Scot,Welsh,Brit,Englishman,Englishmen
GB Northern Irish|GQ Equatorial Guinean|ER Eritrean|EE Estonian|SZ Swazi|ET Ethiopian|FJ Fijian|PH Filipino,Philippine
PH Filipina|FI Finnish,Finn|FR French,Frenchman|GA Gabonese|GM Gambian|GE Georgian|DE German|GH Ghanaian|GR Greek
GL Greenlandic,Greenlander|GD Grenadian|GT Guatemalan|GN Guinean|GY Guyanese|HT Haitian|HN Honduran|HK Hongkonger
HK Hong Konger|HU Hungarian|IS Icelandic,Icelander|IN Indian|ID Indonesian|IR Iranian|IQ Iraqi|IE Irish,Irishman
IL Israeli|IT Italian|CI Ivorian|JM Jamaican|JP Japanese|JO Jordanian|KZ Kazakh,Kazakhstani|KE Kenyan|XK Kosovar
KW Kuwaiti|KG Kyrgyz|LA Lao,Laotian|LV Latvian|LB Lebanese|LR Liberian|LY Libyan|LI Liechtensteiner|LT Lithuanian
LU Luxembourgish|MO Macanese|MG Malagasy|MW Malawian|MY Malaysian|MV Maldivian|ML Malian|MT Maltese|MR Mauritanian
MU Mauritian|MX Mexican|MD Moldovan|MC Monegasque|MN Mongolian|ME Montenegrin|MA Moroccan|MZ Mozambican|NA Namibian
NP Nepali,Nepalese|NZ New Zealander,Kiwi|NI Nicaraguan|NE Nigerien|NG Nigerian|KP North Korean|MK Macedonian
NO Norwegian|OM Omani|PK Pakistani|PW Palauan|PS Palestinian|PA Panamanian|PG Papua New Guinean|PY Paraguayan
PE Peruvian|PL Polish,Pole|PT Portuguese|PR Puerto Rican|QA Qatari|RO Romanian|RU Russian|RW Rwandan|SA Saudi
SA Saudi Arabian|SN Senegalese|RS Serbian,Serb|SC Seychellois|SL Sierra Leonean|SG Singaporean|SK Slovak,Slovakian
SI Slovenian,Slovene|SB Solomon Islander|SO Somali,Somalian|ZA South African|KR South Korean|SS South Sudanese
ES Spanish,Spaniard|LK Sri Lankan|SD Sudanese|SR Surinamese|SE Swedish,Swede|CH Swiss|SY Syrian|TW Taiwanese
TJ Tajik|TZ Tanzanian|TH Thai|TG Togolese|TO Tongan|TT Trinidadian|TN Tunisian|TR Turkish,Turk|TM Turkmen|UG Ugandan
UA Ukrainian|US American|UY Uruguayan|UZ Uzbek|VU Vanuatuan|VE Venezuelan|VN Vietnamese|YE Yemeni|ZM Zambian
ZW Zimbabwean|US US-American|US Californian,Texan,New Yorker,Floridian,Alaskan,Hawaiian,Londoner"""
_GROUPS = """Korean Arab African European Asian Latin American Latino Latina Hispanic Kurdish Kurd Tamil Uyghur Uighur
Tibetan Rohingya Hutu Tutsi Pashtun Slavic Nordic Scandinavian Baltic Balkan Soviet Caribbean Catalan Basque Flemish
Walloon Chechen Crimean Tatar Aboriginal Maori Inuit Cherokee Navajo Sioux Berber Bedouin Persian Ottoman Western
African-American Afro-American Asian-American Native-American Eurasian Western-European Eastern-European Middle-Eastern
Southeast-Asian South-Asian North-African Christian Catholic Roman-Catholic Protestant Anglican Orthodox Lutheran
Methodist Baptist Presbyterian Evangelical Mormon Quaker Jesuit Muslim Moslem Islamic Islamist Sunni Shia Shiite Shi'ite
Sufi Ahmadi Alawite Druze Wahhabi Salafi Jewish Jew Judaic Zionist Hindu Sikh Buddhist Jain Taoist Confucian Atheist
Republican Democrat Democratic Tory Tories Conservative Labourite Liberal Lib-Dem Communist Socialist Marxist Leninist
Maoist Fascist Nazi Neo-Nazi Trotskyist Stalinist Social-Democrat Christian-Democrat Green Greens Peronist Chavista
Ba'athist Baathist Houthi Taliban Corbynite Thatcherite Blairite Trumpist Reaganite Brexiteer Remainer Whig Bolshevik
Menshevik Libertarian Gaullist Kemalist"""


def _fold(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").replace("-", " ").split())


NATION_OF: dict[str, str] = {
    _fold(form): entry[:2]
    for entry in _NATIONS.replace("\n", "|").split("|")
    for form in entry[3:].split(",")
    if entry.strip()
}
"""Folded singular of a nationality -> ISO 3166 alpha-2."""
_GROUP_NAMES = frozenset(_fold(name) for name in _GROUPS.replace("Latin American", "Latin-American").split())
_PLURALS = {"irishmen": "irishman", "frenchmen": "frenchman", "tories": "tory", "republicans": "republican"}


def singular(name: str) -> str:
    """Return the folded singular of a group's name: "South Koreans" gives "south korean"."""
    folded = _fold(name)
    if folded in _PLURALS:
        return _PLURALS[folded]
    if folded in NATION_OF or folded in _GROUP_NAMES:
        return folded
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded


def is_group(name: str) -> bool:
    """Tell whether ``name`` is a nationality, a religion or a political group, singular or plural."""
    folded = singular(name)
    return folded in NATION_OF or folded in _GROUP_NAMES


def nation_of(name: str) -> str | None:
    """Return the ISO 3166 alpha-2 code of a nationality, None for other groups."""
    return NATION_OF.get(singular(name))
