#!/bin/sh
# Mistakes in the factors, the points and what they make of a scenario: each is told once, with file, line and column,
# all of them in one go, and nothing is written.
. "$(dirname "$0")/expect.sh"

# refused TEXT OPTION...: with the rows of standard input as factors, the sweep is refused and says TEXT.
refused() {
    { echo 'factor,cell,low,high,levels,scale,dist' && cat; } >factors.csv
    text=$1
    shift
    status 2 "$brownout" sweep "$scenario" --factors factors.csv -q -o results "$@"
    says err "$text"
    [ "$(grep -c . err)" = "${lines:-1}" ] || miss "$(grep -c . err) lines for '$text': $(cat err)"
    gone results
}

refused 'factors.csv:2:cell: unknown table "atack"; did you mean "attack"?' <<'END'
a,atack.detect_h,1,2,,,
END
refused 'factors.csv:2:cell: unknown id of insurers "isarkase"; did you mean "isarkasse"?' <<'END'
a,insurers.isarkase.agents,1,2,,,
END
refused 'factors.csv:2:cell: "attack.entry" holds no number' <<'END'
a,attack.entry,1,2,,,
END
refused 'factors.csv:2:cell: "scenario.replications" is the same for all points' <<'END'
a,scenario.replications,1,2,,,
END
refused 'factors.csv:3:cell: "attack.detect_h" is varied in line 2 already' --design lhs <<'END'
a,attack.detect_h,1,2,,,
b,attack.detect_h,3,4,,,
END
refused 'factors.csv:2:factor: "point" is a column of points.csv already' --design lhs <<'END'
point,attack.detect_h,1,2,,,
END
refused 'factors.csv:2:factor: is required' --design lhs <<'END'
,attack.detect_h,1,2,,,
END
refused 'factors.csv:2:low: "1,5" is no number' <<'END'
a,attack.detect_h,"1,5",2,,,
END
refused 'factors.csv:2:low: "x0,8" is no number (write x0.8; the decimal sign here is ".")' <<'END'
a,attack.detect_h,"x0,8",x2,,,
END
refused 'factors.csv:2:high: is required beside low' <<'END'
a,attack.detect_h,1,,,,
END
refused 'factors.csv:2:high: "1" is equal to low' <<'END'
a,attack.detect_h,1,1,,,
END
refused 'factors.csv:2:high: is under low' <<'END'
a,attack.detect_h,2,1,,,
END
refused 'factors.csv:2:high: "2" does not multiply (x), unlike the values before it' <<'END'
a,attack.detect_h,x1,2,,,
END
refused 'factors.csv:2:high: "1.5" is out of range for channels.redial_prob; expected a number from 0 to 1' <<'END'
a,channels.telephone.redial_prob,0.5,1.5,,,
END
refused 'factors.csv:2:scale: "lag" is no scale; did you mean "log"?' <<'END'
a,attack.detect_h,1,2,,lag,
END
refused 'factors.csv:2:scale: "log" needs low and high over 0' <<'END'
a,attack.detect_h,0,2,,log,
END
refused 'factors.csv:2:levels: "2" is out of order' <<'END'
a,attack.detect_h,,,1 3 2,,
END
refused "factors.csv:3:levels: has 1 level, the factor's first row (line 2) has 2" <<'END'
a,attack.detect_h,,,1 2,,
a,attack.payload_h,,,1,,
END
refused 'factors.csv:2:dist: unknown distribution' --design lhs <<'END'
a,attack.detect_h,,,,,lognorml(mean=1 sd=1)
END
refused 'factors.csv:2:low: is required, with high; or levels, or dist' --design lhs <<'END'
a,attack.detect_h,,,,,
END
refused 'factors.csv:2:levels: is required for a grid; or --points N' <<'END'
a,attack.detect_h,1,2,,,
END
refused 'the design grid has 2000000 points; expected at most 1000000' --points 1000000 <<'END'
a,attack.detect_h,1,2,,,
b,attack.payload_h,,,1 2,,
END
lines=2 refused 'factors.csv:3:scale: "x" is no scale' <<'END'
a,attack.detekt_h,1,2,,,
b,attack.payload_h,1,2,,x,
END
# What each cell may hold and both together may not.
lines=2 refused 'point 1 is no valid scenario: a=0.05' --design grid <<'END'
a,scenario.horizon_days,,,0.05 1,,
END
refused 'has no rows; expected at least one factor' </dev/null

