/* Random numbers of the generator of scenarios.
 *
 * A generator of its own [Steele 2014], so that a mistake in the simulator's streams cannot hide in
 * the scenarios that look for it. A seed gives the same scenario on every machine.
 */
#ifndef TESTS_LAWS_RANDOM_DRAW_H
#define TESTS_LAWS_RANDOM_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Draw {
    uint64_t state; /* any number is a seed */
} Draw;

/* 64 random bits. */
uint64_t draw_bits(Draw *draw);

/* Any of 0..count-1, each as likely; `count` at least 1. */
size_t draw_below(Draw *draw, size_t count);

/* Any of low..high, both included. */
size_t draw_whole(Draw *draw, size_t low, size_t high);

/* True with probability `share`. */
bool draw_chance(Draw *draw, double share);

/* Uniform between the two. */
double draw_between(Draw *draw, double low, double high);

/* Between two numbers over 0, each order of magnitude as likely. */
double draw_magnitude(Draw *draw, double low, double high);

#endif
