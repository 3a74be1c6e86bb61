#!/usr/bin/env bash
# Installs system packages through apt. Usage: apt.sh PACKAGE...
set -euo pipefail
root=
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "No sudo here: ask somebody who may to install: $*" >&2
    exit 1
  fi
  root="sudo"
fi
# RUNLEVEL: what is installed starts no service of the machine.
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
echo "Installing with apt: $*"
$root apt-get -qq update >/dev/null
$root apt-get -qq install --yes --no-install-recommends "$@" >/dev/null
