# What run.sh and memory.sh share: a server with people and orders in it, and days of Gatling. To be sourced in the project's folder, with
# $port set. See ../README.md.
export CLIENTS=${CLIENTS:-300} MASTERS=${MASTERS:-60} STREAMS=${STREAMS:-100}
. src/bench/server.sh
load="$bench/load"
need psql node curl jcmd
day_number=0
sampler=
gatling=
trap 'kill $sampler $gatling 2>/dev/null || true; stop; rm -rf "$work"' EXIT

# Gatling, from its own pom.
build() {
    ${MAVEN:-./mvnw} -B -q -f "$load/pom.xml" compile dependency:build-classpath >"$work/build.txt" 2>&1 || { cat "$work/build.txt"; exit 1; }
    classpath="$PWD/target/load/classes:$(cat target/load/classpath)"
}

# The heap of a container of 1 GB, and the collector the JVM takes there.
open_shop() { # settings
    BENCH_JAVA_OPTS=${BENCH_JAVA_OPTS:--Xmx700m -XX:+UseSerialGC}
    METRICS_TOKEN=bench-metrics-token
    export METRICS_TOKEN
    start JWT_ACCESS_MINUTES=600 "$@"
    node "$load/people.mjs" "$base" "$work" >"$work/people.env"
    . "$work/people.env"
    database
    psql -q -v client="$CLIENT_ID" -v master="$MASTER_ID" -f "$bench/seed.sql"
    psql -q -f "$load/seed.sql"
    operator recalculate-scores >/dev/null
}

# Looks at processes every second; with minutes, at the heap after a full collection as well.
sample() { # file, [seconds between full collections]
    node "$load/sample.mjs" "$base" "$server" "$(head -n 1 "$work/home/postgres/postmaster.pid")" "$1" "${2:-0}" &
    sampler=$!
}

# One day, which is over after so many seconds, the first of them its dawn, into $work/<name>/simulation.log.
day() { # name, orders a second, seconds, seconds of dawn
    day_number=$((day_number + 1))
    BASE_URL="$base" PEOPLE="$work" RATE="$2" LENGTH="$3" RAMP="$4" LOGINS_BEFORE=$(($(date +%s) - 4000 * day_number)) \
        java -Xmx512m -cp "$classpath" io.gatling.app.Gatling -s MixedDay -rf "$work/$1" -nr >"$work/$1.txt" 2>&1 &
    gatling=$!
    wait "$gatling" || { tail -n 40 "$work/$1.txt" >&2; exit 1; }
    gatling=
    mv "$work/$1"/*/simulation.log "$work/$1/simulation.log"
}

# What is on disk, as one line of JSON.
stock() {
    psql -qtA -c "SELECT json_build_object(
        'database', pg_database_size(current_database()), 'wal', (SELECT wal_bytes FROM pg_stat_wal), 'images', (SELECT wal_fpi FROM pg_stat_wal),
        'commits', (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()),
        'completed', (SELECT count(*) FROM appointment WHERE status = 'COMPLETED'), 'orders', (SELECT count(*) FROM appointment),
        'media', $(du -sb "$work/home/media" | cut -f1),
        'tables', (SELECT json_object_agg(relname, json_build_object('bytes', bytes, 'rows', rows)) FROM (
            SELECT coalesce(p.relname, c.relname) AS relname, sum(pg_total_relation_size(c.oid)) AS bytes, sum(s.n_tup_ins) AS rows
              FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
              LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = i.inhparent GROUP BY 1) t))"
}

# Of what report.mjs makes of a day.
heading() {
    echo '| orders/s | requests/s | p50 | p95 | p99 | failed | server, s of a core per 1,000 requests | PostgreSQL, the same | cores busy | of them by others |'
    echo '|---|---|---|---|---|---|---|---|---|---|'
}
