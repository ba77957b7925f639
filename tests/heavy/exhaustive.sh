#!/usr/bin/env bash
# The tests that "npm test" leaves out: every combination of what it checks once, whole deployments, failures that take time.
# Tagged "exhaustive", a test or a file of its own. Arguments go to Vitest.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"

# Only files that have such tests, since each is loaded.
mapfile -t files < <(grep -rl 'exhaustive' tests --include='*.test.ts')
vitest run --tags-filter=exhaustive "${files[@]}" "$@"
