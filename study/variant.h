/* A variant of a study: the same strategies, demand and random numbers with some cells of the
 * scenario set otherwise. Common random numbers couple it to the study, replication by
 * replication, so that differences show the cells and not chance.
 */
#ifndef STUDY_VARIANT_H
#define STUDY_VARIANT_H

#include "base/failure.h"
#include "study/study.h"

#include <stdatomic.h>
#include <stddef.h>

typedef struct VariantOrder {
    const Study *study; /* that it is coupled to */
    const char *folder; /* of the scenario */
    size_t set_count;   /* of the study's own --set */
    const char *const *sets;
    const char *spill_folder; /* for what does not fit in memory; NULL: none */
    size_t threads;
    const atomic_bool *interrupted;
    void (*report)(void *context, const Progress *progress); /* NULL: none */
    void *context;
} VariantOrder;

typedef struct Variant {
    Study study;
    /* private */
    ScenarioCase *scenario_case;
    Arena *arena;
    StudyPlan plan;
} Variant;

/* Runs as many replications as the study has, without curves, with the `changes` ("cell=value")
 * behind the study's own. False after an interrupt, or where the scenario does not take a change:
 * the message says why. Call variant_deinit in any case. */
bool variant_run(Variant *variant, const VariantOrder *order, const char *const *changes,
                 size_t change_count, Failure *failure);
void variant_deinit(Variant *variant);

#endif
