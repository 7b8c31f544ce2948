"""Pure functions for Thai dates, numbers, money and names. No Frappe here: usable anywhere."""

from con_center.thai.dates import (
	as_date,
	be_year,
	document_number,
	fiscal_year,
	fiscal_year_dates,
	fiscal_year_end,
	fiscal_year_start,
	month_name,
	parse_document_number,
	thai_date,
	thai_month,
	to_be_year,
	to_ce_year,
	weekday_name,
)
from con_center.thai.digits import arabic_digits, in_digits, thai_digits
from con_center.thai.money import as_satang, baht, baht_text
from con_center.thai.names import (
	collapse_spaces,
	full_name,
	normalize_name,
	normalize_text,
	person_key,
	split_title,
	thai_sort_key,
)

__all__ = [
	"arabic_digits",
	"as_date",
	"as_satang",
	"baht",
	"baht_text",
	"be_year",
	"collapse_spaces",
	"document_number",
	"fiscal_year",
	"fiscal_year_dates",
	"fiscal_year_end",
	"fiscal_year_start",
	"full_name",
	"in_digits",
	"month_name",
	"normalize_name",
	"normalize_text",
	"parse_document_number",
	"person_key",
	"split_title",
	"thai_date",
	"thai_digits",
	"thai_month",
	"thai_sort_key",
	"to_be_year",
	"to_ce_year",
	"weekday_name",
]
