"""Outlook: the CSV with the 92 columns of the desktop program, and that of Outlook on the web (live.com)."""

from iitui.interchange.formats import Format
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.programs import ProgramTable

_PHONES = (
    "Assistant's Phone",
    "Business Fax",
    "Business Phone",
    "Business Phone 2",
    "Callback",
    "Car Phone",
    "Company Main Phone",
    "Home Fax",
    "Home Phone",
    "Home Phone 2",
    "ISDN",
    "Mobile Phone",
    "Other Fax",
    "Other Phone",
    "Pager",
    "Primary Phone",
    "Radio Phone",
    "TTY/TDD Phone",
    "Telex",
)

FORMAT: Format = ProgramTable(
    "outlook",
    "Outlook",
    "a CSV file from Outlook",
    headers=[
        ("First Name", "Last Name", "E-mail Address", "Business Street"),
        ("First Name", "Last Name", "E-mail Address", "E-mail 2 Address"),
        ("First Name", "Last Name", "Company", "E-mail Address", "Business Phone"),
    ],
    fields={
        "First Name": TableField.FIRST_NAME,
        "Middle Name": TableField.MIDDLE_NAME,
        "Last Name": TableField.LAST_NAME,
        "Title": TableField.PREFIX,
        "Suffix": TableField.SUFFIX,
        "Nickname": TableField.NICKNAME,
        "Company": TableField.ORGANIZATION,
        "Job Title": TableField.ROLE,
        "E-mail Address": TableField.EMAIL,
        "E-mail 2 Address": TableField.EMAIL,
        "Web Page": TableField.URL,
        "Personal Web Page": TableField.URL,
        "Categories": TableField.TAGS,
        "Referred By": TableField.REFERRED_BY,
        "Notes": TableField.NOTES,
        **dict.fromkeys(_PHONES, TableField.PHONE),
    },
    passed_over=(
        *("E-mail Type", "E-mail 2 Type", "E-mail Display Name", "E-mail 2 Display Name"),
        *("Priority", "Private", "Sensitivity", "Initials"),
    ),
)
