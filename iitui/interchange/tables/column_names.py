"""Proposes a field for each column of a table: by its name, in several languages, or by what is in it.

Names are compared folded and without what only numbers or describes them: "E-Mail 2 (geschäftlich)" is an
email address with the label "work".
"""

from collections.abc import Mapping, Sequence

from iitui.domain.imports import ColumnBasis
from iitui.domain.text import clean_line, search_words
from iitui.interchange.channels import email_addresses, web_address
from iitui.interchange.linkedin_names import TRANSLATED, Meaning
from iitui.interchange.tables.fields import TableField

_ENGLISH: Mapping[TableField, str] = {
    TableField.NAME: (
        "name, full name, fullname, display name, contact, contact name, person, who, formatted name"
    ),
    TableField.FIRST_NAME: "first name, firstname, given name, forename, first",
    TableField.MIDDLE_NAME: "middle name, middlename, additional name, middle",
    TableField.LAST_NAME: "last name, lastname, surname, family name, last",
    TableField.PREFIX: "prefix, name prefix, salutation, honorific",
    TableField.SUFFIX: "suffix, name suffix",
    TableField.NICKNAME: "nickname, nick name",
    TableField.ORGANIZATION: (
        "organization, organisation, organization name, company, company name, employer, current "
        "company, institution, affiliation, firm, hospital, school"
    ),
    TableField.ROLE: (
        "role, title, job title, position, occupation, job, profession, current position, "
        "function, designation"
    ),
    TableField.LEVEL: "level, seniority",
    TableField.EMAIL: ("email, e mail, mail, email address, e mail address, emails, email addresses"),
    TableField.PHONE: (
        "phone, telephone, phone number, telephone number, tel, phones, mobile number, cell "
        "number, mobile, cell, cell phone, mobile phone, fax, fax number, pager, pager number"
    ),
    TableField.URL: (
        "url, web, website, web page, web site, webpage, homepage, home page, link, linkedin, "
        "linkedin url, linkedin profile, profile, profile url, urls, xing, orcid"
    ),
    TableField.TAGS: (
        "tags, tag, labels, label, categories, category, groups, group, group membership, keywords"
    ),
    TableField.NOTES: "notes, note, comment, comments, remarks, remark, description, memo",
    TableField.SOURCE: "source, how we met, met at",
    TableField.REFERRED_BY: "referred by, referrer, introduced by, via",
    TableField.NAME_PERMISSION: "name permission",
    TableField.CADENCE_DAYS: "cadence days, cadence",
    TableField.UID: "uid",
}

# German, French, Spanish, Portuguese, Italian, Dutch; what LinkedIn's list has is not repeated.
_OTHERS: Mapping[TableField, str] = {
    TableField.NAME: (
        "vollständiger name, anzeigename, ansprechpartner, kontakt, person, nom complet, nombre "
        "completo, nome completo, nom et prénom, prénom et nom, nombre y apellidos, contacto, "
        "contatto, volledige naam, naam"
    ),
    TableField.FIRST_NAME: "rufname, nombre de pila",
    TableField.MIDDLE_NAME: (
        "weitere vornamen, zweiter vorname, segundo nombre, deuxième prénom, tussenvoegsel"
    ),
    TableField.LAST_NAME: "zuname, segundo apellido",
    TableField.PREFIX: "anrede, civilité, tratamiento, tratamento, aanhef",
    TableField.NICKNAME: "spitzname, surnom, apodo, soprannome, bijnaam",
    TableField.ORGANIZATION: (
        "organisation, firmenname, arbeitgeber, betrieb, klinik, einrichtung, employeur, "
        "organización, organização, organizzazione, organisatie, werkgever, entreprise, ditta"
    ),
    TableField.ROLE: (
        "position, beruf, funktion, titel, tätigkeit, rolle, profession, métier, rôle, profesión, "
        "ocupación, profissão, professione, beroep"
    ),
    TableField.EMAIL: (
        "e mail adresse, email adresse, mail adresse, mailadresse, courriel, correo, posta "
        "elettronica, mél, adresse de messagerie, e mailadres"
    ),
    TableField.PHONE: (
        "telefon, telefonnummer, tel, mobiltelefon, mobil, handy, handynummer, rufnummer, "
        "festnetz, téléphone, portable, móvil, teléfono, telefone, telemóvel, celular, telefono, "
        "cellulare, telefoon, mobiel"
    ),
    TableField.URL: (
        "webseite, internetseite, homepage, site, site web, page web, página web, sitio web, sito "
        "web, sito, profil, perfil, profilo, profiel"
    ),
    TableField.TAGS: (
        "schlagwörter, schlagworte, kategorien, kategorie, gruppe, gruppen, étiquettes, "
        "catégories, etiquetas, categorías, categorias, etichette, categorie, trefwoorden"
    ),
    TableField.NOTES: (
        "notizen, notiz, bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, remarques, "
        "commentaire, commentaires, notas, observaciones, comentarios, observações, note, "
        "commenti, opmerkingen, notities"
    ),
    TableField.SOURCE: "quelle, herkunft, origine, fuente, fonte, bron",
    TableField.REFERRED_BY: (
        "empfohlen von, vermittelt durch, recommandé par, recomendado por, referido por, doorverwezen door"
    ),
}

