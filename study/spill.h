/* A nameless temporary file that takes records which are too many for memory.
 *
 * All records have the same size. The file loses its name as soon as it is made, so nothing is left
 * behind however the process ends.
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
    size_t record_bytes, count;
} Spill;

/* The file is made in `folder` (which is copied) with the first record. */
void spill_init(Spill *spill, const char *folder, size_t record_bytes);
void spill_deinit(Spill *spill);

/* Appends a record. False where the file cannot be made or written. */
bool spill_append(Spill *spill, const void *record, Failure *failure);

/* `bytes` from byte `at` of record `index`. Thread-safe. */
bool spill_read(const Spill *spill, size_t index, size_t at, size_t bytes, void *out,
                Failure *failure);

#endif
