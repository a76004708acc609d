"""Abbreviations, units and words with a gender, as written Norwegian has them: data of ``written``.

An abbreviation that is a word too («alt», «min», «man») stands in ``FRAMED`` and is one only in its
frame: «Var det alt.» ends with a word.

Source: Språkrådet's list of abbreviations, by memory; the International System of Units.
"""

from __future__ import annotations

from voiceagent.norwegian.words.reading import word_set

ABBREVIATIONS = {
    "f.eks.": "for eksempel", "bl.a.": "blant annet", "dvs.": "det vil si", "osv.": "og så videre",
    "o.l.": "og lignende", "m.m.": "med mer", "m.v.": "med videre", "m.a.o.": "med andre ord",
    "m.fl.": "med flere", "mfl.": "med flere", "etc.": "et cetera", "mnd.": "måneder",
    "ca.": "cirka", "tlf.": "telefon", "tel.": "telefon", "nr.": "nummer", "pr.": "per",
    "evt.": "eventuelt", "ev.": "eventuelt", "inkl.": "inkludert", "ekskl.": "eksklusive",
    "mva.": "merverdiavgift", "avd.": "avdeling", "adm.dir.": "administrerende direktør",
    "jf.": "jevnfør", "jfr.": "jevnfør", "pst.": "prosent", "stk.": "stykk",
    "org.nr.": "organisasjonsnummer", "t.o.m.": "til og med", "f.o.m.": "fra og med",
    "pga.": "på grunn av", "p.g.a.": "på grunn av", "ift.": "i forhold til",
    "i.f.t.": "i forhold til", "iht.": "i henhold til", "mht.": "med hensyn til",
    "m.h.t.": "med hensyn til", "ifm.": "i forbindelse med", "i.f.m.": "i forbindelse med",
    "ifb.": "i forbindelse", "mtp.": "med tanke på", "vha.": "ved hjelp av",
    "iflg.": "ifølge", "istf.": "i stedet for", "p.t.": "for tiden", "vs.": "mot",
    "kl.": "klokka", "kr.": "kroner", "ing.": "ingeniør", "mr.": "mister",
    "mrs.": "missis", "pb.": "postboks", "d.d.": "dags dato", "d.å.": "dette år", "a/s": "A S",
    "gj.sn.": "gjennomsnitt", "gj.snitt": "gjennomsnitt", "gj.snittlig": "gjennomsnittlig",
    "mill.": "millioner", "mrd.": "milliarder", "resp.": "respektive", "etg.": "etasje",
    "mvh.": "med vennlig hilsen", "pkt.": "punkt", "ang.": "angående", "vedr.": "vedrørende",
    "hhv.": "henholdsvis", "maks.": "maks", "ref.": "referanse", "kap.": "kapittel",
    "hr.": "herr", "fr.": "fru", "frk.": "frøken", "dr.": "doktor", "prof.": "professor",
    "st.": "sankt", "siv.ing.": "sivilingeniør", "jr.": "junior", "sr.": "senior",
    "f.kr.": "før Kristus", "e.kr.": "etter Kristus", "rv.": "riksvei", "fv.": "fylkesvei",
    "el.": "eller", "forts.": "fortsettelse", "tilsv.": "tilsvarende", "telf.": "telefon",
    "t.d.": "til dømes", "m.a.": "mellom anna", "osb.": "og så bortetter",
    "o.fl.": "og flere", "o.a.": "og annet", "d.v.s.": "det vil si", "o.s.v.": "og så videre",
}  # fmt: skip
"""Abbreviation in lower case → what it stands for."""

POINTLESS = word_set(
    "tlf mnd kl ca nr kr mill mrd stk mva f.eks bl.a osv dvs mvh pga iht ift ifm mht mtp vha inkl"
    " ekskl evt etc jf jfr m.m m.v o.l m.fl mfl osb t.d m.a t.o.m f.o.m mrd org.nr adm.dir ifb"
)
"""Those that are written without their last point as well, and are then no other word."""

