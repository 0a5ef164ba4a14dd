#!/usr/bin/env bash
# How long import-original takes, for the first time and when nothing has changed. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

orders=${ORDERS:-20000}
port=${PORT:-18098}
. src/bench/server.sh
need psql node curl convert
# For its database server alone.
start
database
export PGDATABASE=shop
psql -q -d postgres -c 'CREATE DATABASE shop' -c 'CREATE DATABASE moved'
psql -q -v ON_ERROR_STOP=1 -f src/test/resources/original/schema.sql
psql -q -v ON_ERROR_STOP=1 -v orders="$orders" -f "$bench/import.sql"

# Photographs of two megapixels that differ, as phones make them.
mkdir -p "$work/media/appointments" "$work/media/payments"
convert -size 1600x1200 plasma:red-blue -quality 85 "$work/photo.jpg"
for ((i = 10; i <= orders; i += 10)); do
    for folder in appointments payments; do
        { cat "$work/photo.jpg"; echo "$folder $i"; } >"$work/media/$folder/$i.jpg"
    done
done
echo "$(psql -qtA -c 'ANALYZE' -c "SELECT sum(n_live_tup) FROM pg_stat_user_tables") rows, $((orders / 5)) files of $(wc -c <"$work/photo.jpg") bytes"

import() { # name, more arguments
    echo "--- $1"
    env DATABASE_URL="postgresql://postgres:$PGPASSWORD@127.0.0.1:$PGPORT/moved" SECRET_KEY="$(printf 'k%.0s' {1..64})" GUILDHALL_HOME="$work/moved" \
        "$java" ${BENCH_JAVA_OPTS:-} -jar "$jar" --spring.profiles.active=cli import-original \
        --source="postgresql://postgres:$PGPASSWORD@127.0.0.1:$PGPORT/shop" "${@:2}" 2>/dev/null | tail -n 1
}
import 'everything but files'
import 'the files' --media="$work/media"
import 'nothing' --media="$work/media"
