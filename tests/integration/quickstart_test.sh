#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The quickstart, as a newcomer runs it, on a data directory and ports of its own: once on nothing, once on what the first
# run left, which must change nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."

. tests/support/services.sh
quickstart() {
  deploy/quickstart.sh --once --registry_port "$(free_port)" --scheduler_port "$(free_port)" | tee "$work/$1.out"
}

quickstart first
quickstart second
for run in first second; do
  sed -n '/^pairings.*candidates/,/cheapest change/p' "$work/$run.out" >"$work/$run.plan"
  grep -q '^optimal' "$work/$run.plan"
done
cmp "$work/first.plan" "$work/second.plan"
if grep -E '^[0-9]+-.*(created|updated) [1-9]' "$work/second.out"; then
  echo "the second run changed something"
  exit 1
fi
echo "quickstart: both runs reproduce the article's figures and the same plan; the second changed nothing"
