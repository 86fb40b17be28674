#!/usr/bin/env bash
# How long the shared rules take, natively and in WebAssembly (Node's engine is Chromium's): milliseconds of one call for a plan of 8 milestones and 40
# actions and one of 60 and 600. bench/rules.sh
. "$(dirname "$0")/../scripts/lib.sh"
cd "$ROOT"
[ -x "$TOOLS/bin/wasm-bindgen-test-runner" ] || scripts/setup-wasm.sh
echo "native:"
cargo run --release --quiet -p tandem-shared --example speed
echo "WebAssembly:"
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$TOOLS/bin/wasm-bindgen-test-runner" WASM_BINDGEN_TEST_TIMEOUT=120 \
    cargo test --release -p tandem-shared --test speed_in_wasm --target wasm32-unknown-unknown --target-dir "$ROOT/target/wasm-test" -- --nocapture
