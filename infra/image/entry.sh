#!/bin/sh
# The name of a handler starts the Lambda runtime; anything else is a seecovid command.
set -eu
# The AWS SDK looks for a home directory even if credentials come from the environment, and Node fails without one.
export HOME="${HOME:-/tmp}"
case "${1:-}" in
  *.handler) exec "${SEECOVID_RUNTIME:-/lambda-entrypoint.sh}" "$@" ;;
  *) exec node "$(dirname "$0")/cli/seecovid.mjs" "$@" ;;
esac
