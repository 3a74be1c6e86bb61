#!/usr/bin/env bash
# Brings the programs that only tests use: pdftotext reads statements, Chromium opens pages, PgBouncer
# stands before the database.
set -euo pipefail

have() { for name in "$@"; do if command -v "$name" >/dev/null; then return 0; fi; done; return 1; }

missing=()
have pdftotext || missing+=(poppler-utils)
have pgbouncer || [ -x /usr/sbin/pgbouncer ] || missing+=(pgbouncer)
have chromium chromium-browser google-chrome || missing+=(chromium)
[ ${#missing[@]} -gt 0 ] || exit 0

if ! have apt-get; then
  echo "No apt here: install ${missing[*]} by hand, or the tests that need them are skipped." >&2
  exit 0
fi
bash "$(dirname "$0")/apt.sh" "${missing[@]}" ||
  echo "Could not install ${missing[*]}: the tests that need them are skipped." >&2
