#!/usr/bin/env bash
# Builds the wheel, installs it where nothing else is, and uses it in an empty folder.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
"$root/.venv/bin/python" -m hatchling build -t wheel -d "$place/dist" >/dev/null
"$root/.venv/bin/python" -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$place"/dist/*.whl
mkdir "$place/corpus"
cd "$place/corpus"
export PATH="$place/venv/bin:$PATH"
communique --version
communique schema check
communique init >/dev/null
communique check --strict
communique new an-article --published 2025-11-01 --publisher a-paper --annotator a1
status=0
communique check --output-format concise || status=$?
[ "$status" -eq 1 ] || { echo "expected findings in an unfinished annotation, got exit status $status" >&2; exit 1; }
if grep -rlE 'pytest|hypothesis' "$place"/venv/lib/python3*/site-packages/communique; then
  echo 'tests travel in the wheel' >&2
  exit 1
fi
