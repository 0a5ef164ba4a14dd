#!/usr/bin/env bash
# Events through the chain with more and more rules that are not met, and the speed of simulations. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${SECONDS_PER_STEP:-15}
rounds=${ROUNDS:-2}
connections=${CONNECTIONS:-16}
bench="$PWD/src/bench"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work=$(mktemp -d)
port=${PORT:-18098}
base="http://127.0.0.1:$port"
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT

for tool in psql node curl; do
    command -v "$tool" >/dev/null || { echo "$tool is missing, see src/bench/README.md" >&2; exit 2; }
done

export TELEGRAM_BOT_TOKEN=123456:BENCH
env -u DATABASE_URL GUILDHALL_HOME="$work/home" PORT="$port" RULES_PER_EVENT=1000 TELEGRAM_API_URL= \
    "$java" ${BENCH_JAVA_OPTS:-} -jar target/guildhall.jar >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 120); do curl -sf -o /dev/null "$base/healthz" && break; sleep 0.5; done

node "$bench/people.mjs" "$base" >"$work/people.env"
. "$work/people.env"
export PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=postgres PGPORT PGPASSWORD
PGPORT=$(sed -n 4p "$work/home/postgres/postmaster.pid")
PGPASSWORD=$(cat "$work/home/postgres.password")

CLIENT_TOKEN="$CLIENT_TOKEN" ADMIN_TOKEN="$ADMIN_TOKEN" node "$bench/rules.mjs" "$base" load "$seconds" "$rounds" "$connections"

psql -q <<'SQL'
INSERT INTO platform_event (event_type, entity_type, entity_id, payload, facts, rule_revision)
SELECT 'appointment.price_set', 'Appointment', n, jsonb_build_object('total_price', n % 20000), jsonb_build_object(
       'actor', jsonb_build_object('id', 1, 'role', 'master'),
       'appointment', jsonb_build_object('id', n, 'status', 'AWAITING_PAYMENT', 'total_price', n % 20000, 'client_id', n % 500,
           'assigned_master_id', 1, 'created_at', '2026-01-01T00:00:00Z', 'platform_tags', jsonb_build_array('vip')),
       'client', jsonb_build_object('id', n % 500, 'risk_level', 'high', 'risk_score', n % 100, 'is_banned', false),
       'master', jsonb_build_object('id', 1, 'master_score', n % 100, 'is_master_active', true)), 1
  FROM generate_series(1, 50000) n;
ANALYZE platform_event;
SQL
ADMIN_TOKEN="$ADMIN_TOKEN" node "$bench/rules.mjs" "$base" simulate 3

if grep -E ' (WARN|ERROR) ' "$work/server.log"; then
    echo "The server complained, see above." >&2
    exit 1
fi
