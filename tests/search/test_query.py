"""What people type, how it is read, and what they are told: tables first, then properties of any string."""

import gettext
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import QueryError
from archivist.search import leaves
from archivist.search.parse import MAX_DEPTH, MAX_LENGTH, parse
from archivist.search.query import (
    FIELDS,
    And,
    Boost,
    Dates,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Present,
    Query,
    Saved,
    Wildcard,
    Word,
    field_named,
    height,
    sought,
    walk,
)

TODAY = date(2024, 5, 31)
NBSP, NARROW = "\u00a0", "\u202f"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archivist.texts._catalogue", gettext.NullTranslations())


def read(text: str) -> Query:
    return parse(text, today=TODAY).query


a, b, c, d = map(Word, "abcd")

TREES: list[tuple[str, Query]] = [
    ("", Everything()),
    (" \t\n ", Everything()),
    ("a", a),
    ("a b", And((a, b))),
    ("a OU b", Or((a, b))),
    ("-a", Not(a)),
    ("a SAUF b", And((a, Not(b)))),
    ("a b OU c d", Or((And((a, b)), And((c, d))))),
    ("a (b OU c) d", And((a, Or((b, c)), d))),
    ("a SAUF b OU c", Or((And((a, Not(b))), c))),
    ("((a) (b c))", And((a, b, c))),
    ("(a OU b) OU c", Or((a, b, c))),
    ("-(-a)", a),
    ("SAUF SAUF a", And((Word("sauf"), Not(a)))),
    ('"état de droit"', Phrase(("état", "de", "droit"))),
    ('"convention"', Exact("convention")),
    ('"a b"~5', Near((Exact("a"), Exact("b")), 5, ordered=True)),
    ("a PRES/5 b", Near((a, b), 5, ordered=False)),
    ("a PRES/5 b PRES/5 c", Near((a, b, c), 5, ordered=False)),
    ("a b PRES/5 c d", And((a, Near((b, c), 5, ordered=False), d))),
    ("a SAUF b PRES/5 c", And((a, Not(Near((b, c), 5, ordered=False))))),
    ('(a OU b*) NEAR/3 "c d"', Near((Or((a, Prefix("b"))), Phrase(("c", "d"))), 3, ordered=False)),
    ("inno*", Prefix("inno")),
    ("m?t", Wildcard("m?t")),
    ("in**tion", Wildcard("in*tion")),
    ("mot~", Fuzzy("mot", 1)),
    ("mot~2", Fuzzy("mot", 2)),
    ("mot^2", Boost(Word("mot"), 2.0)),
    ("mot~2^1,5", Boost(Fuzzy("mot", 2), 1.5)),
    ("(a OU b)^3", Boost(Or((a, b)), 3.0)),
    ("titre:a", Field("title", a)),
    ("titre:a^2", Field("title", Boost(a, 2.0))),
    ("(titre:a)^2", Boost(Field("title", a), 2.0)),
    ("titre:(a corps:b)", Field("title", And((a, Field("body", b))))),
    ("titre:corps:b", Field("title", Word("corps:b"))),
    ("-lieu:Rabat", Not(Field("place", Word("Rabat")))),
    ("lieu:*", Present("place")),
    ("-date:*", Not(Present("date"))),
    ("@veille-eau_2", Saved("veille-eau_2")),
    ("1 500 emplois", And((Word("1 500"), Word("emplois")))),
    ('"1 500 emplois"', Phrase(("1 500", "emplois"))),
    ('"1 500"', Exact("1 500")),
]

