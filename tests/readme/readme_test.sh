#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every example of README.md against both services with the demo data, on ports and a folder of its own; then makes
# sure that an example with a wrong answer is noticed. Uses the programs in build/bin. Exit code 77: skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."

deploy/install_dependencies.sh run test grpcurl
export PATH=$PWD/build/tools:$PATH
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
