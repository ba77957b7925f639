#!/usr/bin/env bash
# Plants faults of every kind in the real reports, on another day than "npm test", then builds the whole archive to March
# 2023 with faults and checks what is live, what is held back, time and memory.
# Set PLANTED (the number of days) and PLANTED_SEED (the seed of the first) for other days.
# Needs the real reports next to the project.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"

failed=0
PLANTED=${PLANTED:-1} PLANTED_SEED=${PLANTED_SEED:-2} vitest run --project node tests/archive/planted-faults.test.ts || failed=1
vitest run --config tests/archive/vitest.config.ts || failed=1
exit "$failed"
