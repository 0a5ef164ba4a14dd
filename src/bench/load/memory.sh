#!/usr/bin/env bash
# Whether memory stays flat over a moderate mixed day. See ../README.md.
set -euo pipefail
cd "$(dirname "$0")/../../.."

port=${PORT:-18097}
minutes=${MINUTES:-30}
rate=${RATE:-0.5}
every=${SAMPLE_SECONDS:-60}
. src/bench/load/day.sh
build
open_shop

stock >"$work/before.json"
sample "$work/samples.jsonl" "$every"
day day "$rate" $((minutes * 60 + 10)) 60
kill "$sampler"
stock >"$work/after.json"
[ -z "${KEEP:-}" ] || cp "$work"/*.json* "$work/server.log" "$work/day/simulation.log" "$KEEP"

node "$load/report.mjs" step "$work/day/simulation.log" "$work/samples.jsonl" "$rate" 60 $((minutes * 60)) || [ $? -eq 3 ]
node "$load/report.mjs" stock "$work/before.json" "$work/after.json"
flat=0
node "$load/memory.mjs" "$work/samples.jsonl" "$every" "$minutes" || flat=1
check
exit "$flat"
