#!/bin/sh
# The same bytes from every place: another working directory, a relative path, a German locale, another time zone, mask
# and terminal. The locale is made here, so it needs the package `locales` and nothing installed beside it.
expect=$(dirname "$0")/expect.sh
. "$expect"
plots=${4-OFF}

mkdir locales
localedef -i de_DE -f UTF-8 locales/de_DE.UTF-8 2>localedef.err || miss "no German locale: $(cat localedef.err)"
point=$(LOCPATH=$PWD/locales LC_ALL=de_DE.UTF-8 locale decimal_point)
[ "$point" = , ] || miss "the German locale writes decimals with '$point', so it shows nothing"

run() {
    out=$1
    shift
    status 0 "$@" compare "$scenario" -n 3 -q --all-replications --curves insurer -o "$scratch/$out"
}

run plain "$brownout"
run german env LOCPATH="$scratch/locales" LC_ALL=de_DE.UTF-8 LANGUAGE=de LANG=de_DE.UTF-8 "$brownout"
run elsewhere env TZ=Asia/Kathmandu TERM=dumb NO_COLOR=1 COLUMNS=20 "$brownout"
cp -R "$scenario" copied
umask 077
(cd copied && status 0 "$brownout" compare . -n 3 -q --all-replications --curves insurer -o ../relative &&
    exit "$misses") || misses=$((misses + 1))
umask 022
for other in german elsewhere relative; do
    diff -rq -x run.json -x report.html plain "$other" >differ || miss "$other: $(head -n 3 differ)"
done
# run.json and the report name the command and the time taken; the rest of the report is alike.
anonymous() { sed -e '/<code>.* compare /d' -e '/<dt>[A-Z][a-z ]* time<\|<dt>Time taken</d' "$1"; }
if [ "$plots" = ON ]; then
    there plain/charts plain/report.html
    for out in plain german elsewhere; do anonymous $out/report.html >$out.html; done
    same plain.html german.html
    same plain.html elsewhere.html
fi

# A table of a spreadsheet reads alike, and what is printed is written with a point.
for locale in C de_DE.UTF-8; do
    status 0 env LOCPATH="$scratch/locales" LC_ALL=$locale "$brownout" check "$source/tests/examples/everything-de"
    cp out "check-$locale"
    status 0 env LOCPATH="$scratch/locales" LC_ALL=$locale "$brownout" trace "$scenario" --strategy full
    cp out "trace-$locale"
done
same check-C check-de_DE.UTF-8
same trace-C trace-de_DE.UTF-8
finish
