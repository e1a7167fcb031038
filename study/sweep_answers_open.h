/* The answers of a sweep's result folder, as it was asked for them. */
#ifndef STUDY_SWEEP_ANSWERS_OPEN_H
#define STUDY_SWEEP_ANSWERS_OPEN_H

#include "study/sweep_answers.h"

/* Whether the folder holds a sweep. */
bool sweep_folder_is(const char *folder);

/* Reads the store of the folder into `data` and finds the answers for the metric and map that its
 * run.json tells of; `metric` not NULL takes the place of that. All memory of the answers is the
 * data's: release with sweep_data_deinit in any case. */
bool sweep_answers_open(SweepAnswers *answers, SweepData *data, const char *folder,
                        const char *metric, Failure *failure);

#endif