status 2 "$brownout" sweep "$scenario" --factors nothing.csv
says err 'nothing.csv:1:: cannot be read: No such file or directory'
printf 'factr,cell\na,attack.detect_h\n' >bad.csv
status 2 "$brownout" sweep "$scenario" --factors bad.csv
says err 'bad.csv:1:factr: unknown column; did you mean "factor"?'
[ "$(grep -c . err)" = 1 ] || miss "a mistyped column is told twice: $(cat err)"
for low in lo lower_end; do # near to low, and to nothing
    printf 'factor,cell,%s,high\na,attack.detect_h,1,2\nb,attack.payload_h,1,"2,5"\n' $low >bad.csv
    status 2 "$brownout" sweep "$scenario" --factors bad.csv
    says err "bad.csv:1:$low: unknown column; "
    says err 'bad.csv:3:high: "2,5" is no number'
    [ "$(grep -c . err)" = 2 ] || miss "a mistyped column is told twice: $(cat err)"
done
printf 'cell,low,high\nattack.detect_h,1,2\n' >bad.csv
status 2 "$brownout" sweep "$scenario" --factors bad.csv
says err 'bad.csv:1:factor: column is missing'

printf 'factor,cell,low,high\na,attack.detect_h,1,2\nb,attack.payload_h,1,2\nb,links.*.spread_per_h,1,2\n' >f.csv
# points TEXT: the rows of standard input as points.
points() {
    cat >points.csv
    status 2 "$brownout" sweep "$scenario" --factors f.csv --design file=points.csv -q -o results
    says err "$1"
    gone results
}
printf 'a,c\n1,2\n' | points 'points.csv:1:c: is no factor of f.csv; expected one of a, b'
printf 'a,bb\n1,2\n' | points 'points.csv:1:bb: is no factor of f.csv; did you mean "b"?'
[ "$(grep -c . err)" = 1 ] || miss "a mistyped column is told twice: $(cat err)"
printf 'a\n1\n' | points 'points.csv:1:b: column is missing'
printf 'a,b\n1,x\n' | points 'points.csv:2:b: "x" is no number'
printf 'a,b\n1,3\n' | points "points.csv:2:b: \"3\": the factor's further rows follow its place"
printf 'a,b\n' | points 'has no rows; expected at least one point'
printf 'a,b\n-1,1\n' | points 'points.csv:2:a:'

printf 'factor,cell,levels\na,attack.detect_h,1\n' >one.csv
status 2 "$brownout" sweep "$scenario" --factors one.csv --metrics cost_totl_eur -o results
says err 'there is no metric "cost_totl_eur"; did you mean cost_total_eur?'
status 2 "$brownout" sweep "$scenario" --factors one.csv --strategies ful -o results
says err 'did you mean full?'
awk 'BEGIN { print "factor,cell,low,high"; for (i = 0; i < 41; ++i) print "f" i ",links.*.spread_per_h,x1,x2" }' >many.csv
for design in sobol saltelli; do
    status 2 "$brownout" sweep "$scenario" --factors many.csv --design $design -o results
    says err "has 41 factors; the design $design takes at most"
done
gone results

# What may mean thousands is read as it stands, and told: of each column the first. A factor is never one.
cat >factors.csv <<'END'
factor,cell,low,high,levels,scale,dist
a,insurers.isarkasse.insured,40.000,60.000,,,
b,insurers.hansekasse.insured,x1.500,x2.500,,,
END
status 0 "$brownout" sweep "$scenario" --factors factors.csv -q -o results -n 2 --points 2 --no-charts
says err 'warning: factors.csv:2:low: 40.000 is read as 40; where thousands are meant, write 40000'
says err 'warning: factors.csv:2:high: 60.000 is read as 60; where thousands are meant, write 60000'
[ "$(grep -c . err)" = 2 ] || miss "more than two warnings: $(cat err)"
finish
