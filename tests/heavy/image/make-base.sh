#!/usr/bin/env bash
# Builds a stand-in for the Lambda base image of Node 24 with the same layout: Debian, the Node of this checkout, npm, the
# compiled Lambda runtime interface client and the Runtime Interface Emulator. The arm64 image is empty, because the last
# stage of Dockerfile.lambda runs nothing.
#   BUILDAH='buildah …' make-base.sh CACHE NAME
set -euo pipefail
cache=$1
name=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)

RIC_VERSION=4.0.2
SAM_VERSION=1.170.0

# The Debian release of this machine, so that what is compiled here runs there.
debian() { (. /etc/os-release && echo "$VERSION_CODENAME"); }
mirror() {
  sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] *\)\?\([^ ]*\).*/\2/p' \
    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null | head -1
}

rootfs=$cache/rootfs-$(debian).tar
if [ ! -f "$rootfs" ]; then
  mmdebstrap --quiet --variant=essential --include=ca-certificates,libstdc++6 "$(debian)" "$rootfs.part.tar" "$(mirror)"
  mv "$rootfs.part.tar" "$rootfs"
fi

client=$cache/ric-$RIC_VERSION
if [ ! -d "$client" ]; then
  rm -rf "$client.part" && mkdir -p "$client.part"
  echo '{"private":true,"allowScripts":{"aws-lambda-ric":true}}' >"$client.part/package.json"
  npm install --prefix "$client.part" --no-audit --no-fund --loglevel=error "aws-lambda-ric@$RIC_VERSION" >/dev/null
  mv "$client.part" "$client"
fi

emulator=$cache/rie-$SAM_VERSION
if [ ! -x "$emulator" ]; then
  rm -rf "$cache/sam" && mkdir "$cache/sam"
  python3 -m pip download --quiet --no-deps --dest "$cache/sam" "aws-sam-cli==$SAM_VERSION"
  python3 -m zipfile -e "$cache"/sam/*.whl "$cache/sam"
  install -m 755 "$cache/sam/samcli/local/rapid/aws-lambda-rie-x86_64" "$emulator"
  rm -rf "$cache/sam"
fi

commit() { # <container> <architecture>: adds it to the manifest
  $BUILDAH config --arch "$2" --os linux --workingdir /var/task --entrypoint '["/lambda-entrypoint.sh"]' \
    --env PATH=/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin --env LANG=en_US.UTF-8 --env TZ=:/etc/localtime \
    --env LD_LIBRARY_PATH=/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib \
    --env LAMBDA_TASK_ROOT=/var/task --env LAMBDA_RUNTIME_DIR=/var/runtime "$1"
  $BUILDAH commit --quiet --rm --manifest "$name" "$1" >/dev/null
}

$BUILDAH manifest rm "$name" >/dev/null 2>&1 || true
$BUILDAH manifest create "$name" >/dev/null

amd64=$($BUILDAH from scratch)
mounted=$($BUILDAH mount "$amd64")
tar -xf "$rootfs" -C "$mounted"
mkdir -p "$mounted"/var/{task,lang/bin,lang/lib/node_modules,runtime} "$mounted/opt"
cp "$root/node_modules/node/bin/node" "$mounted/var/lang/bin/node"
cp -rL "$(npm root --global --loglevel=error)/npm" "$mounted/var/lang/lib/node_modules/npm"
for command in npm npx; do ln -s "../lib/node_modules/npm/bin/$command-cli.js" "$mounted/var/lang/bin/$command"; done
mkdir -p "$mounted/var/runtime/node_modules/@aws"
cp -r "$client/node_modules/@aws/lambda-invoke-store" "$mounted/var/runtime/node_modules/@aws/"
mkdir "$mounted/var/runtime/node_modules/aws-lambda-ric"
cp "$client"/node_modules/aws-lambda-ric/{package.json,index.mjs,rapid-client.node} "$mounted/var/runtime/node_modules/aws-lambda-ric/"
install -m 755 "$here/base/bootstrap" "$mounted/var/runtime/bootstrap"
install -m 755 "$here/base/lambda-entrypoint.sh" "$mounted/lambda-entrypoint.sh"
install -m 755 "$emulator" "$mounted/usr/local/bin/aws-lambda-rie"
$BUILDAH umount "$amd64" >/dev/null
commit "$amd64" amd64

commit "$($BUILDAH from --arch arm64 scratch)" arm64
