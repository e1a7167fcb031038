/* A scenario of a test's own, written as CSV files, run by the binary and read back.
 *
 *     Experiment *experiment = experiment_new("five-clerks");
 *     experiment_file(experiment, "services.csv", "id,...\n" "applications,%g,...\n", rate);
 *     ...
 *     experiment_run(experiment, NULL);
 *     expect_summary(experiment, RESULT_KEY("carry-on", "service", "applications", "wait_mean_h"),
 *                    0.1108, 0.03);
 *
 * Every experiment has a folder of its own below the build tree, so tests may run at the same time.
 * What cannot be written or run ends the test with a message.
 */
#ifndef TESTS_SUPPORT_EXPERIMENT_H
#define TESTS_SUPPORT_EXPERIMENT_H

#include "base/attributes.h"
#include "tests/support/result_table.h"
#include "tests/support/violation.h"

typedef struct Experiment Experiment;

/* An empty scenario, where an earlier run's is removed; `name` is unique among all tests. Free with
 * experiment_free. */
Experiment *experiment_new(const char *name);

/* The name it was given. */
const char *experiment_name(const Experiment *experiment);

/* Writes a table of the scenario. */
void experiment_file(Experiment *experiment, const char *file, const char *format, ...)
    ATTRIBUTE_PRINTF(3, 4);

/* Removes a table of the scenario. */
void experiment_remove(Experiment *experiment, const char *file);

/* Takes over the files of another scenario. */
void experiment_copy(Experiment *experiment, const char *folder);

/* `brownout compare` with the further options up to NULL (NULL: none); its results replace earlier
 * ones. */
void experiment_run(Experiment *experiment, const char *const *options);

/* A file of the results, owned by the experiment until the next run. */
const ResultTable *experiment_table(Experiment *experiment, const char *file);

/* The folder of the results. */
const char *experiment_results(const Experiment *experiment);

/* Mean of a row of summary.csv. */
double experiment_mean(Experiment *experiment, ResultKey key);

/* `theory` lies in the 99.9 % Student interval of the row of summary.csv, computed here from its
 * mean, sd and n, and the interval is narrow enough to catch a wrong simulator: its half width is
 * at most `within` of `theory`. */
Violation summary_violation(const ResultTable *summary, ResultKey key, double theory,
                            double within);

/* The same for a point of curves.csv and its own interval; the scenario sets `confidence` to
 * 0.999. */
Violation curve_violation(const ResultTable *curves, ResultKey key, double theory, double within);

/* End the test on a violation in the results of the experiment. */
void expect_summary(Experiment *experiment, ResultKey key, double theory, double within);
void expect_curve(Experiment *experiment, ResultKey key, double theory, double within);

void experiment_free(Experiment *experiment);

/* Keys of rows. */
#define RESULT_KEY(strategy_, scope_, id_, metric_)                                                \
    ((ResultKey){.strategy = (strategy_), .scope = (scope_), .id = (id_), .metric = (metric_)})
#define CURVE_KEY(strategy_, scope_, id_, metric_, t_h)                                            \
    ((ResultKey){.strategy = (strategy_),                                                          \
                 .scope = (scope_),                                                                \
                 .id = (id_),                                                                      \
                 .metric = (metric_),                                                              \
                 .at = (t_h)})

#endif
