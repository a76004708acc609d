"""Abbreviations, units and words with a gender, as written Norwegian has them: data of ``written``.

Source: Språkrådet's list of abbreviations, by memory; the International System of Units.
"""

from __future__ import annotations

ABBREVIATIONS = {
    "f.eks.": "for eksempel",
    "bl.a.": "blant annet",
    "dvs.": "det vil si",
    "osv.": "og så videre",
    "o.l.": "og lignende",
    "m.m.": "med mer",
    "mnd.": "måneder",
    "ca.": "cirka",
    "tlf.": "telefon",
    "nr.": "nummer",
    "pr.": "per",
    "evt.": "eventuelt",
    "inkl.": "inkludert",
    "ekskl.": "eksklusive",
    "mva.": "merverdiavgift",
    "avd.": "avdeling",
    "adm.dir.": "administrerende direktør",
    "jf.": "jamfør",
    "pst.": "prosent",
    "stk.": "stykk",
    "org.nr.": "organisasjonsnummer",
    "t.o.m.": "til og med",
    "f.o.m.": "fra og med",
    "pga.": "på grunn av",
    "ift.": "i forhold til",
    "iht.": "i henhold til",
    "mht.": "med hensyn til",
    "vs.": "mot",
    "min.": "minutter",
    "kl.": "klokka",
    "kr.": "kroner",
    "d.d.": "dags dato",
    "a/s": "A S",
    "ev.": "eventuelt",
    "gj.": "gjennom",
    "alt.": "alternativt",
    "tlf": "telefon",
    "mnd": "måneder",
    "kl": "klokka",
    "ca": "cirka",
    "nr": "nummer",
    "kr": "kroner",
    "mill.": "millioner",
    "mrd.": "milliarder",
    "resp.": "respektive",
    "sek.": "sekunder",
    "mva": "merverdiavgift",
    "f.eks": "for eksempel",
    "bl.a": "blant annet",
    "osv": "og så videre",
    "dvs": "det vil si",
    "eks.": "eksklusive",
    "etg.": "etasje",
    "mvh.": "med vennlig hilsen",
    "mvh": "med vennlig hilsen",
    "pkt.": "punkt",
    "ang.": "angående",
    "vedr.": "vedrørende",
    "hhv.": "henholdsvis",
    "maks.": "maks",
    "mfl.": "med flere",
    "m.fl.": "med flere",
    "ref.": "referanse",
    "tel.": "telefon",
    "fork.": "forkortet",
    "man.": "mandag",
    "tirs.": "tirsdag",
    "tir.": "tirsdag",
    "ons.": "onsdag",
    "tors.": "torsdag",
    "tor.": "torsdag",
    "fre.": "fredag",
    "lør.": "lørdag",
    "søn.": "søndag",
    "v/": "ved",
}
"""Abbreviation in lower case → what it stands for."""

MONTHS_SHORT = {
    "jan": "januar", "feb": "februar", "apr": "april", "aug": "august", "sept": "september",
    "sep": "september", "okt": "oktober", "nov": "november", "des": "desember",
}  # fmt: skip

UNITS = {
    "km/t": ("kilometer i timen", "kilometer i timen"),
    "km": ("kilometer", "kilometer"),
    "kg": ("kilo", "kilo"),
    "cm": ("centimeter", "centimeter"),
    "mm": ("millimeter", "millimeter"),
    "m²": ("kvadratmeter", "kvadratmeter"),
    "m2": ("kvadratmeter", "kvadratmeter"),
    "kvm": ("kvadratmeter", "kvadratmeter"),
    "m": ("meter", "meter"),
    "GB": ("gigabyte", "gigabyte"),
    "MB": ("megabyte", "megabyte"),
    "TB": ("terabyte", "terabyte"),
    "kWh": ("kilowattime", "kilowattimer"),
    "°C": ("grad", "grader"),
    "°": ("grad", "grader"),
    "t": ("time", "timer"),
    "min": ("minutt", "minutter"),
    "sek": ("sekund", "sekunder"),
}
"""What a unit behind a number is called, of one and of many."""

NEUTER = (
    "kontor", "kontoret", "år", "møte", "minutt", "sekund", "selskap", "system", "firma", "tonn",
    "bilde", "sted", "spørsmål", "tilbud", "anlegg", "prosjekt", "lag", "hus", "rom", "kvartal",
    "halvår", "døgn", "ord", "nummer", "abonnement", "skjema", "punkt", "besøk", "oppdrag", "ledig",
    "tilfelle", "forslag", "alternativ", "problem", "barn", "årsverk", "lager", "bygg", "kurs",
)  # fmt: skip
"""Words of which one is «ett»."""

LETTERS = (
    "AS", "ASA", "IT", "CRM", "HR", "KI", "SMS", "ANS", "NUF", "PC", "CV", "B2B", "API", "ERP",
    "NHO", "AI", "EU", "USA", "ID", "IP", "NRK", "LO", "SEO", "GPS", "GDPR", "PDF", "VVS", "BI",
)  # fmt: skip
"""Abbreviations that are spelled."""
