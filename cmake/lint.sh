#!/usr/bin/env bash
# lint.sh SOURCE BUILD: formatting, static analysis, include directions, stray blanks, headers that stand alone. Goes on
# after a finding and says at the end how many checks have failed.
set -uo pipefail
cd "$1" || exit 1
build=$2
cores=$(nproc 2>/dev/null || echo 2)
passed=0 failed=0

check() {
    local name=$1 begin=$SECONDS
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf 'lint: %s: passed in %d s\n' "$name" "$((SECONDS - begin))"
    else
        failed=$((failed + 1))
        printf 'lint: %s: FAILED\n' "$name"
    fi
}

c_files() {
    local folder
    for folder in base sim models study plots cli library tests bench docs; do
        [ ! -d "$folder" ] || find "$folder" -name '*.[ch]'
    done | sort
}

formatted() { c_files | xargs clang-format --dry-run -Werror; }

# The files of the build's compile commands that lie in a layer; tests are formatted, not analysed. What an option leaves
# out of this build (MPI) has no compile command.
analysed() {
    find base sim models study plots cli library bench -name '*.c' | sort |
        while read -r file; do
            ! grep -qF "/$file\"" "$build/compile_commands.json" || echo "$file"
        done |
        xargs -P "$cores" -n 2 clang-tidy -p "$build" --quiet 2>/dev/null
}

without_stray_blanks() {
    ! grep -rnE --include='*.[ch]' --include='*.def' --include='*.md' --include='*.sh' --include='*.cmake' \
        --include=CMakeLists.txt --include=dev --include=run '[[:blank:]]+$' \
        base sim models study plots cli library bench tests cmake docs scenarios .ci ./*.md dev CMakeLists.txt
}

short_enough() {
    ! c_files | grep -v '^tests/' | xargs wc -l | grep -vE ' total$' |
        awk '$1 > 500 { print $2 ": " $1 " lines, at most 500"; found = 1 } END { exit !found }'
}

check 'clang-format' formatted
check 'include directions' tests/layers.sh "$PWD"
check 'headers alone' tests/headers/alone.sh "$PWD"
check 'stray blanks' without_stray_blanks
check 'file length' short_enough
check 'clang-tidy' analysed
printf 'lint: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
