#!/bin/sh
# Lint, then the tests on SQLite, on PostgreSQL and in browsers. All are run, whatever failed before; what failed in each
# of them stands once more at the end.
jobs=${JOBS:-2}
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
failed=""
# What one process has made of the tests' files the others read: to make it takes each of them ten seconds.
unset PYTHONDONTWRITEBYTECODE
step() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    {
        "$@" 2>&1
        echo $? >"$said/.code"
    } | tee "$said/$name"
    code=$(cat "$said/.code")
    # 5: nothing to run there, which pytest says in its closing line.
    [ "$code" -eq 0 ] || [ "$code" -eq 5 ] || failed="$failed, $name"
}
step "Lint" sh tests/lint.sh
step "Tests on PostgreSQL" .venv/bin/pytest -q -n "$jobs" --dist worksteal --postgres -m "not browser"
step "Tests in browsers" .venv/bin/pytest -q -n "$jobs" --dist worksteal -m browser
step "Tests on SQLite" .venv/bin/pytest -q -n "$jobs" --dist worksteal -m "not browser"
if [ -n "$failed" ]; then
    printf '\n== What failed\n'
    for name in "$said"/*; do
        grep -aE '^(FAILED|ERROR|Lint failed) ?' "$name" | sed "s|^|${name##*/}: |"
    done
    printf '\nFailed: %s\n' "${failed#, }"
    exit 1
fi
