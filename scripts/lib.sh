# Shared by the set-up steps: one line of progress each, a clear end when something is missing.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TOOLS="$ROOT/target/tools"
mkdir -p "$TOOLS"

step() { printf '\033[1m==>\033[0m %s\n' "$*"; }
fail() { printf 'set-up stopped: %s\n' "$*" >&2; exit 1; }
need() { command -v "$1" >/dev/null 2>&1 || fail "$1 is not installed. $2"; }

# Runs a command quietly; shows what it printed only when it fails.
quietly() {
    local log; log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then cat "$log" >&2; rm -f "$log"; fail "'$*' failed"; fi
    rm -f "$log"
}

# Installs the Debian packages that are missing among those named.
apt_install() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    need apt-get "Install these packages by hand: ${missing[*]}"
    local sudo=""; [ "$(id -u)" -eq 0 ] || sudo=sudo
    step "installing ${missing[*]}"
    quietly $sudo apt-get update
    quietly $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# Installs the npm packages of a folder, unless those of its lock file are there already.
npm_packages() {
    local folder=$1 stamp sum
    [ -f "$folder/package.json" ] || return 0
    stamp="$folder/node_modules/.installed"
    sum=$(cat "$folder/package-lock.json" | sha256sum)
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return 0
    step "installing npm packages of ${folder#"$ROOT"/}"
    (cd "$folder" && quietly env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
    printf '%s\n' "$sum" >"$stamp"
}

# Waits until a URL answers with success; fails when the process ends before.
wait_for() {
    local url=$1 pid=$2 i
    for i in $(seq 1 600); do
        if node -e 'fetch(process.argv[1]).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$url" 2>/dev/null; then return 0; fi
        kill -0 "$pid" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}
