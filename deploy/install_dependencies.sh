#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, from Debian's own packages. Usage: deploy/install_dependencies.sh [run] [test] [browser] [grpcurl] [buf]
#   run      to build and run both services (the default)
#   test     to run every test and check
#   browser  Chromium and a Chinese font, to look at the report's page; optional: says SKIPPED if it cannot be had
#   buf      checks the protos; optional: says SKIPPED if it cannot be had, as on Debian's own Go
#   grpcurl  the command-line client of the README; optional: says SKIPPED if it cannot be had
# Quiet and quick where nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly run_packages=(
  ca-certificates cmake g++ git make mold ninja-build pkg-config python3
  grpc-proto libabsl-dev libcsv-dev libgrpc++-dev libgmock-dev libgtest-dev libicu-dev libisal-dev libjemalloc-dev libprotobuf-dev
  librocksdb-dev libspdlog-dev libssl-dev protobuf-compiler protobuf-compiler-grpc
)
readonly test_packages=(
  bsdextrautils clang clang-format clang-tidy jq libclang-rt-14-dev liblemon-dev llvm shellcheck universal-ctags
)
readonly browser_packages=(chromium fonts-noto-cjk)
readonly tools=build/tools

say() { printf 'dependencies: %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "must be root to run: $*  (sudo is not there)"
    return 1
  fi
}

# Prints the packages among its arguments that are not installed.
missing_packages() {
  local installed
  installed=" $(dpkg-query -W -f='${db:Status-Status}/${Package} ' "$@" 2>/dev/null || true)"
  local package
  for package in "$@"; do
    case "$installed" in *" installed/$package "*) ;; *) printf '%s\n' "$package" ;; esac
  done
}

check_system() {
  if ! command -v apt-get >/dev/null; then
    say "this is no Debian: install the equivalents of: $*"
    return 1
  fi
  local version
  # shellcheck disable=SC1091
  version=$(. /etc/os-release && printf '%s %s' "${ID:-}" "${VERSION_ID:-}")
  [ "$version" = "debian 12" ] || say "warning: made for Debian 12 (gRPC 1.51, RocksDB 7.8); this is ${version:-unknown}"
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  check_system "${missing[@]}" || return 1
  say "installing ${missing[*]}"
  local apt=(apt-get -qq -o DPkg::Lock::Timeout=300)
  as_root "${apt[@]}" update
  as_root env DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# Prints the minor version of Go 1, or 0 if there is no Go.
go_version() {
  local version
  version=$(go env GOVERSION 2>/dev/null) || version=go1.0
  version=${version#go1.}
  version=${version%%.*}
  printf '%s' "${version//[!0-9]/}"
}

have() { [ -x "$tools/$1" ] || command -v "$1" >/dev/null; }

# Builds a Go program: its name, and module@version.
build_tool() {
  say "building $1 into $tools"
  mkdir -p "$tools"
  GOBIN=$PWD/$tools go install "$2"
}

# v1.9.3 wants a newer Go than Debian 12 has; v1.8.7 does with Debian's.
install_grpcurl() {
  have grpcurl && return 0
  local module=github.com/fullstorydev/grpcurl/cmd/grpcurl
  if [ "$(go_version)" -ge 21 ]; then
    build_tool grpcurl $module@v1.9.3 && return 0
  else
    install_packages golang-go && build_tool grpcurl $module@v1.8.7 && return 0
  fi
  say "SKIPPED: grpcurl could not be built; everything else works without it"
}

install_buf() {
  have buf && return 0
  [ "$(go_version)" -ge 22 ] && build_tool buf github.com/bufbuild/buf/cmd/buf@v1.47.2 && return 0
  say "SKIPPED: buf could not be built (it wants Go 1.22); everything else works without it"
}

install_browser() {
  install_packages "${browser_packages[@]}" || say "SKIPPED: Chromium could not be installed; everything else works without it"
}

main() {
  local groups=("$@") group
  [ ${#groups[@]} -gt 0 ] || groups=(run)
  local packages=() want_browser=no want_grpcurl=no want_buf=no
  for group in "${groups[@]}"; do
    case $group in
      run) packages+=("${run_packages[@]}") ;;
      test) packages+=("${test_packages[@]}") ;;
      browser) want_browser=yes ;;
      grpcurl) want_grpcurl=yes ;;
      buf) want_buf=yes ;;
      *) say "no group '$group'; there are: run test browser grpcurl buf"; return 2 ;;
    esac
  done
  [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
  [ $want_browser = no ] || install_browser
  [ $want_grpcurl = no ] || install_grpcurl
  [ $want_buf = no ] || install_buf
}

main "$@"
