#!/usr/bin/env bash
# The tests that "npm test" skips, tagged "exhaustive": every combination of what it checks once, whole deployments, slow
# failures. Arguments go to Vitest.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"

# Only files with such tests, because Vitest loads every file.
mapfile -t files < <(grep -rl 'exhaustive' tests --include='*.test.ts')
vitest run --tags-filter=exhaustive "${files[@]}" "$@"