DATES: list[tuple[str, int | None, int | None]] = [
    ("2024", 20240101, 20241231),
    ("2024-05", 20240501, 20240531),
    ("2024-5", 20240501, 20240531),
    ("2024-02", 20240201, 20240229),
    ("2024-05-30", 20240530, 20240530),
    ("2024/05/30", 20240530, 20240530),
    ("30/05/2024", 20240530, 20240530),
    ("1/2/2024", 20240201, 20240201),
    ("30.05.2024", 20240530, 20240530),
    ("30-05-2024", 20240530, 20240530),
    ("05/2024", 20240501, 20240531),
    ("=2024-05", 20240501, 20240531),
    ("2023..2024", 20230101, 20241231),
    ("2023-06..2024-02-15", 20230601, 20240215),
    ("2024-05..2024", 20240501, 20241231),
    ("01/05/2024..31/05/2024", 20240501, 20240531),
    ("2023...2024", 20230101, 20241231),
    ("2023…2024", 20230101, 20241231),
    ("2024..2023", 20230101, 20241231),
    ("2020..", 20200101, None),
    ("..2020", None, 20201231),
    (">=2024-01-01", 20240101, None),
    ("≥2024", 20240101, None),
    (">2024", 20250101, None),
    (">2024-05", 20240601, None),
    (">2024-12-31", 20250101, None),
    ("<=2024", None, 20241231),
    ("<=2024-05", None, 20240531),
    ("<2020", None, 20191231),
    ("<2024-03", None, 20240229),
    ("<2024-01-01", None, 20231231),
    ("0j", 20240531, 20240531),
    ("30j", 20240501, 20240531),
    ("30J", 20240501, 20240531),
    ("30d", 20240501, 20240531),
    ("30jours", 20240501, 20240531),
    ("2s", 20240517, 20240531),
    ("2w", 20240517, 20240531),
    ("6m", 20231130, 20240531),
    ("3m", 20240229, 20240531),
    ("6mois", 20231130, 20240531),
    ("1a", 20230531, 20240531),
    ("2ans", 20220531, 20240531),
    ("1année", 20230531, 20240531),
    ("1y", 20230531, 20240531),
    ("99999a", 10101, 20240531),
    ("365j", 20230601, 20240531),
    ("2024,", 20240101, 20241231),
    ("2024.", 20240101, 20241231),
    ('"2024-05"', 20240501, 20240531),
]

