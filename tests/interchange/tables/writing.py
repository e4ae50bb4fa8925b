"""Tables as exporters and spreadsheets write them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

OUTLOOK = ["Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title",
           "Business Street", "Business Fax", "Business Phone", "Business Phone 2", "Home Fax", "Home Phone",
           "Mobile Phone", "Birthday", "Categories", "E-mail Address", "E-mail Type", "E-mail 2 Address",
           "Hobby", "Notes", "Referred By", "Web Page"]  # fmt: skip


def table(
    header: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    sign: str = ",",
    end: str = "\n",
    encoding: str = "utf-8",
) -> bytes:
    """The bytes of a table; cells that a row does not name are empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, "", delimiter=sign, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def stream(data: bytes) -> io.BytesIO:
    """Data as a stream."""
    return io.BytesIO(data)
