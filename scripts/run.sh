#!/usr/bin/env bash
# Builds the app and the server in release and starts it with demo data. Ends with Ctrl-C.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
DEMO_PASSWORD=$(sed -n 's/.*"password": "\(.*\)".*/\1/p' crates/api/demo/demo.json | head -1)
export TANDEM_BIND=${TANDEM_BIND:-127.0.0.1:8080} TANDEM_DATA_DIR=${TANDEM_DATA_DIR:-$ROOT/data} TANDEM_DEMO=${TANDEM_DEMO:-true}

scripts/setup-run.sh
# The first time, what the server is made of is built beside the app, whose last step needs one core only; the program holds the app and comes last.
parts=""
if [ ! -x target/release/tandem-server ]; then
    nice cargo build --release --quiet -p tandem-api --lib &
    parts=$!
    trap 'kill "$parts" 2>/dev/null || true' EXIT
fi
step "building the app"
scripts/build-web.sh
[ -z "$parts" ] || wait "$parts" || fail "the server was not built"
trap - EXIT
step "building the server (some minutes the first time)"
cargo build --release --quiet -p tandem-api
if [ -x target/release/tandem-report ]; then scripts/build-report.sh; fi
port=${TANDEM_BIND##*:}
url=${TANDEM_PUBLIC_URL:-http://localhost:$port}

step "starting"
target/release/tandem-server &
pid=$!
trap 'kill -TERM "$pid" 2>/dev/null || true' INT TERM
wait_for "http://127.0.0.1:$port/readyz" "$pid" || { wait "$pid" || exit $?; fail "the server did not become ready. Is port $port taken?"; }
cat <<TEXT

  Tandem is running.

  Sign in      $url/sign-in
  as           ada@orbit.example
  password     $DEMO_PASSWORD
  API          $url/api/docs
  E-mails      ${TANDEM_MAIL_URL:-$TANDEM_DATA_DIR/mail}
  Data         $TANDEM_DATA_DIR

  Ctrl-C ends it.

TEXT
# The first time it may come when people are already at work: it is larger than all the rest, and needed for PDFs only. Until then a PDF is answered with 503.
if [ ! -x target/release/tandem-report ]; then
    step "building what sets PDFs, beside the running server (some minutes, once)"
    # In a group of its own, so that all of it ends with this.
    setsid nice bash -c '. scripts/lib.sh; scripts/build-report.sh && step "PDFs can be made"' &
    report=$!
    trap 'kill -TERM -- -"$report" 2>/dev/null || true' EXIT
fi

status=0
wait "$pid" || status=$?
# A signal interrupts the first wait; the server then finishes its requests and jobs.
if kill -0 "$pid" 2>/dev/null; then status=0; wait "$pid" || status=$?; fi
exit "$status"
