#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every example of README.md against both services with the demo data, on ports and a folder of its own; makes sure
# that an example with a wrong answer is noticed; then runs the quickstart once more on what the tour left. Uses the programs
# in build/bin. Exit code 77: skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."

# What a newcomer has who ran the quickstart: the examples may run nothing else of ours.
mapfile -t programs < <(grep -oE 'build/bin/jiedui-[a-z]+' README.md | sort -u)
for program in "${programs[@]}"; do
  grep -qE -- "--target.* ${program#build/bin/}( |\$)" deploy/quickstart.sh || {
    echo "README.md runs $program, which deploy/quickstart.sh does not build"
    exit 1
  }
done

deploy/install_dependencies.sh run test grpcurl
# The path as README.md says it, and no other.
path=$(grep -oE 'export PATH=[^`]+' README.md) || {
  echo "README.md does not say where grpcurl is"
  exit 1
}
eval "$path"
if ! command -v grpcurl >/dev/null; then
  echo "SKIPPED: the README's examples were NOT run, because grpcurl is not there and could not be built"
  exit 77
fi

. tests/support/services.sh
start_services

python3 tests/readme/run_examples.py README.md 50051="$registry" 50052="$scheduler"

# What the examples made is there now, so this comes second.
sed 's/"number": "990110/"number": "330110/' README.md >"$work/wrong.md"
if python3 tests/readme/run_examples.py "$work/wrong.md" 50051="$registry" 50052="$scheduler" >"$work/wrong.log"; then
  echo "an example with a wrong answer passed"
  exit 1
fi
grep -q 'not in the answer: "number": "330110' "$work/wrong.log"

# The tour has changed figures, and somebody deletes a person whom a first run loads: that is told, everything else stays,
# and so do the services.
grpcurl -plaintext -d '{"name": "persons/next-059"}' "localhost:$registry" jiedui.registry.v1.PersonService/DeletePerson \
  >"$work/deleted.log"
if ! deploy/quickstart.sh --no_build --registry_port "$registry" --scheduler_port "$scheduler" >"$work/again.log" 2>&1; then
  cat "$work/again.log"
  echo "a quickstart after the tour failed"
  exit 1
fi
for told in 'do not fit what is there already: [1-9]' 'Figures differ' 'The registry of an earlier run is still up' \
  'The scheduler of an earlier run is still up'; do
  grep -q "$told" "$work/again.log" || {
    cat "$work/again.log"
    echo "a quickstart after the tour does not tell: $told"
    exit 1
  }
done
echo "README.md: every example answers as it says, and a quickstart after them goes on"
