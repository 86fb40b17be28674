#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL: scripts/postgres.sh COMMAND…
# The command finds its address in TANDEM_TEST_DATABASE_URL. The cluster lives in a temporary folder and goes with the command.
. "$(dirname "$0")/lib.sh"

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || fail "PostgreSQL is not installed. Run scripts/setup-test.sh."
work=$(mktemp -d /tmp/tandem-pg.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" -eq 0 ]; then (cd / && setpriv --reuid postgres --regid postgres --init-groups "$@"); else "$@"; fi; }
[ "$(id -u)" -ne 0 ] || chown postgres "$work"

stop() {
    as_owner "$bin/pg_ctl" -D "$work/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM

quietly as_owner "$bin/initdb" -D "$work/data" -U tandem -A trust -E UTF8 --locale=C.UTF-8 --no-sync
quietly as_owner "$bin/pg_ctl" -D "$work/data" -w -l "$work/log" \
    -o "-F -p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work -c full_page_writes=off -c synchronous_commit=${TANDEM_PG_SYNC:-off} -c max_connections=300" start
export TANDEM_TEST_DATABASE_URL="postgres://tandem@127.0.0.1:$port/postgres"
status=0
"$@" || status=$?
exit "$status"
