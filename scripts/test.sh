#!/usr/bin/env bash
# Every check and test, a line of progress each: scripts/test.sh [STEP…]. Without a step: all of them, in this order.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
steps=(setup fmt web size lint unit wasm postgres browser)
[ $# -eq 0 ] || steps=("$@")

# One selection of packages for all tests, so that dependencies are built once; it builds the server for the browser tests too.
begun=$SECONDS

# The rules as the browser runs them, in Node's WebAssembly, which is Chromium's.
wasm_tests() {
    [ -f "$TOOLS/wasm.env" ] && [ -x "$TOOLS/bin/wasm-bindgen-test-runner" ] || scripts/setup-wasm.sh
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$TOOLS/bin/wasm-bindgen-test-runner" \
        cargo test -p tandem-shared --test corpus_in_wasm --target wasm32-unknown-unknown --target-dir "$ROOT/target/wasm-test"
}
for name in "${steps[@]}"; do
    case "$name" in
        setup) what="set-up" ;;
        fmt) what="format" ;;
        web) what="building the app" ;;
        size) what="size of the first load" ;;
        lint) what="lints" ;;
        unit) what="tests: unit, API on SQLite, contract, tidy" ;;
        wasm) what="tests: the rules in WebAssembly" ;;
        postgres) what="tests: API on PostgreSQL" ;;
        browser) what="tests: browser" ;;
        *) fail "there is no step $name; there are: ${steps[*]}" ;;
    esac
    step "$what"
    since=$SECONDS
    case "$name" in
        setup) scripts/setup-run.sh; scripts/setup-test.sh ;;
        fmt) cargo fmt --all --check || fail "run make fmt" ;;
        web) scripts/build-web.sh ;;
        size) scripts/build-web.sh --size ;;
        lint) cargo clippy --quiet --workspace --all-targets -- -D warnings ;;
        unit) cargo test --workspace ;;
        wasm) wasm_tests ;;
        postgres) scripts/postgres.sh cargo test --workspace --test it ;;
        browser) cargo test --workspace --test it --no-run; (cd e2e; npx playwright test) ;;
    esac
    step "$what: done in $((SECONDS - since)) s"
done
step "all done in $((SECONDS - begun)) s"
