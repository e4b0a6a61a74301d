#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# batch.sh OUT SOURCE...: one source out of many, which compiles in a fraction of their time. What each keeps to itself, its
# unnamed namespace, gets a name of its own, so that two files may use the same words.
set -eu
out=$1
shift
for source in "$@"; do
  name=$(printf '%s' "$source" | sed 's/[^A-Za-z0-9]/_/g')
  printf '#line 1 "%s"\n' "$source"
  sed "s/^namespace {\$/namespace in_$name {/" "$source"
done >"$out"
