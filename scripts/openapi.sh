#!/usr/bin/env bash
# Writes openapi/openapi.json from the code. The test the_committed_contract_is_the_codes compares the two.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
mkdir -p openapi
new=$(mktemp)
trap 'rm -f "$new"' EXIT
cargo run --quiet -p tandem-api --bin tandem-server -- openapi >"$new"
cat "$new" >openapi/openapi.json
step "wrote openapi/openapi.json"
