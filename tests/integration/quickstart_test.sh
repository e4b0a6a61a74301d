#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The quickstart, as a newcomer runs it, on a data directory and ports of its own: once on nothing, once on what the first
# run left, which must change nothing, then beside services that are up, and where runs are killed or overlap.
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
stop_both() {
  local file pid
  for file in "$JIEDUI_VAR"/*.pid; do
    pid=$(cat "$file")
    kill -TERM "$pid"
    timeout 10 tail -f /dev/null --pid="$pid"
    rm "$file"
  done
}
once() { deploy/quickstart.sh --once --no_build --registry_port "$registry" --scheduler_port "$scheduler" >"$1" 2>&1; }
stop_both

# Killed while a service starts, it leaves one that the next run knows.
: >"$JIEDUI_VAR/log/registry.log"
deploy/quickstart.sh --no_build --registry_port "$registry" --scheduler_port "$scheduler" >"$work/killed.out" 2>&1 &
killed=$!
until [ -s "$JIEDUI_VAR/registry.pid" ] || grep -q '"message":"listening"' "$JIEDUI_VAR/log/registry.log"; do :; done
kill -KILL "$killed"
wait "$killed" 2>/dev/null || true
once "$work/after.out" || fail "after a run that was killed: $(cat "$work/after.out")"
grep -q 'The registry of an earlier run is still up' "$work/after.out" || fail "$(cat "$work/after.out")"
stop_both

# One that does not come up leaves no pid file, nor services that nobody uses.
mv "$JIEDUI_VAR/scheduler" "$work/aside"
: >"$JIEDUI_VAR/scheduler"
if once "$work/broken.out"; then fail "a scheduler without a folder came up"; fi
grep -q 'quickstart: the scheduler did not start' "$work/broken.out" || fail "$(cat "$work/broken.out")"
if ls "$JIEDUI_VAR"/*.pid 2>/dev/null; then fail "pid files are left of services that are not there"; fi
rm "$JIEDUI_VAR/scheduler"
mv "$work/aside" "$JIEDUI_VAR/scheduler"

# Services that another run uses stay up; that run is all that holds them.
exec 8>"$JIEDUI_VAR/use"
flock -s 8
once "$work/shared.out" || fail "$(cat "$work/shared.out")"
grep -q 'Another quickstart is using the services that this run started: they stay up' "$work/shared.out" ||
  fail "$(cat "$work/shared.out")"
exec 8>&-
for name in registry scheduler; do
  pid=$(cat "$JIEDUI_VAR/$name.pid")
  kill -0 "$pid" || fail "the $name was stopped while another run used it"
  if readlink "/proc/$pid/fd/"* | grep -E '/(use|lock)$'; then fail "the $name holds a lock of the quickstart"; fi
done
stop_both

# So do those of which another run has said meanwhile that they are ready.
deploy/quickstart.sh --once --no_build --registry_port "$registry" --scheduler_port "$scheduler" >"$work/paused.out" 2>&1 &
paused=$!
until grep -qs 'The scheduler listens' "$work/paused.out"; do sleep 0.01; done
kill -STOP "$paused"
deploy/quickstart.sh --no_build --registry_port "$registry" --scheduler_port "$scheduler" >"$work/ready.out" 2>&1 ||
  fail "$(cat "$work/ready.out")"
kill -CONT "$paused"
wait "$paused" || fail "$(cat "$work/paused.out")"
for name in registry scheduler; do
  kill -0 "$(cat "$JIEDUI_VAR/$name.pid")" || fail "the $name was stopped after another run had said that it is ready"
done
echo "quickstart: all runs reproduce the article's figures and the same plan; later ones changed nothing"
