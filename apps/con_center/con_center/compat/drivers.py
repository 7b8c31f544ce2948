"""The drivers of MariaDB: PyMySQL in Frappe 15, mysqlclient from 16 on, which has PyMySQL, too. Goes with Frappe 15."""

import pymysql

try:
	import MySQLdb
except ImportError:
	DRIVERS = (pymysql,)
else:
	DRIVERS = (pymysql, MySQLdb)


def errors(name: str) -> tuple[type[Exception], ...]:
	"""Return the class of errors of this name, as the Python database API has them, of each driver."""
	return tuple(getattr(driver, name) for driver in DRIVERS)
