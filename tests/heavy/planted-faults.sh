#!/usr/bin/env bash
# Plants faults of every kind into the real reports on another day than "npm test" does, then builds the whole archive, to
# March 2023, with faults in it: what is live, what is held back, time and memory. PLANTED and PLANTED_SEED choose
# how many days and which.
# Needs the real reports beside the project.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"

PLANTED=${PLANTED:-1} PLANTED_SEED=${PLANTED_SEED:-2} vitest run --project node tests/archive
vitest run --config tests/archive/vitest.config.ts
