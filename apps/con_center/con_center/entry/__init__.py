"""What may be typed, by field type, once, for every way in.

`documents` stands before Frappe's saving: whatever way a document comes (form, REST, bulk, import, console), it is
checked whole before anything else is done with it. `stored` says what the database can hold, of any DocType;
`typed` says what makes sense in the fields of this app. `sent` looks at requests, `answers` at refusals without a word.
"""

from con_center.entry.documents import check
from con_center.entry.refusing import EntryError
from con_center.entry.typed import as_date, as_datetime

__all__ = ["EntryError", "as_date", "as_datetime", "check"]
