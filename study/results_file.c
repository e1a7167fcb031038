#include "study/results_file.h"

#include "base/memory.h"

#include <stdlib.h>

enum { BUFFER_BYTES = 1 << 20 };

bool results_file_open(ResultsFile *file, const char *folder, const char *name, const char *header,
                       Failure *failure)
{
    *file = (ResultsFile){0};
    file->path = path_join(folder, name);
    if (!output_file_open(&file->file, file->path, failure)) {
        free(file->path);
        file->path = NULL;
        return false;
    }
    file->buffer =
        memory_grow(NULL, BUFFER_BYTES, 1); /* zeros would take longer than small files */
    (void)setvbuf(file->file.stream, file->buffer, _IOFBF, BUFFER_BYTES);
    file->csv = (CsvWriter){.stream = file->file.stream};
    (void)fprintf(file->file.stream, "%s\n", header);
    return true;
}

bool results_file_close(ResultsFile *file, bool whole, Failure *failure)
{
    bool there = whole && output_file_commit(&file->file, failure);
    if (!whole) {
        output_file_abandon(&file->file);
    }
    free(file->buffer);
    free(file->path);
    return there;
}

void results_write_key(CsvWriter *csv, const char *scope, const char *id, const char *metric)
{
    csv_write_text(csv, scope);
    csv_write_text(csv, id);
    csv_write_text(csv, metric);
}

void results_write_numbers(CsvWriter *csv, const double *numbers, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        csv_write_number(csv, numbers[i]);
    }
}