FRAMED = {
    "alt.": ("alternativt", r"", r" ?(?=[a-zæøå\d])"),
    "min.": ("minutter", r"(?i:\bnoen|\bpar|\bhvert|\bper|\bpr\.?|\bti|\bfem|\btretti) ", r""),
    "sek.": ("sekunder", r"(?i:\bnoen|\bpar|\bhvert|\bper|\bpr\.?) ", r""),
    "eks.": ("eksklusive", r"", r" ?(?=(?:mva|moms|frakt|avgift|toll|porto|meirverdi|merverdi))"),
    "gj.": ("gjennom", r"", r" (?=[a-zæøå])"),
    "fork.": ("forkortet", r"", r" (?=(?:for|til|som)\b)"),
    "s.": ("side", r"(?:^|(?i:\b(?:se|på|jf\.|jevnfør|og)) )", r" ?(?=\d)"),
    "f.": ("født", r"(?:^|[ (,])", r" ?(?=(?:19|20)\d\d\b)"),
    "d.": ("den", r"[ (,]", r" ?(?=\d{1,2}\.)"),
    "fre.": ("fredag", r"", r" (?=[a-zæøå\d])"),
    "tir.": ("tirsdag", r"", r" (?=[a-zæøå\d])"),
}  # fmt: skip
"""Abbreviation that is a word as well → what it stands for, what must precede and what follow."""

OPENING = word_set(
    "f.eks. bl.a. dvs. d.v.s. ca. pr. inkl. ekskl. avd. adm.dir. jf. jfr. pga. p.g.a. ift. i.f.t."
    " iht. mht. m.h.t. ifm. i.f.m. ifb. mtp. vha. iflg. istf. vs. kl. resp. ang. vedr. hhv. kap."
    " hr. fr. frk. dr. prof. st. siv.ing. rv. fv. t.d. m.a. m.a.o. dir. ing. cand. mag. mr."
    " mrs. ms. d. s. f. a/s org. postb. pkt. ev. gj. n. ø. v. sign."
)
"""Abbreviations that always lead on to something: a point after them never ends a sentence."""

CLOSING = word_set(
    "osv. o.s.v. o.l. m.m. m.v. m.fl. mfl. etc. mnd. etg. mva. pst. d.d. d.å. osb. o.fl. o.a. min."
    " sek. jan. feb. apr. aug. sept. sep. okt. nov. des. tirs. ons. tors. lør. søn. man. tir. fre."
    " tor. f.kr. e.kr. jr. sr. alt. eks. fork. gj.sn. p.t. mån. tys. laur. sun."
)
"""Abbreviations behind which a capital letter begins a sentence; the others ask the next word."""

STREETS = {"gt": "gate", "vn": "veien", "pl": "plass"}
"""Ends of street names: «Storgt. 1»."""

MONTHS_SHORT = {
    "jan": "januar", "feb": "februar", "apr": "april", "aug": "august", "sept": "september",
    "sep": "september", "okt": "oktober", "nov": "november", "des": "desember",
}  # fmt: skip

WEEKDAYS_SHORT = {
    "man": "mandag", "tirs": "tirsdag", "tir": "tirsdag", "ons": "onsdag", "tors": "torsdag",
    "tor": "torsdag", "fre": "fredag", "lør": "lørdag", "søn": "søndag", "mån": "måndag",
    "tys": "tysdag", "laur": "laurdag", "sun": "sundag",
}  # fmt: skip

WEEKDAY_LETTERS = {
    "ma": "mandag", "ti": "tirsdag", "on": "onsdag", "to": "torsdag", "fr": "fredag",
    "lø": "lørdag", "sø": "søndag",
}  # fmt: skip
"""What they are called in a span alone: «ma–fr»."""

