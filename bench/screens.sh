#!/usr/bin/env bash
# Measures in a real browser, on the release build: how soon a tick is painted here and at the other side, and what Lighthouse says. bench/screens.sh
. "$(dirname "$0")/../scripts/lib.sh"
cd "$ROOT"
scripts/setup-test.sh
scripts/build-web.sh
step "building"
cargo build --release --quiet -p tandem-api
# Only measuring needs it, so it is no package of the tests.
folder="$ROOT/target/lighthouse"
if [ ! -d "$folder/node_modules/lighthouse" ]; then
    step "installing lighthouse"
    mkdir -p "$folder"
    (cd "$folder" && quietly npm install --no-save --no-audit --no-fund --loglevel=error lighthouse@12.8.2)
fi
export TANDEM_SERVER_BIN="$ROOT/target/release/tandem-server" LIGHTHOUSE="$folder/node_modules/lighthouse/core/index.js" CHROME_PATH=${CHROMIUM:-/usr/bin/chromium}
cd e2e
npx playwright test --config measure.config.ts --project=wide "$@"
