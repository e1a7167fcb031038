#!/bin/sh
# alone.sh [SOURCE]: each header compiles on its own, with the warnings of the house. CC chooses the compiler.
cd "${1:-$(dirname "$0")/../..}" || exit 1
folders='base sim models study cli library bench'
flags=$(for library in gsl libmd libcjson; do pkg-config --cflags "$library"; done)
if pkg-config --exists plplot cairo; then
    folders="$folders plots"
    flags="$flags $(pkg-config --cflags plplot cairo)"
fi
failed=0
for header in $(find $folders -name '*.h' | sort); do
    # A header is its own first include, twice: the guard is checked too.
    printf '#include "%s"\n#include "%s"\nextern int unused;\n' "$header" "$header" |
        ${CC:-cc} -std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Werror \
            -I. $flags -fsyntax-only -x c - || { echo "$header does not compile alone"; failed=1; }
done
exit $failed
