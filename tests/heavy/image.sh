#!/usr/bin/env bash
# Builds Dockerfile.lambda for arm64 and x86-64 on a stand-in for the AWS base image, checks the content of the images, and
# runs the one for x86-64: as a function under the Runtime Interface Emulator with the real reports in a real S3 server,
# and as a plain container. It runs without network except loopback, not as root, and can only write to /tmp.
# Needs root, the packages of "npm ci", and the tools it names if they are missing. Downloads are kept in SEECOVID_IMAGE_CACHE.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tests/heavy/image

missing=()
for tool in buildah mmdebstrap cmake g++ make ip unshare; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [ ${#missing[@]} -gt 0 ]; then
  echo "missing: ${missing[*]}; apt-get install --no-install-recommends buildah mmdebstrap cmake g++ make iproute2 util-linux" >&2
  exit 1
fi
python3 -c 'import moto.server' 2>/dev/null || { echo 'missing: moto; pip install "moto[s3,server]"' >&2; exit 1; }
[ "$(uname -m)" = x86_64 ] || { echo "running the image needs x86_64; this is $(uname -m)" >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo 'creating and mounting images needs root' >&2; exit 1; }

cache=${SEECOVID_IMAGE_CACHE:-${TMPDIR:-/tmp}/seecovid-image}
mkdir -p "$cache/storage" "$cache/run"
export BUILDAH="buildah --root $cache/storage --runroot $cache/run --storage-driver vfs"
export SEECOVID_IMAGE
SEECOVID_IMAGE=$(mktemp -d)

# The base is rebuilt when any of its sources change.
sources=$(cat "$here/make-base.sh" "$here"/base/* package-lock.json | sha256sum | cut -c1-16)
base=localhost/seecovid-base-$sources
tag=localhost/seecovid-$$

container=
cleanup() {
  [ -z "$container" ] || $BUILDAH rm "$container" >/dev/null || true
  $BUILDAH rmi --force "$tag:amd64" "$tag:arm64" >/dev/null 2>&1 || true
  rm -rf "$SEECOVID_IMAGE"
}
trap cleanup EXIT

$BUILDAH manifest exists "$base" 2>/dev/null || "$here/make-base.sh" "$cache" "$base"
for architecture in arm64 amd64; do
  echo "building for $architecture"
  "$here/build-image.sh" "$base" "$tag:$architecture" "$architecture" >"$SEECOVID_IMAGE/build.log" 2>&1 ||
    { cat "$SEECOVID_IMAGE/build.log" >&2; exit 1; }
  $BUILDAH push --quiet "$tag:$architecture" "oci:$SEECOVID_IMAGE/$architecture"
done
container=$($BUILDAH from "$tag:amd64")
$BUILDAH mount "$container" >"$SEECOVID_IMAGE/rootfs"

# Vitest is the first process of its PID namespace, so nothing that it starts outlives it.
export PATH=$PWD/node_modules/.bin:$PATH
unshare --net --pid --fork --kill-child --mount-proc sh -euc 'ip link set lo up; exec vitest run --config "$@"' sh \
  "$here/vitest.config.ts" "$@"
