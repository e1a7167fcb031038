#include "study/spill.h"

#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void spill_init(Spill *spill, const char *folder, size_t record_bytes)
{
    *spill = (Spill){.pattern = path_join(folder, TEMPORARY_PREFIX "samples-XXXXXX"),
                     .file = -1,
                     .record_bytes = record_bytes};
}

void spill_deinit(Spill *spill)
{
    if (spill->file >= 0) {
        (void)close(spill->file);
    }
    free(spill->pattern);
    *spill = (Spill){.file = -1};
}

static bool open_file(Spill *spill, Failure *failure)
{
    if (spill->file >= 0) {
        return true;
    }
    spill->file = mkstemp(spill->pattern);
    if (spill->file < 0) {
        return failure_set(failure, "%s: cannot create a temporary file for the replications: %s",
                           spill->pattern, strerror(errno));
    }
    (void)unlink(spill->pattern);
    return true;
}

bool spill_append(Spill *spill, const void *record, Failure *failure)
{
    if (!open_file(spill, failure)) {
        return false;
    }
    const char *from = record;
    const off_t at = (off_t)(spill->count * spill->record_bytes);
    for (size_t done = 0; done < spill->record_bytes;) {
        ssize_t written =
            pwrite(spill->file, from + done, spill->record_bytes - done, at + (off_t)done);
        if (written < 0 && errno != EINTR) {
            return failure_set(failure,
                               "cannot keep the replications in a temporary file in the result "
                               "folder: %s; use --no-curves, fewer replications or a larger "
                               "sample_h",
                               strerror(errno));
        }
        done += written > 0 ? (size_t)written : 0;
    }
    ++spill->count;
    return true;
}

bool spill_read(const Spill *spill, size_t index, size_t at, size_t bytes, void *out,
                Failure *failure)
{
    assert(index < spill->count && at + bytes <= spill->record_bytes);
    char *to = out;
    const off_t from = (off_t)(index * spill->record_bytes + at);
    for (size_t done = 0; done < bytes;) {
        ssize_t got = pread(spill->file, to + done, bytes - done, from + (off_t)done);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return failure_set(failure,
                               "cannot read the replications back from their temporary file: %s",
                               got == 0 ? "it is too short" : strerror(errno));
        }
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}
