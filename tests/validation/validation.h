/* The table of docs/validation.md: cases whose values are known exactly, run through the whole
 * binary.
 *
 * A chapter is a function in a file of its own, listed in chapters.def. It writes scenarios, runs
 * them and says what should have come out:
 *
 *     #include "tests/validation/chapters.h"
 *
 *     void chapter_waiting(Validation *validation)
 *     {
 *         Experiment *experiment = experiment_new("validation-mm1");
 *         ... experiment_file(experiment, "services.csv", ...);
 *         validation_run(validation, experiment, NULL);
 *         validation_case(validation, &(ValidationCase){.name = "M/M/1, load 0.8",
 *                                                       .model = "one server, ...",
 *                                                       .source = "[Gross 2008, 2.2]",
 *                                                       .covers = "4.2: first come, first
 * served"}); validation_value(validation, experiment,
 *                          &(ValidationValue){.what = "mean wait", .unit = "h",
 *                                             .key = service_key("desk", "wait_mean_h"),
 *                                             .exact = 0.0667, .within = 0.02});
 *         experiment_free(experiment);
 *     }
 *
 * All values are judged together at the end (verdict.h). Rules for a chapter:
 * - at least 100 replications, so that Student's statistic holds in the far tails too;
 * - the bias of the start, and of requests cut off by the end, below a tenth of the half width;
 * - `within` is the half width demanded at WIDTH_CONFIDENCE, 4.06 standard errors for 100
 *   replications; leave a tenth of slack;
 * - the first value of a case is of its own runs: the distribution of p-values is told of these;
 * - experiments that a service's or a channel's id would make equal have different names, from
 *   which validation_run derives the seed.
 */
#ifndef TESTS_VALIDATION_VALIDATION_H
#define TESTS_VALIDATION_VALIDATION_H

#include "tests/support/experiment.h"
#include "tests/validation/verdict.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Validation Validation;

typedef struct ValidationCase {
    const char *name;   /* "M/M/3, load 0.9" */
    const char *model;  /* in words, with its numbers */
    const char *source; /* of the exact values: "[Gross 2008, 2.3]", "uniformization" */
    const char *covers; /* section of docs/model.md, and what of it */
} ValidationCase;

typedef struct ValidationValue {
    const char *what, *unit; /* "mean wait", "h"; unit "" for shares and counts */
    ResultKey key;           /* of a row of summary.csv, or of curves.csv: */
    bool is_curve;
    double exact;
    double within;     /* half width demanded, relative to `exact`: 0.02 */
    double allowance;  /* documented systematic error, relative to `exact` */
    double confidence; /* of the scenario; 0: that of plain_scenario_write. Curves need it */
} ValidationValue;

/* Quantiles of a run are kept to 0.8 % (docs/model.md, 5): the allowance of their values. */
#define QUANTILE_ALLOWANCE 0.008

/* A number that must lie between two limits, and is no mean with an interval. */
typedef struct ValidationFigure {
    const char *what, *unit;
    double value, low, high;
} ValidationFigure;

/* Free with validation_free. `is_quiet` says nothing about progress. */
Validation *validation_new(bool is_quiet);
void validation_free(Validation *validation);

/* Begins a chapter; its cases follow. */
void validation_chapter(Validation *validation, const char *title);

/* A paragraph between the chapter's heading and its table. */
void validation_note(Validation *validation, const char *text);

/* Begins a case; its values follow. All texts are copied. */
void validation_case(Validation *validation, const ValidationCase *validation_case);

/* Runs the experiment under a seed of its own, with the further options up to NULL (NULL: none). On
 * one thread: the result is the same for any number, chapters run side by side, and threads that
 * wait for one another would cost a fifth more processor time. */
void validation_run(Validation *validation, Experiment *experiment, const char *const *options);

/* A value of the case, from the results of the experiment. */
void validation_value(Validation *validation, Experiment *experiment, const ValidationValue *value);

/* The same from a mean that the chapter worked out itself from the raw replications; `key`,
 * `is_curve` and `confidence` are not read. */
void validation_sample(Validation *validation, const ValidationValue *value,
                       const SampleMean *sample);

void validation_figure(Validation *validation, const ValidationFigure *figure);

/* A part of the document of its own, between the marker lines of `name` and not in the table. */
void validation_block(Validation *validation, const char *name, const char *text);

/* Moves all entries of `from`, which is freed, behind those of `to`. */
void validation_append(Validation *to, Validation *from);

/* Judges all values; returns how many verdicts are not VERDICT_AGREES. */
size_t validation_judge(Validation *validation);

/* One line of the judged table, or a block. */
typedef enum EntryKind {
    ENTRY_CHAPTER,
    ENTRY_NOTE,
    ENTRY_CASE,
    ENTRY_VALUE,
    ENTRY_FIGURE,
    ENTRY_BLOCK
} EntryKind;

typedef struct ValidationEntry {
    EntryKind kind;
    char *text;                    /* title, note, name of the case or block, or `what` */
    char *unit;                    /* of a value or figure */
    char *model, *source, *covers; /* of a case */
    JudgedValue judged;            /* of a value */
    double value, low, high;       /* of a figure */
    char *block;                   /* what stands in a block */
} ValidationEntry;

size_t validation_entries(const Validation *validation);
const ValidationEntry *validation_entry(const Validation *validation, size_t index);

/* Whether a figure lies between its limits. */
bool figure_holds(const ValidationEntry *entry);

#endif
