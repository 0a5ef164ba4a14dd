#!/usr/bin/env bash
# A mixed day at one rate after the other until the server is out of breath, and the same database by pgbench before and after. See ../README.md.
set -euo pipefail
cd "$(dirname "$0")/../../.."

port=${PORT:-18096}
rates=${RATES:-1 2 3 4 5 6 8 10}
seconds=${SECONDS_PER_STEP:-60}
dawn=20
# How long it takes until as many orders end as begin: an order's life is 11 pauses of a second.
settle=$((dawn + 15))
warmup=${WARM_UP_SECONDS:-60}
connections=${CONNECTIONS:-16}
pgbench_seconds=${PGBENCH_SECONDS:-5}
. src/bench/load/day.sh
pgbench=$(command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench | tail -n 1)
build
open_shop

chat=$(psql -qtA -c "SELECT max(id) FROM appointment WHERE client_id = $CLIENT_ID AND status = 'COMPLETED'")
after=$(psql -qtA -c "SELECT id - 1 FROM message WHERE appointment_id = $chat ORDER BY id DESC OFFSET 49 LIMIT 1")
first=$(psql -qtA -c "SELECT min(id) FROM appointment WHERE client_id = $CLIENT_ID")
mkdir "$work/sql"
# Nobody works on one order alone, and a master of the day has not 4,500 orders.
for script in me my detail messages message dashboard; do
    printf '\\set appointment random(%d, %d)\n\\set master %d\n' "$first" $((first + 24)) "$DAY_MASTER_ID" | cat - "$bench/sql/$script.sql" >"$work/sql/$script.sql"
done

pgbench_of() { # scripts with their weights
    local scripts=()
    for script in "$@"; do scripts+=(-f "$work/sql/$script"); done
    "$pgbench" -n -M prepared -c "$connections" -j 1 -T "$pgbench_seconds" "${scripts[@]}" \
        -D client="$CLIENT_ID" -D chat="$chat" -D after="$after" | awk '/^tps/ {printf "%.0f", $3}'
}

limits() { # a line for each statement, and for the statements of a day in its proportions
    local mark
    mark=$(psql -qtA -c "SELECT max(id) FROM message")
    for script in me my detail messages message dashboard; do echo "$script $(pgbench_of "$script.sql")"; done
    echo "day $(pgbench_of me.sql@10 my.sql@8 detail.sql@10 messages.sql@7 message.sql@20 dashboard.sql@6)"
    # Chats as long as they were: what is measured afterwards has to be the same.
    psql -q -c "DELETE FROM message WHERE id > $mark" -c "VACUUM ANALYZE message"
}

echo "Warming up for $warmup seconds" >&2
day warm-up "${WARM_UP_RATE:-0.5}" "$warmup" "$dawn"
limits >"$work/limits-before"

broken=
sample "$work/samples.jsonl"
stock >"$work/before.json"
heading
for rate in $rates; do
    day "step-$rate" "$rate" $((settle + seconds)) "$dawn"
    node "$load/report.mjs" step "$work/step-$rate/simulation.log" "$work/samples.jsonl" "$rate" "$settle" $((settle + seconds)) || {
        [ $? -eq 3 ] || exit 1
        broken=1
        break
    }
    complaints
    # What was abandoned at the end of the day is over before the next one.
    sleep 5
done
kill "$sampler"
stock >"$work/after.json"
limits >"$work/limits-after"

echo
echo '| the same database by pgbench, per second | before | after |'
echo '|---|---|---|'
paste -d" " "$work/limits-before" "$work/limits-after" | awk '{printf "| `%s` | %d | %d |\n", $1, $2, $4}'
node "$load/report.mjs" stock "$work/before.json" "$work/after.json"
[ -z "${KEEP:-}" ] || cp -r "$work"/*.json* "$work/server.log" "$work"/step-* "$KEEP"
# Out of breath, it may say so.
[ -z "$broken" ] || echo "The step that broke: $(grep -cE ' (WARN|ERROR) ' "$work/server.log" || true) complaints in the server's log" >&2
[ -n "$broken" ] || complaints
whole
