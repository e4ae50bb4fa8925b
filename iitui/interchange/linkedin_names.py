"""The names of the columns of LinkedIn's Connections.csv in the languages that iitui knows.

LinkedIn has changed the names over the years, and its web pages use other ones than its export: each list
begins with the present names, followed by older ones and those of the web pages.
"""

from enum import StrEnum

from iitui.domain.text import search_words


class Meaning(StrEnum):
    """The meaning of a column, in LinkedIn's order; only older exports have telephone numbers."""

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

# One line per language: French, German, Spanish, Portuguese, Italian, Dutch.
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
    """Return a name as it is compared: "Connecté(e) le" and "CONNECTE-E LE" are equal."""
    return " ".join(search_words(name))


ENGLISH = {folded(name): meaning for meaning, names in _ENGLISH.items() for name in names}
"""The meanings of the English names, by their folded forms."""

TRANSLATED = {
    folded(name): meaning
    for meaning, languages in _TRANSLATED.items()
    for names in languages
    for name in names
}
"""The meanings of the names in other languages, by their folded forms; no two languages conflict."""

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
    """Return whether a column name shows that a table is another program's.

    That includes names with "LinkedIn" in them, which LinkedIn itself does not use.
    """
    key = folded(name)
    return key in _OTHERS or "linkedin" in key
