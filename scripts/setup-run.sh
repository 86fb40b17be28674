#!/usr/bin/env bash
# What building and running the product needs: Debian packages and the compiler for the browser. build-web.sh installs the npm packages of the app.
. "$(dirname "$0")/lib.sh"

need cargo "See https://rustup.rs."
need node "Install Node 20 or newer."
need npm "It comes with Node."
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' || fail "Node is $(node --version). Install Node 20 or newer."
command -v cc >/dev/null || apt_install build-essential
apt_install libpq-dev pkg-config
"$ROOT/scripts/setup-wasm.sh"
