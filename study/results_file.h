/* A CSV file of the results on its way: opened beside its place, with its header, and renamed once
 * it is whole. */
#ifndef STUDY_RESULTS_FILE_H
#define STUDY_RESULTS_FILE_H

#include "base/csv.h"
#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ResultsFile {
    CsvWriter csv;
    /* private */
    OutputFile file;
    char *path;
    char *buffer;
} ResultsFile;

/* Opens `folder`/`name` and writes the header: column names between commas. */
bool results_file_open(ResultsFile *file, const char *folder, const char *name, const char *header,
                       Failure *failure);

/* Renames into place where `whole`, else removes what was written; releases all. Returns whether
 * the file is there. */
bool results_file_close(ResultsFile *file, bool whole, Failure *failure);

/* The scope, id, metric cells that begin a row. */
void results_write_key(CsvWriter *csv, const char *scope, const char *id, const char *metric);

/* Several numbers in a row; NAN leaves its cell empty. */
void results_write_numbers(CsvWriter *csv, const double *numbers, size_t count);

#endif
