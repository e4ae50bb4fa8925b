"""Google Contacts: its CSV, with the old names of columns and with those since 2024."""

from iitui.interchange.formats import Format
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.programs import ProgramTable

FORMAT: Format = ProgramTable(
    "google",
    "Google Contacts",
    "a CSV file from Google Contacts",
    headers=[
        ("First Name", "Last Name", "Organization Name", "Phonetic First Name"),
        ("Name", "Given Name", "Family Name", "Given Name Yomi"),
        ("Name", "Given Name", "Family Name", "E-mail 1 - Value"),
        ("First Name", "Last Name", "Organization Name", "E-mail 1 - Value"),
        ("First Name", "Last Name", "Organization Name", "Labels"),
        ("Name", "Given Name", "Family Name", "Group Membership"),
    ],
    fields={
        "Name": TableField.NAME,
        "First Name": TableField.FIRST_NAME,
        "Given Name": TableField.FIRST_NAME,
        "Middle Name": TableField.MIDDLE_NAME,
        "Additional Name": TableField.MIDDLE_NAME,
        "Last Name": TableField.LAST_NAME,
        "Family Name": TableField.LAST_NAME,
        "Name Prefix": TableField.PREFIX,
        "Name Suffix": TableField.SUFFIX,
        "Nickname": TableField.NICKNAME,
        "Organization Name": TableField.ORGANIZATION,
        "Organization Title": TableField.ROLE,
        "Organization 1 - Name": TableField.ORGANIZATION,
        "Organization 1 - Title": TableField.ROLE,
        "Occupation": TableField.ROLE,
        "Notes": TableField.NOTES,
        "Labels": TableField.TAGS,
        "Group Membership": TableField.TAGS,
        "E-mail 1 - Value": TableField.EMAIL,
        "Phone 1 - Value": TableField.PHONE,
        "Website 1 - Value": TableField.URL,
    },
)
