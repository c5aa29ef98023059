# Messages go to standard error: standard output is for what a command is asked for.

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  printf 'parley: %s\n' "$*" >&2
  exit 1
}
