"""What a cold reader of the writers found: whole families of forms that were said wrong."""

from __future__ import annotations

import pytest

from voiceagent.norwegian.numbers.amounts import Amount
from voiceagent.norwegian.speaking.speak import say_amount, say_phone, sayable, split_clauses
from voiceagent.norwegian.texts.figures import Figure, figures


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Hun vet alt.", "Hun vet alt."),
        ("Var det alt.", "Var det alt."),
        ("Vi gjør alt. Ring oss.", "Vi gjør alt. Ring oss."),
        ("Det kan man.", "Det kan man."),
        ("Jeg snakket med Tor.", "Jeg snakket med Tor."),
        ("Den er min.", "Den er min."),
        ("Kollegaen min. Hun ringer.", "Kollegaen min. Hun ringer."),
        ("Der står alt.", "Der står alt."),
        ("Vi slipper ham fre.", "Vi slipper ham fre."),
        ("PR. Vi ringer.", "PR. Vi ringer."),
        ("Kan man 3 ganger?", "Kan man tre ganger?"),
        ("Jeg møter Tor 3. desember.", "Jeg møter Tor tredje desember."),
        ("Onsdag, alt. torsdag.", "Onsdag, alternativt torsdag."),
        ("Alt. 2 er best.", "alternativt to er best."),
        ("Etter noen min. Deretter går vi.", "Etter noen minutter. Deretter går vi."),
        ("Passer man 3/12?", "Passer mandag tredje desember?"),
        ("El. er dyrt", "El. er dyrt"),
    ],
)
def test_a_word_that_looks_like_an_abbreviation_stays_a_word(written: str, said: str) -> None:
    """«alt», «min», «man» and «Tor» at the end of a sentence are no abbreviations."""
    assert sayable(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1.–3. mai", "første til tredje mai"),
        ("10.-12. juni", "tiende til tolvte juni"),
        ("den 3.-5. desember", "den tredje til femte desember"),
        ("23.–25. november", "tjuetredje til tjuefemte november"),
        ("Mandag 1.–onsdag 3. mai", "Mandag første til onsdag tredje mai"),
        ("uke 3.–5.", "uke tre til fem."),
        ("Møtet er 25.11.", "Møtet er tjuefemte november."),
        ("tirsdag 1.12. kl 13", "tirsdag første desember klokka ett"),
        ("tirsdag 1.12 kl 13", "tirsdag første desember klokka ett"),
        ("23.11.–25.11.", "tjuetredje november til tjuefemte november"),
        ("ons 18. nov", "onsdag attende november"),
        ("jan.–mars", "januar til mars"),
        ("28. des.–3. jan.", "tjueåttende desember til tredje januar"),
        ("Vi snakkes den 3.", "Vi snakkes den tredje."),
        ("Passer den 3.?", "Passer den tredje?"),
        ("den 1. og den 2.", "den første og den andre"),
        ("Passer det 3. eller 4.?", "Passer det tredje eller fjerde?"),
        ("den 3. Passer det?", "den tredje. Passer det?"),
        ("1/3 av kundene", "en tredjedel av kundene"),
        ("Cirka 2/3 bruker det.", "Cirka to tredjedeler bruker det."),
        ("Møtet er 3/4.", "Møtet er tredje april."),
        ("1 1/2 time", "en og en halv time"),
        ("1½ time", "en og en halv time"),
        ("2026/27", "tjuetjueseks tjuetjuesju"),
        ("frist 15.10", "frist femtende oktober"),
        ("H1 2027", "første halvår tjuetjuesju"),
        ("17. Mai er fri.", "syttende mai er fri."),
        ("Kong Harald V", "Kong Harald den femte"),
        ("Kapittel IV", "Kapittel fire"),
        ("VI RINGER NÅ", "VI RINGER NÅ"),
    ],
)
def test_dates_and_ordinals_are_said_as_such(written: str, said: str) -> None:
    """Spans of ordinals, dates without a year, and ordinals at the end keep their kind."""
    assert sayable(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 kr", "en krone"),
        ("1,-", "en krone"),
        ("1 million kroner", "en million kroner"),
        ("1 mill. kr", "en million kroner"),
        ("kr 1 mill.", "en million kroner"),
        ("1 mrd. kr", "en milliard kroner"),
        ("kr 50 000–100 000", "femti tusen til hundre tusen kroner"),
        ("kr 100-200", "hundre til to hundre kroner"),
        ("kr 2-3 mill.", "to til tre millioner kroner"),
        ("mellom kr 1 og 2 mill.", "mellom en og to millioner kroner"),
        ("NOK 10 mill.", "ti millioner kroner."),
        ("2.5 mill. kr", "to komma fem millioner kroner"),
        ("USD 1.5", "en komma fem dollar"),
        ("kr 1 234,50", "ett tusen to hundre og trettifire kroner og femti øre"),
        ("500,- kr", "fem hundre kroner"),
        ("1,0 mill", "en komma null millioner"),
        ("5 MNOK", "fem millioner kroner"),
        ("500 tkr", "fem hundre tusen kroner"),
        ("10k", "ti tusen"),
        ("kr 500 til 3 kunder", "fem hundre kroner til tre kunder"),
        ("99 kr/bruker/mnd", "nittini kroner per bruker i måneden"),
        ("kr 100–200/mnd.", "hundre til to hundre kroner i måneden"),
        ("100 kr/stk", "hundre kroner per stykk"),
        ("2 kr/min", "to kroner i minuttet"),
        ("8 t/dag", "åtte timer per dag"),
        ("2 GB/s", "to gigabyte i sekundet"),
        ("10 kr/km", "ti kroner per kilometer"),
        ("kr 499,-/mnd", "fire hundre og nittini kroner i måneden"),
        ("SEK 1", "en svensk krone"),
        ("10 %–20 %", "ti prosent til tjue prosent"),
        ("+5 %", "pluss fem prosent"),
        ("± 2", "pluss minus to"),
        ("20+", "tjue pluss"),
    ],
)
def test_money_is_said_once_and_in_its_number(written: str, said: str) -> None:
    """The currency is said last and once, in the singular of one alone."""
    assert sayable(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Åpent 08:00–16:00", "Åpent klokka åtte til fire"),
        ("08–16", "klokka åtte til fire"),
        ("kl 14 og 15", "klokka to og tre"),
        ("kl. 13.00 eller 14.00", "klokka ett eller to"),
        ("kl. 14 og 15 personer kommer", "klokka to og femten personer kommer"),
        ("kl. 10 og 3. mai", "klokka ti og tredje mai"),
        ("mellom 10.30 og 11.30", "mellom halv elleve og halv tolv"),
        ("9.30–10.30", "klokka halv ti til halv elleve"),
        ("Da sier vi 10.30.", "Da sier vi halv elleve."),
        ("man–fre", "mandag til fredag"),
        ("ma-fr 8-16", "mandag til fredag åtte til seksten"),
        ("Lør: 10-14", "lørdag: ti til fjorten"),
        ("Man.–fre. 08–16 er vi her.", "mandag til fredag klokka åtte til fire er vi her."),
        ("kl 0830", "klokka halv ni"),
        ("versjon 2.10 er ute", "versjon to punktum ti er ute"),
        ("Punkt 2.1. Deretter kommer vi.", "Punkt to punktum en. Deretter kommer vi."),
        ("Versjon 2.0.1", "Versjon to punktum null punktum en"),
    ],
)
def test_times_bind_what_they_are_listed_with(written: str, said: str) -> None:
    """Lists, spans and bare times with a dot are clock times; versions and counts are not."""
    assert sayable(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Org.nr: 974760673", "organisasjonsnummer: ni sju fire, sju seks null, seks sju tre"),
        (
            "Organisasjonsnummer 974 760 673",
            "Organisasjonsnummer ni sju fire, sju seks null, seks sju tre",
        ),
        ("25000000 kr", "tjuefem millioner kroner"),
        ("0047 98042211", "nittiåtte, null fire, tjueto, elleve"),
        ("+46 70 123 45 67", "pluss førtiseks, sytti, tolv, trettifire, femtiseks, sju"),
        ("Ring 116 117", "Ring en en seks, en en sju"),
        ("Ring 02800.", "Ring null, to, åtte, null, null."),
        ("konto 12345678901", "konto en to, tre fire, fem seks, sju åtte, ni null, en"),
        ("Ordrenummer 20456", "Ordrenummer tjue, førtifem, seks"),
        ("ordre 2045", "ordre tjue, førtifem"),
        ("ordre på 2000 kr", "ordre på to tusen kroner"),
        ("Saksnr. 2026/1234", "Saksnr. tjue, tjueseks skråstrek tolv, trettifire"),
        ("2050 kunder", "to tusen og femti kunder"),
        ("1980 ansatte", "ett tusen ni hundre og åtti ansatte"),
        ("i 2026", "i tjuetjueseks"),
        ("2026 blir bra.", "tjuetjueseks blir bra."),
        ("5003 Bergen", "femti, null tre Bergen"),
        ("i 2027 Oslo", "i tjuetjuesju Oslo"),
        ("www.fjordlys.no/kontakt", "fjordlys punktum no skråstrek kontakt"),
        ("docs.fjordlys.io", "docs punktum fjordlys punktum i o"),
        ("Ring 2000 kunder", "Ring to tusen kunder"),
    ],
)
def test_codes_and_numbers_are_told_digit_by_digit(written: str, said: str) -> None:
    """Organisation, account and telephone numbers and codes are no amounts."""
    assert sayable(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Det tar 3 mnd. Deretter er vi i gang.", "Det tar tre måneder. Deretter er vi i gang."),
        ("Lønn m.m. Ring oss.", "Lønn med mer. Ring oss."),
        ("Vi tar bl. a. CRM.", "Vi tar blant annet C R M."),
        ("5 stk. Office-lisenser", "fem stykk Office-lisenser"),
        ("5 stk. Vi sender dem.", "fem stykk. Vi sender dem."),
        ("Prisen er 10 kr. Passer det?", "Prisen er ti kroner. Passer det?"),
        ("Tlf.: 22 33 44 55", "Telefon: tjueto, trettitre, førtifire, femtifem"),
        ("Vi bor i Storgt. 5B.", "Vi bor i Storgate fem B."),
        ("Ca. 20 stk.", "Cirka tjue stykk."),
    ],
)
def test_a_sentence_keeps_its_full_stop(written: str, said: str) -> None:
    """An abbreviation that ends a sentence leaves the point to it; one inside does not."""
    assert sayable(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("m/mva", "med merverdiavgift"),
        ("v/Hansen", "ved Hansen"),
        ("c/o Hansen", "c o Hansen"),
        ("og/eller", "og eller"),
        ("ja/nei", "ja eller nei"),
        ("80/20", "åtti tjue"),
        ("ifm. møtet", "i forbindelse med møtet"),
        ("m.a.o.", "med andre ord"),
        ("etc.", "et cetera"),
        ("kap. 3", "kapittel tre"),
        ("Se s. 5.", "Se side fem."),
        ("5 stk", "fem stykk"),
        ("2,5 mill", "to komma fem millioner"),
        ("CEO og HMS", "C E O og H M S"),
        ("DNB", "D N B"),
        ("E18", "E atten"),
        ("dr. Hansen", "doktor Hansen"),
        ("Rv. 7", "Riksvei sju"),
    ],
)
def test_slashes_and_short_words_are_said(written: str, said: str) -> None:
    """«m/mva» is «med», «og/eller» is no «eller eller», and rarer abbreviations have words."""
    assert sayable(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Det kostar 99 kr/mnd, ikkje meir.", "Det kostar nittini kroner i månaden, ikkje meir."),
        (
            "Det tek 3 mnd. Så er vi i gang, ikkje sant?",
            "Det tek tre månader. Så er vi i gang, ikkje sant?",
        ),
        (
            "Vi har t.d. CRM, m.a. for sal, osb.",
            "Vi har til dømes C R M, mellom anna for sal, og så bortetter.",
        ),
        ("Eg kjem tysdag 18. nov. kl. 14.30.", "Eg kjem tysdag attande november klokka halv tre."),
        ("Den er notert, eg ringjer om 1 t.", "Den er notert, eg ringjer om ein time."),
        (
            "Vi er ikkje opne 1.–3. mai eller 8.–10. mai.",
            "Vi er ikkje opne første til tredje mai eller åttande til tiande mai.",
        ),
    ],
)
def test_nynorsk_gets_nynorsk_words(written: str, said: str) -> None:
    """What a Nynorsk text is expanded to is Nynorsk too; its own words are left."""
    assert sayable(written) == said


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Han heter J. P. Hansen.", ("Han heter J. P. Hansen.",)),
        ("Kari N. Hansen. Ring henne.", ("Kari N. Hansen.", "Ring henne.")),
        ("Plan B. Da ringer vi.", ("Plan B.", "Da ringer vi.")),
        ("Jeg bor i St. Olavs gate.", ("Jeg bor i St. Olavs gate.",)),
        ("Vi tar dr. Hansen.", ("Vi tar dr. Hansen.",)),
        ("Passer ti el. 11. desember?", ("Passer ti el. 11. desember?",)),
        ("Vi har åpent 1.–3. mai.", ("Vi har åpent 1.–3. mai.",)),
        ("Det tar 3 mnd. Deretter går vi.", ("Det tar 3 mnd.", "Deretter går vi.")),
        ("Vi ses den 3. Passer det?", ("Vi ses den 3.", "Passer det?")),
        ("Org.nr: 974 760 673", ("Org.nr: 974 760 673",)),
        ("Prisen er 100 000 - 200 000 kr.", ("Prisen er 100 000 - 200 000 kr.",)),
    ],
)
def test_clauses_end_with_sentences_and_not_with_initials(
    text: str, clauses: tuple[str, ...]
) -> None:
    """Initials, titles and spans hold together; an abbreviation may close a sentence."""
    assert split_clauses(text) == clauses


