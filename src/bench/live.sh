#!/usr/bin/env bash
# Opens streams of the built jar and posts to them. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work=$(mktemp -d)
port=${PORT:-18098}
base="http://127.0.0.1:$port"
export TELEGRAM_BOT_TOKEN=123456:TEST-TOKEN
server=
trap '[ -z "$server" ] || { kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; } || true; rm -rf "$work"' EXIT

for tool in node jcmd curl; do
    command -v "$tool" >/dev/null || { echo "$tool is missing, see src/bench/README.md" >&2; exit 2; }
done

# A stream is a file of the server and one of the client.
ulimit -Sn "$(ulimit -Hn)"

env -u DATABASE_URL GUILDHALL_HOME="$work/home" PORT="$port" \
    "$java" ${BENCH_JAVA_OPTS:-} -jar target/guildhall.jar >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 120); do curl -sf -o /dev/null "$base/healthz" && break; sleep 0.5; done

timeout "${TIME_LIMIT:-600}" node src/bench/live.mjs "$base" "$server" "$(ulimit -n)"

if grep -E ' (WARN|ERROR) ' "$work/server.log"; then
    echo "The server complained, see above." >&2
    exit 1
fi
