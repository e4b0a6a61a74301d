#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# clang-tidy with the list of .clang-tidy. Without arguments: on the 10 sources that changed last (a file takes 10 to 20
# seconds); --all: on every source; or on the files named.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly database=build-tidy recent_max=10
cmake --preset tidy >/dev/null
cmake --build $database --target jiedui_protos_generated grpc_protos_generated >/dev/null
sources() { git ls-files 'common/*.cc' 'registry_service/*.cc' 'scheduler_service/*.cc' 'deploy/*.cc'; }
recent() {
  git log --format= --name-only -- '*.cc' | awk '!seen[$0]++' | grep -Fxf <(sources) | head -n $recent_max
}

case ${1:-} in
  "") mapfile -t files < <(recent) ;;
  --all) mapfile -t files < <(sources) ;;
  *) files=("$@") ;;
esac
printf '%s\n' "${files[@]}" | xargs -P 2 -n 4 clang-tidy -p $database --quiet 2> >(grep -v 'warnings generated' >&2)
echo "clang-tidy: ${#files[@]} of $(sources | wc -l) sources, nothing found"
