"""First names, surnames and parts of company names for synthetic sentences.

Common Norwegian names, all spelled with the recogniser's letters (a–z, æ, ø, å). Companies are put
together from stems and are not meant to be anybody. The first eighty first names are the commonest.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    """
    kari ola anne inger ingrid marit liv eva berit astrid bjørg hilde anna solveig marianne
    randi ida nina maria elisabeth kristin bente heidi silje hanne linda tone tove hege camilla
    wenche anita gerd ragnhild ellen karin julie mari ingeborg sara emma nora sofie emilie thea
    ingvild sigrid trine grete gro kirsten mona rita turid unni vigdis vilde maja frida amalie
    aurora olivia ella leah jenny jan per bjørn ole lars kjell knut arne svein thomas hans geir
    tor morten terje odd erik martin andreas john anders rune trond tore daniel jon kristian
    magnus stian kjetil henrik øyvind harald rolf leif egil einar espen frode gunnar håkon helge
    ivar jonas jørgen kim kristoffer kåre marius mats mathias nils olav oskar petter pål roar
    roger roy sander sigurd simen sindre sivert stein steinar sverre tom tommy tormod torstein
    trygve vegard vidar yngve åge ådne asbjørn asle atle audun birger birgitte bård dag eirik
    eivind elin elise endre even fredrik gaute guri gunn halvor hedda helene henning herman
    ingar irene isak iselin jakob jens johanne johan joakim jorunn julian jostein kaja karl
    karoline katrine kenneth kine klara kristine laila lasse lena line lise lone louise lucas
    ludvig mads malin margrete marte mia mikkel monica nikolai oda oddvar otto pernille rakel
    rebekka reidar reidun robert ruth sebastian selma signe siri sissel stine susanne synne
    synnøve tara tobias tonje torunn torill ulf vera victoria viktor vivian ylva åse åshild
    amina mohammed ali fatima ahmed yasmin
    """
)
SURNAMES = _words(
    """
    nordmann hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen
    johnsen pettersen eriksen berg haugen hagen johannessen andreassen jacobsen dahl jørgensen
    halvorsen henriksen lund sørensen jakobsen moen gundersen iversen svendsen strand solberg
    martinsen paulsen eide knutsen bakken kristoffersen mathisen lie rasmussen amundsen lunde
    kristensen bakke berge moe nygård fredriksen solheim lien holm andresen christensen hauge
    knudsen nguyen evensen sæther aas hanssen myhre haugland thomassen sivertsen simonsen
    danielsen berntsen sandvik rønning arnesen arntsen antonsen næss vik haug ellingsen thorsen
    edvardsen birkeland gulbrandsen isaksen ruud dahle aasen strøm myklebust ødegård jenssen
    tveit eliassen engen bøe nielsen ali mikkelsen aune tangen hermansen mathiesen brekke bråten
    helland wold sunde viken lande sande tollefsen nordby gjerde nes foss mohamed hammer hovland
    lorentzen husby melby torgersen langeland nygaard wiik egeland skogen steen holen fossum
    kvam rød breivik ulriksen sletten løken espeland ness falk kolstad myrvold grønli nordli
    kleven bjerke fjeld rustad vang lindberg bergersen tangvald myrland skaar lervik fagerli
    nordvik østby vestli søvik storli heggen opsahl røed torp ryen stenersen aamodt grande
    reitan hoel bye sundt risnes hellesø valen osland flaten krogh selnes tveiten sagen åsheim
    """
)
PLACES = _words(
    """
    oslo bergen trondheim stavanger tromsø drammen fredrikstad kristiansand sandnes ålesund bodø
    hamar lillehammer molde haugesund skien larvik moss halden gjøvik harstad narvik alta førde
    voss kongsberg tønsberg arendal grimstad horten askim elverum røros namsos levanger
    steinkjer mosjøen hammerfest kirkenes vadsø leirvik odda stord florø svolvær lørenskog asker
    bærum lillestrøm jessheim ski
    """
)
COMPANY_STEMS = _words(
    """
    fjord nordlys fjell hav vest nord sør øst kyst viking skog polar arktisk nordisk norsk
    bryggen dal elv foss granitt himmel horisont is kompass lyn måne nova orion pilot sol
    stjerne storm torden vinter sommer bølge anker breeze delta alfa atlas berg bjørk eik furu
    gran falk ørn ulv bjørn elg hjort laks torsk sild tind topp vidde vang vik sund øy strand
    havn kai bro vei tun gård eng mark samspill samfunn framtid fremtid vekst verdi tillit puls
    takt flyt grep sikt klar smart rask trygg grønn blå rød hvit kvit sølv gull bronse jern stål
    kobber glass stein tre lys kraft varme energi viken innlandet telemark rogaland hordaland
    sunnmøre romsdal trøndelag nordland finnmark agder
    """
)
COMPANY_ENDINGS = _words(
    """
    tek teknikk data soft bygg bygg regnskap rør elektro transport logistikk eiendom marked
    media digital consulting invest entreprenør maskin maling renhold sikkerhet energi shipping
    sjømat mat handel reklame design studio kommunikasjon rådgivning partner partners gruppen
    service drift industri mekaniske verft tannklinikk klinikk helse advokat arkitekter
    bemanning rekruttering forsikring finans bank bil auto verksted snekkeri møbler interiør tak
    vindu anlegg graving vvs kjøling systemer løsninger produkter utvikling analyse ingeniører
    landskap hotell reiser kurs skole
    """
)
PLAIN_COMPANIES = _words(
    """
    fjordtek nordvik bryggeriet havgruppen vestkraft nordsikt fjordmat kystlinjen bygartneriet
    tindteknikk bølgekraft skogsdrift solsiden verkstedet rørleggeren snekkerlaget kontorhuset
    kafehuset
    """
)
