"""The CSV that `iitui export contacts` writes, read back; its formulas are unescaped."""

from iitui.interchange.contact_table import HEADER
from iitui.interchange.formats import Format
from iitui.interchange.tables.fields import TableField
from iitui.interchange.tables.programs import ProgramTable

_HELD = {"emails": TableField.EMAIL, "phones": TableField.PHONE, "urls": TableField.URL}

FORMAT: Format = ProgramTable(
    "iitui-csv",
    "iitui CSV",
    "a CSV file that iitui exported",
    headers=[("name", "organization", "emails", "referred_by", "name_permission", "uid")],
    fields={column: _HELD.get(column) or TableField(column) for column in HEADER},
    is_own=True,
)
