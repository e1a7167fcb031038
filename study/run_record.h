/* run.json: what was run, on which inputs, and what it took. Results with it are whole.
 *
 * It is removed before the first result is written and comes back last. In between a note stands
 * for it under a hidden name: where a run is cut short while it writes, the note shows whose the
 * folder is.
 */
#ifndef STUDY_RUN_RECORD_H
#define STUDY_RUN_RECORD_H

#include "base/failure.h"
#include "base/json.h"
#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>

#define RUN_RECORD_FILE "run.json"
#define RUN_RECORD_NOTE ".brownout-run.json"

typedef struct RunFacts {
    const Study *study;
    int argument_count; /* of the command line, the program included */
    const char *const *arguments;
    size_t set_count; /* --set, as typed */
    const char *const *sets;
    size_t threads;
    const char *metric; /* of --precision; NULL: none */
    const PrecisionTarget *precision;
    size_t file_count; /* of the tables beside run.json, by their names */
    const char *const *files;
    double wall_s, cpu_s;
} RunFacts;

/* The note. */
bool run_record_announce(const RunFacts *facts, const char *folder, Failure *failure);

/* run.json; the note goes. */
bool run_record_write(const RunFacts *facts, const char *folder, Failure *failure);

/* Whether `folder` holds a run.json of this program. */
bool run_record_exists(const char *folder);

/* Whether `folder` holds the note and no run.json: a run was cut short while it wrote. */
bool run_record_is_unfinished(const char *folder);

typedef enum RunRecordState {
    RUN_RECORD_NONE,  /* neither run.json nor note of this program */
    RUN_RECORD_OTHER, /* of other inputs */
    RUN_RECORD_SAME   /* the same files, byte for byte, and the same --set */
} RunRecordState;

/* What the run.json of `folder`, or else its note, tells about the inputs, where it is of the same
 * command: "" is compare. */
RunRecordState run_record_compare(const char *folder, const char *command,
                                  const ScenarioCase *scenario_case, const char *const *sets,
                                  size_t set_count);

/* Parts that the records of other commands have too: the command line, as it can be typed again
 * into a shell; the scenario, its files and --set. */
void run_record_command_line(JsonWriter *json, int count, const char *const *arguments);
void run_record_inputs(JsonWriter *json, const ScenarioCase *scenario_case, const char *title,
                       const char *const *sets, size_t set_count);

/* Once run.json is there. */
void run_record_remove_note(const char *folder);

#endif
