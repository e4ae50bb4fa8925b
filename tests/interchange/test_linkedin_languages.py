"""LinkedIn's Connections.csv in other languages, and the tables of other programs that look like it."""

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import UnreadableError
from iitui.domain.imports import ColumnBasis, ImportColumn, ImportReading, columns_in_words, unused_in_words
from iitui.interchange import linkedin_names
from iitui.interchange.csv_rows import split_lines
from iitui.interchange.linkedin import read_linkedin
from iitui.interchange.linkedin_columns import find_columns
from iitui.interchange.linkedin_names import ORDER, TRANSLATED, Meaning, folded
from iitui.interchange.reading import read_contacts

MEANINGS = tuple(ORDER)


def is_linkedin(text: str) -> bool:
    return find_columns(split_lines(text)) is not None


LINK = "https://www.linkedin.com/in/dana-ito-1a2b"

# The names of the columns, LinkedIn's notes above them, and how a date is written there.
LANGUAGES = {
    "English": (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        'Notes:\n"When exporting your connection data, you may notice that addresses are missing."\n\n',
        "03 Dec 2024",
    ),
    "French": (
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté(e) le",
        'Remarques :\n"Lors de l’exportation, certaines adresses peuvent manquer : nom, prénom, etc."\n\n',
        "03 déc. 2024",
    ),
    "German": (
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verknüpft am",
        'Hinweise:\n"Beim Export Ihrer Kontakte, z. B. nach Vorname, Nachname, können Adressen fehlen."\n\n',
        "03 Dez. 2024",
    ),
    "Spanish": (
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
        'Notas:\n"Al exportar los datos, puede que falten algunas direcciones."\n\n',
        "3 dic 2024",
    ),
    "Portuguese": (
        "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em",
        'Observações:\n"Ao exportar os dados, alguns endereços podem faltar."\n\n',
        "3 de dez. de 2024",
    ),
    "Italian": (
        "Nome,Cognome,URL,Indirizzo e-mail,Azienda,Posizione,Collegato il",
        'Note:\n"Durante l\'esportazione, alcuni indirizzi potrebbero mancare."\n\n',
        "03 dic 2024",
    ),
    "Dutch": (
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op",
        'Opmerkingen:\n"Bij het exporteren kunnen adressen ontbreken."\n\n',
        "3 dec. 2024",
    ),
}
UNKNOWN = "Keresztnév,Vezetéknév,Hivatkozás,Levélcím,Cég,Beosztás,Kapcsolat dátuma"


def read(text: str) -> ImportReading:
    return read_linkedin("Connections.csv", text)


def rows(date: str = "2024-12-03", delimiter: str = ",") -> str:
    people = (
        ("Dana", "Ito", LINK, "dana@example.org", "Beaumont", "Nurse", date),
        ("Kim", "de Vries", "https://nl.linkedin.com/in/kim", "", "Acme @ Home", "", date),
        ("Lee", "Park", "https://www.linkedin.com/in/lee", "", "", "CEO @ Acme", date),
    )
    return "".join(delimiter.join(person) + "\n" for person in people)


def check_people(reading: ImportReading) -> None:
    assert reading.problems == ()
    dana, kim, lee = (record.draft for record in reading.records)
    assert (dana.name, dana.organization, dana.role) == ("Dana Ito", "Beaumont", "Nurse")
    assert addresses(dana) == ["dana@example.org", LINK]
    assert dana.origin_keys == ("linkedin:in/dana-ito-1a2b",)
    assert (kim.name, kim.organization, kim.role) == ("Kim de Vries", "Acme @ Home", "")
    assert (lee.name, lee.organization, lee.role) == ("Lee Park", "", "CEO @ Acme")


def addresses(draft: ContactDraft) -> list[str]:
    return [channel.value for channel in draft.channels]


def taken(reading: ImportReading) -> list[str]:
    return [column.taken_for for column in reading.columns]


def bases(reading: ImportReading) -> set[ColumnBasis | None]:
    return {column.basis for column in reading.columns}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("with_notes", [True, False])
