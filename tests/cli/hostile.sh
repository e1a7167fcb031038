#!/bin/sh
# Whatever lies where a file should be: one clear line, the right status, nothing written, and no hang.
. "$(dirname "$0")/expect.sh"

# refused STATUS TEXT COMMAND...: ends soon, says exactly the line and leaves no result.
refused() {
    wanted=$1
    line=$2
    shift 2
    status "$wanted" timeout 60 "$@"
    [ "$(cat err)" = "$line" ] || miss "expected '$line', got: $(head -n 3 err)"
    gone results out-of-it
}

fresh() {
    rm -rf mine
    cp -r "$scenario" mine
    chmod -R u+w mine
}

# In place of a table: what can be named in a folder.
for table in scenario links strategies; do
    place=$table.csv
    fresh && rm mine/$place && mkfifo mine/$place
    refused 2 "$place:1:: cannot be read: it is not a regular file" "$brownout" compare mine -q
    fresh && rm mine/$place && mkdir mine/$place
    refused 2 "$place:1:: cannot be read: it is a folder" "$brownout" compare mine -q
    fresh && rm mine/$place && ln -s $place mine/$place
    refused 2 "$place:1:: cannot be read: Too many levels of symbolic links" "$brownout" compare mine -q
    fresh && rm mine/$place && ln -s nowhere mine/$place
    refused 2 "$place:1:: it is a link that leads nowhere" "$brownout" compare mine -q
    fresh && rm mine/$place && ln -s /dev/zero mine/$place
    refused 2 "$place:1:: the file lies outside the scenario's folder" "$brownout" compare mine -q
    fresh && mv mine/$place mine/real && ln -s real mine/$place
    status 0 "$brownout" check mine -q
done
fresh
chmod 000 mine/links.csv
[ -r mine/links.csv ] || refused 2 "links.csv:1:: cannot be read: Permission denied" "$brownout" check mine

# In place of an empirical file.
fresh
echo value >mine/values.csv
echo 3 >>mine/values.csv
ln -s ../outside.csv mine/leads-out.csv
cp mine/values.csv outside.csv
mkfifo mine/fifo.csv
mkdir mine/folder
cp mine/values.csv mine/folder/inside.csv
ln -s folder mine/linked
ln -s circle.csv mine/circle.csv
empirical() {
    refused 2 "--set:1:attack.detect_h: empirical: \"$1\": $2" \
        "$brownout" compare mine -q --set "attack.detect_h=empirical(file=$1)"
}
empirical leads-out.csv "the file lies outside the scenario's folder"
empirical ../outside.csv "the file lies outside the scenario's folder"
empirical folder/../../outside.csv "the file lies outside the scenario's folder"
empirical .. "the file lies outside the scenario's folder"
empirical /etc/passwd "there is no such file in the scenario's folder"
status 2 "$brownout" check mine --set "attack.detect_h=empirical(file=$scratch/outside.csv)"
says err "there is no such file in the scenario's folder"
empirical /dev/zero "there is no such file in the scenario's folder"
empirical fifo.csv "cannot be read: it is not a regular file"
empirical folder "cannot be read: it is a folder"
empirical . "cannot be read: it is a folder"
empirical circle.csv "cannot be read: Too many levels of symbolic links"
empirical values.csv/x "cannot be read: Not a directory"
empirical value.csv "there is no such file in the scenario's folder; did you mean \"values.csv\"?"
for inside in values.csv ./values.csv folder/inside.csv linked/inside.csv folder/../values.csv; do
    status 0 "$brownout" check mine -q --set "attack.detect_h=empirical(file=$inside)"
done

