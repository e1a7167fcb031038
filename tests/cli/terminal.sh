#!/bin/sh
# Colours and progress are for a terminal that wants them, and for nobody else.
. "$(dirname "$0")/expect.sh"
command -v script >/dev/null || { echo "no script(1): nothing was tested"; exit 0; }
escape=$(printf '\033')

# seen SETTING... -- ARGUMENTS: what a terminal would get, in `screen`.
seen() {
    settings=
    while [ "$1" != -- ]; do
        settings="$settings $1"
        shift
    done
    shift
    # shellcheck disable=SC2086
    env $settings script -qec "$brownout $*" /dev/null </dev/null >screen 2>&1
}
run="compare $scenario -n 80 -j 1 --no-charts -o"
seen TERM=xterm NO_COLOR= -- $run colour
says screen "of 80 replications"
says screen "${escape}[36m"
seen TERM=xterm NO_COLOR=1 -- $run plain
says screen "of 80 replications"
grep -q "${escape}\[[0-9;]*m" screen && miss "coloured in spite of NO_COLOR"
seen TERM=dumb NO_COLOR= -- $run dumb -n 3
grep -q "$escape" screen && miss "escapes to a dumb terminal"
seen TERM=xterm NO_COLOR= -- $run quiet -q -n 3
grep -q "replications" screen && miss "progress in spite of --quiet"
seen TERM=xterm NO_COLOR= -- comprae x
says screen "${escape}[1;31mbrownout:${escape}[0m there is no command"

# No terminal: nothing of the kind, whatever TERM says.
TERM=xterm "$brownout" $run piped -n 3 >out 2>err
silent err
grep -q "$escape" out && miss "escapes on a pipe"
TERM=xterm "$brownout" comprae x 2>err
grep -q "$escape" err && miss "escapes in a file"
finish
