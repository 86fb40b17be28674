#!/usr/bin/env bash
# Writes openapi/openapi.json from the code. The test contract_is_committed compares the two.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
mkdir -p openapi
cargo run --quiet -p tandem-api --bin tandem-server -- openapi >openapi/openapi.json.new
mv openapi/openapi.json.new openapi/openapi.json
step "wrote openapi/openapi.json"
