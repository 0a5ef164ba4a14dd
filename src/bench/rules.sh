#!/usr/bin/env bash
# Events through the chain with more and more rules that are not met, and the speed of simulations. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${SECONDS_PER_STEP:-15}
rounds=${ROUNDS:-2}
connections=${CONNECTIONS:-16}
port=${PORT:-18098}
. src/bench/server.sh
need psql node curl
start RULES_PER_EVENT=1000 TELEGRAM_API_URL=
people

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

check
