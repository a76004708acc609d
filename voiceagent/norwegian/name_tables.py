"""Common Norwegian first names and surnames, for recognising a name when one hears it.

Not a register: rare names are read all the same where a name was asked for or announced.

Source: everyday knowledge of the most used names in Norway; checked against no single list.
"""

from __future__ import annotations


def _names(line: str) -> frozenset[str]:
    return frozenset(line.split())


FIRST_NAMES = _names(
    "aage adam ada adrian agnes agnete aina aksel albert aleksander alexander alf alfred ali "
    "amalie amina amund anders andre andré andrea andreas andrzej ane anette angelica anita "
    "anja ann anna anna-lise anne anne-lise anne-marie anne-grete annette anniken anton are "
    "arild arna arne aron arnfinn arnstein arnt arve arvid asbjørn aslak asle astrid atle aud "
    "audun august aurora axel barbro beate benedicte benedikte bengt benjamin bente berit "
    "bernt bertil birger birgit birgitte bjarne bjarte bjørg bjørn bjørnar bodil borghild "
    "brage brit brita britt bror brynjar bård børge carina caroline carl camilla cathrine "
    "cato cecilie celine charlotte chris christer christian christina christine christoffer "
    "christopher clara claus cornelia dag dagfinn dagny daniel david didrik dina dorthe ebba "
    "edel edgar edvard edvin egil eilert eileen einar eirik eirin eivind elena eli elias elin "
    "eline elisabeth elise ella ellen elling elsa else emil emilie emma endre erik erika "
    "erlend erling ernst espen ester esten even eva evelyn fatima ferdinand filip finn "
    "fredrik fredrikke frida fride frode frøydis geir georg gerd gina gjermund gorm grete "
    "grethe gro gudbrand gudmund gudrun gunn gunnar gunvor gunhild gustav guro guttorm gøran "
    "hallgeir hallvard halvard halvor hanna hannah hanne hans harald harry hauk hedda hedvig "
    "heidi helen helena helene helga helge henning henriette henrik herman hilda hilde "
    "hildegunn hogne hugo håkon håvard ida idar idun ina ine inga inge ingeborg inger ingrid "
    "ingunn ingvar ingvild irene iren isabella isak ivar iver jack jacob jakob jan janne "
    "jannicke jarl jarle jeanette jennifer jenny jens jesper joachim joakim joar jo johan "
    "johanna johanne johannes john johnny jon jonas jonathan jorid jorun jorunn josefine "
    "jostein julia julie julian june jørgen jørn jørund kai kaia karen kari karianne karin "
    "karina karl karoline kasper katarina katarzyna kate kathrine katrine kent ketil khalid "
    "kim kine kirsten kirsti kjartan kjell kjersti kjerstin kjetil klara klaus knut kolbjørn "
    "konrad krister kristian kristin kristina kristine kristoffer kyrre kåre lars lasse laila "
    "laura lea leah leif leiv lena lene leo leon lillian lina linda line linn linnea lisa "
    "lisbeth lise liv live lone louise lucas ludvig lukas maja malin mads magne magnhild "
    "magnus mai maiken maren margareth margit margrethe margunn mari maria mariann marianne "
    "marie marina marit marita marius markus marta marte marthe martha martin martine mathea "
    "mathias mathilde matias mats maud maya merete mette mia michael michelle mikael mikkel "
    "milla mina miriam mira mohamed mohammed mohammad monica monika morten nadia nathalie "
    "natalie nicolai nikolai nikoline nils nina noah nora norunn oda odd oddbjørn oddgeir "
    "oddny oddvar olaf olai olav ola ole oline oliver olivia oscar oskar otto ove paul "
    "pauline peder per pernille pernilla petra petter philip piotr pia pål rafael ragna "
    "ragnar ragnhild rakel ranveig rebecca rebekka reidar reidun rikke rita robert robin roar "
    "roger rolf ronja ronny ruben runa rune rut ruth rutt sabina saga samuel sander sandra "
    "sara sarah sebastian selma sigbjørn sigmund signe sigrid sigrun sigurd sigve silje simen "
    "simon siren siri siv siw sofia sofie solfrid solveig sondre sonja stein steinar stella "
    "stian stig stina stine storm sturla sunniva susanne svein sverre svetlana synne synnøve "
    "sølve sølvi søren tale tarjei terese terje thea theodor therese thomas thor thor-arne "
    "thora tine tina tiril tirill tobias tom tomas tommy tone tonje tor torbjørn tord tore "
    "torfinn torgeir torgrim torhild toril torill torkel torleif tormod torstein torunn "
    "torveig tove trine trond truls trude trygve turid tuva unn unni ulf ulrik vanessa "
    "vebjørn vegar vegard veronica veronika vibeke victor vidar victoria viktor viktoria "
    "vilde viljar ville vivian wenche werner wilhelm william yngve yngvild ylva yusuf øistein "
    "ørjan øystein øyvind åge åse åshild åsmund åsne aase åslaug"
)
SURNAMES = _names(
    "aas aasen abrahamsen ahmed ali amundsen andersen andreassen andresen antonsen arnesen "
    "aune aspelund bakke bakken bang berg berge bergersen berget berg-hansen berntsen bjerke "
    "bjørnstad bjørklund blom borge brandt brekke bråten bråthen bruun bye bø bøe christensen "
    "christiansen christoffersen claussen dahl dahle dahlen danielsen dale davidsen dyrdal "
    "edvardsen egeland eide eikeland ellingsen eliassen engebretsen engen enger eriksen "
    "erlandsen espeland evensen fjeld fjeldstad fjellheim foss fossen fosse fossum fredriksen "
    "fredheim furu gabrielsen gjertsen gulbrandsen gundersen gustavsen haga hagen hageland "
    "halvorsen hammer hamre hansen hanssen haug haugan hauge haugen haugland heggelund "
    "helgesen helland helle henriksen hermansen holen holm holmen holt holte hovland huseby "
    "husby håland hegge høiland ibrahim isaksen iversen jacobsen jakobsen jensen jenssen "
    "jespersen johannesen johannessen johansen johnsen jonassen jørgensen karlsen khan "
    "klausen knudsen knutsen kolstad kristensen kristiansen kristoffersen kvam kvale kåsa "
    "langeland larsen larssen lauritzen lie lien lind lindberg linde lund lunde løken løkken "
    "madsen magnussen martinsen mathisen mikalsen mikkelsen moe moen mohamed monsen mortensen "
    "myhre myhren myklebust myrvold nedrebø ness nguyen nielsen nilsen nilssen nordby "
    "nordmann nordli nygaard nygård næss olsen omdal opsahl ottesen paulsen pedersen "
    "pettersen rasmussen ravn refsnes riise ruud rustad rønning rød røed ryan sagen samuelsen "
    "sand sande sandberg sandnes sandvik selvik simonsen singh sivertsen sjøberg skaar skar "
    "skogen skog skoglund skaug smith solbakken solberg solheim solli solvang solås steen "
    "stene stensrud stokke stokkeland strand strøm stølen sunde sund svendsen svensson sveen "
    "syversen sæther sætre sørensen sørlie tangen teigen thomassen thommessen thoresen "
    "thorsen thorstensen torgersen torp tran tveit tveten ulriksen vik viken vold vollan wang "
    "wiik winther wold østby ødegaard ødegård øien øverland øvrebø åsen aamodt"
)

