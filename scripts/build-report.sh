#!/usr/bin/env bash
# Builds tandem-report, the program that sets PDFs, and puts it beside the server. Quick when nothing changed.
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
built="$ROOT/target/press/tandem-report"
cargo build --quiet --profile press -p tandem-report
for folder in release debug; do
    beside="$ROOT/target/$folder/tandem-report"
    cmp -s "$built" "$beside" && continue
    mkdir -p "${beside%/*}"
    # Renamed into place: the one that is there may be running.
    cp "$built" "$beside.new" && mv "$beside.new" "$beside"
done