PRINTED: list[tuple[str, str]] = [
    # operators, both languages, capitals only
    ("conventions partenariat", "conventions ET partenariat"),
    ("a ET b", "a ET b"),
    ("a AND b", "a ET b"),
    ("a OU b", "a OU b"),
    ("a OR b", "a OU b"),
    ("a SAUF b", "a SAUF b"),
    ("a NOT b", "a SAUF b"),
    ("a ET SAUF b", "a SAUF b"),
    ("a OU SAUF b", "a OU SAUF b"),
    ("SAUF a b", "SAUF a ET b"),
    ("NOT a", "SAUF a"),
    ("a et b ou c sauf d", "a ET et ET b ET ou ET c ET sauf ET d"),
    ("Et a Ou b", "Et ET a ET Ou ET b"),
    ("a b OU c", "(a ET b) OU c"),
    ("a OU b c", "a OU (b ET c)"),
    ("a OU b ET c OU d", "a OU (b ET c) OU d"),
    ("(a OU b) c", "(a OU b) ET c"),
    ("(a OU b)(c OU d)", "(a OU b) ET (c OU d)"),
    ("a(b OU c)", "a ET (b OU c)"),
    ("a ET(b OU c)", "a ET (b OU c)"),
    ("ET, a", "et ET a"),
    ('startup* ET "deep tech" SAUF lieu:Rabat', 'startup* ET "deep tech" SAUF lieu:Rabat'),
    ("-(a b)", "SAUF (a ET b)"),
    ("a -(b OU c)", "a SAUF (b OU c)"),
    ("-a -b", "SAUF a SAUF b"),
    ("((((a))))", "a"),
    # the hyphen
    ("Rabat -Salé", "Rabat SAUF Salé"),
    ("Rabat-Salé", "Rabat-Salé"),
    ("Rabat-Salé-Kénitra", "Rabat-Salé-Kénitra"),
    ("Rabat - Salé", "Rabat ET Salé"),
    ("Rabat – Salé — Kénitra", "Rabat ET Salé ET Kénitra"),
    ("e-gov", "e-gov"),
    ("a -e-gov", "a SAUF e-gov"),
    ("--aide", "aide"),
    ("(-a b)", "SAUF a ET b"),
    ("mot-", "mot"),
    ("–a", "a"),
    ("titre:-a", "titre:a"),
    ("a -,b", "a ET b"),
    ("peut-être", "peut-être"),
    ("y a-t-il", "y ET a-t-il"),
    ("a -ET b", "a ET b"),
    # apostrophes and elision: one word each
    ("l'innovation", "l'innovation"),
    ("l’innovation", "l’innovation"),
    ("aujourd'hui", "aujourd'hui"),
    ("M'diq N'Djamena", "M'diq ET N'Djamena"),
    ("'mot'", "mot"),
    ("‘mot’", "mot"),
    ("l'", "l"),
    ("C'est:clair", "C'est:clair"),
    # quotation marks
    ('"état de droit"', '"état de droit"'),
    ("« état de droit »", '"état de droit"'),
    (f"«{NBSP}état de droit{NBSP}»", '"état de droit"'),
    (f"«{NARROW}état de droit{NARROW}»", '"état de droit"'),
    ("«état de droit»", '"état de droit"'),
    ("“état de droit”", '"état de droit"'),
    ("„état de droit“", '"état de droit"'),
    ("”état de droit”", '"état de droit"'),
    ('"état de droit”', '"état de droit"'),
    ("« état « de » droit", '"état de" ET droit'),
    ('« l"eau vive »', '"l eau vive"'),
    ('"état, de (droit)."', '"état de droit"'),
    ('"mot"', '"mot"'),
    ('"mot,"', '"mot"'),
    ('""', ""),
    ('"—"', ""),
    ('a "" b', "a ET b"),
    ('"a b""c d"', '"a b" ET "c d"'),
    ('"a b"c', '"a b" ET c'),
    ('-"a b"', 'SAUF "a b"'),
    ('("a b")', '"a b"'),
    ('l"eau', 'l"eau'),
    ('écran 15" plat "a b"', 'écran ET 15 ET plat ET "a b"'),
    ('mot,"a b"', 'mot ET "a b"'),
    ('["a b"]', '"a b"'),
    ('l\'"État de droit"', '"État de droit"'),
    ("l’« État de droit »", '"État de droit"'),
    ("d'“innovation”", '"innovation"'),
    ('jusqu\'"au bout"', '"au bout"'),
    ('titre:d\'"eau vive"', 'titre:"eau vive"'),
    ('"ET OU SAUF"', '"ET OU SAUF"'),
    ('"titre:a"', '"titre:a"'),
    ('"étudiant(e)s inscrit(e)s"', '"étudiant(e)s inscrit(e)s"'),
    # near
    ('"a b"~5', '"a b"~5'),
    ("« a b »~5", '"a b"~5'),
    ('"a b"~5^2', '"a b"~5^2'),
    ("a PRES/5 b", "a PRES/5 b"),
    ("a PRÈS/5 b", "a PRES/5 b"),
    ("a PRE\u0300S/5 b", "a PRES/5 b"),
    ("a NEAR/5 b", "a PRES/5 b"),
    ("a pres/5 b", "a ET pres/5 ET b"),
    ("le PRES de Lyon", "le ET PRES ET de ET Lyon"),
    ("a PRES/5 b c", "a PRES/5 b ET c"),
    ("a PRES/5 (b OU c OU d)", "a PRES/5 (b OU c OU d)"),
    ("SAUF a PRES/5 b", "SAUF (a PRES/5 b)"),
    ("titre:(a PRES/5 b)", "titre:(a PRES/5 b)"),
    ("(a PRES/5 b)^2", "(a PRES/5 b)^2"),
    ("(a PRES/5 b) OU c", "a PRES/5 b OU c"),
    # patterns, fuzzy, boost
    ("inno*", "inno*"),
    ("inno**", "inno*"),
    ("inno*,", "inno*"),
    ("*tion", "*tion"),
    ("in*tion", "in*tion"),
    ("m?t", "m?t"),
    ("?at", "?at"),
    ("m?t?", "m?t?"),
    ("l'inno*", "l'inno*"),
    ("Qui finance les startups ?", "Qui ET finance ET les ET startups"),
    ("Qui finance les startups?", "Qui ET finance ET les ET startups"),
    ("Quoi ?! Quand??", "Quoi ET Quand"),
    ("mot~", "mot~"),
    ("mot~1", "mot~"),
    ("mot~2", "mot~2"),
    ("~500 emplois", "500 ET emplois"),
    ("http://exemple.ma/~nom", "http://exemple.ma/~nom"),
    ("mot^2", "mot^2"),
    ("mot^1.5", "mot^1.5"),
    ("mot^1,5", "mot^1.5"),
    ("inno*^2", "inno*^2"),
    ("mot^3~2", "mot~2^3"),
    ('"a b"^2', '"a b"^2'),
    ("(a b)^2", "(a ET b)^2"),
    ("(a)^2", "a^2"),
    ("(a^2)^3", "(a^2)^3"),
    ("(SAUF a)^2", "(SAUF a)^2"),
    ("@veille^2", "@veille^2"),
    ("date:2024^2", "date:2024^2"),
    ("lieu:*^2", "lieu:*^2"),
    # fields: aliases, case and accents
    ("titre:a", "titre:a"),
    ("TITRE:a", "titre:a"),
    ("title:a", "titre:a"),
    ("corps:a", "corps:a"),
    ("texte:a", "corps:a"),
    ("body:a", "corps:a"),
    ("text:a", "corps:a"),
    ("emetteur:a", "emetteur:a"),
    ("émetteur:a", "emetteur:a"),
    ("ÉMETTEUR:a", "emetteur:a"),
    ("e\u0301metteur:a", "emetteur:a"),
    ("issuer:a", "emetteur:a"),
    ("lieu:Rabat-Salé", "lieu:Rabat-Salé"),
    ("place:Rabat", "lieu:Rabat"),
    ("source:https://exemple.ma/a?b=1", "source:https://exemple.ma/a?b=1"),
    ("source:https://exemple.ma/*", "source:https://exemple.ma*"),
    ("tag:eau", "tag:eau"),
    ("étiquette:eau", "tag:eau"),
    ("Etiquette:eau", "tag:eau"),
    ("id:2024-05-le-technopole", "id:2024-05-le-technopole"),
    ("id:2024*", "id:2024*"),
    ("titre:(a OU b)", "titre:(a OU b)"),
    ("titre:(a b)^2", "titre:(a ET b)^2"),
    ("titre:(a)", "titre:a"),
    ('titre:"a b"', 'titre:"a b"'),
    ("titre:« a b »", 'titre:"a b"'),
    ('titre:"a b"~3', 'titre:"a b"~3'),
    ("titre:mot~2", "titre:mot~2"),
    ("titre:ET", "titre:et"),
    ("titre:(-a)", "titre:(SAUF a)"),
    ("titre:(@veille)", "titre:(@veille)"),
    ("titre:1 500 emplois", "titre:1 500 ET emplois"),
    ("-titre:a", "SAUF titre:a"),
    ("lieu:*", "lieu:*"),
    ("émetteur:**", "emetteur:*"),
    ("date:(2023 OU 2024-05)", "date:2023 OU date:2024-05"),
    ("a date:(2020 OU >=2024)", "a ET (date:2020 OU date:>=2024)"),
    ("date:(2024 -2024-05)", "date:2024 SAUF date:2024-05"),
    # colons that name no field
    ("Casablanca : le point", "Casablanca ET le ET point"),
    ("http://exemple.ma/page", "http://exemple.ma/page"),
    ("10:30", "10:30"),
    ("10h30: ouverture", "10h30 ET ouverture"),
    ("note: bien", "note ET bien"),
    ("std::vector", "std::vector"),
    ("étudiant:e:s", "étudiant:e:s"),
    ("salarié:es", "salarié:es"),
    ("Rabat-Salé:x", "Rabat-Salé:x"),
    ("UM6P:x", "UM6P:x"),
    # saved searches and addresses
    ("@veille", "@veille"),
    ("@veille, a", "@veille ET a"),
    ("a SAUF @veille.eau", "a SAUF @veille.eau"),
    ("contact@exemple.ma", "contact@exemple.ma"),
    ("a @ b", "a ET b"),
    # what stays inside words, and what goes
    ("étudiant(e)s", "étudiant(e)s"),
    ("directeur(trice)", "directeur(trice)"),
    ("ami(e).", "ami(e)"),
    ("ÉTUDIANT(E)S", "ÉTUDIANT(E)S"),
    ("employé(-e)s", "employé(-e)s"),
    ("employé(e)(s)", "employé(e)(s)"),
    ("ONCF(Rabat)", "ONCF ET Rabat"),
    ("étudiant·e·s", "étudiant·e·s"),
    ("étudiant-e-s", "étudiant-e-s"),
    ("étudiant.e.s", "étudiant.e.s"),
    ("R&D", "R&D"),
    ("R & D", "R & D"),
    ("O.C.P.", "O.C.P."),
    ("(O.C.P.)", "O.C.P."),
    ("fin.", "fin"),
    ("2023/24", "2023/24"),
    ("C++ C#", "C++ ET C#"),
    ("n°5 n° 20% 37,5°", "n°5 ET n° ET 20% ET 37,5°"),
    ("50€", "50€"),
    ("+212", "212"),
    ("#eau", "eau"),
    ("_mot_ **mot**", "mot ET *mot*"),
    ("a, b; c… d!", "a ET b ET c ET d"),
    ("Rabat,Salé;Fès", "Rabat ET Salé ET Fès"),
    ("[a] {b} <c>", "a ET b ET c"),
    (", : — « » … | & !", ""),
    ("œuvre cœur", "œuvre ET cœur"),
    ("e\u0301te\u0301", "été"),
    ("com\u00admuni\u200bqué", "communiqué"),
    ("\ufeffa", "a"),
    ("a\x1b[31mb", "a ET 31mb"),
    ("الرباط", "الرباط"),
    # numbers
    ("1 500", "1 500"),
    (f"1{NBSP}500 1{NARROW}500", "1 500 ET 1 500"),
    ("12 500 000", "12 500 000"),
    ("1 500,75", "1 500,75"),
    ("1 500 €", "1 500"),
    ("1 500%", "1 500%"),
    ("1.500", "1.500"),
    ("2024 500", "2024 ET 500"),
    ("1 500 20", "1 500 ET 20"),
    ("1 5000", "1 ET 5000"),
    ("1 500x", "1 ET 500x"),
    ("0 500", "0 ET 500"),
    ("1, 500", "1 ET 500"),
    ("1 ET 500", "1 ET 500"),
    ("-1 500", "SAUF 1 500"),
    ("1 500*", "1 500*"),
    ("3,14", "3,14"),
    ("5G 3ᵉ 3e", "5G ET 3ᵉ ET 3e"),
]