def test_single_values_are_said_in_their_own_form() -> None:
    """One krone is «krone»; a foreign number keeps its plus; a switchboard goes digit by digit."""
    assert say_amount(Amount(1, 1)) == "en krone"
    assert say_phone("+46701234567").startswith("pluss førtiseks, sytti")
    assert say_phone("02800") == "null, to, åtte, null, null"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("5 MNOK", "5 mill. kr"),
        ("500 tkr", "500 000 kr"),
        ("10k", "10 000"),
        ("Møtet er 25.11. kl. 10", "Møtet er 25. november kl. 10"),
        ("kr 2-3 mill.", "2 til 3 millioner kroner"),
        ("250 TNOK", "250 000 kroner"),
    ],
)
def test_a_short_form_is_the_figure_it_is_said_as(short: str, long: str) -> None:
    """What a guard compares is the same figure in its short and its long form."""
    told, meant = ([_without_place(figure) for figure in figures(text)] for text in (short, long))
    assert told == meant


def _without_place(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.value, figure.rate, figure.bound


def test_a_text_without_end_is_made_sayable_in_parts() -> None:
    """Hostile forms hold thousands of signs in a row; what a sentence of words says stays whole."""
    long = "Vi ringer kl. 14.30 og sender kr 1 250,-. " * 12
    assert sayable(long.strip()) == " ".join(
        [sayable("Vi ringer kl. 14.30 og sender kr 1 250,-.")] * 12
    )
    assert sayable("1.1." * 4_000)
