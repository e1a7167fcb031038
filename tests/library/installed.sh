#!/bin/sh
# Installs into a folder, builds the example of docs/ against it with what pkg-config says, and compares what it prints
# with the result files of the installed program. Arguments as in cli/expect.sh, then: BUILD CMAKE COMPILER SANITIZERS.
build=$4 cmake=$5 CC=$6 sanitizers=$7
expect=$(dirname "$0")/../cli/expect.sh
. "$expect"
status 0 "$cmake" --install "$build" --prefix "$scratch/first"
mv first moved # an installed tree may be moved
tree=$scratch/moved
library=$(dirname "$(find "$tree" -name 'libbrownout.so')")
there "$tree/include/brownout.h" "$tree/bin/brownout" "$tree/share/man/man1/brownout-compare.1" \
    "$tree/share/bash-completion/completions/brownout" "$tree/share/zsh/vendor-completions/_brownout" \
    "$tree/share/fish/vendor_completions.d/brownout.fish" "$tree/share/brownout/scenarios/first-look/scenario.csv"

# Nothing but the functions of the header is to be seen.
nm -D --defined-only "$library/libbrownout.so" | awk '{ print $3 }' | sort >seen
grep -o 'brownout_[a-z_]*(' "$tree/include/brownout.h" | tr -d '(' | sort -u >declared
while read -r name; do grep -qx "$name" declared || miss "$name is visible and not in brownout.h"; done <seen
while read -r name; do grep -qx "$name" seen || miss "$name is in brownout.h and not in the library"; done <declared
[ "$(wc -l <seen)" -gt 10 ] || miss "only $(wc -l <seen) functions"

# The header is C and C++, with every warning, without ours.
for language in c:-std=c99 c++:-std=c++11; do
    printf '#include <brownout.h>\nint use(void);\nint use(void) { return 0; }\n' |
        "$CC" -x "${language%%:*}" "${language#*:}" -Wall -Wextra -Wpedantic -Werror -fsyntax-only \
            -I"$tree/include" - 2>errors || miss "as ${language%%:*}: $(head -n 3 errors)"
done

export PKG_CONFIG_PATH="$library/pkgconfig"
[ "$(pkg-config --modversion brownout)" = "$("$tree/bin/brownout" --version | cut -d ' ' -f 2)" ] || miss "versions differ"
# shellcheck disable=SC2046
status 0 "$CC" -std=c17 -Wall -Wextra -Wpedantic -Werror ${sanitizers:+-fsanitize=$sanitizers} \
    "$source/docs/examples/difference.c" $(pkg-config --cflags --libs brownout) -o difference
export LD_LIBRARY_PATH="$library"
status 0 ./difference "$tree/share/brownout/scenarios/first-look"
cp out said
status 0 "$tree/bin/brownout" compare "$scenario" -n 5 --no-charts -q -o results
awk -F, '$1 == "total" && $3 == "insured_hours_lost" && $6 != "undisturbed" {
    printf "%.0f insured-hours lost, %+.0f to the baseline (%.0f to %.0f)\n", $9, $10, $11, $12 }' \
    results/comparison.csv >computed
[ -s computed ] || miss "comparison.csv says nothing"
while read -r line; do says said "$line"; done <computed

status 1 ./difference nosuch
says err 'nosuch:1:: is no scenario'
finish
