# Writes a CSV table as a German spreadsheet program saves it. Variables: quotes=1: every cell between quotes;
# dates=1: dates as 24.04.2023, times of day with seconds; empty=N: empty columns and rows beside the table.
function out_cell(text) {
    while (match(text, /[0-9]\.[0-9]/)) text = substr(text, 1, RSTART) "," substr(text, RSTART + 2)
    if (dates && text ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/) {
        text = substr(text, 9, 2) "." substr(text, 6, 2) "." substr(text, 1, 4) substr(text, 11)
        sub(/T/, " ", text)
    }
    if (dates && text ~ /^[0-9][0-9]:[0-9][0-9]$/) text = text ":00"
    if (quotes || text ~ /[";\n]/) {
        gsub(/"/, "\"\"", text)
        text = "\"" text "\""
    }
    return text
}
function end_row(   i, line) {
    for (i = 1; i <= count; i++) line = line (i > 1 ? ";" : "") out_cell(cells[i])
    for (i = 0; i < empty; i++) line = line ";"
    printf "%s\r\n", line
    width = count
    count = 0
}
BEGIN { printf "\357\273\277" }
{
    line = pending == "" ? $0 : pending "\n" $0
    pending = ""
    n = gsub(/"/, "\"", line)
    if (n % 2) { pending = line; next } # a cell goes on in the next line
    cell = ""; inside = 0; count = 0
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "\"" && inside && substr(line, i + 1, 1) == "\"") { cell = cell c; i++ }
        else if (c == "\"") inside = !inside
        else if (c == "," && !inside) { cells[++count] = cell; cell = "" }
        else cell = cell c
    }
    cells[++count] = cell
    end_row()
}
END {
    for (r = 0; r < empty; r++) {
        for (i = 1; i < width + empty; i++) printf ";"
        printf "\r\n"
    }
}
