/* Which metrics a sweep keeps.
 *
 * By default those of scope total, and of each service over all insurers. A list names others:
 * `metric`, or `scope/id/metric` where `*` stands for any text (of an id without `@`, unless the
 * pattern has one).
 */
#ifndef STUDY_SWEEP_METRICS_H
#define STUDY_SWEEP_METRICS_H

#include "study/sweep_data.h"

#include <stdbool.h>
#include <stddef.h>

enum { SWEEP_METRICS_MOST = 1900 }; /* columns of a table in the store */

/* Chooses from `count` metrics: indices in their order into `chosen` (room for `count`), their
 * number into *chosen_count. `list` NULL: the default. A name that fits none is a failure of the
 * input that says the nearest; so are more than SWEEP_METRICS_MOST. */
bool sweep_metrics_choose(const SweepMetric *metrics, size_t count, const char *list,
                          size_t *chosen, size_t *chosen_count, Failure *failure);

#endif
