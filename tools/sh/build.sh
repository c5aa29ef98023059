# Builds what is missing or older than its sources. A stamp in target/stamps holds the time before the last good build;
# whatever is newer (folders too, so that a deletion counts) asks for another one.

SERVER_JAR=$ROOT/server/target/parley-server.jar
BENCH_JAR=$ROOT/bench/target/parley-bench.jar
STAMPS=$ROOT/target/stamps

# How java runs: the server for long, the other commands for a second.
SERVER_OPTIONS=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
SHORT_OPTIONS=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "${SERVER_OPTIONS[@]}")
# For the server, too: what a rush took of memory goes back to the system, at the latest after five quiet minutes.
MEMORY_OPTIONS=(-XX:MaxHeapFreeRatio=40 -XX:G1PeriodicGCInterval=300000)

# Whether stamp $1, or the file $2 that it stands for, is missing or older than one of the other arguments.
outdated() {
  local stamp=$STAMPS/$1 output=$2 path newer
  shift 2
  [ -e "$stamp" ] && [ -e "$output" ] || return 0
  for path in "$@"; do
    [ -e "$path" ] || continue
    newer=$(find "$path" -newer "$stamp" -print -quit)
    [ -z "$newer" ] || return 0
  done
  return 1
}

# Runs the rest of the arguments and sets stamp $1 if that succeeds.
stamped() {
  local stamp=$STAMPS/$1
  shift
  mkdir -p "$STAMPS"
  touch "$stamp.$$"
  if "$@"; then
    mv "$stamp.$$" "$stamp"
  else
    rm -f "$stamp.$$"
    fail "The build failed: $*"
  fi
}

# One build at a time: a second caller waits, then finds everything done. The lock of a dead process is taken over.
lock_build() {
  local lock=$ROOT/target/build.lock
  [ -z "${LOCKED:-}" ] || return 0
  mkdir -p "$ROOT/target"
  until mkdir "$lock" 2>/dev/null; do
    if [ -r "$lock/pid" ] && ! kill -0 "$(cat "$lock/pid")" 2>/dev/null; then
      rm -rf "$lock"
    fi
    sleep 0.2
  done
  echo $$ >"$lock/pid"
  LOCKED=$lock
  trap unlock_build EXIT
}

unlock_build() {
  [ -z "${LOCKED:-}" ] || rm -rf "$LOCKED"
  LOCKED=
}

# Maven's own libraries use what a JDK of today warns of.
export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"

maven() {
  (cd "$ROOT" && mvn -B -Dstyle.color=never "$@" </dev/null 2>&1 | sed $'s/\033\\[0m//g' >&2)
}

npm_run() {
  (cd "$ROOT" && npm run --silent "$@" </dev/null >&2)
}

JAVA_SOURCES=("$ROOT/pom.xml" "$ROOT/protocol/pom.xml" "$ROOT/protocol/src/main")

server_outdated() {
  outdated server "$SERVER_JAR" "${JAVA_SOURCES[@]}" "$ROOT/server/pom.xml" "$ROOT/server/src/main" \
    "$STAMPS/sdk" "$STAMPS/client" "$STAMPS/console"
}

package_server() {
  rm -rf "$ROOT/server/target/classes/web" # names of the page's files change with their content
  rm -f "$SERVER_CACHE"
  maven -q -pl server -am package -Dmaven.test.skip=true "$@"
}

build_server() {
  need_jdk
  server_outdated || return 0
  need_maven
  lock_build
  if server_outdated; then
    say "Building the server …"
    stamped server package_server
  fi
  unlock_build
}

# The engines of speech to text, in the folder speech/ beside the server's jar.
speech_outdated() {
  outdated speech "$ROOT/server/target/speech" "$ROOT/pom.xml" "$ROOT/speech/pom.xml" "$ROOT/speech/src/main" \
    "$ROOT/server/pom.xml"
}

build_speech() {
  need_jdk
  speech_outdated || return 0
  need_maven
  lock_build
  if speech_outdated; then
    say "Building the server and the engines of speech to text …"
    stamped speech package_server -Pspeech
    cp -p "$STAMPS/speech" "$STAMPS/server"
  fi
  unlock_build
}

# Whether flags or environment ask the server for one of those engines.
wants_speech() {
  case "${PARLEY_SPEECH:-} $*" in
    *sphinx* | *vosk:*) return 0 ;;
    *) return 1 ;;
  esac
}

# The Java SDK's jars with sources and Javadoc in sdk/target and protocol/target, and in sdk/target/lib what it needs.
build_sdk() {
  need_maven
  lock_build
  say "Building the Java SDK …"
  stamped java-sdk maven -q -pl protocol,sdk package -Dmaven.test.skip=true -Prelease
  find "$ROOT/sdk/target" -maxdepth 1 -name 'parley-sdk-*.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' \
    -exec cp {} "$ROOT/sdk/target/lib" \;
  unlock_build
}

SERVER_CACHE=$ROOT/server/target/parley-server.aot

