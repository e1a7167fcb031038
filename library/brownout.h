/* brownout as a library: run a scenario from a C program and read what came out.
 *
 *     BrownoutScenario *scenario = brownout_scenario_read("my-case", NULL, 0);
 *     BrownoutResults *results = brownout_run(scenario, &(BrownoutRun){.replications = 50});
 *     BrownoutDifference difference;
 *     if (brownout_difference(results, "partial", "total", "all", "insured_hours_lost",
 * &difference)) { printf("%g, from %g to %g\n", difference.mean, difference.low, difference.high);
 *     } else {
 *         puts(brownout_results_error(results));
 *     }
 *     brownout_results_free(results);
 *     brownout_scenario_free(scenario);
 *
 * Nothing is global: as many scenarios and results as you like, in as many threads, each object
 * used by one thread at a time. Nothing is printed and nothing ends the process, with one
 * exception: where memory runs out it is aborted. What goes wrong is a message in the object that
 * was made or asked, in English, for people. Functions take NULL where they take an object, and do
 * nothing then.
 *
 * Scopes, ids and metrics are those of the result files (docs/results-format.md); `brownout
 * explain` says what each means. The reference without attack and outage is the strategy
 * "undisturbed". Results are the same, bit for bit, as those of `brownout compare`, for any number
 * of threads.
 */
#ifndef BROWNOUT_H
#define BROWNOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of the library, as in "0.1.0". */
const char *brownout_version(void);

/* A scenario: a folder of CSV files, read and checked. */
typedef struct BrownoutScenario BrownoutScenario;

/* Reads the folder. `changes` are texts as `--set` takes them, "attack.detect_h=6" or
 * "insurers.*.agents=x0.8", applied in their order. Never NULL: ask for the error. */
BrownoutScenario *brownout_scenario_read(const char *folder, const char *const *changes,
                                         size_t change_count);

/* All mistakes, a line each (`file:line:column: what is wrong`); NULL where there is none. */
const char *brownout_scenario_error(const BrownoutScenario *scenario);

/* "" and 0 where there is an error. Texts live as long as the scenario. */
const char *brownout_scenario_title(const BrownoutScenario *scenario);
size_t brownout_strategy_count(const BrownoutScenario *scenario);
const char *brownout_strategy_id(const BrownoutScenario *scenario, size_t index);
const char *brownout_strategy_name(const BrownoutScenario *scenario, size_t index);

/* Not before the results that were made of it. */
void brownout_scenario_free(BrownoutScenario *scenario);

/* How to run it; all zero is as the scenario says, on one thread. */
typedef struct BrownoutRun {
    size_t replications;    /* 0: those of the scenario */
    size_t threads;         /* 0: one */
    const char *strategies; /* ids between commas; NULL: all */
    bool has_seed;
    uint64_t seed; /* where has_seed; else that of the scenario */
    /* Called some times a second from the thread that called brownout_run, with the share done,
     * 0 to 1; false stops the run, and what is finished is kept. NULL: nobody is told. */
    bool (*progress)(void *context, double share);
    void *context;
} BrownoutRun;

/* What the replications of every strategy gave. */
typedef struct BrownoutResults BrownoutResults;

/* Runs the scenario; NULL for `run` is all zero. Never NULL: ask for the error. */
BrownoutResults *brownout_run(const BrownoutScenario *scenario, const BrownoutRun *run);

/* What went wrong last, in the run or in a question; NULL where nothing did. */
const char *brownout_results_error(const BrownoutResults *results);

/* Replications that were finished under every strategy. */
size_t brownout_replications(const BrownoutResults *results);

/* One of the values that every replication gives: 0 <= index < brownout_value_count. */
typedef struct BrownoutValue {
    const char *name;                /* "service/cards@north/wait_p95_h" */
    const char *scope, *id, *metric; /* its parts */
    const char *unit;                /* "h", "min", "EUR"; "1" is a count or a share */
    int better;                      /* 1: higher is, -1: lower is, 0: neither */
} BrownoutValue;
size_t brownout_value_count(const BrownoutResults *results);
BrownoutValue brownout_value(const BrownoutResults *results, size_t index);

/* A mean over replications; NAN is undefined. */
typedef struct BrownoutEstimate {
    size_t replications; /* in which the value is defined */
    size_t censored;     /* in which it is not because the run ended first */
    double mean, sd;
    double low, high;     /* interval of the mean, at the scenario's confidence */
    double p05, p50, p95; /* over the replications */
} BrownoutEstimate;

/* False, with an error, where there is no such strategy or value. */
bool brownout_estimate(BrownoutResults *results, const char *strategy, const char *value,
                       BrownoutEstimate *estimate);

/* A strategy against the baseline, in pairs by replication; NAN is undefined. */
typedef struct BrownoutDifference {
    size_t replications; /* in which both are defined */
    double baseline_mean, strategy_mean;
    double mean;        /* of strategy - baseline */
    double low, high;   /* interval of it */
    double share_lower; /* of replications in which the strategy has the lower value */
} BrownoutDifference;

/* The same rules. The baseline is that of the scenario, or the first strategy of the list. */
bool brownout_difference(BrownoutResults *results, const char *strategy, const char *value,
                         BrownoutDifference *difference);

/* The value of every replication in order, the first `room` of them; NAN is undefined, infinite is
 * undefined because the run ended first. Returns how many there are; 0, with an error, where there
 * is no such strategy or value. */
size_t brownout_replication_values(BrownoutResults *results, const char *strategy,
                                   const char *value, double *values, size_t room);

/* Writes the CSV files that `brownout compare` writes into the folder, which is made where it is
 * missing; run.json excepted, which tells of a command line. False, with an error, where that
 * fails. */
bool brownout_results_write(BrownoutResults *results, const char *folder);

void brownout_results_free(BrownoutResults *results);

#ifdef __cplusplus
}
#endif

#endif
