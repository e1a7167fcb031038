#!/bin/sh
# planted.sh RANDOM_LAWS BROWNOUT SOURCE_FOLDER: each law finds the fault that is planted for it, within six scenarios.
RANDOM_LAWS_REAL=$2
RANDOM_LAWS_PROGRAM=$3/tests/laws/random/faulty.sh
export RANDOM_LAWS_REAL RANDOM_LAWS_PROGRAM RANDOM_LAWS_FAULT
missed=0
found=0
for law in accepted conservation values curves agreement costs paths incidents threads strategies undisturbed sampling rows overrides scale \
    more-servers more-agents more-crews earlier-notice; do
    RANDOM_LAWS_FAULT=$law
    seed=0
    said=
    until [ $seed = 6 ] || echo "$said" | grep -q "breaks the law \"$law\""; do
        seed=$((seed + 1))
        said=$("$1" --law $law --seeds $seed..$seed --tries 3)
    done
    if echo "$said" | grep -q "breaks the law \"$law\""; then
        found=$((found + 1))
    else
        echo "MISS: $law does not find its fault in 6 scenarios: $said"
        missed=$((missed + 1))
    fi
done
echo "$found planted faults found, $missed missed"
[ $missed = 0 ]
