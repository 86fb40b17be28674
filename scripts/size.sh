#!/usr/bin/env bash
# What a buyer's first visit to a plan loads, as sent (brotli): 200 kB wanted, 230 kB the limit.
. "$(dirname "$0")/lib.sh"
dist="$ROOT/target/web/dist"
[ -f "$dist/index.html" ] || fail "the app is not built. Run scripts/build-web.sh."
wanted=200000 limit=230000

total=$(find "$dist" -type f -name '*.br' -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')
# Files that are compressed already are sent as they are.
total=$((total + $(find "$dist" -type f \( -name '*.woff2' -o -name '*.png' \) -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')))
find "$dist" -type f \( -name '*.br' -o -name '*.woff2' -o -name '*.png' \) -printf '    %8s  %P\n' | sort -rn
step "first load: $((total / 1000)) kB (wanted $((wanted / 1000)), limit $((limit / 1000)))"
[ "$total" -gt 10000 ] || fail "there are no compressed files in target/web/dist"
[ "$total" -le "$limit" ] || fail "the first load is larger than $((limit / 1000)) kB"
