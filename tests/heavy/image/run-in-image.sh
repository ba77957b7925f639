#!/bin/sh
# Runs a command in an image's files as Lambda would, or a container that is held as short: not as root, with nothing
# that can be written but /tmp and the folder that it is lent at /mnt, in its own processes and mounts.
#   run-in-image.sh ROOTFS USER:GROUP WORKDIR FOLDER VARIABLE=VALUE… COMMAND…
set -eu
exec unshare --mount --pid --fork --kill-child sh -euc '
  rootfs=$1 user=$2 workdir=$3 folder=$4
  shift 4
  mount --bind "$rootfs" "$rootfs"
  mount -o remount,bind,ro "$rootfs"
  mount -t tmpfs -o mode=1777 tmpfs "$rootfs/tmp"
  mount -t proc proc "$rootfs/proc"
  mount --bind /dev "$rootfs/dev"
  mount --bind "$folder" "$rootfs/mnt"
  exec chroot --userspec="$user" --groups= "$rootfs" /usr/bin/env -i -C "$workdir" "$@"
' sh "$@"
