/* A fuzz input as the files of a folder.
 *
 * Sections begin with a line `--- NAME` and hold the file of that name, as the cases of
 * tests/golden/messages do; the lines of a section `--- set` are arguments of --set. The folder is
 * made once for the process, below TMPDIR, and removed when the process ends.
 */
#ifndef TESTS_FUZZ_INPUT_FOLDER_H
#define TESTS_FUZZ_INPUT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INPUT_FILES_MAX = 24, INPUT_NAME = 48, INPUT_SETS_MAX = 12, INPUT_PATH = 256 };

typedef struct InputFolder {
    const char *path;
    size_t file_count;
    char files[INPUT_FILES_MAX][INPUT_NAME];
    size_t set_count;
    char *sets[INPUT_SETS_MAX];
    size_t length; /* of the input */
    char *text;    /* all of it, cut in pieces */
} InputFolder;

/* Puts the input's files into the folder in place of those before. Names that are no plain file
 * names, and what goes beyond the limits, is left out. */
void input_folder_fill(InputFolder *input, const uint8_t *bytes, size_t length);
void input_folder_deinit(InputFolder *input);

bool input_folder_has(const InputFolder *input, const char *name);

/* Removes the folder `path` with all its files and one level of folders. */
void input_folder_remove(const char *path);

/* A folder beside it for what a target writes, empty. */
const char *output_folder(void);

#endif
