#!/usr/bin/env bash
# What the tests need beside setup-run.sh: PostgreSQL, Chromium, an SMTP server that keeps what it gets, readers of PDF, calendars and spreadsheets,
# Playwright.
. "$(dirname "$0")/lib.sh"

apt_install postgresql chromium
need python3 "Install Python 3.9 or newer."

venv="$ROOT/target/venv"
if ! "$venv/bin/python" -c 'import aiosmtpd, icalendar, openpyxl, pypdf' 2>/dev/null; then
    step "installing the SMTP catcher and the readers of documents"
    python3 -m venv "$venv" 2>/dev/null || { apt_install python3-venv; quietly python3 -m venv "$venv"; }
    quietly "$venv/bin/python" -m pip install --quiet --disable-pip-version-check aiosmtpd==1.4.6 icalendar==7.3.0 openpyxl==3.1.5 pypdf==7.1.0
fi
npm_packages "$ROOT/e2e"
