#include "study/spill.h"

#include "base/file.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_DOUBLES = 1 << 17 /* 1 MB; longer records are blocks of one */ };

void spill_init(Spill *spill, const char *folder, size_t columns)
{
    const size_t fitting = BLOCK_DOUBLES / columns;
    *spill = (Spill){.pattern = path_join(folder, TEMPORARY_PREFIX "samples-XXXXXX"),
                     .file = -1,
                     .columns = columns,
                     .block_records = fitting > 0 ? fitting : 1};
}

void spill_deinit(Spill *spill)
{
    if (spill->file >= 0) {
        (void)close(spill->file);
    }
    free(spill->pattern);
    free(spill->block);
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
    spill->block = memory_allocate(spill->block_records * spill->columns, sizeof(double));
    return true;
}

static off_t place_of(const Spill *spill, size_t block, size_t column)
{
    return (off_t)((block * spill->columns + column) * spill->block_records * sizeof(double));
}

static bool write_block(const Spill *spill, size_t block, Failure *failure)
{
    const char *from = (const char *)spill->block;
    const size_t bytes = spill->block_records * spill->columns * sizeof(double);
    const off_t at = place_of(spill, block, 0);
    for (size_t done = 0; done < bytes;) {
        ssize_t written = pwrite(spill->file, from + done, bytes - done, at + (off_t)done);
        if (written < 0 && errno != EINTR) {
            return failure_set(failure,
                               "cannot keep the replications in a temporary file in the result "
                               "folder: %s; use --no-curves, fewer replications or a larger "
                               "sample_h",
                               strerror(errno));
        }
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

bool spill_append(Spill *spill, const double *record, Failure *failure)
{
    if (!open_file(spill, failure)) {
        return false;
    }
    const size_t row = spill->count % spill->block_records;
    for (size_t c = 0; c < spill->columns; ++c) {
        spill->block[c * spill->block_records + row] = record[c];
    }
    if (row + 1 == spill->block_records &&
        !write_block(spill, spill->count / spill->block_records, failure)) {
        return false;
    }
    ++spill->count;
    return true;
}

static bool read_bytes(const Spill *spill, off_t at, size_t bytes, void *out, Failure *failure)
{
    char *to = out;
    for (size_t done = 0; done < bytes;) {
        ssize_t got = pread(spill->file, to + done, bytes - done, at + (off_t)done);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return failure_set(failure,
                               "cannot read the replications back from their temporary file: %s",
                               got == 0 ? "it is too short" : strerror(errno));
        }
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

/* The columns of the piece in a block, [width][block_records]: where they are held, or read into
 * `room`. NULL where they cannot be read. */
static const double *columns_of(const Spill *spill, const SpillPiece *piece, size_t block,
                                double *room, Failure *failure)
{
    if (block == spill->count / spill->block_records) {
        return spill->block + piece->at * spill->block_records;
    }
    const size_t bytes = piece->width * spill->block_records * sizeof(double);
    return read_bytes(spill, place_of(spill, block, piece->at), bytes, room, failure) ? room : NULL;
}

bool spill_read(const Spill *spill, SpillPiece piece, double *out, Failure *failure)
{
    const size_t end = piece.first + piece.count, height = spill->block_records;
    assert(end <= spill->count && piece.at + piece.width <= spill->columns);
    double *const room = memory_allocate(piece.width * height + 1, sizeof *room);
    bool read = true;
    for (size_t record = piece.first; read && record < end;) {
        const size_t block = record / height, begin = record % height;
        const size_t rows = end - record < height - begin ? end - record : height - begin;
        const double *const columns = columns_of(spill, &piece, block, room, failure);
        read = columns != NULL;
        for (size_t r = 0; read && r < rows; ++r) {
            double *const to = out + (record - piece.first + r) * piece.width;
            for (size_t c = 0; c < piece.width; ++c) {
                to[c] = columns[c * height + begin + r];
            }
        }
        record += rows;
    }
    free(room);
    return read;
}
