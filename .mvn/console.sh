#!/bin/sh
# Builds the console and lays it where the server serves it from. Called by Maven with the target folder; does nothing
# while the inputs are those of the last build. Without Node the server still builds, and says that it has no console.
set -eu
target=$1
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root/console"

if ! command -v npm >/dev/null 2>&1; then
    echo 'No npm on the PATH: the server is built without its console (Node 20 or newer builds it)' >&2
    exit 0
fi

sum() {
    find "$@" -type f 2>/dev/null | LC_ALL=C sort | while IFS= read -r file; do
        printf '%s ' "$file"
        cksum <"$file"
    done | cksum
}

locked=$(sum package.json package-lock.json)
if [ ! -d node_modules ] || [ "$locked" != "$(cat node_modules/.tidebank-lock 2>/dev/null)" ]; then
    npm ci --no-audit --no-fund
    printf '%s\n' "$locked" >node_modules/.tidebank-lock
fi
inputs=$(sum src public index.html package.json package-lock.json vite.config.ts tsconfig.json ../methods/touch-kinds.yaml ../docs/guides/costs.md)
if [ ! -e dist/index.html ] || [ "$inputs" != "$(cat node_modules/.tidebank-built 2>/dev/null)" ]; then
    npm run build
    printf '%s\n' "$inputs" >node_modules/.tidebank-built
fi
rm -rf "$target"
mkdir -p "$target"
cp -R dist/. "$target"
