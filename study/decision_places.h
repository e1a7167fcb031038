/* The places of a decision map: from a sweep's points to columns and rows. */
#ifndef STUDY_DECISION_PLACES_H
#define STUDY_DECISION_PLACES_H

#include "study/decision_map.h"

enum {
    SMOOTHED_LINES = 15
}; /* columns and rows of the grid to which scattered points are carried */

/* Fills columns, rows, their coordinates, places and is_smoothed of a map whose other fields are
 * set; all memory from `arena`. False where the design has no such map. */
bool decision_places_make(DecisionMap *map, Arena *arena, Failure *failure);

#endif