UNITS = {
    "km/t": ("kilometer i timen", "kilometer i timen"),
    "km": ("kilometer", "kilometer"),
    "kg": ("kilo", "kilo"),
    "cm": ("centimeter", "centimeter"),
    "mm": ("millimeter", "millimeter"),
    "m²": ("kvadratmeter", "kvadratmeter"),
    "m2": ("kvadratmeter", "kvadratmeter"),
    "m³": ("kubikkmeter", "kubikkmeter"),
    "kvm": ("kvadratmeter", "kvadratmeter"),
    "m": ("meter", "meter"),
    "GB": ("gigabyte", "gigabyte"),
    "MB": ("megabyte", "megabyte"),
    "TB": ("terabyte", "terabyte"),
    "Mbit": ("megabit", "megabit"),
    "Gbit": ("gigabit", "gigabit"),
    "kWh": ("kilowattime", "kilowattimer"),
    "°C": ("grad", "grader"),
    "°": ("grad", "grader"),
    "t": ("time", "timer"),
    "min": ("minutt", "minutter"),
    "sek": ("sekund", "sekunder"),
    "ms": ("millisekund", "millisekunder"),
    "stk": ("stykk", "stykk"),
    "mnd": ("måned", "måneder"),
}
"""What a unit behind a number is called, of one and of many."""

NEUTER = (
    "kontor", "kontoret", "år", "møte", "minutt", "sekund", "selskap", "system", "firma", "tonn",
    "bilde", "sted", "spørsmål", "tilbud", "anlegg", "prosjekt", "lag", "hus", "rom", "kvartal",
    "halvår", "døgn", "ord", "nummer", "abonnement", "skjema", "punkt", "besøk", "oppdrag", "ledig",
    "tilfelle", "forslag", "alternativ", "problem", "barn", "årsverk", "lager", "bygg", "kurs",
)  # fmt: skip
"""Words of which one is «ett»."""

COUNTED = (
    "kund", "ansatt", "tilsett", "bruk", "person", "medlem", "lisens", "bedrift", "selskap",
    "firma", "samtal", "lead", "bil", "enhet", "meter", "kvadrat", "tim", "dag", "kontakt",
    "ordr", "faktur", "stilling", "krone", "kr", "tonn", "liter", "kilo", "set", "plass", "ord",
    "deltak", "elev", "student", "butikk", "produkt", "var", "e-post", "mail", "melding", "avtal",
    "møte", "leverandør", "abonn", "hus", "bolig", "leilighet", "rom", "artik", "stk", "stykk",
    "kvm", "m²", "oppdrag", "henvend", "anrop", "minutt", "sekund", "poeng", "enheit", "gjest",
    "besøk", "pasient", "innbygg", "arbeid", "medarbeid", "bestilling", "pakk", "kopi",
)  # fmt: skip
"""Beginnings of what is counted: «2050 kunder» is a number, «2050 blir …» a year."""

LETTERS = (
    "AS", "ASA", "IT", "CRM", "HR", "KI", "SMS", "ANS", "NUF", "PC", "CV", "B2B", "API", "ERP",
    "NHO", "AI", "EU", "USA", "ID", "IP", "NRK", "LO", "SEO", "GPS", "GDPR", "PDF", "VVS", "BI",
    "CEO", "CFO", "CTO", "COO", "CIO", "CMO", "HMS", "DNB", "KPI", "ROI", "USB", "URL", "B2C",
    "IKT", "EØS", "FN", "SLA", "NDA", "ESG", "EHF", "EDI", "OTP", "AFP", "BHT", "NVE", "SSB",
    "UX", "UI", "ENK", "NTNU", "BA", "NKI", "IBM", "SAP", "AWS", "RFP", "RFI", "FAQ", "SAF",
    "EM", "VM", "OL", "TV", "MDG", "AFK", "ATM", "AMU", "DPA", "GPT", "LLM", "IVR", "SDK",
)  # fmt: skip
"""Abbreviations that are spelled; those without a vowel are spelled without standing here."""
