/* The folder OUT: whether results may go there, and what of an earlier run must go first.
 *
 * One process at a time is at work in it: whoever writes there holds it (base/file.h), and clears
 * away what a killed one has left half-written.
 *
 * A folder that is not empty is taken only where its run.json tells of the same inputs, or by
 * force. Nobody else's file is ever touched: the program replaces what it is about to write, and
 * what an earlier run.json shows to be its own.
 */
#ifndef STUDY_RESULT_FOLDER_H
#define STUDY_RESULT_FOLDER_H

#include "base/failure.h"
#include "study/run_record.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum FolderAnswer {
    FOLDER_READY,   /* it exists and can be written */
    FOLDER_REFUSED, /* it is not for results: the user must choose another or force it */
    FOLDER_FAILED   /* it cannot be created or written */
} FolderAnswer;

typedef struct FolderRequest {
    const char *folder, *scenario_folder;
    const char *command; /* whose results: "sweep", or NULL of compare */
    const ScenarioCase *scenario_case;
    size_t set_count;
    const char *const *sets;
    bool force;
} FolderRequest;

/* Answers; where it is ready it was created and is held: release *hold. `failure` says why not. */
FolderAnswer result_folder_prepare(const FolderRequest *request, int *hold, Failure *failure);

/* The folder of whole results, to draw them: held likewise. Refused where there are none. */
FolderAnswer result_folder_open(const char *folder, int *hold, Failure *failure);

/* Whether a run of this program has written there. Ask before announcing the next. */
bool result_folder_is_ours(const char *folder);

/* Before writing, once the run is announced (study/run_record.h): removes run.json, and in a folder
 * that was `ours` before also all files that the earlier run left, so that none tells of a strategy
 * that is no more and none stands beside those of another run. */
bool result_folder_clear(const char *folder, bool ours, Failure *failure);

#endif
