#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzzers, replays their corpora, and lets each look for new inputs for JIEDUI_FUZZ_SECONDS (30), two at a
# time. With names, only those: tests/fuzz/run.sh csv filter. What it finds goes to build-fuzz/corpus/<name>; inputs
# that break a property, crash or take too long go to build-fuzz/found. Prints a line a fuzzer and a summary; exits 1 if
# anything was found, 77 (SKIPPED) where clang has no libFuzzer.
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly seconds=${JIEDUI_FUZZ_SECONDS:-30}
readonly build=build-fuzz source=tests/fuzz
readonly logs=$build/log found=$build/found
readonly limits=(-rss_limit_mb=1024 -timeout=5 -max_len=4096 -print_final_stats=1)
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1

require_fuzzer() {
  local probe code=0
  probe=$(mktemp)
  printf '#include <cstddef>\nextern "C" int LLVMFuzzerTestOneInput(const unsigned char*, size_t) { return 0; }\n' |
    clang++ -x c++ -fsanitize=fuzzer,address,undefined -o "$probe" - 2>/dev/null || code=$?
  rm -f "$probe"
  [ $code -eq 0 ] && return
  echo "fuzz: SKIPPED, clang++ cannot link a fuzzer: deploy/install_dependencies.sh test installs libclang-rt-14-dev"
  exit 77
}

build_fuzzers() {
  cmake --preset fuzz >/dev/null
  cmake --build $build
}

# The value of a final statistic in a log, e.g. number_of_executed_units.
stat_of() { sed -n "s/^stat::$1: *//p" "$2" | tail -n 1; }

explain_failure() {
  local name=$1 log=$2 input
  grep -E -m 3 'does not hold|ERROR: |runtime error: ' "$log" || tail -n 5 "$log"
  input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  if [ -n "$input" ]; then
    echo "  input:     $input"
    echo "  reproduce: $build/bin/fuzz_$name $input"
    echo "  smaller:   $build/bin/fuzz_$name -minimize_crash=1 -max_total_time=60 $input"
  else
    echo "  reproduce: $build/bin/fuzz_$name -runs=0 $source/corpus/$name"
  fi
  echo "  log:       $log"
}

# Fuzzer by name: first what is known, then what is not.
fuzz() {
  local name=$1 log=$logs/$1.log kept=$build/corpus/$1
  local command=("$build/bin/fuzz_$name" "${limits[@]}" "-artifact_prefix=$found/$name-")
  [ ! -f "$source/dict/$name.dict" ] || command+=("-dict=$source/dict/$name.dict")
  mkdir -p "$kept"
  if ! "${command[@]}" -runs=0 "$source/corpus/$name" >"$log" 2>&1; then
    printf 'fuzz_%-12s FAILED on its corpus\n' "$name"
    explain_failure "$name" "$log"
    return 1
  fi
  if ! "${command[@]}" "-max_total_time=$seconds" "$kept" "$source/corpus/$name" >"$log" 2>&1; then
    printf 'fuzz_%-12s FAILED after %s inputs\n' "$name" "$(stat_of number_of_executed_units "$log")"
    explain_failure "$name" "$log"
    return 1
  fi
  printf 'fuzz_%-12s %8s inputs, %5s features, %5s new\n' "$name" "$(stat_of number_of_executed_units "$log")" \
    "$(sed -n 's/.*DONE .* ft: \([0-9]*\).*/\1/p' "$log" | tail -n 1)" "$(stat_of new_units_added "$log")"
}

# A report is printed at once, since two fuzzers run at a time. It is the file that says what failed.
fuzz_one() {
  local report
  rm -f "$logs/$1.failed"
  report=$(fuzz "$1") || touch "$logs/$1.failed"
  printf '%s\n' "$report"
}

all_names() {
  local fuzzer
  for fuzzer in "$source"/fuzz_*.cc; do basename "$fuzzer" .cc | sed 's/^fuzz_//'; done
}

main() {
  if [ "${1:-}" = --one ]; then
    fuzz_one "$2"
    return
  fi
  require_fuzzer
  build_fuzzers
  mkdir -p "$logs" "$found"
  local names=("$@") failed
  [ ${#names[@]} -gt 0 ] || mapfile -t names < <(all_names)
  printf '%s\n' "${names[@]}" | xargs -P 2 -n 1 "$source/run.sh" --one
  failed=$(for name in "${names[@]}"; do [ ! -f "$logs/$name.failed" ] || echo "$name"; done)
  if [ -n "$failed" ]; then
    echo "fuzz: found something with: ${failed//$'\n'/ }"
    return 1
  fi
  echo "fuzz: ${#names[@]} fuzzers, $seconds s each, nothing found"
}

main "$@"
