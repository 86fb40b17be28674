#!/usr/bin/env bash
# The compiler for the browser: rustup's target where it can be had, Debian's rustc-web with a library built here otherwise.
# Writes target/tools/wasm.env, which build-web.sh reads.
. "$(dirname "$0")/lib.sh"
need cargo "See https://rustup.rs."
out="$TOOLS/wasm.env"

if rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown \
    || timeout 120 rustup target add wasm32-unknown-unknown >/dev/null 2>&1; then
    : >"$out"
    # With the source of the standard library the app is built much smaller; without, it still works.
    if rustup component list --installed 2>/dev/null | grep -qx rust-src || timeout 120 rustup component add rust-src >/dev/null 2>&1; then
        echo "export TANDEM_BUILD_STD=1" >>"$out"
    fi
else
    apt_install rustc-web cargo-web rust-web-src lld-22
    lib="$(/usr/bin/rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib"
    if ! ls "$lib"/libstd-*.rlib >/dev/null 2>&1; then
        step "building the standard library for the browser (half a minute, once)"
        work=$(mktemp -d)
        mkdir -p "$work/src"
        printf '[package]\nname = "seed"\nversion = "0.0.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n' >"$work/Cargo.toml"
        : >"$work/src/lib.rs"
        (cd "$work" && quietly env -u CARGO_TARGET_DIR RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc /usr/bin/cargo build --release \
            --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort)
        sudo=""; [ "$(id -u)" -eq 0 ] || sudo=sudo
        $sudo mkdir -p "$lib"
        $sudo cp "$work"/target/wasm32-unknown-unknown/release/deps/*.rlib "$lib/"
        rm -rf "$work"
    fi
    cat >"$out" <<ENV
export TANDEM_BUILD_STD=1
export RUSTC=/usr/bin/rustc
export CARGO=/usr/bin/cargo
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-22
ENV
fi

version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' "$ROOT/Cargo.lock")
if [ "$("$TOOLS/bin/wasm-bindgen" --version 2>/dev/null)" != "wasm-bindgen $version" ]; then
    step "installing wasm-bindgen $version (two minutes, once)"
    quietly env CARGO_PROFILE_DEV_DEBUG=0 cargo install wasm-bindgen-cli --version "$version" --debug --root "$TOOLS" --target-dir "$ROOT/target/wasm-bindgen-cli"
    rm -rf "$ROOT/target/wasm-bindgen-cli"
fi

# Splits the module at the functions marked `#[wasm_split]`; goes with the locked version of `wasm_split_helpers`.
splitter=0.2.4
if [ "$(cat "$TOOLS/wasm-split.version" 2>/dev/null)" != "$splitter" ]; then
    step "installing wasm-split $splitter (a minute, once)"
    quietly env CARGO_PROFILE_DEV_DEBUG=0 cargo install wasm_split_cli_support --version "$splitter" --locked --features build-binary --debug --root "$TOOLS" --target-dir "$ROOT/target/wasm-split-cli"
    rm -rf "$ROOT/target/wasm-split-cli"
    echo "$splitter" >"$TOOLS/wasm-split.version"
fi
