#!/usr/bin/env bash
# Loads the built jar and, beside it, the same SQL through pgbench. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${SECONDS_PER_STEP:-15}
warmup=${WARM_UP_SECONDS:-30}
connections=${CONNECTIONS:-16}
port=${PORT:-18099}
. src/bench/server.sh
need wrk psql node curl
pgbench=$(command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench | tail -n 1)
start

# People through the API, orders and messages by SQL.
people
psql -q -v client="$CLIENT_ID" -v master="$MASTER_ID" -f "$bench/seed.sql"
# What the orders make of scores.
operator recalculate-scores >/dev/null
order=$(psql -qtA -c "SELECT min(id) FROM appointment WHERE client_id = $CLIENT_ID AND status = 'COMPLETED'")
# Another one, whose chat nobody writes to, to be read.
chat=$(psql -qtA -c "SELECT max(id) FROM appointment WHERE client_id = $CLIENT_ID AND status = 'COMPLETED'")
after=$(psql -qtA -c "SELECT id - 1 FROM message WHERE appointment_id = $chat ORDER BY id DESC OFFSET 49 LIMIT 1")

load() { # name, token, path, [lua script]
    wrk -t1 -c"$connections" -d"${5:-$seconds}s" --latency ${4:+-s "$4"} -H "Authorization: Bearer $2" "$base$3" >"$work/wrk.txt"
    local bad
    bad=$(awk '/Non-2xx/ {print $NF}' "$work/wrk.txt")
    [ -z "$bad" ] || { echo "$1: $bad answers were not 2xx" >&2; exit 1; }
    [ -n "${QUIET:-}" ] || awk -v name="$1" '/Requests\/sec/ {rate=$2} /50%/ {p50=$2} /99%/ {p99=$2}
        END {printf "| %-22s | %10.0f | %9s | %9s |\n", name, rate, p50, p99}' "$work/wrk.txt"
}

sql() { # name, script
    rate=$("$pgbench" -n -M prepared -c "$connections" -j 1 -T "$seconds" -f "$bench/sql/$2" \
        -D client="$CLIENT_ID" -D master="$MASTER_ID" -D admin="$ADMIN_ID" -D appointment="$order" \
        -D chat="$chat" -D after="$after" | awk '/^tps/ {print $3}')
    printf '| %-22s | %10.0f |\n' "$1" "$rate"
}

message="$work/message.lua"
printf 'wrk.method = "POST"\nwrk.body = "{\\"text\\": \\"How is it going?\\"}"\nwrk.headers["Content-Type"] = "application/json"\n' >"$message"

echo "Warming up for $warmup seconds" >&2
QUIET=1 load me "$CLIENT_TOKEN" /api/v1/me/ "" $((warmup / 3))
QUIET=1 load my "$CLIENT_TOKEN" /api/v1/appointments/my/ "" $((warmup / 3))
QUIET=1 load message "$CLIENT_TOKEN" "/api/v1/appointments/$order/messages/" "$message" $((warmup / 3))

printf '| %-22s | %10s | %9s | %9s |\n|---|---|---|---|\n' request requests/s p50 p99
load "me" "$CLIENT_TOKEN" /api/v1/me/
load "my, 25 orders" "$CLIENT_TOKEN" /api/v1/appointments/my/
load "detail" "$CLIENT_TOKEN" "/api/v1/appointments/$order/"
load "messages, the last 50" "$CLIENT_TOKEN" "/api/v1/appointments/$chat/messages/?after_id=$after"
load "POST message" "$CLIENT_TOKEN" "/api/v1/appointments/$order/messages/" "$message"
load "master's dashboard" "$MASTER_TOKEN" /api/v1/dashboard/
load "admin list, 5,000" "$ADMIN_TOKEN" /api/v1/admin/appointments/
node "$bench/cycles.mjs" "$base" "$seconds"

printf '\n| %-22s | %10s |\n|---|---|\n' "the same SQL, pgbench" "per second"
sql "me" me.sql
sql "my, 25 orders" my.sql
sql "detail" detail.sql
sql "messages, the last 50" messages.sql
sql "POST message" message.sql
sql "master's dashboard" dashboard.sql
sql "admin list, 5,000" admin-list.sql

check
