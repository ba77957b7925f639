#!/usr/bin/env bash
# Reads 10,000 generated or corrupted CSV files and 10,000 corrupted descriptors, each with a known expected result.
# Set FUZZ_CASES and FUZZ_SEED for others. Needs only Node.
set -euo pipefail
cd "$(dirname "$0")/../.."

export SEECOVID_FUZZ_CASES=${FUZZ_CASES:-10000}
export SEECOVID_FUZZ_SEED=${FUZZ_SEED:-$((RANDOM * 32768 + RANDOM))}
echo "seed $SEECOVID_FUZZ_SEED"
npx vitest run --project node tests/fuzz
