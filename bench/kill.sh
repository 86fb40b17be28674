#!/usr/bin/env bash
# Kills the server under write load, on SQLite and on PostgreSQL: bench/kill.sh [ROUNDS]
. "$(dirname "$0")/../scripts/lib.sh"
cd "$ROOT"
rounds=${1:-20}
need python3 "Install Python 3.9 or newer."
step "building"
cargo build --release --quiet -p tandem-api -p tandem-cli
step "SQLite"
python3 bench/kill.py --rounds "$rounds"
step "PostgreSQL"
TANDEM_PG_SYNC=on scripts/postgres.sh sh -c "python3 bench/kill.py --rounds $rounds --database-url \"\$TANDEM_TEST_DATABASE_URL\""
