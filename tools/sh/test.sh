# Checks and tests. Each step runs even when one before it failed; the last line counts them all.

RESULTS=$ROOT/test-output
[ -t 1 ] || export NO_COLOR=1
FAILED_STEPS=()

# Runs a step by its title and says how long it took; a failure is remembered, not fatal.
step() {
  local title=$1 start=$SECONDS
  shift
  say "── $title"
  if ! ("$@"); then
    FAILED_STEPS+=("$title")
    say "── FAILED: $title"
  fi
  say "── $((SECONDS - start)) s"
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

check_steps() {
  step "generated documents are up to date" generate check
  step "tests name rules that exist" rule_names
  step "Java formatting" maven -q spotless:check
  step "web formatting" npm_run format:check
  step "ESLint" npm_run lint
  step "TypeScript" npm_run typecheck
}

run_checks() {
  need_maven
  need_node
  build_web
  check_steps
  step "javac, Error Prone, NullAway" compile_java
  [ ${#FAILED_STEPS[@]} -eq 0 ] || fail "Failed: $(printf '%s; ' "${FAILED_STEPS[@]}")"
  say "All checks passed."
}

java_tests() {
  (cd "$ROOT" && mvn -B -Dstyle.color=never package -Dtests.excluded= -Dmaven.test.failure.ignore=true </dev/null 2>&1) |
    sed $'s/\033\\[0m//g' | tee "$RESULTS/maven.log" | grep -vE '^\[INFO\] *(---|$|Nothing to|Toolchain|Found [0-9]|Using|Copying|.* already exists)|Overwriting '
}

web_tests() {
  (cd "$ROOT" && npx --no-install vitest run --reporter=default --reporter=json \
    --outputFile.json="$RESULTS/vitest.json" </dev/null 2>&1)
}

# Counts from Maven's line after each module and from Vitest's report: passed, failed and skipped of both.
count_tests() {
  {
    sed -nE 's/^\[[A-Z]+\] Tests run: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+), Skipped: ([0-9]+)$/\1 \2 \3 \4/p' \
      "$RESULTS/maven.log"
    [ ! -r "$RESULTS/vitest.json" ] || node -e '
      const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
      const broken = r.testResults.filter((file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed")).length;
      const skipped = r.numPendingTests + r.numTodoTests;
      console.log(r.numTotalTests + broken, r.numFailedTests + broken, 0, skipped);' "$RESULTS/vitest.json"
  } | awk '{ run += $1; failed += $2 + $3; skipped += $4 } END { print run - failed - skipped, failed + 0, skipped + 0 }'
}

run_tests() {
  local passed failed skipped
  need_maven
  need_node
  need_program nats-server nats-server
  need_program apertium apertium
  apertium -l | grep -q eng-spa || need_package apertium-eng-spa
  need_program ffmpeg ffmpeg
  need_program flite flite
  command -v google-chrome >/dev/null || need_program chromium chromium
  PARLEY_CHROMIUM=$(command -v chromium || command -v google-chrome)
  export PARLEY_CHROMIUM
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  : >"$RESULTS/maven.log"
  build_web
  check_steps
  step "the server that web tests start" build_server
  step "Java tests" java_tests
  step "web tests" web_tests

  read -r passed failed skipped < <(count_tests)
  for title in ${FAILED_STEPS[@]+"${FAILED_STEPS[@]}"}; do
    say "FAILED: $title"
  done
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ ${#FAILED_STEPS[@]} -eq 0 ] && [ "$passed" -gt 0 ]
}
