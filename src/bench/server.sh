# Runs the built jar on an empty folder for those who load it, and looks at what is left. To be sourced in the project's folder, with
# $port set. See README.md.
bench="$PWD/src/bench"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
jar=${JAR:-target/guildhall.jar}
work=$(mktemp -d)
base="http://127.0.0.1:$port"
server=
export TELEGRAM_BOT_TOKEN=123456:TEST-TOKEN TELEGRAM_API_URL=
# A handful of people do what thousands would.
export RATE_LIMIT_USER=0 RATE_LIMIT_MESSAGES=0 RATE_LIMIT_UPLOADS=0
trap 'stop; rm -rf "$work"' EXIT

need() { # tools
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "$tool is missing, see src/bench/README.md" >&2; exit 2; }
    done
}

start() { # settings
    env -u DATABASE_URL GUILDHALL_HOME="$work/home" PORT="$port" "$@" \
        "$java" ${BENCH_JAVA_OPTS:-} -jar "$jar" >"$work/server.log" 2>&1 &
    server=$!
    for _ in $(seq 120); do curl -sf -o /dev/null "$base/healthz" && break; sleep 0.5; done
}

stop() {
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    server=
}

# People through the API, whose ids and tokens are variables then; and a way for psql and pgbench into the database.
people() {
    node "$bench/people.mjs" "$base" >"$work/people.env"
    . "$work/people.env"
    database
}

database() { # the way
    export PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=postgres PGPORT PGPASSWORD
    PGPORT=$(sed -n 4p "$work/home/postgres/postmaster.pid")
    PGPASSWORD=$(cat "$work/home/postgres.password")
}

operator() { # an operator's command
    env -u DATABASE_URL GUILDHALL_HOME="$work/home" "$java" -jar "$jar" --spring.profiles.active=cli "$@"
}

# The end of every load: the server has not complained, no score has drifted, and the audit log is whole.
check() {
    complaints
    whole
}

complaints() {
    if grep -E ' (WARN|ERROR) ' "$work/server.log"; then
        echo "The server complained, see above." >&2
        exit 1
    fi
}

whole() {
    stop
    operator recalculate-scores --verify >&2
    operator audit verify >&2
}