# The JDK's cache of loaded classes and profiles: it halves the work of a start. A recorded start, in a folder of its
# own, makes it after each build; without it (should that fail) a start is slower and nothing else.
record_start() {
  local folder pid i
  folder=$(mktemp -d)
  chmod 755 "$folder" # where root builds, PostgreSQL runs as somebody else
  : >"$folder/log" # it is looked into at once
  "$JAVA" "${SERVER_OPTIONS[@]}" -XX:AOTCacheOutput="$SERVER_CACHE" -jar "$SERVER_JAR" start --port 0 \
    --data "$folder/data" </dev/null >"$folder/log" 2>&1 &
  pid=$!
  for ((i = 0; i < 600; i++)); do
    if grep -q 'http://' "$folder/log" || ! kill -0 "$pid" 2>/dev/null; then
      break
    fi
    sleep 0.2
  done
  kill -TERM "$pid" 2>/dev/null || true
  wait "$pid" || true
  rm -rf "$folder"
}

cache_outdated() {
  outdated cache "$STAMPS/server" "$STAMPS/server"
}

build_cache() {
  cache_outdated || return 0
  lock_build
  if cache_outdated; then
    say "Recording a start, so that the next ones are faster …"
    rm -f "$SERVER_CACHE"
    stamped cache record_start
  fi
  unlock_build
}

# Sets CACHE_OPTIONS, the Java options of a server with that cache; empty without one. A cache that the JDK cannot use
# after all (another collector, say) is no matter: it is silent and goes on without.
use_cache() {
  CACHE_OPTIONS=()
  if [ -s "$SERVER_CACHE" ] && [ "$SERVER_CACHE" -nt "$SERVER_JAR" ]; then
    CACHE_OPTIONS=("-XX:AOTCache=$SERVER_CACHE" -Xlog:aot=off -Xlog:cds=off)
  fi
}

bench_outdated() {
  outdated bench "$BENCH_JAR" "${JAVA_SOURCES[@]}" "$ROOT/bench/pom.xml" "$ROOT/bench/src/main"
}

build_bench() {
  need_jdk
  bench_outdated || return 0
  need_maven
  lock_build
  if bench_outdated; then
    say "Building the load generator …"
    stamped bench maven -q -pl bench -am package -Dmaven.test.skip=true
  fi
  unlock_build
}

# What is derived from the protocol: `types` for the web, `docs` too, or `check` whether the documents are up to date.
generate() {
  need_jdk
  "$JAVA" "${SHORT_OPTIONS[@]}" -Dparley.root="$ROOT" "$ROOT/protocol/tools/Generate.java" "$@"
}

# The pages of both SDKs' methods: `docs` writes them, `check` compares.
reference() {
  need_jdk
  "$JAVA" "${SHORT_OPTIONS[@]}" -Dparley.root="$ROOT" "$ROOT/tools/Reference.java" "$@"
}

build_types() {
  ! outdated types "$ROOT/web/sdk/src/generated/protocol.ts" "$ROOT/protocol/src/main" "$ROOT/protocol/tools" ||
    stamped types generate types
}

# By content, since installing takes long: what was installed last is kept beside the stamps.
packages_outdated() {
  [ ! -d "$ROOT/node_modules" ] || ! cmp -s "$ROOT/package-lock.json" "$STAMPS/package-lock.json"
}

install_packages() {
  (cd "$ROOT" && npm ci --no-audit --no-fund --loglevel=error </dev/null >&2) &&
    cp "$ROOT/package-lock.json" "$STAMPS/package-lock.json"
}

web_outdated() {
  packages_outdated ||
    outdated types "$ROOT/web/sdk/src/generated/protocol.ts" "$ROOT/protocol/src/main" "$ROOT/protocol/tools" ||
    sdk_outdated || client_outdated || console_outdated
}

WEB_BUILD=("$ROOT/package.json" "$ROOT/web/tsconfig.json" "$STAMPS/packages")

sdk_outdated() {
  outdated sdk "$ROOT/web/sdk/dist/index.d.ts" "${WEB_BUILD[@]}" "$ROOT"/web/sdk/{package.json,build.js,names.js,packing.js,scopes.js,tables.js,tsconfig.json,src}
}

client_outdated() {
  outdated client "$ROOT/web/client/dist/index.html" "${WEB_BUILD[@]}" "$ROOT/web/sdk/src" \
    "$ROOT"/web/client/{package.json,vite.config.ts,index.html,src,public}
}

# The console shares the chat page's colours, languages and the like.
console_outdated() {
  outdated console "$ROOT/web/console/dist/index.html" "${WEB_BUILD[@]}" "$ROOT/web/client/src" \
    "$ROOT"/web/console/{package.json,vite.config.ts,index.html,src}
}

# The web SDK, the chat page and the console, which the server's jar carries.
build_web() {
  web_outdated || return 0
  need_jdk
  need_node
  lock_build
  if packages_outdated; then
    say "Installing the web's packages …"
    stamped packages install_packages
  fi
  build_types
  if sdk_outdated; then
    say "Building the web SDK …"
    stamped sdk npm_run build --workspace web/sdk
  fi
  if client_outdated; then
    say "Building the chat page …"
    stamped client npm_run build --workspace web/client
  fi
  if console_outdated; then
    say "Building the console …"
    stamped console npm_run build --workspace web/console
  fi
  unlock_build
}
