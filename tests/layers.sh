#!/bin/sh
# Includes go to the own folder and to the left only: base <- sim <- models <- study <- plots <- cli. Plots see results
# through study, never sim or models. The library stands beside plots and cli, on study; bench sees all.
cd "${1:-$(dirname "$0")/..}" || exit 1
left='' wrong=0
for layer in base sim models study plots cli library bench; do
    left="${left:+$left|}$layer"
    case $layer in plots) allowed='base|study|plots' ;; library) allowed='base|sim|models|study|library' ;; *) allowed=$left ;; esac
    if grep -nEs '^ *# *include +"' "$layer"/*.[ch] | grep -vE "\"($allowed)/[a-z0-9_]+\.(h|def)\""; then
        wrong=1
    fi
done
exit $wrong
