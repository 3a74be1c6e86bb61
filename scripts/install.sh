#!/usr/bin/env bash
# Makes a virtual environment and installs a lock, every file of it checked by hash.
# Usage: install.sh VENV LOCK
set -euo pipefail
venv=$1 lock=$2

usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

make_environment() {
  local python
  for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if usable "$python"; then break; fi
    python=
  done
  if [ -z "$python" ]; then
    echo "Tributary needs Python 3.11 or newer; set PYTHON to one." >&2
    exit 1
  fi
  # Debian keeps the module that brings pip into a virtual environment in a package of its own.
  if ! "$python" -c 'import ensurepip' >/dev/null 2>&1 && command -v apt-get >/dev/null; then
    bash "$(dirname "$0")/apt.sh" python3-venv
  fi
  echo "Making $venv with $("$python" --version)"
  "$python" -m venv --clear "$venv"
}

install_lock() {
  # uv is ten times as fast, but reads another configuration than pip: where it fails, pip decides.
  { uv --version && uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"; } >/dev/null 2>&1 ||
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
}

fresh=
if ! usable "$venv/bin/python"; then
  make_environment
  fresh=yes
fi
echo "Installing $lock"
if ! install_lock; then
  if [ -n "$fresh" ]; then exit 1; fi
  echo "An installation that was interrupted can leave what pip cannot read: beginning anew."
  make_environment
  install_lock
fi
# A virtual environment made by uv comes without pip.
"$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >/dev/null
# The package itself, built by the setuptools of the lock.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
