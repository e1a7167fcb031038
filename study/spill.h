/* A nameless temporary file that takes records which are too many for memory.
 *
 * All records have the same number of columns. They go to the file in blocks, each block column by
 * column: a few columns of all records, which is how they are asked for, lie in few long pieces.
 * The file loses its name as soon as it is made, so nothing is left behind however the process
 * ends.
 */
#ifndef STUDY_SPILL_H
#define STUDY_SPILL_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Spill {
    /* private */
    char *pattern; /* of the file's name for a moment */
    int file;      /* -1: none yet */
    size_t columns, count;
    size_t block_records;
    double *block; /* [column][block_records]: the last records, not yet in the file */
} Spill;

/* The file is made in `folder` (which is copied) with the first record. `columns` > 0. */
void spill_init(Spill *spill, const char *folder, size_t columns);
void spill_deinit(Spill *spill);

/* Appends record[columns]. False where the file cannot be made or written. */
bool spill_append(Spill *spill, const double *record, Failure *failure);

/* `width` columns from column `at` of `count` records from record `first`. */
typedef struct SpillPiece {
    size_t first, count, at, width;
} SpillPiece;

/* Reads the piece: out[count][width]. Threads may read at the same time while none appends. */
bool spill_read(const Spill *spill, SpillPiece piece, double *out, Failure *failure);

#endif