DIAGNOSED: list[tuple[str, str, tuple[str, ...]]] = [
    ('"état de', "état ET de", ('A quotation mark " has no partner',)),
    ("« état de", "état ET de", ("A quotation mark « has no partner",)),
    ("état »", "état", ("A quotation mark » has no partner",)),
    ('"a b" "c', '"a b" ET c', ("A quotation mark",)),
    ("(a b", "a ET b", ("A parenthesis is not closed",)),
    ("a) b", "a ET b", ("A parenthesis is closed that was not open",)),
    (")(", "", ("closed that was not open", "not closed")),
    ("a ET", "a", ("ET has no word after it: it was left out",)),
    ("a OU ", "a", ("OU has no word after it: it was left out",)),
    ("a SAUF", "a", ("SAUF has no word after it: it was left out",)),
    ("a PRES/5", "a", ("PRES/5 has no word after it: it was left out",)),
    ("(a OU) b", "a ET b", ("OU has no word after it",)),
    ("a ET OU b", "a OU b", ("ET has no word after it",)),
    ("a SAUF OU b", "a OU b", ("SAUF has no word after it",)),
    ("ET a", "et ET a", ("ET has no word before it: it was read as a word",)),
    ("OR NOIR", "or ET NOIR", ("OR has no word before it: it was read as a word",)),
    ("PRES/5 a", "pres/5 ET a", ("PRES/5 has no word before it",)),
    ("(OU a)", "ou ET a", ("OU has no word before it",)),
    ("SAUF", "sauf", ("SAUF has no word after it: it was read as a word",)),
    ("a ET ()", "a", ("ET has no word after it",)),
    ("*", "", ("A * alone stands for no word",)),
    ("a * b", "a ET b", ("A * alone stands for no word",)),
    ("titre:", "titre", ("titre: has no value right after the colon",)),
    ("lieu: Rabat", "lieu ET Rabat", ("lieu: has no value right after the colon",)),
    ("titre:()", "titre", ("titre: has no value right after the colon",)),
    ('-titre:""', "SAUF titre", ("titre: has no value",)),
    ("date:", "date", ("date: has no value",)),
    ("date: 2024", "date ET 2024", ("date: has no value",)),
    ("mot~5", "mot~2", ("~5 was read as ~2",)),
    ("mot~0", "mot~", ("~0 was read as ~1",)),
    ("inno*~", "inno*", ("~ goes with a whole word",)),
    ("mot^0", "mot", ("A boost lies between",)),
    ("mot^999", "mot^100", ("A boost lies between",)),
    ('"mot"~2', '"mot"', ("~ needs two words and a number",)),
    ('"a b"~', '"a b"', ("~ needs two words and a number",)),
    ('"a b"~0', '"a b"~1', ("A distance lies between 1 and 100 words",)),
    ("a PRES/9999 b", "a PRES/100 b", ("A distance lies between 1 and 100 words",)),
    ("(a b)~2", "a ET b", ("~ after a parenthesis",)),
    ('"inno*"', '"inno"', ("Between quotation marks *",)),
    ("(a b) PRES/5 c", "a ET b ET c", ("PRES/5 joins words",)),
    ("titre:a PRES/5 b", "titre:a ET b", ("PRES/5 joins words",)),
    ("a PRES/5 SAUF b", "a SAUF b", ("PRES/5 joins words",)),
    ("a^2 PRES/5 b", "a PRES/5 b", ("A boost beside PRES/n",)),
    ("a PRES/5 b PRES/3 c", "a PRES/5 b PRES/5 c", ("the largest n",)),
    ("date:2024..2023", "date:2023..2024", ("both ends were changed round",)),
    ("(" * 51 + "a" + ")" * 51, "a", ("nested too deep",)),
]

