/* How an incident's burden is spread over the insurers: whether some wait far longer than others,
 * and who waits longest.
 *
 * Each insurer counts as one, large or small. The measures are taken within a replication, where
 * all met the same incident, and averaged over the replications: `most` is what the worst placed
 * insurer of an incident bears, whoever it is. The largest of several uncertain numbers lies above
 * each one's mean also where all are alike; what `undisturbed` says is to be read beside it.
 */
#ifndef STUDY_FAIRNESS_H
#define STUDY_FAIRNESS_H

#include "base/arena.h"
#include "base/failure.h"
#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>

#define FAIRNESS_FILE "fairness.csv"

typedef enum FairnessPart {
    FAIRNESS_LEAST,
    FAIRNESS_MIDDLE, /* median */
    FAIRNESS_MOST,
    FAIRNESS_SPREAD, /* most - least */
    FAIRNESS_GINI,   /* mean difference of two insurers over twice the mean, 0 (all alike) to below
                        1 (one bears all) [Gini 1912]; NAN where all bear nothing */
    FAIRNESS_PARTS
} FairnessPart;

/* "least", ... */
const char *fairness_part_name(FairnessPart part);

/* One replication: the parts over the insurers' burdens (0 or more), and each insurer's share in
 * being the most burdened: 1, a fraction among equals, 0. A burden that is NAN or INFINITY is left
 * out; with fewer than two left all are NAN, and the shares also where nobody bears anything.
 * `sorted` is room for `count` doubles, and so is `shares`. */
void fairness_parts(double parts[FAIRNESS_PARTS], double *shares, double *sorted,
                    const double *burdens, size_t count);

/* Writes fairness.csv: the mean delay of every service at the insurers and their time down, under
 * every strategy, paired with the baseline; its header alone where there are fewer than two
 * insurers. */
bool fairness_write(const Study *study, const char *folder, Failure *failure);

/* A row, read back. */
typedef struct FairnessRow {
    const char *strategy, *scope, *id, *metric, *unit;
    const char *part; /* of FairnessPart, or "longest" */
    const char
        *insurer; /* of "longest": who, with the share of replications as its mean; else "" */
    double n, mean, ci_low, ci_high;                    /* NAN where the file leaves them empty */
    double difference, difference_low, difference_high; /* to the baseline */
} FairnessRow;

typedef struct Fairness {
    size_t count;
    const FairnessRow *rows;
} Fairness;

/* Reads the folder's file into `arena`; a folder without one has no rows. */
bool fairness_read(Fairness *fairness, Arena *arena, const char *folder, Failure *failure);

/* The row of a part, or of "longest" the one with the largest share; NULL where there is none. */
const FairnessRow *fairness_find(const Fairness *fairness, const char *strategy, const char *scope,
                                 const char *id, const char *metric, const char *part);

#endif
