"""The small words of languages: no names, no terms, and enough of them in two sentences to tell the language."""

from functools import cache

from copydesk.text.wordlists import wordset

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: wordset(words)
    for language, words in {
        "af": "die en van het is nie in vir om te sy wat ook met dat aan sal kan hulle ons maar was deur meer nog 'n",
        "ca": "el la els les de del dels i en que no és per amb una un al als es ha més com però són aquest aquesta va",
        "cs": "a v na se že je s z do o k i za pro jako by ale jeho od byl jsem jsou po to podle které který také už",
        "cy": "y yr a i o ar yn mae ac wedi ei eu am gan bod oedd hyn ond nid fel sydd mewn oes na hefyd fod",
        "da": "og i at det er en til på som de med af den for ikke der har et var han hun fra vi kan men om blev også",
        "de": "der die das und in zu den von mit ist nicht auf für eine ein dem des im sich auch er sie es wir als wird"
        " dass aus bei nach um an haben hat war sind wie aber oder noch nur werden über",
        "en": "the of and to in a is that for it was on with he as be by at this from they are has have had but not"
        " which his her she we you i an or were been will would their said who our all if",
        "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ha o este sí"
        " porque esta entre cuando muy sin sobre también hasta hay donde fue",
        "et": "ja on ei et see oli ka kui oma ta mis aga või siis ning nii seda kes mida nad meie olen ole et selle",
        "eu": "eta da ez du ere bat dute zuen baina dira hau izan egin duen den baino edo dela zen oso hori ditu",
        "fi": "ja on ei että se oli hän mutta myös kun ovat joka olla niin kuin sen mukaan hänen tai jos vain nyt siitä"
        " olisi mitä me he ole",
        "fr": "de la le et les des en un une du que est pour qui dans a par plus pas au sur ne se ce il avec sont nous"
        " mais ou son cette aux été vous ils elle on leur ont ses comme",
        "ga": "an na agus ar i go is ag do a le sé bhí tá nach mar leis sin air ach aon féin ina sí raibh chun faoi",
        "hr": "je i u se na da su za od s što kao to a o iz koji nije će sam ne ali bi po ili samo koje ako još biti",
        "hu": "a az és hogy nem is egy ez meg de van volt már csak mint azt ha még el vagy ki lesz minden után kell",
        "id": "yang di dan ini itu dengan untuk dari tidak pada dalam akan ke ada juga adalah kami oleh bisa telah"
        " sudah mereka karena saya kita atau para saat",
        "is": "og að er í á ekki sem það um við með en til hann af fyrir hún var eru hefur ég frá þau eða því þeir",
        "it": "di e il la che in un a per è una non del si i le con da sono della al dei ha più come ma gli anche alla"
        " nel questo ci su lo se delle hanno stato",
        "lt": "ir į kad su yra iš tai ne per už buvo jis bet kaip nuo ar apie taip savo jau jie dar tik po arba mes",
        "lv": "un ir ar no kas ka par uz tas tā bet arī to viņš kā lai pēc nav vai ja šī gan tiek bija mēs jau",
        "ms": "yang dan di itu ini dengan untuk dari tidak pada dalam akan ke ada juga adalah kami oleh telah mereka"
        " kerana beliau kita atau boleh bagi tersebut",
        "nl": "de het een van en in is dat op te zijn met voor niet die aan er om ook als maar door bij was naar heeft"
        " hij ze wij dan nog worden uit over wordt",
        "no": "og i det er på som en at for med til av ikke har de den et om var vi jeg han fra men så kan hun ble også"
        " seg skal",
        "pl": "w i na z się nie że do to jest o jak po co ale od za przez tym dla był czy są jego tego już tylko także"
        " które który oraz",
        "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à"
        " seu sua ou são nós também isso muito está pela",
        "ro": "de și în a la că cu este pe nu un o din pentru care sunt mai dar se au fost fi ce ca sau prin acest după"
        " lui am fie",
        "sk": "a v na sa že je s z do o k aj za pre ako by ale jeho od bol som sú po to podľa ktoré ktorý nie už len",
        "sl": "je in v na se da so za ki ne z pa tudi po bi kot od še pri ali ni bo že to smo sem samo kar bil",
        "sq": "e të në dhe me për që një nga është se ka i u nuk si do më kjo ky janë ishte por edhe ai ajo kanë",
        "sv": "och i att det som en på är av för med den till inte har de ett om var jag han men sig från vi så kan hon"
        " när också ska efter",
        "sw": "na ya wa kwa ni katika za la kuwa hii huo hiyo yake wake lakini pia baada watu cha kama bila hata kila",
        "tl": "ang ng sa na mga at ay ni si para hindi ito kung siya nang may kanyang din mula nila pa lang ko",
        "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne kadar var sonra ama en o değil ancak ise"
        " her olduğu göre ki oldu biz",
        "vi": "và của là có không cho được các với trong một đã người này những để khi ở từ cũng đến về như tại sẽ ra",
        "bg": "на и в да се за от е че с не по са като това до но ще със те той беше при след или си ги",
        "mk": "на и во да се за од е дека со не ќе по како што но тоа ги го или до при беше ја сум",
        "ru": "и в не на что с по как это он но из к у за от о так для же все было его она мы бы то или я вы если мне",
        "sr": "је и у се на да су за од са што као то а о из који није ће сам не али би по или само које ако",
        "uk": "і в на не що з у та до це як за про він але від для так його ми є ще є щоб вони або було я якщо мені",
        "ar": "في من على أن إلى التي عن ما هذا هذه الذي لا مع كان لم بعد كما قد ذلك بين أو هو كل إن قال وقال هي",
        "fa": "و در به از که این را با است برای آن یک تا هم بر شده کرد شد خود ما می اما آنها باید گفت های",
        "ur": "کے کی میں ہے اور سے کا کو نے پر کہ ہیں یہ اس بھی کر تھا تھے جو نہیں ہو کہا لیے تو گیا",
        "hi": "के में की है को से और का ने पर कि हैं यह इस भी कर नहीं था हो जो एक कहा लिए तो गया थे वह",
        "mr": "आहे आणि या ते च्या की हे तो ही होते मी नाही आहेत पण त्या होता केला केली व यांनी असे म्हणून",
    }.items()
}
"""By ISO 639-1 code, in lower case; the languages of news that are written in scripts shared by several."""

NEIGHBOURS = (
    wordset("no nb nn da"),
    wordset("hr sr bs sl"),
    wordset("id ms jv su"),
    wordset("cs sk"),
    wordset("es gl ca an"),
    wordset("pt gl"),
    wordset("nl af"),
    wordset("de lb"),
    wordset("bg mk"),
    wordset("hi mr ne"),
    wordset("zu xh"),
)
"""Languages so near to each other that a paragraph does not tell them apart with certainty."""


LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, words in FUNCTION_WORDS.items() if word in words)
    for word in frozenset().union(*FUNCTION_WORDS.values())
}
"""The languages that a word is a small word of."""


@cache
def near_languages(language: str) -> frozenset[str]:
    """Return ``language`` and its `NEIGHBOURS`."""
    return frozenset({language}).union(*(group for group in NEIGHBOURS if language in group))