REFUSED: list[tuple[str, str]] = [
    ("auteur:x", "emetteur:x"),
    ("Auteur:Dupont", "emetteur:Dupont"),
    ("-auteur:x", "emetteur:x"),
    ("a (auteur:x)", "emetteur:x"),
    ('titer:"a b"', 'titre:"a b"'),
    ("titres:a", "titre:a"),
    ("emeteur:x", "emetteur:x"),
    ("ville:Rabat", "lieu:Rabat"),
    ("thème:eau", "tag:eau"),
    ("site:exemple.ma", "source:exemple.ma"),
    ("année:2024", "date:2024-05"),
    ("soruce:x", "source:x"),
    ("auteur:(a OU b)", "emetteur:…"),
    ("xyzzy:b", "titre:, corps:, emetteur:, lieu:, source:, tag:, id:, date:"),
    ("xyzzy:b", "leave a blank: xyzzy: b"),
    ("date:2024-13", "date:2024."),
    ("date:2024-02-30", "date:2024-02."),
    ("date:31/02/2024", "date:2024-02."),
    ("date:13/2024", "date:2024."),
    ("date:2023-2024", "date:2023..2024."),
    ("date:20240530", "date:2024-05-30."),
    ("date:30", "date:30j."),
    ("date:30x", "date:30j."),
    ("date:demain", "date:2023..2024"),
    ("date:..", "date:>=2024-01-01"),
    ("date:>=", "date:>=2024-01-01"),
    ("date:0000", "date:>=2024-01-01"),
    ("date:>9999", "date:9999."),
    ("date:<0001", "date:>=2024-01-01"),
    ("date:(2024 OU demain)", "“date:demain”"),
    ("a" * (MAX_LENGTH + 1), "4001 characters; write at most 4000"),
]


