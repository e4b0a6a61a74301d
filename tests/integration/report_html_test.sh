#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The report's page in a real browser: starts both services with the demo data, makes the page, loads it in headless
# Chromium without a network, and compares every figure and row with what the API says; uses it as a reader would, on a
# desk, a phone and paper. Uses the programs in build/bin. The pictures for people to look at are in build/log/page/.
# Exit code 77: skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."

deploy/install_dependencies.sh run test browser
if ! command -v chromium >/dev/null; then
  echo "SKIPPED: the report's page was NOT looked at in a browser, because chromium is not there and could not be installed"
  exit 77
fi

. tests/support/services.sh
readonly pictures=$PWD/build/log/page day=2021-11-15 pairing=pairings/yuhang-cangxi

report() {
  build/bin/jiedui-report --scheduler "127.0.0.1:$scheduler" --registry "127.0.0.1:$registry" --pairing "$pairing" \
    --as_of "$day" "$@"
}

# A browser that has nowhere to load anything from: a network namespace of its own where that is allowed, else a proxy
# that nobody answers at.
cage=()
if unshare -n true 2>/dev/null; then cage=(unshare -n); fi
browse() {
  timeout 120 "${cage[@]}" chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --proxy-server=127.0.0.1:9 \
    --user-data-dir="$work/chromium" --virtual-time-budget=20000 --allow-file-access-from-files "$@" 2>"$work/chromium.log"
}

picture() { browse --screenshot="$pictures/$1.png" --window-size="$2" "${@:4}" "file://$3" >/dev/null; }

start_services

report --format html --out "$work/page.html"
report --format html --out "$work/again.html"
cmp "$work/page.html" "$work/again.html"
report --format json --out "$work/report.json"
mkdir -p "$work/rows" "$pictures"
for code in $(jq -r '.report.figures[] | select(.basis != "BASIS_ENTERED") | .code' "$work/report.json"); do
  report --format json --contributors "$code" --out "$work/rows/$code.json"
  report --format csv --contributors "$code" --out "$work/rows/$code.csv"
done

# What is misused ends with 2, what cannot be had with 1, and both say what to do.
refused() {
  local code=$1 words=$2 found=0
  shift 2
  build/bin/jiedui-report "$@" >"$work/refused.out" 2>"$work/refused.err" || found=$?
  if [ $found -ne "$code" ] || ! grep -qF -- "$words" "$work/refused.err" || [ -s "$work/refused.out" ]; then
    echo "jiedui-report $*: exit code $found, wanted $code and: $words"
    cat "$work/refused.err"
    return 1
  fi
}
refused 2 "--as_of is required"
refused 2 "--format is table, csv, json or html" --as_of "$day" --format pdf
refused 2 "--lang is zh or en" --as_of "$day" --lang fr
refused 2 "--edition has its own period" --as_of "$day" --edition pairings/p/editions/e
refused 2 "--contributors goes with" --as_of "$day" --contributors TR.TALENT.PERSONS
refused 2 "--basis is nominated" --as_of "$day" --basis promised
refused 1 "ListPairings tells which" --scheduler "127.0.0.1:$scheduler" --as_of "$day" --pairing pairings/nobody
refused 1 "Nobody answers at 127.0.0.1:9" --scheduler 127.0.0.1:9 --as_of "$day"
refused 1 "cannot write /no/such/folder" --scheduler "127.0.0.1:$scheduler" --as_of "$day" --out /no/such/folder/page.html

browse --dump-dom "file://$work/page.html" >"$work/dom.html"
browse --dump-dom "file://$PWD/tests/integration/report_page_harness.html?$work/page.html" >"$work/harness.html"
check() { python3 tests/integration/report_page_check.py "$work/dom.html" "$1" "$work/rows" "$work/harness.html"; }
check "$work/report.json"

# A figure that is not the API's is noticed.
jq '.report.figures[0].value = "999" | .report.figures[0].decimal = "999"' "$work/report.json" >"$work/wrong.json"
if check "$work/wrong.json" >"$work/wrong.log"; then
  echo "a page with a wrong figure passed"
  exit 1
fi
grep -q 'the API 999' "$work/wrong.log"

picture desk-zh 1200,3000 "$work/page.html"
picture desk-en 1200,3000 "$work/page.html#en"
picture desk-dark 1200,3000 "$work/page.html" --blink-settings=preferredColorScheme=0
picture phone-zh 500,2400 "$work/page.html"
browse --no-pdf-header-footer --print-to-pdf="$pictures/print.pdf" "file://$work/page.html" >/dev/null
for file in desk-zh.png desk-en.png desk-dark.png phone-zh.png print.pdf; do
  [ "$(stat -c %s "$pictures/$file")" -gt 20000 ] || { echo "$file is all but empty"; exit 1; }
done
[ "$(head -c 3 "$work/rows/TR.TALENT.PERSONS.csv" | od -An -tx1 | tr -d ' ')" = efbbbf ]
check "$work/report.json"
