"""Norwegian that answers nothing we ask: everyday talk, other languages, word lists. Data.

What a telephone picks up when the caller turns away, a colleague talks, or a radio is on. None of
these sentences is in, or made from, what the recogniser or its confidence learned from. They were
written without a look at the dialog's readers: where a reader takes one of them for an answer even
when every word is heard («skapet passer ikke inn» for a no), that counts against us too.
"""

from __future__ import annotations

EVERYDAY = """
bikkja til naboen har gravd opp halve plenen
hvor har du lagt bilnøklene
det lukter svidd fra kjøkkenet
barna vil ha pannekaker med blåbærsyltetøy
jeg fant votten under sofaen
har du husket å vanne plantene
det blåser så takpannene rister
katten sover oppå vaskemaskinen
vi gikk på ski til langt inni skogen
suppa trenger mer salt og litt pepper
læreren sa at de skulle lese høyt
jeg mistet brillene i vannet
bestemor strikker en grønn genser
det er hull i den ene støvelen
sykkelen står ute i regnet
fisken må renses før vi griller
de spilte samme sangen om igjen
filmen var altfor lang og ganske kjedelig
hun plukket blåbær oppe i lia
jeg klarer ikke å åpne syltetøyglasset
døra knirker hver gang noen kommer inn
gutten gråt fordi isen falt i bakken
du må tørke av deg på beina
vi så en elg ved veikanten
båten drev mot land uten motor
brødet er for ferskt til å skjæres
lyset i gangen har gått igjen
kan du rekke meg smøret
ungene bygger snømann bak garasjen
jeg drømte at jeg kunne fly
kaffen ble kald mens vi snakket
det ligger glasskår på gulvet
han sagde ned det gamle epletreet
jeg har aldri vært så våt før
vinden tok paraplyen hennes
ost og skinke på grovt brød
det var kø helt ned til broa
toget stoppet midt i tunnelen
hun sang så vakkert i kirken
naboen klipper plenen igjen
jeg får ikke sove når det er fullmåne
vi fant en kattunge i fjæra
håret mitt er helt håpløst
oppvaskmaskinen lekker under benken
de har malt huset rødt
jeg tror melka har blitt sur
hunden bjeffer på postbudet
han kastet ballen over gjerdet
det snør så tett at vi ikke ser fjellet
du ligner veldig på moren din
vi rodde ut til holmen og badet
kjolen henger bakerst i skapet
det står en fremmed bil i oppkjørselen
hvem har spist opp kaka
jeg liker best den med sjokolade
flua surrer rundt lampa
hun lærte å svømme i innsjøen
kyrne står og gjesper i fjøset
han snorker så veggene rister
det er mygg overalt ved vannet
vi spilte kort hele kvelden gjennom
bussen kjørte rett forbi oss
klærne tørker fort i sola
jeg har glemt hvordan melodien går
tannlegen boret i en jeksel
isen på vannet er for tynn
hun har flettet håret sitt
potetene koker over
du har fått maling på nesa
vi ser på fotball hos onkelen min
målvakten reddet det meste
dommeren burde hatt briller
teltet ble gjennomvått
ulla klør på halsen
jeg må hente pakken på butikken
kassa var full av gamle bøker
det står ingenting om det i avisa
han leste høyt for barna sine
musene har spist av havregrynene
tåka ligger tett over fjorden
vi tente bål nede på stranda
pølsene ble helt svarte
hun mistet hatten i trappa
jeg hører måkene skrike
veden er for rå til å brenne
naboens hane galer grytidlig
det er noe rart med denne lyden
skapet passer ikke inn i hjørnet
han limte vasen sammen igjen
bladene har begynt å falle
vi plukker sopp når det har regnet
stigen står lent mot veggen
hun danset barbeint på gresset
regnet trommer mot vinduet
det smaker som bestefars kjøttkaker
jeg brente tunga på suppa
puter og tepper ligger utover golvet
han har skjegg helt ned til brystet
fuglene er borte fra foringsbrettet
gi meg hammeren og noen spiker
gardinene må vaskes og strykes
treet veltet over strømledningen
hun ler av sine egne vitser
det var mørkt og ganske skummelt
skuffen er full av rusk og rask
jeg vil heller lese enn å se på skjermen
vi bodde i telt ved elva
snøen knirker under skoene
ungen har fått ny tann
det er slutt på dopapiret
hvor ble det av den andre sokken
han fisker ørret i bekken
nå har du sølt på duken
gressklipperen starter ikke
kua hoppet over gjerdet
hun tegner hester i margen
vi måtte snu på grunn av uværet
ribba skal stå lenge i ovnen
det dufter av nybakte boller
jeg skled på isen og slo albuen
han spiller trekkspill på låven
putetrekket matcher ikke lakenet
vi så nordlyset fra verandaen
sauene har rømt opp i fjellsida
glasset sprakk da jeg helte i vannet
hun fikk blomster og en bok
det raslet i buskene bak oss
dere må være stille når babyen sover
pappa har bakt rosinboller
trærne bøyer seg i vinden
vi kjørte oss bort på vei til hytta
nå renner det vann fra taket
skjorta er krøllete og skitten
han fortalte historien om trollet
fjellet var skjult av skyer
jeg skrapte frosten av ruta
du kan henge jakka på knaggen
det gror ugress mellom steinene
moren hans er fra en øy langt ute
hun gråter av glede
laksen hopper i fossen
vi sagde planker og spikret
gryta står til avkjøling på trammen
har noen sett fjernkontrollen
hesten fnyser i stallen
gulvet er iskaldt å gå på
det klirrer i flaskene bak i bilen
babyen har kolikk og skriker
jeg ble stukket av en veps
vafler med rømme er det beste jeg vet
han vasket bilen med såpe
de krangler om hvem som skal sitte foran
nissen bor på loftet sier ungene
vi hoppet i høyet på låven
det kribler i fingrene
skuta ligger for anker i bukta
hun plystret på bikkja
trollet sprakk i morgensola
jeg sparer på gamle frimerker
sanden var så varm at vi løp
det luktet fjøs av klærne hans
du har bart av kakao
hvem skal ut med søpla
teppet er mykt og varmt
bilen trenger nye vinterdekk
han kokte egg til frokost
skogen er full av tyttebær
vi mistet fisken i det den nådde båten
lyden fra fossen overdøvet oss
jeg strøk bukse og skjorte før begravelsen
kråka stjal en skje
det ramlet stein ned i veien
hun skrev dikt om havet
ta på deg lue og votter
bålet sluknet av seg selv
han hoster og er tett i nesa
saftglasset veltet utover bordet
vi fikk besøk av tanta di
det lukter fisk av hendene mine
slangen krøp inn under steinen
koppene står på øverste hylle
jeg hører deg romstere på loftet
han ble så redd at han løp
graset er vått av dugg
ikke klatre så høyt i treet
det var kamp om det siste kakestykket
vannkokeren piper
hun smurte matpakke til alle sammen
vi la oss i skyggen under bjørka
trikken skranglet ned bakken
jeg finner ikke enden på tapen
lammet ble født bak låven
mosen er myk som en madrass
det var så glatt at ingen torde gå
""".strip().splitlines()

