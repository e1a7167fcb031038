/* The states of a process as it unfolds: each state is a 64-bit code, numbered in the order in
 * which it is first met.
 *
 * A chain is explored by walking over the numbers: what a state leads to is numbered behind it, so
 * the walk ends when nothing new turns up.
 */
#ifndef TESTS_THEORY_STATE_SPACE_H
#define TESTS_THEORY_STATE_SPACE_H

#include <stddef.h>
#include <stdint.h>

typedef struct StateSpace StateSpace;

/* Without states. Free with state_space_free. */
StateSpace *state_space_new(void);

/* The number of the code, a new one where it has not been met. */
size_t state_space_number(StateSpace *space, uint64_t code);

/* The code with the number. */
uint64_t state_space_code(const StateSpace *space, size_t number);

size_t state_space_count(const StateSpace *space);

void state_space_free(StateSpace *space);

#endif
