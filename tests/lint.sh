#!/bin/sh
# Style, types, the order of the packages, scripts. Runs all of them and names those that fail.
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
check() {
    name=$1
    shift
    "$@" >"$said/$name" 2>&1 || echo "$name" >>"$said/.failed"
}
# One processor looks at types, which takes longest, the other at all else.
check types .venv/bin/mypy --no-error-summary &
check style .venv/bin/ruff check --quiet .
check layout .venv/bin/ruff format --check --quiet .
check "order of packages" .venv/bin/lint-imports --no-cache
node=$(.venv/bin/python -c "import build_assets; print(build_assets.node_folder())")
check scripts env PATH="$node:$PATH" node_modules/.bin/tsc --project tsconfig.json
wait
cat "$said"/*
if [ -s "$said/.failed" ]; then
    echo "Lint failed: $(paste -sd, "$said/.failed" | sed 's/,/, /g')"
    exit 1
fi
echo "Lint passed: style, layout, types, order of packages, scripts."
