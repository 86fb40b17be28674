#!/usr/bin/env bash
# Every check and test, a line of progress each: scripts/test.sh [STEP…]. Without a step: all of them, in this order.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
steps=(setup fmt web size lint unit wasm postgres readers browser)
[ $# -eq 0 ] || steps=("$@")

# One selection of packages for all tests, so that dependencies are built once; it builds the server for the browser tests too.
begun=$SECONDS

# The rules as the browser runs them, in Node's WebAssembly, which is Chromium's.
wasm_tests() {
    [ -f "$TOOLS/wasm.env" ] && [ -x "$TOOLS/bin/wasm-bindgen-test-runner" ] || scripts/setup-wasm.sh
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$TOOLS/bin/wasm-bindgen-test-runner" \
        cargo test -p tandem-shared --test corpus_in_wasm --target wasm32-unknown-unknown --target-dir "$ROOT/target/wasm-test"
}

# The program that sets PDFs is linted while it is built, which is what `cargo clippy` does while it checks: the typesetter is there already, and checking all of
# it besides would take minutes.
lints() {
    cargo clippy --quiet --workspace --exclude tandem-report --all-targets -- -D warnings
    local deny="-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__"
    RUSTC_WORKSPACE_WRAPPER=clippy-driver CLIPPY_ARGS=$deny cargo build --quiet --profile press -p tandem-report --all-targets
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
        readers) what="tests: documents, read by others" ;;
        browser) what="tests: browser" ;;
        *) fail "there is no step $name; there are: ${steps[*]}" ;;
    esac
    step "$what"
    since=$SECONDS
    case "$name" in
        setup) scripts/setup-run.sh; scripts/setup-test.sh ;;
        fmt) cargo fmt --all --check || fail "run make fmt" ;;
        # What sets PDFs is built beside the app, whose last step needs one core only; who needs it waits for it.
        web) nice scripts/build-report.sh & scripts/build-web.sh ;;
        size) scripts/build-web.sh --size ;;
        lint) lints ;;
        unit) cargo test --workspace --exclude tandem-report; scripts/build-report.sh; cargo test --profile press -p tandem-report ;;
        wasm) wasm_tests ;;
        postgres) scripts/postgres.sh cargo test --workspace --exclude tandem-report --test it ;;
        readers)
            cargo test --workspace --exclude tandem-report --test it --no-run; scripts/build-report.sh
            "$ROOT/target/venv/bin/python" scripts/readers.py ;;
        browser) cargo test --workspace --exclude tandem-report --test it --no-run; scripts/build-report.sh; (cd e2e; npx playwright test) ;;
    esac
    step "$what: done in $((SECONDS - since)) s"
done
step "all done in $((SECONDS - begun)) s"
