#!/bin/sh
# Runs a command in an image's file system like Lambda or a locked-down container: not as root, writable only in /tmp and in
# the folder mounted at /mnt, in its own PID and mount namespaces.
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
