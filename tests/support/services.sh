#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by the scripts that try both services with the demo data: a folder that is gone afterwards, free ports, and
# start_services, which runs the quickstart there. Sets work, registry, scheduler, and JIEDUI_VAR.

work=$(mktemp -d)
export JIEDUI_VAR=$work/var
stop_services() {
  local file pid
  for file in "$JIEDUI_VAR"/*.pid; do
    if [ -f "$file" ]; then
      pid=$(cat "$file")
      kill -TERM "$pid" 2>/dev/null || true # it may have ended by itself
      timeout 10 tail -f /dev/null --pid="$pid" || true
    fi
  done
  rm -rf "$work"
}
trap stop_services EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start_services() {
  registry=$(free_port)
  scheduler=$(free_port)
  deploy/quickstart.sh --no_build --registry_port "$registry" --scheduler_port "$scheduler" >"$work/quickstart.log" 2>&1 ||
    { cat "$work/quickstart.log"; exit 1; }
}
