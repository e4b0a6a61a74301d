#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Checks the protos: buf lint, and that whoever was built against proto/baseline.binpb.gz still works. Where an incompatible
# change is meant, --accept makes what is there the new baseline, to be committed with the change. Exits 77 (SKIPPED)
# without buf.
set -euo pipefail
cd "$(dirname "$0")/../.."
deploy/install_dependencies.sh buf
PATH=$PWD/build/tools:$PATH

readonly baseline=proto/baseline.binpb.gz
if ! command -v buf >/dev/null; then
  echo "buf: SKIPPED, it is not here and could not be built"
  exit 77
fi
if [ "${1:-}" = --accept ]; then
  buf build proto -o $baseline
  echo "buf: $baseline is what the protos say now"
  exit
fi
buf lint proto
buf breaking proto --against $baseline
echo "buf: $(git ls-files 'proto/*.proto' | wc -l) protos, nothing found, compatible with $baseline"
