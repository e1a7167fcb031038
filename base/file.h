/* Files: read whole; write beside their place and rename, so that a reader never sees half a file.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/failure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Reads a regular file of at most `limit` bytes. *bytes is zero-terminated beyond *length; free it.
 * A folder, a fifo or a device is a failure, at once and without blocking; so is a file over the
 * limit. */
bool file_read(const char *path, size_t limit, char **bytes, size_t *length, Failure *failure);

/* What all temporary names begin with; a process that is killed can leave some behind. */
#define TEMPORARY_PREFIX ".brownout-unfinished-"

/* A file that is being written beside its place: a temporary name in the same folder. */
typedef struct OutputFile {
    FILE *stream; /* NULL when not open */
    /* private */
    char *path;
    char *temporary;
} OutputFile;

/* Refuses to take the place of what is not a regular file. */
bool output_file_open(OutputFile *file, const char *path, Failure *failure);

/* Flushes, syncs, closes and renames into place; on any error removes the temporary file and
 * returns false. */
bool output_file_commit(OutputFile *file, Failure *failure);

/* Closes and removes what was written. Safe on a file that is not open. */
void output_file_abandon(OutputFile *file);

/* Removes the temporary files of all open output files; async-signal-safe enough for an
 * out-of-memory handler. */
void output_file_abandon_all(void);

/* Writes `length` bytes to `path` the same way. */
bool file_write(const char *path, const void *bytes, size_t length, Failure *failure);

/* Creates the folder and its parents where missing. */
bool folder_create(const char *path, Failure *failure);

/* Names in a folder, sorted by bytes, without `.` and `..`; free each and the array with
 * folder_list_free. */
bool folder_list(const char *path, char ***names, size_t *count, Failure *failure);
void folder_list_free(char **names, size_t count);

/* Removes the temporary files in the folder. Nobody may be writing there: hold it. */
void folder_sweep(const char *path);

/* Keeps other processes that ask for it out of the folder until it is released or this process
 * and those it has forked have ended, however they end; nothing is left in the folder. False where
 * another process holds it or it cannot be opened. *hold: -1 where the file system knows no locks;
 * nobody is kept out then. */
bool folder_hold(const char *path, int *hold, Failure *failure);
void folder_release(int hold);

/* `folder`/`name`, in heap memory. */
char *path_join(const char *folder, const char *name);

/* Whether `path`, links resolved, lies inside `folder`, links resolved. False where either does not
 * exist. */
bool path_is_inside(const char *path, const char *folder);

#endif
