# Checks and tests. Each step runs even when one before it failed; the last line counts them all.

RESULTS=$ROOT/test-output
FAILED_STEPS=$RESULTS/failed-steps
[ -t 1 ] || export NO_COLOR=1

new_results() {
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  : >"$FAILED_STEPS"
}

# Runs a step by its title and says how long it took; a failure is remembered, not fatal.
step() {
  local title=$1 start=$SECONDS
  shift
  say "── $title"
  if ! ("$@"); then
    echo "$title" >>"$FAILED_STEPS"
    say "── FAILED: $title"
  fi
  say "── $title: $((SECONDS - start)) s"
}

compile_java() {
  maven -q test-compile
}

rule_names() {
  "$JAVA" "${SHORT_OPTIONS[@]}" -Dparley.root="$ROOT" "$ROOT/tools/Rules.java" >/dev/null
}

format_all() {
  need_maven
  need_node
  build_web
  maven -q spotless:apply
  npm_run format
}

java_checks() {
  step "generated documents are up to date" generate check
  step "reference pages are up to date" reference check
  step "tests name rules that exist" rule_names
  step "Java formatting" maven -q spotless:check
}

web_checks() {
  step "web formatting" npm_run format:check
  step "ESLint" npm_run lint
  step "TypeScript" npm_run typecheck
  step "the web SDK's public surface" npm_run report --workspace web/sdk -- --check
}

# What Maven publishes: each jar with the file that it exists for.
java_artefacts() {
  local what module jar file
  build_sdk
  for what in sdk:.jar:module-info.class sdk:-sources.jar:im/parley/sdk/Chat.java \
    sdk:-javadoc.jar:im.parley.sdk/im/parley/sdk/Chat.html protocol:.jar:module-info.class \
    protocol:-sources.jar:im/parley/protocol/Types.java \
    protocol:-javadoc.jar:im.parley.protocol/im/parley/protocol/Types.html; do
    IFS=: read -r module jar file <<<"$what"
    "${JAVA%java}jar" --list --file "$(find "$ROOT/$module/target" -maxdepth 1 -name "parley-$module-[0-9]*[0-9T]$jar")" |
      grep -qxF "$file" || fail "parley-$module$jar lacks $file"
  done
}

run_checks() {
  need_maven
  need_node
  new_results
  build_web
  java_checks
  web_checks
  step "javac, Error Prone, NullAway" compile_java
  step "the Java SDK's jar, sources and Javadoc" java_artefacts
  [ ! -s "$FAILED_STEPS" ] || fail "Failed: $(paste -sd ';' "$FAILED_STEPS")"
  say "All checks passed."
}

# The server was compiled for its jar a moment ago. Maven would do it again, since it now finds its modules in folders
# instead of jars; what depends on it is made anew instead.
java_tests() {
  rm -rf "$ROOT"/{protocol,speech,server,sdk,bench}/target/test-classes "$ROOT"/sdk/target/classes
  (cd "$ROOT" && mvn -B -Dstyle.color=never test -Dtests.excluded= -Dmaven.compiler.useIncrementalCompilation=false \
    -Dsurefire.rerunFailingTestsCount=1 -Dmaven.test.failure.ignore=true </dev/null 2>&1) |
    sed $'s/\033\\[0m//g' | tee "$RESULTS/maven.log" | grep -vE '^\[INFO\] *(---|$|Nothing to|Toolchain|Found [0-9]|Using|Copying|.* already exists)|Overwriting '
}

# The web tests of the projects that are named.
web_tests() {
  (cd "$ROOT" && npx --no-install vitest run --retry=1 --reporter=default --reporter=json \
    --outputFile.json="$RESULTS/vitest-$1.json" "${@/#/--project=}" </dev/null 2>&1)
}

# Counts from Maven's line after each module and from Vitest's reports: passed, failed, skipped and flaky of all.
count_tests() {
  {
    sed -nE 's/^\[[A-Z]+\] Tests run: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+), Skipped: ([0-9]+)(, Flakes: ([0-9]+))?$/\1 \2 \3 \4 \6/p' \
      "$RESULTS/maven.log"
    node "$ROOT/tools/webResults.cjs" "$RESULTS" count
  } | awk '{ run += $1; failed += $2 + $3; skipped += $4; flaky += $5 }
    END { print run - failed - skipped, failed + 0, skipped + 0, flaky + 0 }'
}

# A test that fails runs once more, since machines stop for seconds. One that passes then is flaky: it is counted and
# named, and a defect of the test or of what it tests all the same.
name_flaky_tests() {
  node "$ROOT/tools/webResults.cjs" "$RESULTS" flaky
  sed -n '/^\[WARNING\] Flakes:/,/Tests run:/ s/^\[WARNING\] \(im\.parley\.\)/FLAKY: \1/p' "$RESULTS/maven.log"
}

run_tests() {
  local passed failed skipped flaky packages installing checks linting web browser
  need_maven
  need_node
  packages=$(missing_packages | paste -sd ' ' -)
  [ -z "$packages" ] || can_install || fail "The tests need these: $packages (Debian: apt-get install $packages)."
  new_results
  : >"$RESULTS/maven.log"
  # shellcheck disable=SC2086 # one argument each
  install_for_tests $packages &
  installing=$!
  # Beside the web's build, which keeps one processor busy and leaves Maven alone.
  java_checks >"$RESULTS/java-checks.log" 2>&1 &
  checks=$!
  build_web
  wait "$checks" || echo "Java checks" >>"$FAILED_STEPS"
  cat "$RESULTS/java-checks.log"
  patient_web_checks >"$RESULTS/web-checks.log" 2>&1 &
  linting=$!
  build_speech
  build_server
  build_bench
  build_cache
  wait "$installing" || fail "Could not install $packages."
  PARLEY_CHROMIUM=$(browser)
  export PARLEY_CHROMIUM
  export PARLEY_TEST_JAR=$SERVER_JAR PARLEY_TEST_CACHE=$SERVER_CACHE # the servers that tests kill start from them
  # Side by side, since most tests wait more than they compute; what the others say is shown when they have ended.
  web_lane >"$RESULTS/web.log" 2>&1 &
  web=$!
  browser_lane >"$RESULTS/browser.log" 2>&1 &
  browser=$!
  step "Java tests" java_tests
  wait "$linting" || echo "web checks" >>"$FAILED_STEPS"
  wait "$web" || echo "web lane" >>"$FAILED_STEPS"
  wait "$browser" || echo "browser lane" >>"$FAILED_STEPS"
  cat "$RESULTS"/{web-checks,web,browser}.log

  read -r passed failed skipped flaky < <(count_tests)
  name_flaky_tests >&2
  sed 's/^/FAILED: /' "$FAILED_STEPS" >&2
  [ "$flaky" -eq 0 ] || echo "$flaky flaky: failed, and passed when run again"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ ! -s "$FAILED_STEPS" ] && [ "$passed" -gt 0 ]
}

# While something else has to be done, that goes first: nobody waits for these.
patient_web_checks() {
  renice -n 10 -p "$BASHPID" >/dev/null # which says what it was before
  web_checks
}

web_lane() {
  step "web tests" web_tests sdk client console scenario
}

browser_lane() {
  step "browser tests" web_tests e2e
}