PLACES = _names(
    "oslo bergen trondheim stavanger tromsø drammen kristiansand bodø ålesund fredrikstad sandnes "
    "sarpsborg skien porsgrunn arendal haugesund tønsberg larvik sandefjord moss hamar gjøvik "
    "lillehammer kongsberg molde kristiansund harstad narvik alta halden horten mandal farsund "
    "flekkefjord egersund bryne stord førde florø voss odda leirvik elverum kongsvinger jessheim "
    "lillestrøm asker sandvika ski askim mysen drøbak holmestrand notodden rjukan hønefoss "
    "stjørdal steinkjer levanger verdal namsos mosjøen brønnøysund svolvær leknes sortland "
    "finnsnes hammerfest vadsø kirkenes honningsvåg røros oppdal orkanger grimstad lillesand "
    "vennesla kragerø brevik stathelle norge norden sverige danmark utlandet europa nordland "
    "troms finnmark trøndelag vestland rogaland agder telemark vestfold buskerud innlandet "
    "akershus "
    "østfold hedmark oppland hordaland sogn fjordane møre romsdal vestlandet østlandet sørlandet "
    "nord-norge midt-norge nordmøre sunnmøre nordfjord hardanger lofoten helgeland svalbard "
    "mosjøen mo rana london stockholm københavn sunnfjord jæren follo romerike ringerike"
)
"""Towns and regions, where somebody may ring from."""
