/* A valid scenario from one number.
 *
 * Small, so that a few replications take a fraction of a second, and yet of the whole format: every
 * table, every column, every distribution, in combinations that no author would think of. Sizes are
 * drawn too, so that tiny ones occur. Whether the format's own reader agrees that it is valid is a
 * law of its own.
 */
#ifndef TESTS_LAWS_RANDOM_GENERATOR_H
#define TESTS_LAWS_RANDOM_GENERATOR_H

#include "tests/laws/random/sheets.h"

/* The scenario of the seed: the same on every machine. Free with free(); the arena stays. */
Sheets *scenario_generate(uint64_t seed, Arena *arena);

#endif
