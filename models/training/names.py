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
# Parts of which names are made up: the country has some hundred thousand surnames and farms.
SURNAME_HEADS = _words(
    """
    aker al alm ask aur bakk ber bir bjør blom brand brat bru bust by dal djup drag ei eik ek elv
    eng fag far fe fin fjell fla fos fre fru fur gam gau gjel gran grim grin gru grøn gul gus had
    hag hal ham has haug heg hei hel hen her hes hol hon hor hov hul hum hus høg høl iver jor kal
    kar kjel kjer klep klo kol kor krag kri kvar kver kvi lan lang lau lei lil lin los lun lut lyk
    lør mar mei mel midt mjø mo mos mun myr mæl mør nar nes ner nord nor nyg ny od of op orm
    os otter ram ran rav rei ren rim ris ro rog rol ros ru rund rust ryg rød røn sal sam san sau
    sel set sig sjø skal skar skei skin skjel skog skor skre skul sla slet små snek sol sor stal
    stav stei sten stok stor strøm stub sun svar svei sve søl sør tal tan tar tei tel ting tjel
    tor tran trol tru tu tve tyr tøn ul un ur ut val van var vas veg vel vest vet vid vik vind vis
    vol våg yt ær øde øks øst øver å ås
    """
)
SURNAME_TAILS = _words(
    """
    aker ang bakk bakken bekk berg bergen bo by dal dalen eid eide eim ek elv en eng engen er
    fjell fjord flaten foss fors gard gjerde gård hagen haug haugen heim holm holmen holt hus hov
    hovd hol ing ingen jord kleiv kvam kvist land landet li lid lie lien lo lund løkken løs mark
    mo moen myr myra mæle nes neset ning ost plass rud rum rust røed rød sand sen seng set seter
    sjø skog slett snes sta stad stein sten stø strand strøm stuen sund sve sæter ter tun tveit
    um vang vatn vågen veit vik vika vin voll ås åsen øy øya øygard
    """
)
FIRST_HEADS = _words(
    "al am an ar as bal ber bir bor dag ed ei el em er fin fri ge ger gu gud gun ha hal har hei"
    " her hil i il in jar jo ju ka kjer kol la lei li lo lu ma mag mel mi mo na ni no o od ol ra"
    " ran rag re ri ro ru run sa se si sig sol stei sun sve syn ta ter ti tor trul val ve vil å"
)
FIRST_TAILS = _words(
    "a an ar as bert bjørn bjørg borg da dis e el er fin fred frid gar geir gerd grim gunn hild"
    " ia id idar ie in ine is kell la laug leif leiv li lin lo mar mod mund na ne ni nor ny o olf"
    " on ra rid rik rin run ryn si stein sten sti stina ta te ten ton tor tra un us va vald vard"
    " ve vin vor"
)
TRADES = _words(
    """
    bakeriet dyreklinikk eventbyrå frisør frukt gjenvinning glass graving grus gårdsmat hage
    hotell interiør isolasjon kafeteria kantine kjøkken kontormøbler kran kultur laks
    låsservice mekanikk meieri melk murer naturopplevelser oppdrett optikk papir parkering
    pizza platearbeid pukk pumper reinsdyr revisjon sag sauer skilt skogbruk sko smie
    snekkeri solceller spedisjon sport stein stillas sveis takservice teater tekstil tre
    treningssenter trevare trykkeri turbusser uteliv vaskeri veterinær vin vinduer øl
    """
)
HELD_BACK = frozenset(
    _words(
        """
        kvamme hovde skjelbred stokke tveter hegdal brandal sveen heimdal kvinge framnes
        ytterdal tangvik hustad rolland grimsmo lysberg nerland skorpen elvestad vassbotn
        trones hatlen solbakk furuset risberg lindås storhaug granheim tofte brattbakken
        vestby kvernberg sjøtun glomma eidsvåg solvang rosendal jæren dovre lofoten byåsen
        alnabru granlund stordal storvollen mjøsa blåfjell løvenskiold hunderfossen rindal
        tysnes snåsa valdres namdal sotra trysil lyngdal bakeri betong fisk gartneri trykk
        kafe saueavl båtbyggeri potet steinhogg fiskeutstyr hytteservice snekkerverksted
        kjøtt kulde romerike
        """
    )
)
"""Words of names that no training sentence holds: what measuring calls unknown."""