def test_each_language_is_read(language, with_notes):
    header, notes, date = LANGUAGES[language]
    reading = read(f"{notes if with_notes else ''}{header}\n{rows(date)}")
    check_people(reading)
    assert taken(reading) == list(MEANINGS)
    assert [column.name for column in reading.columns] == header.split(",")
    assert bases(reading) <= {ColumnBasis.ENGLISH, ColumnBasis.TRANSLATION}
    assert reading.records[0].where == ("row 5" if with_notes else "row 2")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize(("delimiter", "end"), [(",", "\r\n"), (";", "\r\n"), ("\t", "\n"), (";", "\r")])
def test_what_a_spreadsheet_makes_of_it(tmp_path, language, encoding, delimiter, end):
    header, notes, date = LANGUAGES[language]
    text = f"{notes}{header.replace(',', delimiter)}\n{rows(date, delimiter)}".replace("\n", end)
    path = tmp_path / "Kontakte"
    path.write_bytes(text.encode(encoding))
    reading = read_contacts(path)
    check_people(reading)
    assert taken(reading) == list(MEANINGS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_header_alone_is_no_error(language):
    header, notes, _ = LANGUAGES[language]
    reading = read(notes + header)
    assert (reading.records, reading.problems) == ((), ())
    assert taken(reading) == list(MEANINGS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_that_were_moved_are_read_by_their_names(language):
    header, notes, date = LANGUAGES[language]
    order = (6, 1, 0, 4, 3, 5, 2)
    lines = [line.split(",") for line in (header + "\n" + rows(date)).splitlines()]
    moved = "\n".join(",".join(line[place] for place in order) for line in lines)
    reading = read(notes + moved)
    check_people(reading)
    assert taken(reading) == [MEANINGS[place] for place in order]


def test_case_accents_and_signs_of_a_name_do_not_count():
    reading = read(f"PRENOM,nom , Url,Adresse Email,ENTREPRISE,Poste,Connecte·e le\n{rows()}")
    check_people(reading)
    assert taken(reading) == list(MEANINGS)
    assert ColumnBasis.PLACE not in bases(reading)


def test_no_name_means_two_things():
    for meaning, languages in linkedin_names._TRANSLATED.items():
        for name in (name for names in languages for name in names):
            assert TRANSLATED[folded(name)] is meaning
            assert linkedin_names.ENGLISH.get(folded(name), meaning) is meaning


# ---- names that are not known


@pytest.mark.parametrize(
    "date",
    [
        "2024-12-03",
        "2024-12-03 10:15",
        "2024. 12. 03.",
        "2024. dec. 3.",
        "03.12.2024",
        "12/3/24",
        "03 déc. 2024",
        "1er déc. 2024",
        "03 Dez. 2024",
        "3. prosince 2024",
        "3 de dezembro de 2024",
        "3-dic-2024",
        "03 дек. 2024 г.",
        "3 ธ.ค. 2024",
        "Dec 3, 2024",
        "2024年12月3日",
        "2024년 12월 3일",
    ],
)
def test_an_unknown_language_is_read_by_place_and_content(date):
    row = rows(f'"{date}"')
    reading = read(f"Megjegyzés:\n“Az exportálás során, címek, hiányozhatnak, néha.”\n\n{UNKNOWN}\n{row}")
    check_people(reading)
    assert [(column.taken_for, column.basis) for column in reading.columns] == [
        ("first name", ColumnBasis.PLACE),
        ("last name", ColumnBasis.PLACE),
        ("URL", ColumnBasis.CONTENT),
        ("email address", ColumnBasis.CONTENT),
        ("company", ColumnBasis.PLACE),
        ("position", ColumnBasis.PLACE),
        ("connected on", ColumnBasis.CONTENT),
    ]
    assert reading.records[0].where == "row 5"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_unknown_language_out_of_a_spreadsheet(tmp_path, delimiter):
    padding = delimiter * 2
    lines = ("Megjegyzés", "", UNKNOWN.replace(",", delimiter), *rows(delimiter=delimiter).splitlines())
    path = tmp_path / "file"
    path.write_bytes("".join(f"{line}{padding}\r\n" for line in lines).encode("utf-8-sig"))
    reading = read_contacts(path)
    check_people(reading)
    assert len(reading.columns) == 7


def test_an_unknown_language_with_its_columns_moved():
    header = "Kapcsolat dátuma,Levélcím,Keresztnév,Vezetéknév,Cég,Hivatkozás,Beosztás"
    row = f"2024-12-03,dana@example.org,Dana,Ito,Beaumont,{LINK},Nurse"
    reading = read(f"{header}\n{row}\n2024-12-04,,Kim,Lee,,,\n")
    dana, kim = (record.draft for record in reading.records)
    assert (dana.name, dana.organization, dana.role) == ("Dana Ito", "Beaumont", "Nurse")
    assert addresses(dana) == ["dana@example.org", LINK]
    assert kim.name == "Kim Lee"


def test_addresses_that_nobody_shares_are_no_hindrance():
    reading = read(f"{UNKNOWN}\n,,,,,,2020-01-01\nDana,Ito,{LINK},,Acme,Nurse,2024-12-03\n")
    assert [(record.draft.name, record.draft.role) for record in reading.records] == [("Dana Ito", "Nurse")]
    assert [problem.where for problem in reading.problems] == ["row 2"]
    assert reading.columns[3] == ImportColumn("Levélcím", "email address", ColumnBasis.PLACE)


def test_a_column_that_was_taken_out_or_was_not_there_yet():
    without_address = UNKNOWN.replace("Levélcím,", "")
    reading = read(f"{without_address}\nDana,Ito,{LINK},Acme,Nurse,2024-12-03\n")
    assert Meaning.EMAIL not in taken(reading)
    assert reading.records[0].draft.organization == "Acme"
    without_link = UNKNOWN.replace("Hivatkozás,", "")
    row = "Dana,Ito,dana@example.org,Acme,Nurse,2024-12-03\n"
    reading = read(f"https://www.linkedin.com/help, Megjegyzés\n{without_link}\n{row}")
    assert Meaning.URL not in taken(reading)
    assert (reading.records[0].draft.organization, reading.records[0].draft.role) == ("Acme", "Nurse")
    with pytest.raises(UnreadableError):  # nothing says that this is LinkedIn's
        read(f"{without_link}\n{row}")


def test_one_word_that_is_not_known_is_filled_in():
    header = "Vorname,Nachname,URL,E-Mail-Adresse,Arbeitgeber,Position,Zusammen seit"
    reading = read(f"{header}\n{rows('03.12.2024')}")
    check_people(reading)
    assert reading.columns[4] == ImportColumn("Arbeitgeber", "company", ColumnBasis.PLACE)
    assert reading.columns[6] == ImportColumn("Zusammen seit", "connected on", ColumnBasis.CONTENT)


def test_names_that_were_decoded_wrongly():
    header = LANGUAGES["French"][0].encode().decode("cp1252")
    assert header.startswith("PrÃ©nom,Nom,")
    reading = read(f"{header}\n{rows('03 dÃ©c. 2024')}")
    check_people(reading)
    assert taken(reading) == list(MEANINGS)


def test_own_columns_are_left_out():
    reading = read(f"{LANGUAGES['German'][0]},Notiz,Wichtig\nDana,Ito,{LINK},,Acme,Nurse,03.12.2024,x,ja\n")
    assert reading.columns[7:] == (ImportColumn("Notiz"), ImportColumn("Wichtig"))
    (record,) = reading.records
    assert (record.draft.name, record.draft.notes) == ("Dana Ito", "")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        # known for what it is
        (
            "Vorname,Nachname,URL,E-Mail-Adresse,Ort,Position,Verknüpft am",
            f"Dana,Ito,{LINK},,Köln,Nurse,2024-12-03",
        ),
        # out of LinkedIn's order, so that no place says anything
        ("Vorname,Nachname,URL,Gebiet,Verknüpft am,Position", f"Dana,Ito,{LINK},Köln,2024-12-03,Nurse"),
    ],
)
def test_a_column_that_no_place_explains_is_left_out(header, row):
    reading = read(f"{header}\n{row}\n")
    (record,) = reading.records
    assert (record.draft.organization, record.draft.role) == ("", "Nurse")
    assert Meaning.COMPANY not in taken(reading)


