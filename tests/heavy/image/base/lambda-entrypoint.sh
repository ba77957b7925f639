#!/bin/sh
# Like the entry point of a Lambda base image: takes the name of a handler, and runs the emulator outside of Lambda.
if [ $# -ne 1 ]; then
  echo "expected the name of a handler; found $# arguments" >&2
  exit 142
fi
export _HANDLER="$1"
if [ -n "${AWS_LAMBDA_RUNTIME_API:-}" ]; then exec /var/runtime/bootstrap; fi
exec /usr/local/bin/aws-lambda-rie /var/runtime/bootstrap
