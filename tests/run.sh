#!/bin/sh
# Lint, then the tests on SQLite, on PostgreSQL and in browsers. All are run; the last line is the test runner's.
jobs=${JOBS:-2}
failed=""
step() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@"
    code=$?
    # 5: nothing to run there, which pytest says in its closing line.
    [ $code -eq 0 ] || [ $code -eq 5 ] || failed="$failed, $name"
}
step "Lint" sh tests/lint.sh
step "Tests on PostgreSQL" .venv/bin/pytest -q -n "$jobs" --postgres -m "not browser"
step "Tests in browsers" .venv/bin/pytest -q -n "$jobs" -m browser
step "Tests on SQLite" .venv/bin/pytest -q -n "$jobs" -m "not browser"
if [ -n "$failed" ]; then
    printf '\nFailed: %s\n' "${failed#, }"
    exit 1
fi