# Content that is no table, or too much of one.
content() {
    refused 2 "links.csv:1:: $1" "$brownout" compare mine -q
}
fresh
: >mine/links.csv && content "the file is empty; its first row is the header"
printf '\n\n' >mine/links.csv && content "the file is empty; its first row is the header"
printf 'from,to,spread_per_h\r' >mine/links.csv
content "the line ends with a carriage return alone; save the file with LF or CRLF line ends"
printf '\377\376f\000r\000' >mine/links.csv
content "the file is UTF-16; save it with UTF-8 encoding (in a spreadsheet: CSV UTF-8)"
printf 'from\tto\tspread_per_h\n' >mine/links.csv
content "the header has tabs between its columns; save the file with commas or semicolons"
printf 'PK\003\004' >mine/links.csv && content "the file is a spreadsheet, not CSV; save the table as CSV UTF-8"
awk 'BEGIN { printf "from,to,spread_per_h"; for (i = 0; i < 99997; i++) printf ",c"; print "" }' >mine/links.csv
content "the header has 100000 columns, at most 1000 are read"
# A sparse file: it takes no room.
dd if=/dev/null of=mine/links.csv bs=1 seek=268435457 2>/dev/null
content "has more than 268435456 bytes"
printf 'from,to,spread_per_h\n' >mine/links.csv
status 0 "$brownout" check mine -q
awk 'BEGIN { print "value"; for (i = 0; i < 4194305; i++) print 1 }' >mine/values.csv
refused 2 "values.csv:4194306:: the file has more than 4194304 rows" \
    "$brownout" compare mine -q --set "attack.detect_h=empirical(file=values.csv)"
awk 'BEGIN { printf "from,to,spread_per_h,note\nmuc-core,ham-core,1,"; for (i = 0; i < 1000000; i++) printf "x"; print "" }' \
    >mine/links.csv
refused 2 "links.csv:2:note: the cell has over 65536 bytes" "$brownout" compare mine -q
printf 'from,to,spread_per_h\nmuc-core,ham-core,1\000\n' >mine/links.csv
refused 2 "links.csv:2:spread_per_h: a NUL byte is in the cell" "$brownout" compare mine -q
printf 'from,to,spread_per_h,note\nmuc-core,ham-core,1,M\374nchen\nham-core,muc-core,1,K\366ln\n' >mine/links.csv
refused 2 "links.csv:2:note: the cell is not valid UTF-8; save the whole file with UTF-8 encoding (in a spreadsheet: CSV UTF-8)" "$brownout" compare mine -q

# In place of the scenario.
mkfifo fifo
ln -s circle circle
for bad in fifo /dev/zero "$scenario/scenario.csv"; do
    refused 2 "$bad:1:: is no scenario: the folder cannot be read: Not a directory; a scenario is the folder that holds the tables" "$brownout" compare "$bad" -q
done
refused 2 "circle:1:: is no scenario: the folder cannot be read: Too many levels of symbolic links" \
    "$brownout" compare circle -q
refused 2 'nosuch:1:: is no scenario: the folder cannot be read: No such file or directory; `brownout new DIR` writes one to begin with' \
    "$brownout" compare nosuch -q

# Several mistakes are told at once, and nothing is written.
fresh
echo nosuch,ham-core,abc, >>mine/links.csv
echo x,1 >>mine/systems.csv
status 2 "$brownout" compare mine -q --set scenario.seed=x
[ "$(grep -c . err)" = 4 ] || miss "4 mistakes, told: $(cat err)"
gone results

status 2 "$brownout" check mine --set "$(printf 'scenario.title=\377')"
says err '--set:1:scenario.title: is not valid UTF-8'

# Nothing in a file steers the terminal.
fresh
printf 'key,value\ntitle,"\033[31mRed\007"\nstart,2025-03-03T06:00\nhorizon_days,2\n' >mine/scenario.csv
status 0 "$brownout" check mine
says out "?[31mRed?"
status 0 "$brownout" compare mine -n 2 --no-charts -o red
says out "?[31mRed?"
printf 'id,name,n\033[31m\n"s\033[31m",x,\n' >mine/systems.csv
status 2 "$brownout" check mine
! grep -q "$(printf '\033')" out err || miss "an escape sequence came through"

# In place of a file of results, or of the folder.
status 0 quick -q -o whole
for command in plot report; do
    for bad in fifo circle nosuch /dev/zero; do
        refused 2 "brownout: $bad: holds no run.json of whole results; \`brownout compare\` makes such a folder" \
            "$brownout" $command "$bad"
    done
    for table in summary curves comparison restoration replications model; do
        rm -rf broken && cp -r whole broken && rm broken/$table.csv && mkfifo broken/$table.csv
        [ "$4" = OFF ] && [ $command = plot ] ||
            refused 1 "brownout: broken/$table.csv: cannot be read: it is not a regular file" "$brownout" $command broken
    done
    rm -rf broken && cp -r whole broken && rm broken/run.json && mkfifo broken/run.json
    status 2 timeout 60 "$brownout" $command broken
done
finish
