#!/usr/bin/env bash
# Every check and test, a line of progress each: scripts/test.sh [STEP…]. Without a step: all of them, in this order.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
steps=(setup fmt web size lint unit postgres browser)
[ $# -eq 0 ] || steps=("$@")

# One selection of packages for all tests, so that dependencies are built once; it builds the server for the browser tests too.
begun=$SECONDS
for name in "${steps[@]}"; do
    case "$name" in
        setup) what="set-up" ;;
        fmt) what="format" ;;
        web) what="building the app" ;;
        size) what="size of the first load" ;;
        lint) what="lints" ;;
        unit) what="tests: unit, API on SQLite, contract, tidy" ;;
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
        postgres) scripts/postgres.sh cargo test --workspace --test it ;;
        browser) cargo test --workspace --test it --no-run; (cd e2e; npx playwright test) ;;
    esac
    step "$what: done in $((SECONDS - since)) s"
done
step "all done in $((SECONDS - begun)) s"
