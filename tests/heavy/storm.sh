#!/usr/bin/env bash
# The long versions of tests/storm: 1,500 simulated fault-injection runs from a new seed, 200 kills of a real process, and
# builds with a real S3 server and a bad network. Prints the injected faults; fails if a guarantee is broken.
# Needs: pip install "moto[s3,server]" for the last part. The kills use builds of the real reports if available.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"

STORMS=${STORMS:-1500}
SEED=${SEED:-$(date +%s)}
KILLS=${KILLS:-200}
ROUNDS=${ROUNDS:-20}

node tests/storm/many-storms.ts "$STORMS" "$SEED"
STORM_KILLS=$KILLS vitest run --project node tests/storm/kill.test.ts
STORM_S3_ROUNDS=$ROUNDS vitest run --project node tests/storm/faulty-s3.test.ts
