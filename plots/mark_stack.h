/* Marks on one line that would hide one another, moved apart across the line: each keeps its place
 * along it, which is its value. */
#ifndef PLOTS_MARK_STACK_H
#define PLOTS_MARK_STACK_H

#include "base/arena.h"

#include <stddef.h>

/* Where marks at `along` (NAN: none is there) stand across the line, in lanes from its middle: 0
 * where a mark is nearer than `reach` to no other; -0.5 and 0.5 where two are, and so on. Marks
 * that are connected by such neighbours share the lanes they need, centred on the line; equal ones
 * stay in the order given, the first at the top. Returns the most lanes at any place, at least 1.
 * Scratch is from `arena`. */
size_t mark_stack(Arena *arena, const double *along, size_t count, double reach, double *across);

#endif
