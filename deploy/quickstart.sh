#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From a clean checkout to two running services with the data of the Yuhang-Cangxi pairing.
# Usage: deploy/quickstart.sh [--once] [--no_build] [--registry_port N] [--scheduler_port N]
#   --once      stop the services afterwards, unless another run uses them; exit code 1 if a figure differs
#   --no_build  use the programs in build/bin as they are
# Environment: JIEDUI_VAR (data and logs, default var), JIEDUI_REGISTRY_LISTEN, JIEDUI_SCHEDULER_LISTEN (host:port).
# Run again, it changes nothing: data is kept, and services that are still up are used as they are.
set -euo pipefail
self=$(realpath "$0")
var=var
[ -z "${JIEDUI_VAR:-}" ] || var=$(realpath -m "$JIEDUI_VAR") # from where the caller stands
cd "$(dirname "$self")/.."

readonly self var
readonly bin=build/bin
readonly wait_seconds=30
readonly explained=next-060  # who is left out of the next course
registry=${JIEDUI_REGISTRY_LISTEN:-127.0.0.1:50051}
scheduler=${JIEDUI_SCHEDULER_LISTEN:-127.0.0.1:50052}
once=no
build=yes
started=()       # names of the services that this run started and that came up
started_pids=()  # and their processes
starting=()      # name and process of the one that it is starting

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'quickstart: %s\n' "$*" >&2; exit 1; }

parse_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --once) once=yes ;;
      --no_build) build=no ;;
      --registry_port | --scheduler_port)
        [[ ${2:-} =~ ^[0-9]+$ ]] || { printf 'quickstart: %s wants a number\n' "$1" >&2; exit 2; }
        [ "$1" = --registry_port ] && registry=127.0.0.1:$2 || scheduler=127.0.0.1:$2
        shift ;;
      --help) sed -n '3,9s/^# \{0,1\}//p' "$self"; exit 0 ;;
      *) printf 'quickstart: unknown argument %s; --help lists them\n' "$1" >&2; exit 2 ;;
    esac
    shift
  done
}

build_programs() {
  [ $build = yes ] || return 0
  say "Building (minutes the first time, seconds later)"
  deploy/install_dependencies.sh run
  [ -f build/build.ninja ] || cmake --preset release >"$var/log/cmake.log" || fail "cmake failed; see $var/log/cmake.log"
  cmake --build build --target jiedui-registry jiedui-scheduler jiedui-datagen jiedui-report jiedui-planner jiedui-roster
}

# Runs of the same folder start services one after the other: each would take what the other starts for missing.
lock() {
  exec 9>"$var/lock"
  flock -w $((2 * wait_seconds)) 9 || fail "another quickstart is starting services on $var/; try again when it is done"
}
unlock() { exec 9>&-; }

# As long as a run of the same folder goes on, no other stops the services that it uses.
hold_services() {
  exec 8>"$var/use"
  flock -s -w $((2 * wait_seconds)) 8 ||
    fail "another quickstart is stopping the services on $var/; try again when it is done"
}

# flag_of PID FLAG: what a program was started with.
flag_of() { tr '\0' '\n' <"/proc/$1/cmdline" | sed -n "s/^--$2=//p"; }

