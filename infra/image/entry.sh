#!/bin/sh
# A handler's name starts the runtime of Lambda; anything else is a command of seecovid.
set -eu
# The AWS SDK asks for a home even where credentials come from the environment, and Node fails where there is none.
export HOME="${HOME:-/tmp}"
case "${1:-}" in
  *.handler) exec "${SEECOVID_RUNTIME:-/lambda-entrypoint.sh}" "$@" ;;
  *) exec node "$(dirname "$0")/cli/seecovid.mjs" "$@" ;;
esac
