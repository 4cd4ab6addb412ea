#!/usr/bin/env bash
# Make .venv ready: Debian libraries that Qt needs (by apt where that is allowed, else named),
# the virtual environment, the project and its tools. Runs again without harm.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

# Shared library -> Debian package. The first line is enough without a screen.
libraries=(
  libglib-2.0.so.0:libglib2.0-0 libEGL.so.1:libegl1 libGL.so.1:libgl1 libdbus-1.so.3:libdbus-1-3
  libfontconfig.so.1:libfontconfig1 libxkbcommon.so.0:libxkbcommon0
)
window_libraries=(
  libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
  libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-randr.so.0:libxcb-randr0
  libxcb-shape.so.0:libxcb-shape0 libxcb-sync.so.1:libxcb-sync1
  libxcb-xfixes.so.0:libxcb-xfixes0 libxcb-xkb.so.1:libxcb-xkb1
  libxkbcommon-x11.so.0:libxkbcommon-x11-0 libX11-xcb.so.1:libx11-xcb1
)

missing_packages() {
  local known entry
  known=$(/sbin/ldconfig -p 2>/dev/null || true)
  for entry in "$@"; do
    grep -qF "${entry%%:*}" <<<"$known" || echo "${entry##*:}"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_or_name() { # required|optional package...
  local need=$1
  shift
  [ $# -gt 0 ] || return 0
  if may_install; then
    as_root apt-get update -qq || true
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null; then
      return 0
    fi
  fi
  echo "Missing system packages. Please install them:" >&2
  echo "    sudo apt-get install $*" >&2
  [ "$need" = optional ]
}

if [ "$(uname -s)" = Linux ]; then
  mapfile -t needed < <(missing_packages "${libraries[@]}")
  "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || needed+=(python3-venv)
  install_or_name required "${needed[@]}"
  mapfile -t wished < <(missing_packages "${window_libraries[@]}")
  install_or_name optional "${wished[@]}"
  # The server that a large head office may use; tests of it are skipped where none can be had.
  [ -n "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || install_or_name optional postgresql
fi

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed; $("$PYTHON" --version) was found." >&2
  exit 1
}
[ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
.venv/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
.venv/bin/python -m pip install --quiet --editable . --group dev
