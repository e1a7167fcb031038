#!/bin/sh
# The results have the same bits for any number of threads, and for any order and choice of strategies.
expect=$(dirname "$0")/../cli/expect.sh
. "$expect"
files="replications.csv summary.csv comparison.csv curves.csv restoration.csv fairness.csv model.csv"

run() {
    out=$1
    shift
    status 0 "$brownout" compare "$example" --no-charts --all-replications --curves insurer -q -o "$out" "$@"
}

for example in "$source/scenarios/first-look" "$source/tests/examples/everything"; do
    name=$(basename "$example")
    for threads in 1 2 7; do run "$name-$threads" -j $threads -n 5; done
    for file in $files; do
        same "$name-1/$file" "$name-2/$file"
        same "$name-1/$file" "$name-7/$file"
    done
    # Antithetic pairs too, of which the first may wait for the second.
    for threads in 1 2 7; do run "$name-pairs-$threads" -j $threads -n 6 --antithetic; done
    for file in $files; do
        same "$name-pairs-1/$file" "$name-pairs-2/$file"
        same "$name-pairs-1/$file" "$name-pairs-7/$file"
    done
    # More replications leave the first five as they are.
    run "$name-more" -n 6
    awk -F, 'FNR == 1 || $2 <= 5' "$name-more/replications.csv" >first-five.csv
    same first-five.csv "$name-1/replications.csv"
done

# A strategy's results do not depend on which others run, or in which order: they stand in another order, no more.
example=$source/scenarios/first-look
run one-way --strategies full,partial -n 3
run other-way --strategies partial,full -n 3
run alone --strategies full -n 3
grep '^full,' one-way/replications.csv >a.csv
grep '^full,' other-way/replications.csv >b.csv
grep '^full,' alone/replications.csv >c.csv
[ -s a.csv ] || miss "no rows of full"
same a.csv b.csv
same a.csv c.csv
finish