@pytest.mark.parametrize(("typed", "tree"), TREES)
def test_a_query_is_read_as_a_tree(typed: str, tree: Query) -> None:
    assert read(typed) == tree


@pytest.mark.parametrize(("typed", "first", "last"), DATES)
def test_a_period_is_two_days(typed: str, first: int | None, last: int | None) -> None:
    query = read(f"date:{typed}")
    assert query == Dates(first, last)
    assert read(str(query)) == query


@pytest.mark.parametrize(("typed", "printed"), PRINTED)
def test_the_reading_is_printed(typed: str, printed: str) -> None:
    parsed = parse(typed, today=TODAY)
    assert str(parsed.query) == printed
    assert read(printed) == parsed.query


@pytest.mark.parametrize(("typed", "printed"), PRINTED)
def test_ordinary_queries_are_not_commented(typed: str, printed: str) -> None:
    assert parse(typed, today=TODAY).diagnostics == ()


@pytest.mark.parametrize(("typed", "printed", "fragments"), DIAGNOSED)
def test_what_was_read_otherwise_is_said(typed: str, printed: str, fragments: tuple[str, ...]) -> None:
    parsed = parse(typed, today=TODAY)
    assert str(parsed.query) == printed
    assert len(parsed.diagnostics) == len(fragments), parsed.diagnostics
    for sentence, fragment in zip(parsed.diagnostics, fragments, strict=True):
        assert fragment in sentence
        assert sentence.endswith(".")
    assert parse(printed, today=TODAY).diagnostics == ()


