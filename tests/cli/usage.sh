#!/bin/sh
# What is mistyped is answered with the nearest right name and status 2; help is as agreed.
. "$(dirname "$0")/expect.sh"

status 2 "$brownout"
says err "which command?"
status 2 "$brownout" comprae x
says err "did you mean compare?"
status 2 "$brownout" xyzzy
says err 'there is no command "xyzzy"'
for word in 'run compare' 'simulate compare' 'start compare' 'exec compare' 'chart plot' 'draw plot' 'graph plot' \
    'validate check' 'lint check' 'verify check'; do
    status 2 "$brownout" "${word% *}" x
    says err "there is no command \"${word% *}\"; did you mean ${word#* }?"
done
status 2 "$brownout" sweap x
says err "did you mean sweep?"
status 2 "$brownout" sweep x
says err "sweep needs --factors FILE"
status 2 "$brownout" sweep x --factors f --design lsh
says err 'there is no design "lsh"; did you mean lhs?'
status 2 "$brownout" sweep x --factors f --design file
says err "is not file=POINTS.csv, with a file"
for bad in 0/4 5/4 1 1/ /4 1/4/2 a/b; do
    status 2 "$brownout" sweep x --factors f --shard "$bad"
    says err "is not a shard I/N"
done
status 2 "$brownout" merge x
says err "merge needs the result folders of shards after OUT"
status 2 "$brownout" -n 5 compare x
says err "the command comes first"
status 2 "$brownout" compare
says err "compare needs SCENARIO"
status 2 "$brownout" compare a b
says err 'what is "b"?'
status 2 "$brownout" compare a --strategies partial full
says err 'one SCENARIO only, what is "full"? If "full" belongs to --strategies, write "partial,full"'
status 2 "$brownout" compare --strategies partial full -q a
says err 'one SCENARIO only, what is "a"? If "full" belongs to --strategies, write "partial,full"'
status 2 "$brownout" compare --strategies partial -q a b
says err 'one SCENARIO only, what is "b"?'
! grep -q "belongs to" err || miss "a list is suspected where an option stands behind it"
status 2 "$brownout" sweep a --metrics m --factors f n
! grep -q "belongs to" err || miss "a list is suspected of an option that takes none"
status 2 "$brownout" compare a --precison 0.1
says err "did you mean --precision?"
status 2 "$brownout" check a --precision 0.1
says err "check has no option --precision; it is one of compare"
status 2 "$brownout" compare a --strategy partial
says err "compare has no option --strategy (one of trace); did you mean --strategies?"
status 2 "$brownout" compare a --n 5
says err 'compare has no option "--n"; did you mean -n?'
status 2 "$brownout" plot a --set x=1
says err "plot has no option --set; it is one of check, compare, sweep, trace"
status 2 "$brownout" --verison
says err "did you mean --version?"
status 2 "$brownout" compare a -n
says err "option -n needs an argument"
status 2 "$brownout" compare a --quiet=yes
says err "option --quiet takes no argument"
status 2 "$brownout" compare a -z
says err "compare has no option -z"

# Numbers are read strictly.
for bad in 0 -1 1.5 0x10 1e3 ' 3' 3x 1000001 ''; do
    status 2 "$brownout" compare a -n "$bad"
    says err "is not a whole number from 1 to 1000000"
done
for equals in n=10 o=out j=2 o=a/b; do
    status 2 "$brownout" compare a "-$equals"
    says err "-${equals%=*}: \"=${equals#*=}\" begins with \"=\"; write -${equals%=*} ${equals#*=}"
done
gone =out
for bad in 0 1025 two; do status 2 "$brownout" compare a -j "$bad"; done
for bad in -1 18446744073709551616 1.0; do status 2 "$brownout" compare a --seed "$bad"; done
for bad in 0 -0.1 5% inf 1 5; do
    status 2 "$brownout" compare a --precision "$bad" --metric m
    says err "--precision: \"$bad\" is not a number over 0 and below 1; 0.05 stands for 5 %"
done
for bad in gif svg, ,svg 'svg png'; do status 2 "$brownout" compare a --format "$bad"; done
status 2 "$brownout" trace a --format json
status 2 "$brownout" compare a --precision 0.1
says err "--precision needs --metric"
status 2 "$brownout" compare a --metric m
says err "--metric needs --precision"
status 2 "$brownout" compare a --curves insurer --no-curves

# Names within the scenario.
status 2 quick -o results --strategies partail
says err 'the scenario has no strategy "partail"; did you mean partial?'
status 2 quick -o results --strategies xyzzy
says err 'the scenario has no strategy "xyzzy"; it has '
says err ', undisturbed'
status 2 quick -o results --strategies part
says err 'the scenario has no strategy "part"; did you mean partial?'
status 2 quick -o results --strategies partial,partial
says err "strategy partial is listed twice"
status 2 quick -o results --precision 0.1 --metric restord_h
says err "did you mean restored_h?"
status 2 quick -o results --precision 0.1 --metric wait_p95_h
says err "say which, as in service/"
status 2 "$brownout" trace "$scenario" --strategy ful
says err "did you mean"
status 2 quick -o results --set nosuch.cell=1
says err "--set:1:nosuch.cell:"
gone results

# Options before, between and after; abbreviated; `--`.
status 0 "$brownout" compare -q -n 2 "$scenario" --no-charts -o after
status 0 "$brownout" compare --rep=2 -qj1 "$scenario" --no-ch --output=short
status 0 env POSIXLY_CORRECT=1 "$brownout" compare "$scenario" -q -n 2 --no-charts -o posix
there after/run.json short/run.json posix/run.json
status 2 "$brownout" check -- --help
says err -- --help

# Help: word for word, and on one screen of 80 columns.
for command in '' new check compare sweep merge plot report trace explain; do
    status 0 "$brownout" $command --help
    golden=$source/tests/cli/help/${command:-brownout}.txt
    [ -z "${BROWNOUT_RENEW_GOLDEN-}" ] || cp out "$golden"
    same out "$golden"
    awk 'length > 80 { exit 1 }' out || miss "help of '$command' is over 80 columns wide"
    [ "$(wc -l <out)" -le 36 ] || miss "help of '$command' does not fit on a screen"
done
status 0 "$brownout" help trace
same out "$source/tests/cli/help/trace.txt"
status 2 "$brownout" help trac
says err "did you mean trace?"
status 0 "$brownout" --version
says out "brownout "
finish
