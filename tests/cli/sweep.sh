#!/bin/sh
# Sweeps: what a point says is what `compare` says of it; other threads, shards and processes give the same bytes; what
# does not fit is refused before anything is written.
. "$(dirname "$0")/expect.sh"
jobs=$source/docs/jobs
mpi=${brownout%/*}/brownout-mpi
short='--set scenario.horizon_days=2 --set scenario.warmup_days=0 --no-charts'

cat >factors.csv <<'END'
factor,cell,low,high,levels,scale,dist,note
spread,links.*.spread_per_h,x0.5,x4,,log,,hours to days
agents,insurers.*.agents,x0.5,x1.5,x0.5 x1.5,,x triangular(low=0.5 mode=1 high=1.5),
agents,channels.telephone.redial_prob,0.9,0.1,0.9 0.1,,,few agents: more redial
END

# small OUT ...: a sweep that takes a moment.
small() {
    out=$1
    shift
    # shellcheck disable=SC2086
    "$brownout" sweep "$scenario" --factors factors.csv $short -n 2 -q -o "$out" "$@"
}

# The store as text; a test that needs it is passed over where there is no sqlite3.
dump() {
    if command -v sqlite3 >/dev/null; then
        sqlite3 "$1/sweep.sqlite" .dump
    fi
}

same_sweep() {
    for file in points.csv results.csv; do same "$1/$file" "$2/$file"; done
    dump "$1" >left
    dump "$2" >right
    same left right
}

status 0 small grid --points 2 -j 1
silent err
there grid/points.csv grid/results.csv grid/sweep.sqlite grid/run.json
gone grid/sweep.sqlite-wal grid/sweep.sqlite-shm grid/.brownout-run.json
[ "$(cat grid/points.csv)" = "point,spread,agents,replications
1,0.5,0.5,2
2,0.5,1.5,2
3,4,0.5,2
4,4,1.5,2" ] || miss "points.csv: $(cat grid/points.csv)"

# A point is the scenario with these cells: means, intervals and differences are those of `compare`.
# shellcheck disable=SC2086
status 0 "$brownout" compare "$scenario" $short -n 2 -q --no-curves -o compared \
    --set 'links.*.spread_per_h=x4' --set 'insurers.*.agents=x0.5' --set channels.telephone.redial_prob=0.9
grep '^3,' grid/results.csv | cut -d, -f2-15 >point
grep -v '^strategy\|^undisturbed' compared/summary.csv | grep '^[^,]*,\(total\|service\),[^@]*$' >summary
same point summary
grep '^3,' grid/results.csv | grep -v '^3,full' | sed 's/^3,\([^,]*,[^,]*,[^,]*,[^,]*\),.*,[^,]*,\([^,]*,[^,]*,[^,]*,[^,]*\)$/\1,\2/' | sort >point
grep '^\(total\|service\),[^@]*$' compared/comparison.csv | grep -v ,undisturbed, |
    awk -F, '{ print $6 "," $1 "," $2 "," $3 "," $10 "," $11 "," $12 "," $13 }' | sort >comparison
same point comparison

# Threads, a second run, more replications later, shards in any order, jobs, processes.
status 0 small threads --points 2 -j 3
same_sweep grid threads
status 0 small threads --points 2
same_sweep grid threads
status 0 small grown --points 2 -n 1
status 0 small grown --points 2 -n 2
same_sweep grid grown
for shard in 1 2 3; do status 0 small part-$shard --points 2 --shard $shard/3; done
status 2 "$brownout" merge merged part-3 part-1
says err "3 of 4 points are finished: what lacks is in shard 2/3; run it, then merge again"
gone merged/run.json
status 0 "$brownout" merge merged part-2
same_sweep grid merged
says out "4 points"
# shellcheck disable=SC2086
status 0 env BROWNOUT="$brownout" WITH_XARGS=yes sh "$jobs/parallel.sh" xargs 2 "$scenario" --factors factors.csv $short -n 2 --points 2
same_sweep grid xargs
if command -v parallel >/dev/null; then
    # shellcheck disable=SC2086
    status 0 env BROWNOUT="$brownout" sh "$jobs/parallel.sh" jobs 4 "$scenario" --factors factors.csv $short -n 2 --points 2
    same_sweep grid jobs
fi
if [ -x "$mpi" ] && command -v mpirun >/dev/null; then
    # shellcheck disable=SC2086
    status 0 mpirun -n 3 --allow-run-as-root --oversubscribe "$mpi" sweep "$scenario" --factors factors.csv $short \
        -n 2 -q --points 2 -o ranks
    same_sweep grid ranks
    status 2 mpirun -n 2 --allow-run-as-root --oversubscribe "$mpi" sweep "$scenario" --factors nothing.csv
    [ "$(grep -c 'nothing.csv:1:' err)" = 1 ] || miss "a mistake is told $(grep -c nothing.csv:1: err) times"
fi

# A job array as Slurm runs it: sbatch is played by a function of ours.
mkdir bin
cat >bin/sbatch <<'END'
#!/bin/sh
tasks=
while [ "${1#--}" != "$1" ]; do
    case $1 in --array=1-*) tasks=${1#--array=1-} ;; --parsable) echo 17 ;; esac
    shift
done
if [ "$tasks" ]; then
    for task in $(seq "$tasks"); do SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=2 sh "$@" || exit; done
else
    sh "$@"
fi
END
chmod +x bin/sbatch
# shellcheck disable=SC2086
status 0 env BROWNOUT="$brownout" PATH="$PWD/bin:$PATH" sh "$jobs/slurm.sh" array 3 "$scenario" --factors factors.csv $short -n 2 --points 2
same_sweep grid array
status 0 sh "$jobs/kubernetes.sh" /data/out 5 /data/case --factors '/data/a "b".csv'
says out "completions: 5"
says out '- "/data/a \"b\".csv"'

# Common random numbers are switchable: with other numbers at each point, two points that are alike differ.
printf 'factor,cell,levels\nspread,links.*.spread_per_h,x1\n' >one.csv
printf 'spread\n1\n1\n' >twice.csv
# shellcheck disable=SC2086
status 0 "$brownout" sweep "$scenario" --factors one.csv --design file=twice.csv $short -n 2 -q -o common
grep '^1,' common/results.csv | cut -d, -f2- >left
grep '^2,' common/results.csv | cut -d, -f2- >right
same left right
# shellcheck disable=SC2086
status 0 "$brownout" sweep "$scenario" --factors one.csv --design file=twice.csv $short -n 2 -q -o own --independent-points
grep '^1,' own/results.csv | cut -d, -f2- >left
grep '^2,' own/results.csv | cut -d, -f2- >right
cmp -s left right && miss "--independent-points gives both points the same numbers"

# Every design runs, and the points of one can be listed for another.
for design in lhs sobol morris saltelli one-at-a-time; do
    status 0 small "$design" --design $design --points 2 -n 1 --strategies full --metrics cost_total_eur
    there "$design/results.csv"
done
[ "$(wc -l <morris/points.csv)" = 7 ] || miss "morris: $(cat morris/points.csv)"
[ "$(wc -l <saltelli/points.csv)" = 9 ] || miss "saltelli: $(cat saltelli/points.csv)"
[ "$(sed -n 2p one-at-a-time/points.csv)" = 1,1,0,,,,1 ] || miss "one-at-a-time: $(cat one-at-a-time/points.csv)"
status 0 small listed --design file=morris/points.csv -n 1 --strategies full --metrics cost_total_eur
same listed/results.csv morris/results.csv
[ "$(cut -d, -f3-5 listed/results.csv | sort -u | wc -l)" = 2 ] || miss "--metrics keeps others: $(cat listed/results.csv)"

# German dialect.
cat >german.csv <<'END'
factor;cell;low;high;levels;scale;dist;note
spread;links.*.spread_per_h;x0,5;x4;;log;;
agents;insurers.*.agents;x0,5;x1,5;x0,5 x1,5;;;
agents;channels.telephone.redial_prob;0,9;0,1;0,9 0,1;;;
END
# shellcheck disable=SC2086
status 0 "$brownout" sweep "$scenario" --factors german.csv $short -n 2 -q -o german --points 2
same german/results.csv grid/results.csv

# What is of another sweep is refused, and taken by force.
status 2 small grid --points 3
says err 'holds another sweep: points is "4" there and "6" now'
status 2 small grid --points 2 --seed 9
says err 'seed is "1" there and "9" now'
status 2 small grid --points 2 -n 1
says err "has 2 replications of each point already"
sed 's/x4/x5/' factors.csv >other.csv
# shellcheck disable=SC2086
status 2 "$brownout" sweep "$scenario" --factors other.csv $short -n 2 -q -o grid --points 2
says err "sha256 of the factors is not the same"
same_sweep grid threads
status 2 "$brownout" compare "$scenario" -n 2 -q --no-charts -o grid
says err "of another command"
status 2 "$brownout" merge merged part-1 lhs
says err "is a shard of another sweep"
status 0 small grid --points 2 --seed 9 --force
cmp -s grid/results.csv threads/results.csv && miss "--force did not run another seed"
status 2 "$brownout" merge nothing-there nowhere
says err "nowhere: holds no sweep.sqlite"
gone nothing-there
mkdir foreign
: >foreign/mine
status 2 small foreign --points 2
status 2 "$brownout" merge foreign part-1
there foreign/mine
mkdir broken
echo nonsense >broken/sweep.sqlite
status 2 "$brownout" merge into broken
says err broken/sweep.sqlite

# A signal keeps what is done and says how to go on.
"$brownout" sweep "$scenario" --factors factors.csv --points 20 -n 20 -q -j 1 -o stopped >out 2>err &
process=$!
sleep 2
kill -s INT $process
wait $process
got=$?
[ $got = 130 ] || miss "SIGINT: status $got"
says err "points are finished and kept in stopped; the same command goes on from there"
says stopped/run.json '"interrupted": true'
finish