# The process of an earlier run, if it is still that program and has these data.
running_pid() {
  local name=$1 pid data_dir file=$var/$1.pid
  [ -f "$file" ] || return 1
  read -r pid <"$file"
  [ -r "/proc/$pid/cmdline" ] || return 1
  [[ $(readlink "/proc/$pid/exe") == */jiedui-$name* ]] || return 1
  data_dir=$(flag_of "$pid" data_dir)
  [[ $data_dir == /* ]] || data_dir=/proc/$pid/cwd/$data_dir
  [ "$data_dir" -ef "$var/$name" ] || return 1
  printf '%s' "$pid"
}

# Data that a service of an earlier run has on another address are left alone, its log and pid file too.
refuse_other_address() {
  local name=$1 address=$2 pid other
  pid=$(running_pid "$name") || return 0
  other=$(flag_of "$pid" listen)
  [ "$other" = "$address" ] ||
    fail "the $name of an earlier run has $var/ on $other: use that address, or stop it with \"kill $pid\""
}

answers() { (exec 3<>"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null; }

# A port that answers although no service of ours is known to be behind it.
refuse_foreign_port() {
  local address=$1
  if answers "$address"; then
    fail "$address is in use by another program; choose other ports with --registry_port and --scheduler_port"
  fi
}

says_listening() { grep -qs '"message":"listening"' "$var/log/$1.log"; }
is_up() { answers "$2" || says_listening "$1"; }

# await NAME PID COMMAND...: until the command succeeds.
await() {
  local name=$1 pid=$2 log=$var/log/$1.log tries=$((wait_seconds * 10))
  shift 2
  until "$@"; do
    kill -0 "$pid" 2>/dev/null || fail "the $name did not start: $(tail -n 1 "$log")"
    [ $((tries -= 1)) -gt 0 ] || fail "the $name did not start within $wait_seconds s; see $log"
    sleep 0.1
  done
}

# start NAME ADDRESS FLAGS...
start() {
  local name=$1 address=$2 pid
  shift 2
  if pid=$(running_pid "$name"); then
    await "$name" "$pid" is_up "$name" "$address" # a run that was killed may have left it while it started
    printf 'The %s of an earlier run is still up on %s (process %s): using it.\n' "$name" "$address" "$pid"
    if [[ $(readlink "/proc/$pid/exe") == *' (deleted)' ]]; then
      printf 'It has been built again since; stop it with "kill %s" to get the new one next time.\n' "$pid"
    fi
    return 0
  fi
  refuse_foreign_port "$address"
  rm -f "$var/ready"
  : >"$var/log/$name.log" # what an earlier service said there is not said by this one
  # A session of its own: it lives on when this script or its terminal ends.
  setsid "$bin/jiedui-$name" --listen="$address" --data_dir="$var/$name" "$@" \
    </dev/null >"$var/log/$name.log" 2>&1 8>&- 9>&- &
  pid=$!
  printf '%s\n' "$pid" >"$var/$name.pid" # at once: were this run killed now, the next one would not know it
  starting=("$name" "$pid")
  await "$name" "$pid" says_listening "$name"
  started+=("$name")
  started_pids+=("$pid")
  starting=()
  printf 'The %s listens on %s (process %s, log %s).\n' "$name" "$address" "$pid" "$var/log/$name.log"
}

stop() {
  local name=$1 pid=$2
  kill -TERM "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  rm -f "$var/$name.pid"
}

# False if another run uses them, or has told its user that they are up: then they stay up.
stop_started() {
  local i
  [ ${#started[@]} -gt 0 ] || return 0
  if ! flock -n 8 || [ -e "$var/ready" ]; then
    printf '\nAnother quickstart is using the services that this run started: they stay up.\n'
    started=() started_pids=()
    return 1
  fi
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do stop "${started[i]}" "${started_pids[i]}"; done
  started=() started_pids=()
}

# Whatever goes wrong, services that this run started do not stay behind half loaded. Nobody uses one that is not up:
# the lock is still held.
clean_up() {
  [ ${#starting[@]} -eq 0 ] || stop "${starting[@]}"
  starting=()
  stop_started || true
}

load() {
  say "Loading the golden pair through the public API"
  "$bin/jiedui-datagen" --tier=golden --out="$var/golden" --load --registry="$registry" --scheduler="$scheduler" |
    tee "$var/log/load.log"
  if grep -qE '^[0-9]+-.* (created|updated) [1-9]' "$var/log/load.log"; then return 0; fi
  if grep -qE '^[0-9]+-.* refused [1-9]' "$var/log/load.log"; then
    printf 'The rest was there already: nothing was changed.\n'
  else
    printf 'All of it was there already: nothing was changed.\n'
  fi
}

report() { "$bin/jiedui-report" --scheduler="$scheduler" --pairing=pairings/yuhang-cangxi "$@"; }

# The article's day beside the article; then every day of the manifest, which is silent where it agrees.
print_and_compare() {
  local agrees=0 day
  say "The report as of 2021-11-15, beside the article's figures"
  report --as_of=2021-11-15 --expect=deploy/demo/article.json || agrees=1
  for day in 2021-11-14 2021-11-15 2021-12-31; do
    report --as_of="$day" --expect="$var/golden/manifest.json" >"$var/log/report-$day.txt" 2>&1 ||
      { agrees=1; printf '\nAs of %s the figures differ from the manifest:\n' "$day"; cat "$var/log/report-$day.txt"; }
  done
  return $agrees
}

# One more course: 30 seats over 31 townships, 60 nominated. A plan that is there is read, not made again.
plan() {
  say "Who should get the 30 seats of the next course? A plan, its proof, and one person's reason"
  "$bin/jiedui-planner" --scheduler="$scheduler" --pairing=pairings/yuhang-cangxi --items=primary-care-2021-2 \
    --plan=primary-care-2021-2 --explain="$explained"
}

say_where() {
  say "Ready"
  printf 'registry   %s\nscheduler  %s\n' "$registry" "$scheduler"
  printf 'Ask them:  grpcurl -plaintext %s list      (README.md has more)\n' "$scheduler"
  printf 'Stop them: kill %s\n' "$(cat "$var/scheduler.pid" "$var/registry.pid" | tr '\n' ' ')"
}

main() {
  parse_arguments "$@"
  mkdir -p "$var/log"
  build_programs
  trap clean_up EXIT
  say "Starting the services on $var/"
  hold_services
  lock
  refuse_other_address registry "$registry"
  refuse_other_address scheduler "$scheduler"
  start registry "$registry" --allow_synthetic_ids
  start scheduler "$scheduler" --registry="$registry"
  unlock
  load
  local differs=no
  print_and_compare || differs=yes
  plan
  if [ $once = yes ]; then
    if [ ${#started[@]} -lt 2 ]; then
      printf '\nServices that were up before this run stay up.\n'
    elif stop_started; then
      printf '\nThe services are stopped; the data stays in %s/.\n' "$var"
    fi
    [ $differs = no ] || fail "figures differ"
    return 0
  fi
  : >"$var/ready" # a run that started them and goes on must not stop them
  trap - EXIT
  [ $differs = no ] || printf '\nFigures differ: someone has changed the data since it was loaded.\n'
  say_where
}

main "$@"