def test_five_columns_in_another_language_are_enough():
    reading = read(f"Vorname,Nachname,URL,Firma,Verknüpft am\nDana,Ito,{LINK},Acme,03.12.2024\n")
    assert reading.records[0].draft.organization == "Acme"


def test_notes_without_quotation_marks_are_no_header():
    notes = "Egy,kettő,három,négy,öt,hat,hét\n"
    reading = read(notes + UNKNOWN + "\n" + rows() * 20)
    assert len(reading.records) == 60
    assert reading.columns[0].name == "Keresztnév"


@pytest.mark.parametrize(("odd", "is_read"), [(1, True), (2, True), (3, False), (6, False)])
def test_a_few_odd_cells_do_not_hide_what_a_column_holds(odd, is_read):
    people = [f"Dana,Ito,{LINK},dana@example.org,Acme,Nurse,2024-12-03"] * (10 - odd)
    people += [f"Dana,Ito,{LINK},none,Acme,Nurse,2024-12-03"] * odd
    assert is_linkedin("\n".join((UNKNOWN, *people))) is is_read


# ---- other programs' tables


def table(header: str, *rows: str) -> str:
    return "\n".join((header, *rows)) + "\n"


OTHERS = {
    "Google": table(
        "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,"
        "Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Website 1 - Value",
        f"Dana,,Ito,,,,,Beaumont,Nurse,2001-02-03,,,Work,dana@example.org,{LINK}",
    ),
    "Google, older": table(
        "Name,Given Name,Family Name,Group Membership,E-mail 1 - Value,Phone 1 - Value,Website 1 - Value",
        f"Dana Ito,Dana,Ito,* myContacts,dana@example.org,+1 313 555 0142,{LINK}",
    ),
    "Outlook": table(
        '"Title","First Name","Last Name","Company","Job Title","E-mail Address","Birthday","Web Page"',
        f'"","Dana","Ito","Acme","Nurse","dana@example.org","2001-02-03","{LINK}"',
    ),
    "Outlook, German": table(
        "Anrede,Vorname,Nachname,Firma,Abteilung,Position,Straße,Ort,E-Mail-Adresse,E-Mail-Typ,Geburtstag,"
        "Webseite,Telefon",
        f",Dana,Ito,Acme,,Pflege,,,dana@example.org,SMTP,03.12.2001,{LINK},",
    ),
    "Outlook, French": table(
        "Titre,Prénom,Nom,Société,Service,Fonction,Rue,Ville,Adresse e-mail,Anniversaire,Page Web,Téléphone",
        f",Dana,Ito,Acme,,Infirmière,,,dana@example.org,03/12/2001,{LINK},",
    ),
    "a list of members": table("Vorname;Nachname;E-Mail;Telefon", "Dana;Ito;dana@example.org;0313"),
    "users of a site": table("Prénom,Nom,Email,Connecté le", "Dana,Ito,dana@example.org,03/12/2024"),
    "a mailing list": table(
        "Email Address,First Name,Last Name,Address,Phone Number,Tags", "dana@example.org,Dana,Ito,,,x"
    ),
    "sales": table(
        "First Name,Last Name,Title,Company,Email,LinkedIn URL,Created",
        f"Dana,Ito,Nurse,Acme,dana@example.org,{LINK},2024-12-03",
    ),
    "sales, one name": table(
        "Name,Title,LinkedIn,Email,Company,City,Created",
        f"Dana Ito,Nurse,{LINK},dana@example.org,Acme,Detroit,2024-12-03",
    ),
    "pages": table(
        "Page,Views,Link,Author,Section,Language,Published",
        "Home,12,https://example.org/in/x,dana@example.org,News,English,2024-12-03",
    ),
    "orders": table(
        "Kunde,Ware,Menge,Preis,Ort,Land,Datum", "Ito,Brot,2,3.50,Köln,DE,03.12.2024", "Lee,Salz,1,1,B,DE,x"
    ),
    "two dates": table(
        "Keresztnév,Vezetéknév,Hivatkozás,Született,Cég,Beosztás,Kapcsolat dátuma",
        f"Dana,Ito,{LINK},2001-02-03,Acme,Nurse,2024-12-03",
    ),
    "family name first": table(
        "Nom,Cognoms,URL,Adreça,Empresa,Càrrec,Connectat el",  # here "Nom" is the first name
        f"Dana,Ito,{LINK},,Acme,Nurse,2024-12-03",
    ),
    "no header": table(
        f"Dana,Ito,{LINK},dana@example.org,Acme,Nurse,2024-12-03",
        f"Kim,Lee,{LINK}2,kim@example.org,Acme,Nurse,2024-12-03",
    ),
    "no header, bare links": table(
        "Dana,Ito,linkedin.com/in/dana,,Acme,Nurse,2024-12-03",
        "Kim,Lee,linkedin.com/in/kim,,Acme,MD,2024-12-04",
    ),
    "a column without a name": table(UNKNOWN.replace("Cég", ""), f"Dana,Ito,{LINK},,,Nurse,2024-12-03"),
    "no contacts": table(UNKNOWN),
    "no dates": table(UNKNOWN, f"Dana,Ito,{LINK},dana@example.org,Acme,Nurse,"),
    "many other columns": table(
        "First Name,Last Name,Connected On,Street,Zip,Town,Age", "Dana,Ito,2024-12-03,,,,"
    ),
    "pages of people": table("First Name,Last Name,URL,Street", "Dana,Ito,https://example.org/dana,"),
    "pages and dates of people": table(
        "First Name,Last Name,URL,Estate,Joined", "Dana,Ito,https://example.org/dana,Main,2024-12-03"
    ),
    "profiles among many others": table(
        "First Name,Last Name,Web,Joined,Estate,Zip,Town,Age,Team", f"Dana,Ito,{LINK},2024-12-03,,,,,"
    ),
    "profiles and two dates": table(
        "First Name,Last Name,Web,Joined,Left", f"Dana,Ito,{LINK},2024-12-03,2025-12-03"
    ),
    "said to be LinkedIn": table(
        "Contact,Family,LinkedIn Page,Mail,Firm,Role,Added",
        f"Dana,Ito,{LINK},dana@example.org,Acme,Nurse,2024-12-03",
    ),
    "invitations": table(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        f'Dana Ito,Kim Lee,"12/3/24, 9:05 AM",,OUTGOING,{LINK},{LINK}2',
    ),
    "messages": table(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT",
        f"2-x,,Dana Ito,{LINK},Kim Lee,2024-12-03 10:15:00 UTC,,Hello",
    ),
}


