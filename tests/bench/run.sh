#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs every benchmark, prints one table, and writes build/bench/results.json: a list of
# {bench, measure, value, reference, ratio, goal, holds}; holds is null where there is no goal. The data lies below build/
# for as long. --quick takes a minute and a half.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly results=build/bench
mkdir -p $results
rm -f $results/*.json
for bench in build/bin/bench_*; do
  name=$(basename "$bench")
  echo "== $name"
  "$bench" --dir "$results" "$@" --json "$results/$name.json"
done
jq -s 'add' $results/bench_*.json >$results/results.json.new
mv $results/results.json.new $results/results.json
echo
jq -r '(["bench", "measure", "value", "reference", "ratio", "goal", "holds"] | @tsv),
       (.[] | [.bench, .measure, .value, .reference, .ratio, .goal, .holds] | @tsv)' $results/results.json |
  column -t -s $'\t'
echo "benchmarks: $(jq length $results/results.json) measures, $(jq '[.[] | select(.holds)] | length' $results/results.json) hold their goal"
