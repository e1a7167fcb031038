#!/usr/bin/env bash
# package.sh BUILD [CHROOT]: makes the Debian packages and installs the program's on a bare Debian 12, with what it
# depends on and nothing else; then runs it there: new, check, compare with charts and report, the man page's file, and
# the example of docs/ with the development package. Needs root and debootstrap; CHROOT is kept for the next time.
set -euo pipefail
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/.." && pwd)
chroot=${2:-$build/package-chroot}

fail() { printf 'package: %s\n' "$*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail 'please run as root: a chroot is used'
command -v debootstrap >/dev/null || fail 'please install debootstrap'

rm -f "$build"/*.deb
(cd "$build" && cpack -G DEB >cpack.log) || { tail -n 20 "$build/cpack.log" >&2; fail 'cpack failed'; }

if [ ! -e "$chroot/etc/debian_version" ]; then
    rm -rf "$chroot.part"
    debootstrap --variant=minbase bookworm "$chroot.part" >"$build/debootstrap.log" ||
        fail "see $build/debootstrap.log"
    mv "$chroot.part" "$chroot"
fi
inside() { chroot "$chroot" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }
size() { inside du -skx /usr | cut -f 1; }

cp "$build"/*.deb "$chroot/tmp/"
inside dpkg --purge brownout-dev brownout >/dev/null 2>&1 || true
inside apt-get -qq update
inside apt-get -qq -y --purge autoremove >/dev/null 2>&1
before=$(size)
inside sh -c 'apt-get -qq -y --no-install-recommends install /tmp/brownout_*.deb' >"$build/package-install.log" 2>&1 ||
    { tail -n 20 "$build/package-install.log" >&2; fail 'the package cannot be installed'; }
after=$(size)
inside dpkg-query -W -f '${Package}\n' | grep -- '-dev$' && fail 'development packages came with it'
inside sh -ec '
    cd /tmp && rm -rf mine results && brownout --version && brownout new mine -q && brownout check mine -q
    brownout compare mine -n 3 -q && ls results/mine && test -s results/mine/report.html
    test -s results/mine/charts/difference.svg && test -s results/mine/charts/difference.pdf
    test -s results/mine/charts/difference.png && test -s /usr/share/man/man1/brownout-compare.1
    brownout check /usr/share/brownout/scenarios/first-look -q'
printf 'package: installed and run; /usr grew by %d MB\n' "$(((after - before) / 1024))"

inside sh -ec 'apt-get -qq -y --no-install-recommends install /tmp/brownout-dev_*.deb gcc libc6-dev pkg-config' \
    >>"$build/package-install.log" 2>&1 || fail "see $build/package-install.log"
cp "$source/docs/examples/difference.c" "$chroot/tmp/"
inside sh -ec 'cd /tmp && cc difference.c $(pkg-config --cflags --libs brownout) -o difference &&
    ./difference /usr/share/brownout/scenarios/first-look'
inside sh -ec 'apt-get -qq -y --purge autoremove gcc libc6-dev pkg-config brownout-dev brownout' >/dev/null 2>&1
printf 'package: brownout-dev builds the example\n'
