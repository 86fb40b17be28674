#!/usr/bin/env bash
# Takes the pictures of the documentation from the real product with its demo data, into docs/images.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
scripts/setup-test.sh
scripts/build-web.sh
cargo build --quiet -p tandem-api
work=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
TANDEM_BIND=127.0.0.1:$port TANDEM_DATA_DIR=$work/data TANDEM_DEMO=true RUST_LOG=error "${TANDEM_SERVER_BIN:-target/debug/tandem-server}" &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
wait_for "http://127.0.0.1:$port/readyz" "$pid" || fail "the server did not become ready"
mkdir -p docs/images
(cd e2e && node screenshots.mjs "http://localhost:$port" ../crates/api/demo/demo.json ../docs/images)
