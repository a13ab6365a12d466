#!/bin/sh
# Style, types, the order of the packages, scripts, templates. Runs all of them and names those that fail.
failed=""
check() {
    name=$1
    shift
    "$@" || failed="$failed, $name"
}
check style .venv/bin/ruff check --quiet .
check layout .venv/bin/ruff format --check --quiet .
check types .venv/bin/mypy --no-error-summary
check "order of packages" .venv/bin/lint-imports --no-cache
node=$(.venv/bin/python -c "import build_assets; print(build_assets.node_folder())")
check scripts env PATH="$node:$PATH" node_modules/.bin/tsc --project tsconfig.json
if [ -n "$failed" ]; then
    echo "Lint failed: ${failed#, }"
    exit 1
fi
echo "Lint passed: style, layout, types, order of packages, scripts."
