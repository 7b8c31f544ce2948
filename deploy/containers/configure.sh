#!/bin/bash
# What every container reads: where the servers are. Frappe's own lines (frappe_docker, compose.yaml), and one of ours.
set -euo pipefail

cd "${BENCH:-/home/frappe/frappe-bench}"
ls -1 apps > sites/apps.txt
[[ -f sites/common_site_config.json ]] || echo "{}" > sites/common_site_config.json
bench set-config -g db_host "$DB_HOST"
bench set-config -gp db_port "$DB_PORT"
bench set-config -g redis_cache "$REDIS_CACHE"
bench set-config -g redis_queue "$REDIS_QUEUE"
bench set-config -g redis_socketio "$REDIS_QUEUE"
bench set-config -gp socketio_port "$SOCKETIO_PORT"
# a browser's sandbox makes namespaces of its own, which the usual profile of a container forbids: docs/operations.md
bench set-config -gp con_chromium_no_sandbox "${CHROMIUM_NO_SANDBOX:-1}"
