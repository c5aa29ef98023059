# Finds the programs that Parley is built and tested with, or says in one sentence what to install.

JDK_NEEDED=25
NODE_NEEDED=20.19
WINDOWLESS_BROWSER=chromium-headless-shell # Debian's name of the package, too

# The feature number of the JDK in folder $1; nothing if there is none.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the folders where a JDK may be, best first.
jdk_candidates() {
  local java
  [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
  if java=$(command -v java); then
    while [ -L "$java" ]; do
      case $(readlink "$java") in
        /*) java=$(readlink "$java") ;;
        *) java=$(dirname "$java")/$(readlink "$java") ;;
      esac
    done
    dirname "$(dirname "$java")"
  fi
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$JDK_NEEDED+" 2>/dev/null || true
  fi
  for java in /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ ! -d "$java" ] || echo "$java"
  done
}

# Sets JAVA_HOME and JAVA to a JDK that is new enough.
need_jdk() {
  [ -z "${JAVA:-}" ] || return 0
  local home version
  while read -r home; do
    version=$(jdk_version "$home")
    if [ -n "$version" ] && [ "$version" -ge "$JDK_NEEDED" ]; then
      export JAVA_HOME=$home
      JAVA=$home/bin/java
      return
    fi
  done < <(jdk_candidates)
  fail "Parley needs a JDK $JDK_NEEDED or newer: install one (such as Temurin $JDK_NEEDED) or set JAVA_HOME to it."
}

need_maven() {
  need_jdk
  command -v mvn >/dev/null || fail "Parley is built with Maven 3.8 or newer: install it (Debian: apt-get install maven)."
}

need_node() {
  local version
  command -v node >/dev/null && command -v npm >/dev/null ||
    fail "The chat page and the web SDK are built with Node: install Node $NODE_NEEDED or newer, with npm."
  version=$(node --version)
  version=${version#v}
  [ "$(printf '%s\n' "$NODE_NEEDED" "$version" | sort -t. -k1,1n -k2,2n | head -1)" = "$NODE_NEEDED" ] ||
    fail "The chat page and the web SDK need Node $NODE_NEEDED or newer: 'node' is $version here."
}

# The browser that tests run, first the one that draws no windows: it does the same with half the work. Fails where there
# is none.
browser() {
  command -v "$WINDOWLESS_BROWSER" || command -v chromium || command -v google-chrome
}

# The Debian packages of programs that tests start and that are not there.
missing_packages() {
  local program
  for program in nats-server apertium ffmpeg flite; do
    command -v "$program" >/dev/null || echo "$program"
  done
  [[ $(apertium -l 2>/dev/null) == *eng-spa* ]] || echo apertium-eng-spa
  browser >/dev/null || echo chromium
}

# Whether Debian packages can be installed here.
can_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

# Installs what tests need, which is named, and the browser that makes them faster, where there is one.
install_for_tests() {
  can_install || return 0
  [ $# -gt 0 ] || ! command -v "$WINDOWLESS_BROWSER" >/dev/null || return 0
  apt-get update -qq </dev/null >/dev/null || say "The lists of packages could not be renewed."
  [ $# -eq 0 ] || say "Installing for the tests: $* …"
  [ $# -eq 0 ] || install_debian_packages "$@" || return
  command -v "$WINDOWLESS_BROWSER" >/dev/null || install_debian_packages "$WINDOWLESS_BROWSER" ||
    say "Tests in the browser take longer without $WINDOWLESS_BROWSER."
}

install_debian_packages() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}
