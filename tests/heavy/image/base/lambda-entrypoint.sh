#!/bin/sh
# What the entry of a Lambda base image does: takes a handler's name, and brings its own Lambda where there is none.
if [ $# -ne 1 ]; then
  echo "one handler's name must follow; found $# words" >&2
  exit 142
fi
export _HANDLER="$1"
if [ -n "${AWS_LAMBDA_RUNTIME_API:-}" ]; then exec /var/runtime/bootstrap; fi
exec /usr/local/bin/aws-lambda-rie /var/runtime/bootstrap
