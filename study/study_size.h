/* How much a study asks of the machine, known before it begins.
 *
 * A mistyped number of replications, a sample_h of a second or a hundred times too many insured do
 * no harm to anybody's machine: what would take more memory than there is, or years, is refused
 * before anything is written. Sizes are estimates from below: the parts that grow with the plan.
 */
#ifndef STUDY_STUDY_SIZE_H
#define STUDY_STUDY_SIZE_H

#include "base/failure.h"
#include "study/plan.h"

#include <stdbool.h>

typedef struct StudySize {
    double arrivals;          /* expected requests and contacts, over all replications */
    double replication_bytes; /* of one replication under way */
    double curve_bytes;       /* of one finished replication's curves */
    double value_bytes;       /* of its values and work times */
    double file_bytes;        /* of all replications, in the temporary file */
} StudySize;

StudySize study_size(const StudyPlan *plan);

/* Whether a machine of `memory_bytes` (0: unknown) can hold the study and it ends within years; the
 * failure says what to change, and is one of the input. */
bool study_fits(const StudyPlan *plan, double memory_bytes, Failure *failure);

/* Whether what the replications leave finds room in a folder with `free_bytes` (0: unknown).
 * Likewise. */
bool study_fits_folder(const StudyPlan *plan, const char *folder, double free_bytes,
                       Failure *failure);

#endif