_OF_LINKEDIN = {
    Meaning.FIRST_NAME: TableField.FIRST_NAME,
    Meaning.LAST_NAME: TableField.LAST_NAME,
    Meaning.URL: TableField.URL,
    Meaning.EMAIL: TableField.EMAIL,
    Meaning.COMPANY: TableField.ORGANIZATION,
    Meaning.POSITION: TableField.ROLE,
    Meaning.PHONE: TableField.PHONE,
}

_LABELS = {
    "home": (
        "home private privat private personal persönlich domicile personnel personale particular "
        "casa privé thuis"
    ),
    "work": (
        "work business office geschäftlich dienstlich büro arbeit firma professionnel travail "
        "bureau trabajo trabalho oficina lavoro ufficio werk zakelijk"
    ),
    "mobile": (
        "mobile cell mobil mobiltelefon handy handynummer portable móvil celular cellulare telemóvel mobiel"
    ),
    "fax": "fax telefax télécopie",
    "pager": "pager",
}
LABELED = (TableField.EMAIL, TableField.PHONE, TableField.URL)
"""The fields that a contact may have several of, each with a label such as "work"."""

_FILLERS = frozenset(
    {
        *("value", "primary", "main", "secondary", "preferred", "other"),
        *("weitere", "andere", "autre", "otro", "otra", "outro", "altro"),
    }
)
_OF_FAMILY = frozenset({"name", "nom", "naam"})
_GIVEN = frozenset({"nombre", "nome"})
_WHOLE_OR_PART = _OF_FAMILY | _GIVEN
_TITLES = frozenset({"title", "titel"})
_ENOUGH = 0.8


def folded(name: str) -> str:
    """Return the name of a column as it is compared."""
    return " ".join(search_words(name))


def _by_name(names: Mapping[TableField, str]) -> dict[str, TableField]:
    return {folded(name): field for field, listed in names.items() for name in listed.split(",")}


_KNOWN = {
    **{name: _OF_LINKEDIN[meaning] for name, meaning in TRANSLATED.items() if meaning in _OF_LINKEDIN},
    **_by_name(_OTHERS),
    **_by_name(_ENGLISH),
}
_ENGLISH_NAMES = frozenset(_by_name(_ENGLISH))
_LABEL_OF = {folded(word): label for label, words in _LABELS.items() for word in words.split()}


def label_of(name: str) -> str:
    """Return what a column says that its addresses or numbers are for: "work", "home fax"; '' for nothing."""
    labels = (_LABEL_OF[word] for word in folded(name).split() if word in _LABEL_OF)
    return " ".join(dict.fromkeys(labels))


def field_of(name: str) -> TableField | None:
    """Return the field that the name of a column says; None if it says none."""
    key = folded(name)
    if key in _KNOWN:
        return _KNOWN[key]
    words = [word for word in key.split() if not word.isdecimal() and word not in _FILLERS]
    plain = [word for word in words if _LABEL_OF.get(word) not in ("home", "work")]
    bare = [word for word in words if word not in _LABEL_OF]
    field = next((_KNOWN[key] for key in map(" ".join, (words, plain, bare)) if key in _KNOWN), None)
    return field if field in LABELED else None


def basis_of(name: str) -> ColumnBasis:
    """Return how the field of a column was found from its name."""
    return ColumnBasis.ENGLISH if folded(name) in _ENGLISH_NAMES else ColumnBasis.TRANSLATION


def proposed_fields(names: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[TableField | None, ...]:
    """Return a field for each column, None for one that would be guesswork.

    Args:
        names: of the columns.
        sample: some rows, for columns whose names say nothing.
    """
    fields = _settled(names, [field_of(name) for name in names])
    for place, field in enumerate(fields):
        if field is None:
            fields[place] = _by_content([row[place] for row in sample if place < len(row)])
    return tuple(fields)


def _settled(names: Sequence[str], fields: Sequence[TableField | None]) -> list[TableField | None]:
    """Decide what names mean that depend on the columns beside them.

    "Name" is the family's beside "Vorname", "Nombre" is the given name beside "Apellidos", and each the whole
    name by itself; "Title" is that of a person where another column holds the job.
    """
    keys = [folded(name) for name in names]
    others = [field for key, field in zip(keys, fields, strict=True) if key not in _WHOLE_OR_PART]
    has_first, has_last = (part in others for part in (TableField.FIRST_NAME, TableField.LAST_NAME))
    settled = list(fields)
    for place, key in enumerate(keys):
        if key in _WHOLE_OR_PART:
            settled[place] = TableField.NAME
            if has_first and not has_last and key in _OF_FAMILY:
                settled[place] = TableField.LAST_NAME
            elif has_last and not has_first and key in _GIVEN:
                settled[place] = TableField.FIRST_NAME
        elif key in _TITLES and fields.count(TableField.ROLE) > 1:
            settled[place] = TableField.PREFIX
    return settled


def _by_content(cells: Sequence[str]) -> TableField | None:
    """Return the field of a column that holds nothing but email addresses or web addresses."""
    texts = [text for cell in cells if (text := clean_line(cell[:500]))]
    if not texts:
        return None
    if sum("@" in text and bool(email_addresses(text)) for text in texts) >= _ENOUGH * len(texts):
        return TableField.EMAIL
    pages = sum("/" in text and bool(web_address(text)) for text in texts)
    return TableField.URL if pages >= _ENOUGH * len(texts) else None
