#!/usr/bin/env bash
# Reads 10,000 generated and spoilt CSV files and judges 10,000 spoilt descriptors, each against what must come of it.
# FUZZ_CASES and FUZZ_SEED choose others. Needs Node alone.
set -euo pipefail
cd "$(dirname "$0")/../.."

export SEECOVID_FUZZ_CASES=${FUZZ_CASES:-10000}
export SEECOVID_FUZZ_SEED=${FUZZ_SEED:-$((RANDOM * 32768 + RANDOM))}
echo "seed $SEECOVID_FUZZ_SEED"
npx vitest run --project node tests/fuzz
