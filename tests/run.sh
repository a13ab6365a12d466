#!/bin/sh
# Lint, then the tests on PostgreSQL, in browsers and on SQLite. All are run, whatever failed before; what failed in each
# of them stands once more at the end. A few tests that failed are tried once more, alone; which of them passed only then
# is said at the end too: each of those is a fault, of the test or of the product, that is still to be found.
jobs=${JOBS:-2}
few=5
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
failed=""
unsteady=""
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
    [ "$code" -eq 0 ] || [ "$code" -eq 5 ] || { again "$name" "$@" && return; } || failed="$failed, $name"
}
again() {
    [ "$2" = .venv/bin/pytest ] && [ "$code" -eq 1 ] || return 1
    first=$(grep -aE '^(FAILED|ERROR) ' "$said/$1" | sed 's| - .*||' | sort -u)
    [ "$(printf '%s\n' "$first" | wc -l)" -le "$few" ] || return 1
    printf '\n== %s: what failed, once more\n' "$1"
    shift
    "$@" -n 0 --last-failed --last-failed-no-failures none || return 1
    unsteady="$unsteady
$first"
}
step "Lint" sh tests/lint.sh
step "Tests on PostgreSQL" .venv/bin/pytest -q -n "$jobs" --dist worksteal --postgres -m "not browser"
step "Tests in browsers" .venv/bin/pytest -q -n "$jobs" --dist worksteal -m browser
step "Tests on SQLite" .venv/bin/pytest -q -n "$jobs" --dist worksteal -m "not browser"
[ -z "$unsteady" ] || printf '\n== Passed only the second time%s\n' "$unsteady"
if [ -n "$failed" ]; then
    printf '\n== What failed\n'
    for name in "$said"/*; do
        grep -aE '^(FAILED|ERROR|Lint failed) ?' "$name" | sed "s|^|${name##*/}: |"
    done
    printf '\nFailed: %s\n' "${failed#, }"
    exit 1
fi
