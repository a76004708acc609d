"""Words of business talk that mean nearly the same, by stem.

For finding texts only: whoever asks for «kurs» is told of «opplæring». Groups are narrow on
purpose; a word in a group too wide finds what was not asked for.
"""

from __future__ import annotations

from voiceagent.norwegian.texts.stems import stem

_GROUPS = """
pris kostnad koste betale takst dyrt billig
rabatt avslag prisavslag kvantumsrabatt
moms mva merverdiavgift avgift
gebyr etableringsgebyr startgebyr oppstartsgebyr etablering
faktura regning fakturering
frist forfall forfallsdato betalingsfrist
prøve teste prøveperiode prøvetid demo
oppstart innføring implementering start starte
kurs opplæring lære veiledning opplære undervisning
backup sikkerhetskopi sikkerhetskopiering
epost mail
mobil telefon smarttelefon mobiltelefon
app applikasjon mobilapp
nettside hjemmeside nettsted web
support brukerstøtte kundestøtte kundeservice helpdesk
oppsigelse oppsigelsestid bindingstid binding avslutte
lagre lagring server datasenter skyen
trygg sikker sikkerhet
kryptert kryptering
personvern gdpr personopplysninger databehandleravtale
ansatt medarbeider
operatør teleoperatør mobiloperatør telenor telia
helg lørdag søndag helligdag
natt kveld døgn døgnet
melding sms tekstmelding
varsle varsel beskjed
nede feil nedetid driftsstans krasje
rapport statistikk tall oversikt
referat sammendrag oppsummering oppsummere
eksportere hente uthenting eksport
integrasjon integrere koble kobling synkronisere
innlogging logge pålogging passord
tilgang rettighet rolle adgang
slette sletting fjerne
avtale kontrakt
signere underskrive signering signatur
utvikler programmerer
api grensesnitt
skjema kontaktskjema
flytte overføre importere migrere flytting import
kontakt kunde
henvendelse forespørsel
utland utenlands
påminnelse minne oppfølging
nett internett dekning
engelsk språk
åpningstid åpne stenge
raskt fort kjapt
øke justere heve
bransje næring sektor
størrelse stor
eie eier
""".strip()


def _table() -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for line in _GROUPS.splitlines():
        stems = frozenset(stem(word) for word in line.split())
        for word in stems:
            groups[word] = groups.get(word, frozenset()) | stems
    return {word: others - {word} for word, others in groups.items()}


SYNONYMS = _table()
"""Stem → stems that mean nearly the same."""