@pytest.mark.parametrize(("typed", "fragment"), REFUSED)
def test_a_refusal_gives_the_nearest_form(typed: str, fragment: str) -> None:
    with pytest.raises(QueryError) as refusal:
        parse(typed, today=TODAY)
    assert fragment in str(refusal.value)


def test_the_longest_query_is_read() -> None:
    assert read("a" * MAX_LENGTH) == Word("a" * MAX_LENGTH)


def test_a_diagnostic_is_said_once() -> None:
    assert len(parse("* a * b * c").diagnostics) == 1


def test_relative_dates_count_from_the_real_day_by_default() -> None:
    query = parse("date:0j").query
    assert isinstance(query, Dates)
    assert abs((date.today() - date.fromisoformat(str(query.last))).days) <= 1


def test_fields_are_found_by_each_of_their_names() -> None:
    for name, aliases in FIELDS.items():
        assert {field_named(alias) for alias in aliases} == {name}
        assert field_named(aliases[0].upper()) == name
    assert field_named("auteur") is None
    assert set(FIELDS) == {"title", "body", "issuer", "place", "source", "tag", "id", "date", "quotation"}


def test_walk_yields_every_node_in_order() -> None:
    query = read("titre:(a OU b) SAUF c")
    assert [type(node).__name__ for node in walk(query)] == [
        "And",
        "Field",
        "Or",
        "Word",
        "Word",
        "Not",
        "Word",
    ]
    assert [node.text for node in walk(query) if isinstance(node, Word)] == ["a", "b", "c"]


def test_sought_leaves_out_what_is_excluded_and_knows_the_field() -> None:
    query = read('titre:(a OU corps:b*) SAUF c lieu:* date:2024 "d e"~3 (f^2)')
    assert list(sought(query)) == [
        ("title", Word("a")),
        ("body", Prefix("b")),
        (None, Exact("d")),
        (None, Exact("e")),
        (None, Word("f")),
    ]


