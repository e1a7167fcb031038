#!/bin/sh
# A rank that is killed in the middle of a sweep takes the others along and loses no finished piece: the same command
# goes on, and ends with the bytes of a run that nobody disturbed.
. "$(dirname "$0")/expect.sh"
mpi=${brownout%/*}/brownout-mpi
[ -x "$mpi" ] || exit 77
for tool in mpirun sqlite3 pgrep; do command -v $tool >/dev/null || exit 77; done

cat >factors.csv <<'END_OF_FACTORS'
factor,cell,low,high
spread,links.*.spread_per_h,x0.5,x4
END_OF_FACTORS

ranks() {
    mpirun -n 3 --allow-run-as-root --oversubscribe "$mpi" sweep "$scenario" --factors factors.csv --points 24 \
        -n 10 --no-charts -o "$1"
}

finished() {
    sqlite3 -readonly "$1/sweep.sqlite" 'SELECT count(*) FROM finished' 2>/dev/null || echo 0
}

# process_of RANK MPIRUN: the process of a rank among the children of mpirun.
process_of() {
    for process in $(pgrep -P "$2"); do
        if tr '\0' '\n' <"/proc/$process/environ" 2>/dev/null | grep -qx "OMPI_COMM_WORLD_RANK=$1"; then
            echo "$process"
        fi
    done
}

status 0 "$brownout" sweep "$scenario" --factors factors.csv --points 24 -n 10 -q --no-charts -o undisturbed
for rank in 2 0; do
    ranks "killed-$rank" >out 2>err &
    shell=$!
    process=
    for _ in $(seq 600); do
        run=$(pgrep -P $shell -x mpirun || echo $shell)
        [ "$(finished "killed-$rank")" -ge 20 ] && process=$(process_of $rank "$run")
        [ "$process" ] && break
        sleep 0.1
    done
    [ "$process" ] || miss "rank $rank was not found"
    kill -KILL "$process"
    wait $shell && miss "a sweep without rank $rank ends well"
    kept=$(finished "killed-$rank")
    [ "$kept" -ge 20 ] && [ "$kept" -lt 240 ] || miss "killed rank $rank: $kept of 240 replications are kept"
    gone "killed-$rank/run.json"
    status 0 ranks "killed-$rank"
    says out "were there already"
    for file in points.csv results.csv; do same "killed-$rank/$file" "undisturbed/$file"; done
    sqlite3 "killed-$rank/sweep.sqlite" .dump >left
    sqlite3 undisturbed/sweep.sqlite .dump >right
    same left right
done
finish
