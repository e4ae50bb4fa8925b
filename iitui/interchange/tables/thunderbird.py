"""Thunderbird: the CSV and the tab-separated file of its address book."""

from iitui.interchange.formats import Format
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.programs import ProgramTable

FORMAT: Format = ProgramTable(
    "thunderbird",
    "Thunderbird",
    "a CSV file from Thunderbird",
    headers=[("Display Name", "Primary Email", "Secondary Email")],
    fields={
        "First Name": TableField.FIRST_NAME,
        "Last Name": TableField.LAST_NAME,
        "Display Name": TableField.NAME,
        "Nickname": TableField.NICKNAME,
        "Primary Email": TableField.EMAIL,
        "Secondary Email": TableField.EMAIL,
        "Work Phone": TableField.PHONE,
        "Home Phone": TableField.PHONE,
        "Fax Number": TableField.PHONE,
        "Pager Number": TableField.PHONE,
        "Mobile Number": TableField.PHONE,
        "Job Title": TableField.ROLE,
        "Organization": TableField.ORGANIZATION,
        "Web Page 1": TableField.URL,
        "Notes": TableField.NOTES,
    },
)
