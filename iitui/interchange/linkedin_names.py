"""What LinkedIn calls the columns of its Connections.csv in the languages that it is read in.

LinkedIn has changed its words over the years, and differs between its export and its pages: each list holds
the present ones first, then the others that were seen or that its pages use.
"""

from enum import StrEnum

from iitui.domain.text import search_words


class Meaning(StrEnum):
    """What a column holds, in LinkedIn's order; the telephone numbers are of older exports."""

    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    URL = "URL"
    EMAIL = "email address"
    COMPANY = "company"
    POSITION = "position"
    CONNECTED_ON = "connected on"
    PHONE = "phone number"


ORDER = tuple(Meaning)[:7]
"""The columns as LinkedIn writes them, from left to right."""

_ENGLISH = {
    Meaning.FIRST_NAME: ("First Name",),
    Meaning.LAST_NAME: ("Last Name",),
    Meaning.URL: ("URL", "Profile URL"),
    Meaning.EMAIL: ("Email Address", "Email Addresses", "Email"),
    Meaning.COMPANY: ("Company", "Current Company"),
    Meaning.POSITION: ("Position", "Current Position"),
    Meaning.CONNECTED_ON: ("Connected On",),
    Meaning.PHONE: ("Phone Numbers", "Phone Number", "Phone"),
}

# French, German, Spanish, Portuguese, Italian, Dutch: a line each, in this order.
_TRANSLATED = {
    Meaning.FIRST_NAME: (
        ("Prénom",),
        ("Vorname",),
        ("Nombre",),
        ("Nome", "Primeiro nome", "Nome próprio"),
        ("Nome",),
        ("Voornaam",),
    ),
    Meaning.LAST_NAME: (
        ("Nom", "Nom de famille"),
        ("Nachname", "Familienname"),
        ("Apellidos", "Apellido"),
        ("Sobrenome", "Apelido", "Último nome"),
        ("Cognome",),
        ("Achternaam",),
    ),
    Meaning.URL: (
        ("URL du profil", "Adresse URL", "Lien"),
        ("Profil-URL", "URL des Profils", "Profillink"),
        ("URL del perfil", "Dirección URL", "Enlace"),
        ("URL do perfil", "Endereço URL"),
        ("URL del profilo", "Indirizzo URL"),
        ("Profiel-URL", "URL van profiel", "URL-adres"),
    ),
    Meaning.EMAIL: (
        ("Adresse e-mail", "Adresse email", "E-mail", "Courriel", "Adresse électronique"),
        ("E-Mail-Adresse", "E-Mail-Adressen", "E-Mail"),
        ("Dirección de correo electrónico", "Dirección de email", "Correo electrónico", "Correo"),
        ("Endereço de e-mail", "Endereço de email", "E-mail"),
        ("Indirizzo e-mail", "Indirizzo email", "Indirizzo di posta elettronica"),
        ("E-mailadres", "E-mail adres"),
    ),
    Meaning.COMPANY: (
        ("Entreprise", "Société", "Entreprise actuelle"),
        ("Unternehmen", "Firma", "Aktuelles Unternehmen"),
        ("Empresa", "Compañía", "Empresa actual"),
        ("Empresa atual", "Companhia"),
        ("Azienda", "Società", "Azienda attuale"),
        ("Bedrijf", "Huidig bedrijf", "Organisatie"),
    ),
    Meaning.POSITION: (
        ("Poste", "Fonction", "Poste actuel", "Intitulé du poste"),
        ("Aktuelle Position", "Jobtitel", "Berufsbezeichnung", "Stelle"),
        ("Cargo", "Puesto", "Cargo actual", "Posición"),
        ("Cargo atual", "Posição", "Função"),
        ("Posizione", "Posizione attuale", "Qualifica", "Ruolo"),
        ("Functie", "Positie", "Huidige functie"),
    ),
    Meaning.CONNECTED_ON: (
        ("Connecté(e) le", "Connecté le", "Connectée le", "Connecté(e) depuis", "En relation depuis"),
        ("Verknüpft am", "Verbunden am", "Vernetzt am", "Verbunden seit", "Vernetzt seit", "Kontakt seit"),
        ("Conectado el", "Conectada el", "Conectado(a) el", "Conectado/a el", "Contacto desde"),
        ("Conectado em", "Conectada em", "Conectado(a) em", "Conectado desde", "Conexão em", "Ligação em"),
        ("Collegato il", "Collegata il", "Collegato/a il", "Collegato dal", "Connesso il", "Connessa il"),
        ("Verbonden op", "Verbonden sinds", "Gekoppeld op", "Connectie sinds"),
    ),
    Meaning.PHONE: (
        ("Numéros de téléphone", "Numéro de téléphone", "Téléphone"),
        ("Telefonnummern", "Telefonnummer", "Telefon"),
        ("Números de teléfono", "Número de teléfono", "Teléfono"),
        ("Números de telefone", "Número de telefone", "Telefone"),
        ("Numeri di telefono", "Numero di telefono", "Telefono"),
        ("Telefoonnummers", "Telefoonnummer", "Telefoon"),
    ),
}


def folded(name: str) -> str:
    """A name as it is compared: "Connecté(e) le" and "CONNECTE-E LE" are the same one."""
    return " ".join(search_words(name))


ENGLISH = {folded(name): meaning for meaning, names in _ENGLISH.items() for name in names}
"""What the English names mean, by their folded forms."""

TRANSLATED = {
    folded(name): meaning
    for meaning, languages in _TRANSLATED.items()
    for names in languages
    for name in names
}
"""What the names in other languages mean, by their folded forms; no two languages differ about one."""

_OTHERS = frozenset(
    folded(name)
    for name in (
        *("Name", "Full Name", "Title", "Job Title", "City", "Country", "Location", "Address", "Street"),
        *("Industry", "Department", "Website", "ID", "Notes", "Status", "Tags"),
        *("Created", "Created At", "Date", "Birthday", "Nom complet", "Nombre completo", "Nome completo"),
        *("Ort", "Ville", "Ciudad", "Cidade", "Città", "Stad", "Datum", "Fecha", "Data"),
    )
)


def is_of_others(name: str) -> bool:
    """Whether only other programs' tables have a column of this name; LinkedIn's do not name LinkedIn."""
    key = folded(name)
    return key in _OTHERS or "linkedin" in key
