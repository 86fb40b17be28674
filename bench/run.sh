#!/usr/bin/env bash
# Measures the real server on SQLite and PostgreSQL and writes bench/RESULTS.md: bench/run.sh [PLANS] [ROUNDS] [SECONDS]
. "$(dirname "$0")/../scripts/lib.sh"
cd "$ROOT"
plans=${1:-1000} rounds=${2:-5} seconds=${3:-4}
apt_install wrk
need python3 "Install Python 3.9 or newer."
step "building"
cargo build --release --quiet -p tandem-api -p tandem-cli
out=$(mktemp)
{
    echo "# Results"
    echo
    echo "Written by \`make bench\` on $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD)."
    echo "Machine: $(nproc) cores ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)), shared with the load generator; load average before: $(cut -d' ' -f1-3 /proc/loadavg)."
    echo "wrk with one thread, the works in turn, medians of $rounds rounds of $seconds s each; every write is answered after its fsync."
    echo
} >"$out"
step "SQLite"
python3 bench/load.py --plans "$plans" --rounds "$rounds" --seconds "$seconds" >>"$out"
step "PostgreSQL"
TANDEM_PG_SYNC=on scripts/postgres.sh sh -c "python3 bench/load.py --plans $plans --rounds $rounds --seconds $seconds --name 'PostgreSQL (its own fsync off)' --database-url \"\$TANDEM_TEST_DATABASE_URL\"" >>"$out"
if [ -d target/web/dist ]; then
    { echo "## First load"; echo; scripts/build-web.sh --size | sed "s/^/    /"; echo; } >>"$out"
fi
{
    echo "## Killed under write load"
    echo
    echo "\`make kill-test\`: SIGKILL at a random moment while four clients write and keep their own ledger; then restart, compare, verify the log."
    echo
    bench/kill.sh 20 | grep kills | sed 's/^/- /'
} >>"$out"
mv "$out" bench/RESULTS.md
chmod 644 bench/RESULTS.md
cat bench/RESULTS.md
