#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# clang-tidy with the list of .clang-tidy. Without arguments: on the 10 sources that changed last, several at once, since
# most of the time goes into the headers that they read. Each by itself (10 to 20 seconds): --all, or the files named.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly database=build-tidy recent_max=10
cmake --preset tidy >/dev/null
cmake --build $database --target jiedui_protos_generated grpc_protos_generated >/dev/null
sources() { git ls-files 'common/*.cc' 'registry_service/*.cc' 'scheduler_service/*.cc' 'deploy/*.cc'; }
recent() {
  git log --format= --name-only -- '*.cc' | awk '!seen[$0]++' | grep -Fxf <(sources) | head -n $recent_max
}

# The first argument goes behind the checks of .clang-tidy.
each() {
  printf '%s\n' "${@:2}" |
    xargs -P 2 -n 4 clang-tidy -p $database --quiet --checks="$1" 2> >(grep -v 'warnings generated' >&2)
}

# What any source is compiled with.
flags() {
  jq -r '.[].command' $database/compile_commands.json | xargs printf '%s\n' |
    awk '/^-std=/ && standards++ {next}
         /^-(I|D|std=|f|W)/ && !seen[$0]++ {print}
         /^-isystem$/ {getline folder; if (!seen[folder]++) print "-isystem\n" folder}'
}

# clang's analyser looks at the functions of a source that is included if the name says why it is.
together() {
  local folder=$database/UnifiedSource options
  mapfile -t options < <(flags)
  rm -rf $folder
  python3 deploy/build/batches.py $folder $recent_max "${@/#/$PWD/}" |
    xargs -P 2 -I '{}' clang-tidy --quiet '{}' \
      --header-filter='/(common|registry_service|scheduler_service|deploy)/.*\.(h|cc)$' -- "${options[@]}" \
      2> >(grep -v 'warnings generated' >&2)
  # These look at nothing that is included.
  each '-*,misc-unused-using-decls,misc-unused-alias-decls' "$@"
}

look=(each '')
case ${1:-} in
  "") look=(together) && mapfile -t files < <(recent) ;;
  --all) mapfile -t files < <(sources) ;;
  *) files=("$@") ;;
esac
if [ ${#files[@]} -eq 0 ]; then
  echo "clang-tidy: git names no sources"
  exit 1
fi
"${look[@]}" "${files[@]}"
echo "clang-tidy: ${#files[@]} of $(sources | wc -l) sources, nothing found"
