/* The critical path: which crew or system, made a tenth faster, shortens the outage most.
 *
 * For every crew, system, zone and data centre the study is run again with its work at nine tenths
 * of its length (a crew at 1/0.9 of its speed), under common random numbers: a finite difference.
 * The runs have no demand, because nothing that happens in a queue changes the restoration; they
 * cost next to nothing. A difference may be above 0: shorter jobs can make the last job end later
 * [Graham 1969].
 */
#ifndef STUDY_CRITICAL_PATH_H
#define STUDY_CRITICAL_PATH_H

#include "study/variant.h"

#define CRITICAL_PATH_FILE "critical_path.csv"

/* Writes critical_path.csv into `out`. */
bool critical_path_write(const VariantOrder *order, const char *out, Failure *failure);

#endif