def test_nesting_up_to_the_limit_is_kept() -> None:
    deep = "a"
    for _ in range(MAX_DEPTH // 2 - 1):
        deep = f"(b OU (c {deep}))"
    parsed = parse(deep)
    assert parsed.diagnostics == ()
    assert height(parsed.query) == MAX_DEPTH - 1
    assert read(str(parsed.query)) == parsed.query


def test_the_tree_of_deep_nesting_is_flat() -> None:
    parsed = parse("a OU (b " * 400)
    assert height(parsed.query) <= 3
    assert "nested too deep" in parsed.diagnostics[0]


PIECES = [
    *("a", "b", "été", "l'", "s", "(e)", "1", "500", "2024", "e:s", "٣", "\u0301", "\u0338", "_", "ET", "OU"),
    *(" ", " ", " ", "(", ")", '"', "“", "”", "«", "»", "-", "*", "?", "~", "~2", "^", "^2", "'", "@", "@x"),
    *(
        "titre:",
        "date:",
        "lieu:",
        "date:2024",
        "..2023",
        "://",
        ":",
        ",",
        ".",
        ";",
        "…",
        "%",
        "+",
        "|",
        "<",
        "=",
    ),
    *("ET ", "OU ", "SAUF ", "NOT ", "PRES/5 ", "\ufeff", "\x00"),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def check(text: str) -> None:
    try:
        parsed = parse(text, today=TODAY)
    except QueryError as refusal:
        assert "date:" in str(refusal) or "leave a blank" in str(refusal)
        return
    printed = str(parsed.query)
    again = parse(printed, today=TODAY)
    assert again.query == parsed.query, printed
    assert again.diagnostics == (), printed
    assert not any(unicodedata.category(character) == "Cc" for character in printed)


@settings(deadline=None, max_examples=400)
@given(SOUP)
def test_any_soup_of_operators_is_read_and_printed(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_any_text_is_read_and_printed(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_text_with_lone_surrogates_is_read_and_can_be_written(text: str) -> None:
    try:
        str(read(text)).encode()
    except QueryError as refusal:
        str(refusal).encode()


@given(SOUP)
def test_trees_are_in_normal_form(text: str) -> None:
    try:
        nodes = list(walk(read(text)))
    except QueryError:
        return
    for node in nodes:
        assert not (isinstance(node, Everything) and len(nodes) > 1)
        if isinstance(node, And | Or):
            assert len(node.parts) > 1
            assert not any(isinstance(part, type(node)) for part in node.parts)
        elif isinstance(node, Near):
            assert len(node.parts) > 1
            assert 1 <= node.distance <= 100
        elif isinstance(node, Not):
            assert not isinstance(node.part, Not)
        elif isinstance(node, Phrase):
            assert len(node.words) > 1
        elif isinstance(node, Field):
            assert node.name != "date"
        elif isinstance(node, Word | Exact | Fuzzy | Prefix):
            assert node.text[0].isalnum()


UNITS = [
    *(
        "(",
        ")",
        '"',
        "«",
        "“",
        "*",
        "-",
        "?",
        "~",
        "^",
        "@",
        "'",
        "_",
        "…",
        ":",
        "\u0301",
        "\ufdfa",
        "a",
        "a ",
    ),
    *(
        "a OU ",
        "ET ",
        "SAUF ",
        "PRES/5 ",
        "a PRES/5 ",
        "* ",
        "-a ",
        "-(",
        "titre:",
        "titre:(",
        "(a)(",
        "lieu:* ",
    ),
    *("date:2024 ", "date:(", "l'\"", "1 500 ", "500 ", "a(e)", "(e)", "a,", "1,", '"a ', "« ", 'a"', "()"),
    *("(a OU ", "a^2", "a~2-", "a~-", "://", "a OU (b ", "SAUF (", '"" ', "@a", ")(", "a)"),
]


def steps(text: str) -> int:
    """Count the calls, of Python and of C, that parsing ``text`` takes."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        parse(text, today=TODAY)
    except QueryError:
        pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    text = unit * (MAX_LENGTH // len(unit))
    assert steps(text) < 5 * steps(text[: len(text) // 4]) + 2000
    before = time.process_time()
    try:
        parsed = parse(text, today=TODAY)
        assert height(parsed.query) <= MAX_DEPTH
        str(parsed.query)
    except QueryError:
        pass
    assert time.process_time() - before < 0.5  # measured: under 0.03 s


@pytest.fixture(scope="module")
def imported() -> Iterator[set[str]]:
    code = "import sys, archivist.search.parse; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    yield set(done.stdout.split())


def test_reading_a_query_loads_little(imported: set[str]) -> None:
    assert not imported & {"click", "whoosh", "textual", "bs4", "Stemmer", "yaml", "difflib"}


def test_the_quick_pattern_of_no_double_mark_knows_them_all() -> None:
    no_double = re.compile(f"{leaves._NO_DOUBLE}.", re.DOTALL)
    every = {chr(code) for code in range(0x110000) if not no_double.match(chr(code))}
    assert every == set(leaves.DOUBLES)
