"""In which era people read dates: who has chosen what, and Frappe's texts of dates made so. Inside, dates are ISO."""
