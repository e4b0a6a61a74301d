#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The quickstart, as a newcomer runs it, on a data directory and ports of its own: once on nothing, once on what the first
# run left, which must change nothing, then beside services that are up.
set -euo pipefail
cd "$(dirname "$0")/../.."

. tests/support/services.sh
# A proxy that nobody could reach: what is on this machine is reached without one. gRPC's own name for it.
export grpc_proxy=http://127.0.0.1:1

quickstart() {
  deploy/quickstart.sh --once --registry_port "$(free_port)" --scheduler_port "$(free_port)" | tee "$work/$1.out"
}

fail() {
  echo "$*"
  exit 1
}

quickstart first
quickstart second
for run in first second; do
  sed -n '/^pairings.*candidates/,/cheapest change/p' "$work/$run.out" >"$work/$run.plan"
  grep -q '^optimal' "$work/$run.plan"
done
cmp "$work/first.plan" "$work/second.plan"
if grep -E '^[0-9]+-.*(created|updated) [1-9]' "$work/second.out"; then fail "the second run changed something"; fi

# Called from elsewhere, with a folder as it is named there.
here=$PWD
cd "$work"
"$here/deploy/quickstart.sh" --help | grep -q '^Usage: '
JIEDUI_VAR=var "$here/deploy/quickstart.sh" --once --no_build --registry_port "$(free_port)" \
  --scheduler_port "$(free_port)" >elsewhere.out
grep -q 'nothing was changed' elsewhere.out || fail "a relative JIEDUI_VAR is not the caller's"
cd "$here"

# Beside services that are up, other ports are refused, and nothing of theirs is touched.
start_services
beginnings() { head -n 1 "$JIEDUI_VAR"/{registry,scheduler}.pid "$JIEDUI_VAR"/log/{registry,scheduler}.log; }
before=$(beginnings)
if deploy/quickstart.sh --no_build --registry_port "$(free_port)" --scheduler_port "$(free_port)" >"$work/beside.out" 2>&1; then
  fail "a second quickstart on other ports ran on the same data"
fi
grep -q "quickstart: the registry of an earlier run has $JIEDUI_VAR/ on 127.0.0.1:$registry: use that" "$work/beside.out" ||
  fail "$(cat "$work/beside.out")"
[ "$(beginnings)" = "$before" ] || fail "the refused run touched logs or pid files"

# While another one starts services, it waits.
exec 8>"$JIEDUI_VAR/lock"
flock 8
timeout 3 deploy/quickstart.sh --no_build --registry_port "$registry" --scheduler_port "$scheduler" >"$work/locked.out" 2>&1 &&
  fail "it did not wait for the lock"
if grep -q 'is still up' "$work/locked.out"; then fail "it did not wait for the lock"; fi
exec 8>&-
echo "quickstart: all runs reproduce the article's figures and the same plan; later ones changed nothing"
