#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# clang-tidy with the list of .clang-tidy: on the files given, else on every source of ours that the clang build compiles.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly database=build-asan
[ -f $database/compile_commands.json ] || cmake --preset asan >/dev/null
files=("$@")
if [ ${#files[@]} -eq 0 ]; then
  mapfile -t files < <(git ls-files 'common/*.cc' 'registry_service/*.cc' 'scheduler_service/*.cc' 'deploy/*.cc')
fi
printf '%s\n' "${files[@]}" | xargs -P 2 -n 4 clang-tidy -p $database --quiet 2> >(grep -v 'warnings generated' >&2)
echo "clang-tidy: ${#files[@]} files, nothing found"
