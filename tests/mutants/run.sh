#!/usr/bin/env bash
# run.sh [--find] [PATCH...]: do the tests find errors? Plants the fault of each patch of this folder (all, or those given)
# into a copy of the program and runs the test that is said to catch it; a fault that passes is a hole in the tests. Writes
# the list into docs/validation.md where all were tried. --find runs all tests and says which of them fail.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source=$PWD
tree=$source/build/mutants/tree
build=$source/build/mutants/build
document=$source/docs/validation.md
finds=no
if [ "${1:-}" = --find ]; then
    finds=yes
    shift
fi
patches=("$@")
if [ "${#patches[@]}" -eq 0 ]; then patches=(tests/mutants/*.patch); fi

copy_tree() {
    rm -rf "$tree" "$build" # times of the copy say nothing of what was built
    mkdir -p "$tree"
    tar -c --exclude=./build --exclude=./results --exclude=./.git . | tar -x -C "$tree"
    cmake -S "$tree" -B "$build" -DBROWNOUT_PLOTS=OFF -DBROWNOUT_WERROR=OFF -DCMAKE_BUILD_TYPE=Release >/dev/null
    targets=$(cmake --build "$build" --target help)
}

# field PATCH NAME: the rest of its line `NAME: ...`.
field() { sed -n "s/^$2: //p" "$1"; }

# build_test TEST: the program and, where it is a program of its own, the test.
build_test() {
    local target=test_${1//\//_}
    if ! grep -qw "$target" <<<"$targets"; then target=; fi
    cmake --build "$build" --parallel "$(nproc)" --target brownout $target >"$build/log" 2>&1 ||
        { tail -n 20 "$build/log"; return 1; }
}

passes() { ctest --test-dir "$build" -R "^$1\$" --no-tests=error >"$build/log" 2>&1; }

planted() { (cd "$tree" && patch --quiet -p1 "$@"); }

# Says whether the test named in the patch, which passes without the fault, fails with it.
try() {
    local patch=$1 test
    test=$(field "$patch" 'Caught by')
    build_test "$test" || return 1
    if ! passes "$test"; then
        echo "mutants: $test fails without any fault, or is none"
        return 1
    fi
    planted <"$patch" || return 1
    build_test "$test" && if passes "$test"; then
        echo "mutants: $(basename "$patch" .patch): SURVIVED $test"
        planted --reverse <"$patch"
        return 1
    fi
    planted --reverse <"$patch"
    echo "mutants: $(basename "$patch" .patch): caught by $test"
}

find_tests() {
    local patch=$1
    planted <"$patch"
    cmake --build "$build" --parallel "$(nproc)" >"$build/log" 2>&1 || tail -n 20 "$build/log"
    ctest --test-dir "$build" -j "$(nproc)" >"$build/log" 2>&1 || true
    planted --reverse <"$patch"
    echo "$(basename "$patch" .patch): $(sed -n 's/^\t *[0-9]* - \([^ ]*\) (.*/\1/p' "$build/log" | tr '\n' ' ')"
}

# The table of all faults takes the place of what stands between the two marks.
write_table() {
    local table=$build/table.md patch
    {
        echo '| fault | planted in | caught by |'
        echo '| --- | --- | --- |'
        for patch in tests/mutants/*.patch; do
            echo "| $(field "$patch" Fault) | \`$(sed -n 's|^--- a/||p' "$patch" | cut -f1)\` | \`$(field "$patch" 'Caught by')\` |"
        done
    } >"$table"
    sed -e "/^<!-- planted faults: /r $table" -e '/^<!-- planted faults: /,/^<!-- end of planted faults/{/^<!-- /!d}' \
        "$document" >"$build/validation.md"
    cat "$build/validation.md" >"$document"
}

copy_tree
caught=0 survived=0
for patch in "${patches[@]}"; do
    patch=$source/${patch#"$source"/}
    if [ "$finds" = yes ]; then
        find_tests "$patch"
    elif try "$patch"; then
        caught=$((caught + 1))
    else
        survived=$((survived + 1))
    fi
done
if [ "$finds" = yes ]; then exit 0; fi
if [ "$#" -eq 0 ] && [ "$survived" -eq 0 ]; then write_table; fi
echo "mutants: $caught caught, $survived not"
[ "$survived" -eq 0 ]
