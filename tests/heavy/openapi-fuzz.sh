#!/usr/bin/env bash
# Starts the local stack on the simulated sample and sends it requests generated from its own OpenAPI document, valid and
# invalid, for every path. Fails on any response that the document does not describe, and on any server error.
# Needs: pip install schemathesis openapi-spec-validator
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD

EXAMPLES=${EXAMPLES:-200}
SEED=20200122

work=$(mktemp -d)
stop() {
  if [ -n "${stack:-}" ]; then
    kill "$stack" 2>/dev/null || true
    wait "$stack" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT

node_modules/.bin/node cli/seecovid.mjs start --port 0 --out "$work/out" >"$work/stack.log" 2>&1 &
stack=$!
for _ in $(seq 120); do
  url=$(sed -n 's|^See COVID is at \(http://[^ ]*\).*|\1|p' "$work/stack.log")
  [ -n "$url" ] && break
  kill -0 "$stack" 2>/dev/null || break
  sleep 0.5
done
[ -n "$url" ] || { cat "$work/stack.log" >&2; echo 'the local stack did not start' >&2; exit 1; }

export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1
document="$url/api/v1/openapi.json"
curl --fail --silent --show-error "$document" --output "$work/openapi.json"
python3 -m openapi_spec_validator "$work/openapi.json"

# Schemathesis writes to the working directory.
run() { # <configuration> <seed>
  python3 -m schemathesis.cli --config-file "$1" run "$document" \
    --checks all --exclude-checks positive_data_acceptance \
    --phases examples,coverage,fuzzing --max-examples "$EXAMPLES" --seed "$2" \
    --continue-on-failure --generation-database none --no-color
}
# With values from the data, then with any.
cd "$work"
printf '[checks]\n%s\n' "$(grep '^negative_data_rejection' "$root/tests/heavy/schemathesis.toml")" >any.toml
run "$root/tests/heavy/schemathesis.toml" "$SEED"
run any.toml "$((SEED + 1))"

# No request may cause a server error.
if grep -q 'query-failed' stack.log; then
  grep 'query-failed' stack.log >&2
  exit 1
fi
