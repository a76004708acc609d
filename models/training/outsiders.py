"""Talk that answers no question of ours, for teaching the confidence when not to trust words.

Everyday Norwegian by rules (the notation of :mod:`models.training.grammar`), random words, English,
Swedish. The benchmarks' own everyday sentences are others: nothing is made from these rules there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random

_TOKEN = re.compile(r"<(\w+)>")

# ruff: noqa: E501 (rules are read by the line, not by the column)

_RULES: dict[str, str] = {
    "someone": "jeg|du|han|hun|vi|de|dere|mamma|pappa|broren min|søsteren min|bestefar|farfar|mormor|onkel|jentungen|"
    "lillebror|storesøster|en gammel mann|en dame|tvillingene|gutta|kameraten min|venninnen min|naboen vår|"
    "en turist|presten|legen|sykepleieren|bonden|politimannen|fiskeren|håndballaget|koret|klassen|elevene",
    "thing": "bøttene|spaden|dukka|sofaen|bordet|stolen|lampa|hylla|klokka på veggen|radioen|gitaren|pianoet|trommene|"
    "kniven|gaffelen|skjeia|tallerkenen|koppen|glasset|stekepanna|kjelen|ballen|racketen|skøytene|akebrettet|"
    "ryggsekken|soveposen|fiskestanga|garnet|strikkepinnene|symaskinen|saksa|limet|malingen|penselen|tavla|"
    "dyna|puta|håndkleet|såpa|tannbørsten|speilet|børsten|sløyfa|skjerfet|lua|kåpa|strømpene|sandalene|beltet|"
    "veska|ringen|smykket|steinen|pinnen|tauet|kassen|posen|esken|brevet|kartet|romanen|tegneserien|bildet|ramma|"
    "båten|kanoen|åra|traktoren|tilhengeren|trillebåra|greipa|slangen|hagestolen|grillen|parasollen|flagget",
    "food": "grøt|lapskaus|fiskekaker|torsk|sild|reker|krabbe|kylling|biff|lammestek|poteter|gulrøtter|kålrot|erter|"
    "løk|hvitløk|tomater|agurk|salat|pærer|plommer|kirsebær|jordbær|bringebær|rips|bananer|appelsiner|druer|nøtter|"
    "lefse|knekkebrød|flatbrød|kringle|bløtkake|sjokolade|karameller|lakris|is|pudding|saft|brus|te|øl|vin|fløte|yoghurt|honning",
    "animal": "hunden|pusekatten|kaninen|marsvinet|hesten|ponnien|kua|kalven|sauen|geita|grisen|høna|hanen|anda|gåsa|ørna|"
    "ugla|spurven|reven|bjørnen|ulven|gaupa|haren|ekornet|pinnsvinet|grevlingen|frosken|øgla|veps|bier|maur|meitemarken|"
    "laksen|torsken|krabben|selen|hvalen",
    "place": "i hagen|på stranda|i kjelleren|på loftet|i skogen|ved sjøen|på fjellet|i fjøset|på stuegulvet|bak huset|"
    "under trappa|på taket|i parken|i svømmehallen|på kjøkkenet|i garasjen|på brygga|ved peisen|i badekaret|på lekeplassen|"
    "i skolegården|på biblioteket|i kirka|på flyplassen|i skiløypa|langs elva|over brua|rundt vannet|på øya|i grøfta|"
    "mellom trærne|på verandaen|i senga|i vinduskarmen|utenfor døra|på perrongen|i bakgården|i kjøleskapet",
    "did": "gjemte|fant|mistet|reparerte|malte|vasket|kastet|lånte|ødela|knuste|løftet|bar|solgte på loppemarked|tegnet|limte|"
    "pakket ned|hengte opp|tråkket på|snublet over|ryddet bort|tok bilde av|arvet|stjal|brente|begravde|pusset|oljet|flyttet på",
    "went": "løp|gikk|syklet|kjørte|krabbet|svømte|hoppet|klatret|seilte|padlet|red|spaserte|ruslet|danset|snek seg|aket|skled|falt",
    "ate": "spiste|kokte|stekte|smakte på|delte|handlet|serverte|grillet|skar opp|fryste ned|glemte|sølte ut|bakte|hatet|elsket",
    "was": "er|var|virker|ble|ser ut til å være",
    "how": "våt|skitten|trøtt|sulten|forkjølet|lei seg|redd|glad|stolt|sjalu|rampete|rolig|vill|gammel|bitteliten|kjempestor|"
    "grå|gul|lilla|brun|rusten|myk|hard|skarp|sur|søt|bitter|kvalm|svimmel|støl|solbrent|skallet|krøllete|blid|morsom|tam|blind",
    "weather": "det regner|det hagler|det tordner|det lyner|det tåkelegger seg|sola steiker|månen lyser|stjernene blinker|"
    "det er speilglatt|det er vindstille|det blåser opp|snøen smelter|isen legger seg|elva flommer over|bølgene slår mot land|"
    "det drypper fra grana|løvet er gult|det er kaldt i vannet|gresset gror|rimet ligger på ruta",
    "body": "kneet|ryggen|nakken|tåa|ankelen|skulderen|magen|halsen|øret|øyet|kinnet|leppa|fingeren|neglen|håndleddet|hælen",
    "sport": "fotball|håndball|tennis|sjakk|yatzy|gjemsel|tikken|langrenn|curling|bordtennis|volleyball|dart|minigolf",
    "doing": "strikke|snekre|lese tegneserier|se på fugler|plukke sopp|fiske laks|stå på skøyter|synge i kor|spille fele|lage snøhuler|"
    "brodere|hoppe tau|plante tulipaner|gå i fjæra|samle på skjell|sove i hengekøye|bade i iskaldt vann|kjøre slalåm|danse polka|male akvarell",
    "everyday": "<someone> <did> <thing>|<someone> <did> <thing> <place>|<someone> <went> <place>|<someone> <ate> <food>|"
    "<someone> <ate> <food> og <food>|<someone> <ate> <food> <place>|<animal> <went> <place>|<animal> <was> <how>|"
    "<thing> <was> <how>|<thing> ligger <place>|<thing> står <place>|<someone> <was> <how> og <how>|<weather>|"
    "<weather> og <someone> <was> <how>|<weather> <place>|hvem <did> <thing>|hvor er <thing>|hvorfor <did> <someone> <thing>|"
    "har du sett <thing>|har du <food> med deg|jeg har vondt i <body>|<someone> slo <body> <place>|<someone> brakk <body>|"
    "<someone> spilte <sport> <place>|<someone> tapte i <sport>|<someone> liker å <doing>|<someone> lærte å <doing>|"
    "jeg hater å <doing>|skal vi <doing>|kan du hente <thing> <place>|legg <thing> <place>|ikke rør <thing>|pass på <animal>|"
    "<animal> <ate> <food>|<animal> bet <someone>|det sitter en fugl <place>|det lukter <food> <place>|det smaker <food>|"
    "<someone> sa at <thing> <was> <how>|<someone> tror at <animal> <was> <how>|jeg drømte om <animal>|jeg drømte om <thing>|"
    "så du at <someone> <went> <place>|da <someone> <went> <place> <did> <someone> <thing>|<thing> tilhører <someone>|"
    "det var en gang <someone> som <went> <place>|nå må <someone> slutte å <doing>|<someone> ga <someone> <thing>|"
    "<someone> ropte <place>|hysj <animal> sover|<food> og <food> smaker godt|vi har ikke mer <food>|gi meg <thing>|rekk meg <food>|"
    "<someone> gråter <place>|<someone> ler av <animal>|hør på <animal>|se på <thing> da|for en <how> kjole|dette er <thing> mi",
    "english": "the dog ran across the field|we had soup and bread for supper|where did you put my shoes|it has been raining for days|"
    "she plays the violin in a small orchestra|the train leaves from the other platform|my brother broke his leg skiing|"
    "could you pass me the salt please|there are ducks swimming on the pond|i never learned how to whistle|"
    "the museum was full of old paintings|he was sleeping under a large oak tree|turn left after the church|"
    "they sold the farm and moved abroad|that film made everybody cry|the soup needs a little more pepper|"
    "hold on i think the battery is dying|who ate all of the strawberries|the mountains look blue from here|"
    "thank you for calling please hold the line|your call is important to us|the ferry was cancelled because of the storm",
    "swedish": "pojken kastade bollen över staketet|vi åt köttbullar med potatis|det blåser kallt från havet|flickorna dansade runt stången|"
    "bilen ville inte starta|morfar berättade en saga|jag har ont i magen|det snöar utanför fönstret|tåget var försenat igen|"
    "hästen står i hagen och betar|hon läser en tjock bok|vi badade i sjön|jag har glömt min väska på bussen|"
    "kan du hjälpa mig att bära väskan|de skrattade så att de grät|nyckeln ligger under mattan|båten gungade på vågorna",
}


def everyday_talk(rng: Random) -> str:
    """A Norwegian sentence about something else."""
    return _expand("everyday", rng)


def foreign_talk(rng: Random) -> tuple[str, str]:
    """espeak-ng's language, and an English or Swedish sentence."""
    kind, language = rng.choice([("english", "en-us"), ("swedish", "sv"), ("swedish", "nb")])
    return language, _expand(kind, rng)


def random_words(rng: Random, words: tuple[str, ...]) -> str:
    """Two to five words of a list, in no order."""
    return " ".join(rng.choice(words) for _ in range(rng.randrange(1, 6)))


def endless(seed: int) -> Iterator[str]:
    """Everyday sentences without end."""
    rng = Random(seed)
    while True:
        yield everyday_talk(rng)


def _expand(rule: str, rng: Random) -> str:
    chosen = rng.choice(_alternatives(rule))
    return _TOKEN.sub(lambda match: _expand(match.group(1), rng), chosen)


@cache
def _alternatives(rule: str) -> tuple[str, ...]:
    return tuple(_RULES[rule].split("|"))
