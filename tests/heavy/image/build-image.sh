#!/usr/bin/env bash
# Builds Dockerfile.lambda on a base, with this machine's npm settings and certificates mounted for the build only.
#   BUILDAH='buildah …' build-image.sh BASE NAME ARCHITECTURE
set -euo pipefail
base=$1 name=$2 architecture=$3
cd "$(dirname "$0")/../../.."

settings=$(mktemp -d)
trap 'rm -rf "$settings"' EXIT
volumes=(--volume "$settings/npmrc:/var/lang/etc/npmrc:ro")
mount_file() { [ ! -e "$1" ] || volumes+=(--volume "$1:$2:ro"); }

for key in registry cafile proxy https-proxy noproxy strict-ssl; do
  value=$(npm config get "$key" --loglevel=error)
  case $value in '' | null | undefined) ;; *) echo "$key = $value" >>"$settings/npmrc" ;; esac
done
mount_file "$(npm config get userconfig --loglevel=error)" /root/.npmrc
for file in "$(npm config get cafile --loglevel=error)" "${NODE_EXTRA_CA_CERTS:-}"; do
  case " ${volumes[*]} " in *" $file:"*) ;; *) [ -z "$file" ] || mount_file "$file" "$file" ;; esac
done

# Docker sets BUILDPLATFORM; Debian's buildah does not.
$BUILDAH build --quiet --isolation chroot --layers=false --platform "linux/$architecture" \
  --build-arg "BASE=$base" --build-arg "BUILDPLATFORM=linux/$(dpkg --print-architecture)" "${volumes[@]}" \
  --file Dockerfile.lambda --tag "$name" .
