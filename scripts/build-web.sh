#!/usr/bin/env bash
# Builds the web app into target/web/dist, which the service embeds. Quick when nothing changed.
#   build-web.sh          the real thing: small, with hashed names, brotli and gzip beside each file
#   build-web.sh --dev    quick and large, for looking at pages while working
#   build-web.sh --size   prints what a first visit to a plan loads (brotli), and the largest of the other pages; fails above the budgets
. "$(dirname "$0")/lib.sh"
WEB="$ROOT/crates/web"
DIST="$ROOT/target/web/dist"
STAGE="$ROOT/target/web/stage"
STAMP="$ROOT/target/web/stamp"
# A first visit to a plan (the aim is 200), and the first visit to any other page, which comes on top of most of that.
BUDGET_KB=230
PAGE_BUDGET_KB=660
mode=web
case "${1:-}" in
    "") ;;
    --dev) mode=dev ;;
    --size) node "$WEB/pack.mjs" size "$DIST" "$BUDGET_KB" "$PAGE_BUDGET_KB"; exit ;;
    *) fail "unknown option $1; say --dev, --size or nothing" ;;
esac

# What goes in, as one hash: when it is the one of the last build there is nothing to do.
inputs() {
    { echo "$mode"
      cd "$ROOT"
      find crates/web crates/shared -type f -not -path '*/node_modules/*' -not -path '*/snapshots/*' -print0 | sort -z | xargs -0 sha256sum
      sha256sum Cargo.lock Cargo.toml rust-toolchain.toml scripts/build-web.sh
    } | sha256sum
}
now=$(inputs)
if [ -f "$DIST/index.html" ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$now" ]; then
    exit 0
fi

need node "Install Node.js 20 or newer."
need npm "Install npm."
[ -f "$TOOLS/wasm.env" ] && [ -x "$TOOLS/bin/wasm-bindgen" ] && [ -x "$TOOLS/bin/wasm-split-cli" ] || "$ROOT/scripts/setup-wasm.sh"
if [ ! -d "$WEB/node_modules" ] || [ "$WEB/package-lock.json" -nt "$WEB/node_modules/.package-lock.json" ]; then
    step "installing the style sheet's tools"
    # Not `npm ci`: it demands other systems' binaries in the lock file, which a lagging registry does not have.
    (cd "$WEB" && quietly npm install --no-save --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json)
fi

# shellcheck source=/dev/null
. "$TOOLS/wasm.env"
profile=web; out=web
[ "$mode" = dev ] && { profile=dev; out=debug; }
mkdir -p "$STAGE" && rm -rf "${STAGE:?}"/*

# The linker's tables are what the module is split by. What the page loads leaves out where in the code something stands, what derived `Debug` would
# print and the words of panics (nobody would see them), and has the standard library built with it, for size: together about a fifth less, for switches that
# the compiler keeps for its nightly builds. Only as a cdylib is it optimized as a whole. No wasm-opt afterwards: it makes the module smaller, but what is
# sent, the compressed module, larger.
step "building the web app"
flags="--cfg erase_components -Clink-args=--emit-relocs"
std=()
if [ "$mode" = web ]; then
    flags="$flags -Zlocation-detail=none -Zfmt-debug=none"
    if [ -n "${TANDEM_BUILD_STD:-}" ]; then
        flags="$flags -Zunstable-options -Cpanic=immediate-abort"
        std=(-Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size)
    fi
fi
(cd "$ROOT" && RUSTC_BOOTSTRAP=1 RUSTFLAGS="$flags" "${CARGO:-cargo}" rustc -q -p tandem-web --lib --crate-type cdylib --profile "$profile" "${std[@]}" \
    --target wasm32-unknown-unknown --target-dir "$ROOT/target/wasm")
# What only a part needs goes into that part's file, `split_NAME.wasm`; what several parts share into a `chunk_N.wasm`; the rest stays.
quietly "$TOOLS/bin/wasm-split-cli" "$ROOT/target/wasm/wasm32-unknown-unknown/$out/tandem_web.wasm" "$STAGE/parts" --out-name app
quietly "$TOOLS/bin/wasm-bindgen" --target web --no-typescript --remove-name-section --remove-producers-section --keep-lld-exports --no-demangle \
    --out-dir "$STAGE" --out-name app "$STAGE/parts/app.wasm"
for sheet in app late; do
    (cd "$WEB" && quietly node node_modules/@tailwindcss/cli/dist/index.mjs --minify -i "styles/$sheet.css" -o "$STAGE/$sheet.css")
done
quietly node "$WEB/pack.mjs" pack "$STAGE" "$DIST" "$mode"
echo "$now" >"$STAMP"