@pytest.mark.parametrize("program", OTHERS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_tables_of_other_programs_are_not_taken(program, delimiter):
    text = OTHERS[program]
    if delimiter not in text:
        text = text.replace(",", delimiter)
    assert not is_linkedin(text)
    assert not is_linkedin("Notes:\n\n" + text)
    with pytest.raises(UnreadableError, match="in English or in another language"):
        read(text)


def test_a_header_far_below_is_looked_for_no_more():
    header = LANGUAGES["English"][0]
    assert is_linkedin(",,,\n" * 900 + header)
    assert not is_linkedin(",,,\n" * 2_000 + header)
    assert not is_linkedin("x" * 30_000 + "," + header)


# ---- what is told


def test_what_was_taken_for_what_is_told():
    header, notes, date = LANGUAGES["French"]
    reading = read(f"{notes}{header},Note\n{rows(date)}")
    assert columns_in_words(reading) == (
        "LinkedIn: Prénom = first name, Nom = last name, Adresse e-mail = email address,"
        " Entreprise = company, Poste = position, Connecté(e) le = connected on"
    )
    assert reading.unused == ()  # nothing stands in it
    filled = read(f"{notes}{header},Note\n{rows(date).rstrip()},[/] x\n")
    assert unused_in_words(filled) == "not used: Note"


def test_guesses_are_told_apart():
    header = "Keresztnév,Vezetéknév,URL,E-mail,Cég," + "B" * 60 + ",Kapcsolat"
    reading = read(f"{header}\n{rows()}")
    assert columns_in_words(reading) == (
        "LinkedIn: E-mail = email address; by place and content Keresztnév = first name,"
        f" Vezetéknév = last name, Cég = company, {'B' * 39}… = position, Kapcsolat = connected on"
    )


def test_an_english_header_needs_no_words():
    header, notes, date = LANGUAGES["English"]
    assert columns_in_words(read(notes + header + "\n" + rows(date))) == ""
    assert columns_in_words(read(header + ",Own\n")) == ""
    assert columns_in_words(ImportReading("a.vcf", "vCard", (), ())) == ""
