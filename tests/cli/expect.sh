# What the tests of the program share; sourced by each with its arguments: BINARY SOURCE_FOLDER SCRATCH_FOLDER.
# A test goes on after a miss and ends with the number of misses said and status 1.
set -u
export LC_ALL=C
brownout=$1
source=$2
scratch=$3/$(basename "$0" .sh)
misses=0
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch" || exit 1
scenario=$source/scenarios/first-look
# Sanitizers are told by the status 99, never to be mistaken for one of the program's own.
export ASAN_OPTIONS=exitcode=99:${ASAN_OPTIONS-}

miss() {
    echo "MISS: $*"
    misses=$((misses + 1))
}

# status WANTED COMMAND...: runs it with its output in the files `out` and `err`.
status() {
    wanted=$1
    shift
    "$@" >out 2>err
    got=$?
    [ "$got" = "$wanted" ] || miss "status $got, expected $wanted: $* ($(head -n 3 err))"
}

# says FILE TEXT: the file holds the text.
says() {
    grep -qF -- "$2" "$1" || miss "$1 does not say '$2': $(head -n 3 "$1")"
}

# silent FILE: the file is empty.
silent() {
    [ ! -s "$1" ] || miss "$1 is not empty: $(head -n 3 "$1")"
}

there() {
    for file in "$@"; do [ -e "$file" ] || miss "no $file"; done
}

gone() {
    for file in "$@"; do [ ! -e "$file" ] || miss "$file is there"; done
}

# same FILE FILE: the same bytes.
same() {
    cmp -s "$1" "$2" || miss "$1 and $2 differ"
}

# quick COMMAND ...: `compare` of the small scenario with what makes it fast.
quick() {
    "$brownout" compare "$scenario" -n 2 --no-charts "$@"
}

finish() {
    [ "$misses" = 0 ] || echo "$misses misses"
    exit $((misses > 0))
}
