/* The folder OUT: whether results may go there, and what of an earlier run must go first.
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
    const ScenarioCase *scenario_case;
    size_t set_count;
    const char *const *sets;
    bool force;
} FolderRequest;

/* Answers, and creates the folder where it is ready. `failure` says why it is not. */
FolderAnswer result_folder_prepare(const FolderRequest *request, Failure *failure);

/* Before writing: removes run.json, and where there was one of this program also the charts and the
 * report that the earlier run left, so that none tells of a strategy that is no more. */
bool result_folder_clear(const char *folder, Failure *failure);

#endif
