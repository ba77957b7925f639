#!/usr/bin/env bash
# The long forms of tests/storm: 1,500 simulated storms from a new seed, 200 kills of a real process, and builds
# over a real S3 server and a bad network. Prints what was injected; fails where a promise was broken.
# Needs: pip install "moto[s3,server]" for the last part. The kills are of builds of the real reports where they are at hand.
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