ENGLISH = """
the kettle is boiling over again
somebody left the window open all night
my neighbour bought a very noisy lawnmower
the children are building a castle out of sand
we ran out of milk and sugar yesterday
turn the music down before the baby wakes
the river was frozen from bank to bank
there is a spider sitting in the bathtub
grandfather told us stories about the sea
the bus driver was whistling a cheerful tune
her bicycle had a puncture near the bridge
they planted apple trees behind the barn
what a lovely colour for a bedroom wall
the cat knocked a vase off the shelf
please wipe your feet before coming in
our team lost the match in the rain
the bakery smells of cinnamon and butter
he forgot the umbrella on the train
you should have seen the size of that fish
the lighthouse keeper lived alone for years
""".strip().splitlines()

SWEDISH = """
hunden sprang över gatan efter bollen
kan du skicka mig smöret och osten
vi åkte båt hela sommaren förra året
flickan har tappat sin röda mössa
det luktar nybakat bröd i hela huset
barnen leker kurragömma i trädgården
jag hittar inte mina glasögon någonstans
solen gick ner bakom bergen
min moster har köpt en ny cykel
det regnade så mycket att vi blev blöta
han glömde paraplyet på tåget
älgen stod mitt på vägen och glodde
vi plockade lingon i skogen hela dagen
kaffet har kallnat medan vi pratade
grannen klipper gräset jämt och ständigt
hon sjöng en gammal visa för oss
katten ligger och sover på soffan
fönstret står öppet och det drar
mormor bakade kanelbullar till alla
snön knarrar under skorna
""".strip().splitlines()
