/* The arguments of options that only sweeps have. */
#ifndef CLI_SWEEP_OPTIONS_H
#define CLI_SWEEP_OPTIONS_H

#include "base/text.h"
#include "study/sweep_data.h"

#include <stdbool.h>
#include <stddef.h>

/* Of --design: a name, or file=POINTS.csv. False with what is wrong in `complaint`, the nearest
 * name with it. */
bool design_option_read(const char *value, SweepDesignKind *design, const char **points_file,
                        TextBuilder *complaint);

/* Of --shard: I/N, 1 <= I <= N. */
bool shard_option_read(const char *value, size_t *shard, size_t *count, TextBuilder *complaint);

#endif
