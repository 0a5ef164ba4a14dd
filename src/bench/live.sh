#!/usr/bin/env bash
# Opens streams of the built jar and posts to them. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

port=${PORT:-18098}
. src/bench/server.sh
need node jcmd curl

# A stream is a file of the server and one of the client.
ulimit -Sn "$(ulimit -Hn)"

start
timeout "${TIME_LIMIT:-600}" node "$bench/live.mjs" "$base" "$server" "$(ulimit -n)"

check
