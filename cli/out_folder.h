/* The folder of results as commands have it: its name, whether it may be used, and what is said of
 * it at the end. */
#ifndef CLI_OUT_FOLDER_H
#define CLI_OUT_FOLDER_H

#include "base/text.h"
#include "cli/arguments.h"
#include "study/result_folder.h"

#include <stddef.h>

/* As typed, without the slashes at its end; or results/SCENARIO with the ending. Free it. */
char *out_folder_name(const char *typed, const char *scenario, const char *ending);

/* The exit status of an answer, STATUS_DONE where the folder is ready; else the failure is told. */
int out_folder_status(FolderAnswer answer, const Failure *failure);

/* Holds the folder of whole results that is the operand, while `draw` is at work in it. Returns its
 * status, or that of a folder that cannot be drawn. */
int out_folder_draw(const Arguments *arguments, int (*draw)(const Arguments *arguments));

/* Appends which files are in the folder, the run's record last, on as many lines as it takes. */
void out_folder_say_files(const char *out, const char *const *files, size_t count,
                          TextBuilder *text);

#endif
