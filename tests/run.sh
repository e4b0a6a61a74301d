#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and runs every test. With names of steps, only those: tests/run.sh tidy gcc
# Prints one line a step and ends with "N passed, N failed, N skipped". Logs of the steps are in build/log/.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly all_steps=(tidy buf gcc clang-tidy quickstart readme page bench asan fuzz tsan)
readonly logs=build/log
passed=0 failed=0 skipped=0

# A step is a function; it returns 0 (passed), 77 (skipped, having said why), anything else (failed).
# Leaves the code, and the seconds it took, in <step>.end.
execute() {
  local name=$1 start=$SECONDS code=0
  rm -f "$logs/$name.end"
  # Not "|| code=$?": that would let every command of a step but the last fail unseen.
  set +e
  (set -e; "step_${name//-/_}") >"$logs/$name.log" 2>&1
  code=$?
  set -e
  echo "$code $((SECONDS - start))" >"$logs/$name.end"
}

report() {
  local name=$1 log=$logs/$1.log code seconds
  read -r code seconds <"$logs/$name.end"
  case $code in
    0) passed=$((passed + 1)); printf 'passed   %4d s  %s\n' "$seconds" "$(tail -n 1 "$log" | cut -c1-100)" ;;
    77) skipped=$((skipped + 1)); printf 'SKIPPED  %4d s  %s\n' "$seconds" "$(tail -n 1 "$log")" ;;
    *) failed=$((failed + 1)); printf 'FAILED   %4d s  the last lines of %s:\n' "$seconds" "$log"
       tail -n 60 "$log" ;;
  esac
}

# clang-tidy only computes; the steps after it mostly wait, for servers and a browser, and go on beside it.
clang_tidy= # its group of processes, while it runs
trap 'if [ -n "$clang_tidy" ]; then kill -- "-$clang_tidy"; fi' EXIT
begin_clang_tidy() {
  set -m # a group of its own, which an interrupted run ends
  execute clang-tidy &
  clang_tidy=$!
  set +m
}
end_clang_tidy() {
  if [ -z "$clang_tidy" ]; then return; fi
  wait "$clang_tidy"
  clang_tidy=
  printf '== %-12s ' clang-tidy
  report clang-tidy
}

run_step() {
  case $1 in
    clang-tidy) begin_clang_tidy; return ;;
    quickstart | readme | page) ;;
    *) end_clang_tidy ;;
  esac
  printf '== %-12s ' "$1"
  execute "$1"
  report "$1"
}

# Builds a preset and runs its tests, four at a time: some wait for servers that are killed and started again.
build_and_test() {
  local preset=$1 folder=$2
  cmake --preset "$preset" >"$logs/cmake-$preset.log" 2>&1 || { cat "$logs/cmake-$preset.log"; return 1; }
  cmake --build "$folder" -- -k 0
  ctest --test-dir "$folder" --output-on-failure -j 4 --timeout 900 && return
  echo 'What failed:'
  grep -E -A 9 ': Failure$|runtime error: |ERROR: AddressSanitizer|WARNING: ThreadSanitizer' \
    "$folder/Testing/Temporary/LastTest.log" | head -n 50
  return 1
}

step_tidy() {
  python3 tests/tidy/tidy_test.py --self-test
  python3 tests/deploy/build/batches_test.py
  git ls-files '*.h' '*.cc' | xargs -P 2 -n 400 clang-format --dry-run -Werror
  git ls-files '*.sh' .ci/run | xargs shellcheck
}
step_buf() { tests/tidy/buf.sh; }
step_gcc() { build_and_test release build; }
step_asan() {
  export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
  JIEDUI_PERCENT=5 build_and_test asan build-asan
}
step_fuzz() { JIEDUI_FUZZ_SECONDS=${JIEDUI_FUZZ_SECONDS:-6} tests/fuzz/run.sh; }
step_tsan() {
  TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=1 JIEDUI_PERCENT=20 build_and_test tsan build-tsan
}
step_quickstart() { tests/integration/quickstart_test.sh; }
step_readme() { tests/readme/readme_test.sh; }
step_page() { tests/integration/report_html_test.sh; }
step_bench() { tests/bench/run.sh --quick; }
step_clang_tidy() { tests/tidy/clang_tidy.sh; }

main() {
  deploy/install_dependencies.sh run test
  mkdir -p "$logs"
  local steps=("$@")
  [ ${#steps[@]} -gt 0 ] || steps=("${all_steps[@]}")
  for step in "${steps[@]}"; do run_step "$step"; done
  end_clang_tidy
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
}

main "$@"
