#!/bin/sh
# Man pages and completion are made from the tables of commands and options: whatever help shows is there too.
. "$(dirname "$0")/expect.sh"
pages=$(dirname "$brownout")/pages

# The names of commands and options as help shows them, which comes from the tables on another way.
"$brownout" --help | sed -n 's/^  \([a-z]*\) *\[*[A-Z]*\]*  .*/\1/p' | grep -v brownout >commands
[ "$(wc -l <commands)" -ge 7 ] || miss "help lists $(wc -l <commands) commands"
options_of() { "$brownout" "$1" --help | grep '^  ' | grep -o -- '--[a-z][a-z-]*  *' | tr -d ' ' | sort -u; }

while read -r command; do
    page=$pages/brownout-$command.1
    there "$page"
    sed 's/\\-/-/g' "$page" >plain
    for option in $(options_of "$command"); do
        says plain "$option"
        grep -q "$command.*-l ${option#--} " "$pages/brownout.fish" || miss "fish does not know $command $option"
    done
    says "$pages/_brownout" "    $command)"
    says "$pages/brownout.1" "\\fB$command\\fR"
done <commands

if command -v mandoc >/dev/null; then
    mandoc -T lint -W error "$pages"/*.1 >lint || miss "man pages: $(head -n 3 lint)"
fi
if command -v groff >/dev/null; then
    groff -man -ww -z -Tascii "$pages"/*.1 2>warnings
    silent warnings
fi

# bash offers what fits.
if command -v bash >/dev/null; then
    cat >ask.bash <<'END'
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_brownout
printf '%s\n' "${COMPREPLY[@]}"
END
    mkdir -p folder/inner
    touch folder/file
    offers() {
        wanted=$1
        shift
        got=$(bash ask.bash "$pages/brownout.bash" "$@" | sort | tr '\n' ' ' | sed 's/ $//')
        [ "$got" = "$wanted" ] || miss "bash offers '$got', expected '$wanted', for: $*"
    }
    offers "compare" brownout compa
    offers "--precision" brownout compare mine --prec
    offers "" brownout check mine --prec
    offers "pdf png" brownout compare --format p
    offers "svg,pdf svg,png" brownout compare --format svg,p
    offers "svg,png" brownout compare --format = svg,pn
    offers "chrome csv" brownout trace --format c
    offers "folder" brownout check fol
    offers "folder/inner" brownout check folder/
    offers "folder/file folder/inner" brownout trace x -o folder/
    offers "wait_p95_h wait_p95_min" brownout explain wait_p95
    offers "wait_p99_h" brownout compare x --metric wait_p99
    offers "trace" brownout help tr
    offers "" brownout nonsense x
fi

# fish is asked itself; zsh at least reads its script and asks for what the tables say.
if command -v fish >/dev/null; then
    ask_fish() { HOME=$scratch fish --no-config -c "source $pages/brownout.fish; complete -C '$1'" >out 2>err; }
    ask_fish 'brownout comp'
    says out compare
    ask_fish 'brownout trace x --form'
    says out --format
    ask_fish 'brownout trace x --format '
    says out chrome
    silent err
fi
if command -v zsh >/dev/null; then
    zsh -f -c '_arguments() { print -rl -- "$@"; }
        words=(brownout trace x) CURRENT=3
        source '"$pages"'/_brownout' >out 2>err
    silent err
    says out '--format='
    says out '(csv chrome)'
    says out '1:SCENARIO:_directories'
fi
finish
