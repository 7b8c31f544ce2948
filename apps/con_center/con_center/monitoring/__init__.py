"""Monitoring: how the system is, for balancers, for Prometheus and for who runs it.

`paths.py` what is answered before Frappe is asked, so that it is answered while MariaDB or Redis is away, too;
`place.py` whose site a request is for; `probes.py` asks what stands behind the site, in bounded time; `health.py`
judges what they say; `requests.py` counts requests, in files that all processes of a host share (`slots.py`);
`metrics.py` writes all numbers in Prometheus' text form, which `catalogue.py` lists; `api.py` is for System Managers.
"""
