"""What Norwegian companies take their names from: trades, epithets, and well-known names.

No register: an unlisted name is read where it was announced or asked for. The lists tell a name
from everyday speech, and a known word from one that was garbled.

Source: everyday knowledge of company names in Norway; checked against no register.
"""

from __future__ import annotations

from voiceagent.norwegian.reading import word_set

TRADES = word_set(
    "advokat advokater advokatfirma anlegg apotek apoteket arkitekter arkitektkontor asfalt "
    "auto automasjon avfall avløp avløsarlag bakeri bakst bank barber barnehage barnehager "
    "begravelsesbyrå bemanning betong bil bilberging bilglass bilpleie bilservice bilvask "
    "bilverksted blikk blikkenslager blomster bobil bokhandel bolig borettslag brenneri "
    "brillehus bruk bruktbutikk bryggeri bryggerier brønnboring bud budbil buss butikk bygg "
    "bygge byggevare byggvarehus båt båtbyggeri båtservice camping campingvogn catering "
    "cleaning consult consulting dagligvare dans data dekk design digital drilling drosjer "
    "dyrebutikk dyreklinikk dører eiendom eiendomsmegling eksport elektriker elektro "
    "elektronikk emballasje energi energy engros entreprenør film finans fisk fiskeri "
    "fiskeutstyr flis fliser flyttebyrå foods forening forlag forsikring foto frakt frisør "
    "frisører frukt fysioterapi garasjeporter garn gartneri gass gaver gjenvinning gjestehus "
    "glass glassmester graving group gruppe gruppen grønt gulv gummi gård hagesenter handel "
    "havneservice helse helsehus holding hotel hotell hotellet hudpleie hydro hytter "
    "hytteservice hår idrett idrettslag import ingeniør inkasso interiør invest invester is "
    "isolasjon jernvare kapital kjøkken kjøkkener kjøleteknikk kjøreskole kjøtt klinikk "
    "konditori konsulent kontor kraft kran kranservice kro kulde kuldeteknikk lagerhotell "
    "lakk laks landbruk landbruksmaskiner legekontor legesenter leker logistikk lys lås "
    "låsservice løsninger malermester malerservice maling marine marked maskin maskinutleie "
    "mat media megler meglere meieri meierier mek mekaniske metall miljø motor motors murer "
    "murmester musikk møbelfabrikk møbler mølle naturstein negler nett nettbutikk nøkkel "
    "offshore olje omsorg optiker optikk overnatting oversettelser ovn pakke papp parkett "
    "partner partners peis pels pensjonat persienner petroleum planteskole plast post potet "
    "power print production productions produkter profilering pukk pukkverk rederi redning "
    "regnskap regnskapskontor reiser reklame renhold rens restaurant revisjon revisjonsfirma "
    "rideskole robot robotics rådgivning rør rørlegger rørleggerforretning salg salmon salong "
    "sameie samvirkelag saueavl seafood security septik service services settefisk shipping "
    "sikkerhet sjokolade sjømat skilt skiltfabrikk slakteri smykker snekker snekkeri "
    "snekkerverksted software solar solskjerming solutions sparebank spedisjon sport "
    "sprengning språk stein steinhogg stiftelse stillas studio studios stål subsea sveis "
    "sveiseverksted system systemer systems søm tak takst taktekker taktekking tannklinikk "
    "tannlege taxi tech technologies technology teknikk teknologi tekstil tele telecom "
    "terminal tjenester trading trafikkskole traktor transport trapper trelast trening "
    "trevare trykk turbuss turist tømrer ull ur urmaker utleie utvikling vakt vaktmester vann "
    "varme vaskeri vassverk velforening velvære ventilasjon ventilasjonsteknikk verft "
    "verksted verksteder verktøy vertshus vinduer vvb vvs yoga zoo økonomi"
)
"""What a name often closes with: «nordby elektro», «nittedal glass»."""
EPITHETS = word_set(
    "senter kommune fylkeskommune rederi rederiet laget sykehus sykehuset "
    "nova vita optima prima terra aqua maxi mini super mega ultra inter euro scan polaris aurora "
    "alfa beta delta omega sigma office team fjøs arena fokus base norge norway scandinavia "
    "kjøt green house next level smart blue north west east south star best first city home "
    "life good new "
    "saft sølv borg plast kvist kvast klipp krøll senja setesdal dovre ulvik varde havgløtt grend "
    "gård utsikten solhaugen toppen bakken haugen elvebakken furulia sagene kroken fokus puls pust "
    "total pluss aktiv pro expert ekspert nor nord-norge midt helgeland hålogaland salten lofoten "
    "mjøsa glomma numedal valdres hallingdal gudbrandsdal østerdalen toten land jæren ryfylke "
    "sotra "
    "kvaløya ytterøy frøya hitra vestkyst østkyst nordkyst sørkyst innland høyland lavland "
    "alarm arctic arktis arktisk ask bjørk blå brage bris brødre brødrene dal edda eik elg "
    "elv embla falk fjell fjord frøya furu gamle gammel gaupe glimt gran grønn gull hage "
    "hassel hauk hav havgruppen hurtig hus hvit idun indre kaffe klær konge kongs krone kyst "
    "lang lille lind lyd lyse lysefjord måne nedre nord nordic nordisk nordre norsk norske ny "
    "nye odin or osp park polar rask ravn rein rev rogn rød sag saga selje sjø skandinavisk "
    "skjergård skjærgård sko skog skole sol stjerne stor store søndre sønn sønner sør "
    "sørlandet søstrene tider tinde topp tor trygg tømmer ulv vekst vest vestlandet viking "
    "vind ytre ørn øst øvre øy"
)
"""What a name may be made with, but is not told by."""
COMPANY_WORDS = TRADES | EPITHETS
_BRANDS_LISTED = word_set(
    "abb accenture adecco af_gruppen afry ahus aker aker_bp aker_solutions asplan_viak "
    "assemblin atea avinor bane_nor bdo bewi biltema bkk boliden borregaard bouvet bravida "
    "bring bunnpris byggmakker byggmax capgemini caverion cermaq circle_k clas_ohlson "
    "color_line coop cowi danske_bank dell deloitte dnb eika elkem elkjøp elvia equinor "
    "eramet esso ey felleskjøpet fjord_line fjordkraft forsvaret freia fremtind gilde "
    "gjensidige gk glitre google hafslund handelsbanken hansa helse_bergen helse_fonna "
    "helse_midt-norge helse_nord helse_sør-øst helse_vest hurtigruten hydro ibm ice if "
    "ikea intersport iss joker jotun jula kiwi klp komplett kongsberg kongsberg_gruppen "
    "kpmg lerøy lyse manpower maxbo meny microsoft mills montér mowi multiconsult nammo "
    "narvesen nav ncc nokas norconsult nordea norsk_gjenvinning norsk_hydro nortura "
    "norwegian nrk ntnu obos obs orkla peab politiet posten postnord power prior pwc "
    "ragn-sells rambøll rema rema_tusen ringnes ruter salmar sas schneider securitas shell "
    "siemens siemens_energy sintef skanska skatteetaten sopra_steria spar sparebank "
    "sport_1 statens_vegvesen statkraft statnett statoil stena_recycling storebrand sweco "
    "telenor telenor_norge telia tensio tietoevry tine toma tryg uio usbl veidekke visma "
    "vy widerøe xxl yara yx å_energi "
)
BRANDS = frozenset(name.replace("_", " ") for name in _BRANDS_LISTED)
"""Names that everybody knows; some are everyday words elsewhere, so none is read by itself where
no company was announced."""
ACRONYMS = word_set("abb bdo ibm iss nav obos sas uio usbl")
"""Names written in capitals that hold a vowel; one without any is written so anyway."""
