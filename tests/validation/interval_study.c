#include "tests/validation/interval_study.h"

#include "base/memory.h"
#include "tests/validation/tasks.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

const size_t sample_sizes[SAMPLE_SIZES] = {5, 10, 20, 40, 100};

enum { QUEUE_SIZES = 3 /* queues take longer: 5, 10, 20 */, QUEUE_DAYS = 5 };

/* Of the queues each size has as many replications in all as the largest of them, so that those of
 * few replications, which are most in doubt, are judged by more seeds. */
static size_t queue_seeds(const IntervalStudy *study, size_t size)
{
    return study->seeds * (sample_sizes[QUEUE_SIZES - 1] / sample_sizes[size]);
}

static const char *const quantile_columns[SAMPLE_QUANTILES] = {"p05", "p50", "p95"};

/* Those of one experiment. */
typedef struct Group {
    Situation *situations;
    size_t count;
    size_t first_size, sizes; /* [first_size, sizes) */
    CoverageMeasure *measures;
    const char *const *options;
} Group;

static void name_situations(const Group *group, const char *const *names)
{
    for (size_t i = 0; i < group->count; i++) {
        group->situations[i].what = names[i];
    }
}

static void run_size(IntervalStudy *study, const Group *group, size_t size, CoverageStudy *coverage)
{
    for (size_t i = 0; i < group->count; i++) {
        group->measures[i].tally = (CoverageTally){0};
    }
    if (coverage->seeds == 0) {
        coverage->seeds = study->seeds;
    }
    coverage->replications = sample_sizes[size];
    coverage->options = group->options;
    coverage->measures = group->measures;
    coverage->measure_count = group->count;
    coverage_study_run(coverage);
    for (size_t i = 0; i < group->count; i++) {
        group->situations[i].tallies[size] = group->measures[i].tally;
    }
}

/* Small runs gain nothing from threads of their own. */
static const char *const queue_options[] = {"--threads", "1", NULL};

static void run_queues(IntervalStudy *study)
{
    CoverageMeasure measures[QUEUE_MEASURES];
    const Group group = {study->situations, QUEUE_MEASURES, 0,
                         QUEUE_SIZES,       measures,       queue_options};
    Experiment *experiment = queue_samples_new("validation-interval-queues", QUEUE_DAYS);
    queue_measures(measures);
    name_situations(&group, queue_measure_names);
    for (size_t size = 0; size < group.sizes; size++) {
        run_size(study, &group, size,
                 &(CoverageStudy){.experiment = experiment, .seeds = queue_seeds(study, size)});
    }
    experiment_free(experiment);
}

static const char *const small_options[] = {"--no-curves", "--threads", "1", NULL};

typedef struct QuantileShares {
    double *shares[SAMPLE_QUANTILES]; /* [seeds]: of the job's law below the run's quantile */
    size_t runs;
} QuantileShares;

static void look_at_quantiles(void *context, Experiment *experiment)
{
    QuantileShares *shares = context;
    const ResultTable *summary = experiment_table(experiment, "summary.csv");
    const ResultKey key = restoration_job_key();
    for (size_t q = 0; q < SAMPLE_QUANTILES; q++) {
        shares->shares[q][shares->runs] =
            restoration_job_cdf(result_number(summary, &key, quantile_columns[q]));
    }
    shares->runs++;
}

static QuantileReach reach_of(double *shares, size_t runs)
{
    gsl_sort(shares, 1, runs);
    return (QuantileReach){.mean = gsl_stats_mean(shares, 1, runs),
                           .low = gsl_stats_quantile_from_sorted_data(shares, 1, runs, 0.05),
                           .high = gsl_stats_quantile_from_sorted_data(shares, 1, runs, 0.95)};
}

static void run_restorations(IntervalStudy *study)
{
    CoverageMeasure measures[RESTORATION_MEASURES];
    const Group group = {study->situations + QUEUE_MEASURES,
                         RESTORATION_MEASURES,
                         0,
                         SAMPLE_SIZES,
                         measures,
                         small_options};
    Experiment *experiment = restoration_samples_new("validation-interval-restoration");
    double *room = memory_allocate(SAMPLE_QUANTILES * study->seeds, sizeof *room);
    restoration_measures(measures);
    name_situations(&group, restoration_measure_names);
    for (size_t size = 0; size < group.sizes; size++) {
        QuantileShares shares = {.shares = {room, room + study->seeds, room + 2 * study->seeds}};
        run_size(study, &group, size,
                 &(CoverageStudy){
                     .experiment = experiment, .look = look_at_quantiles, .context = &shares});
        for (size_t q = 0; q < SAMPLE_QUANTILES; q++) {
            study->reaches[q][size] = reach_of(shares.shares[q], shares.runs);
        }
    }
    free(room);
    experiment_free(experiment);
}

static void run_spreads(IntervalStudy *study)
{
    CoverageMeasure measures[SPREAD_MEASURES];
    const Group group = {study->situations + QUEUE_MEASURES + RESTORATION_MEASURES,
                         SPREAD_MEASURES,
                         0,
                         SAMPLE_SIZES,
                         measures,
                         small_options};
    Experiment *experiment = spread_samples_new("validation-interval-spread");
    spread_measures(measures);
    name_situations(&group, spread_measure_names);
    for (size_t size = 0; size < group.sizes; size++) {
        run_size(study, &group, size, &(CoverageStudy){.experiment = experiment});
    }
    experiment_free(experiment);
}

static const char *const pair_options[] = {"--antithetic", "--threads", "1", NULL};
static const char *const small_pair_options[] = {"--antithetic", "--no-curves", "--threads", "1",
                                                 NULL};

/* All sizes of the group but the first, 5, which is odd. */
static void run_pairs(IntervalStudy *study, const Group *group, Experiment *experiment,
                      const char *const *names)
{
    name_situations(group, names);
    for (size_t size = group->first_size; size < group->sizes; size++) {
        run_size(study, group, size, &(CoverageStudy){.experiment = experiment});
    }
    experiment_free(experiment);
}

static void run_queue_pairs(IntervalStudy *study)
{
    CoverageMeasure measures[QUEUE_MEASURES];
    const Group group = {study->pairs, QUEUE_MEASURES, 1, QUEUE_SIZES, measures, pair_options};
    queue_measures(measures);
    run_pairs(study, &group, queue_samples_new("validation-interval-queue-pairs", QUEUE_DAYS),
              queue_measure_names);
}

static void run_restoration_pairs(IntervalStudy *study)
{
    CoverageMeasure measures[RESTORATION_MEASURES];
    const Group group = {study->pairs + QUEUE_MEASURES,
                         RESTORATION_MEASURES,
                         1,
                         SAMPLE_SIZES,
                         measures,
                         small_pair_options};
    restoration_measures(measures);
    run_pairs(study, &group, restoration_samples_new("validation-interval-job-pairs"),
              restoration_measure_names);
}

static void run_spread_pairs(IntervalStudy *study)
{
    CoverageMeasure measures[SPREAD_MEASURES];
    const Group group = {study->pairs + QUEUE_MEASURES + RESTORATION_MEASURES,
                         SPREAD_MEASURES,
                         1,
                         SAMPLE_SIZES,
                         measures,
                         small_pair_options};
    spread_measures(measures);
    run_pairs(study, &group, spread_samples_new("validation-interval-spread-pairs"),
              spread_measure_names);
}

/* Each has its own part of the study, and a scenario of its own. The longest come first. */
static void (*const GROUP_RUNS[])(IntervalStudy *study) = {
    run_queues,  run_restorations, run_queue_pairs, run_restoration_pairs,
    run_spreads, run_spread_pairs,
};

static void run_group(void *context, size_t index)
{
    GROUP_RUNS[index](context);
}

void interval_study_run(IntervalStudy *study, size_t seeds)
{
    *study = (IntervalStudy){.seeds = seeds};
    tasks_run(sizeof GROUP_RUNS / sizeof GROUP_RUNS[0], run_group, study);
}

/* "94.2 (3.1)", with what had no interval behind it. */
static void add_tally(TextBuilder *out, const CoverageTally *tally)
{
    size_t count = coverage_count(tally), runs = count + tally->absent;
    if (runs == 0) {
        text_add(out, " |");
        return;
    }
    if (count > 0) {
        text_add_format(out, " %.1f (%.1f)", 100 * coverage_share(tally),
                        100 * (double)tally->too_low / (double)count);
    }
    if (tally->absent > 0) {
        text_add_format(out, " none: %.1f", 100 * (double)tally->absent / (double)runs);
    }
    text_add(out, " |");
}

static void add_sizes(TextBuilder *out, const char *what)
{
    text_add_format(out, "| %s |", what);
    for (size_t size = 0; size < SAMPLE_SIZES; size++) {
        text_add_format(out, " n = %zu |", sample_sizes[size]);
    }
    text_add(out, "\n| --- |");
    for (size_t size = 0; size < SAMPLE_SIZES; size++) {
        text_add(out, " --- |");
    }
    text_add(out, "\n");
}

static void add_reaches(TextBuilder *out, const IntervalStudy *study)
{
    add_sizes(out, "quantile of the run");
    for (size_t q = 0; q < SAMPLE_QUANTILES; q++) {
        text_add_format(out, "| %s |", quantile_columns[q]);
        for (size_t size = 0; size < SAMPLE_SIZES; size++) {
            const QuantileReach *reach = &study->reaches[q][size];
            text_add_format(out, " %.1f (%.1f to %.1f) |", 100 * reach->mean, 100 * reach->low,
                            100 * reach->high);
        }
        text_add(out, "\n");
    }
}

static void add_situations(TextBuilder *out, const char *heading, const Situation *situations)
{
    add_sizes(out, heading);
    for (size_t i = 0; i < SITUATIONS; i++) {
        text_add_format(out, "| %s |", situations[i].what);
        for (size_t size = 0; size < SAMPLE_SIZES; size++) {
            add_tally(out, &situations[i].tallies[size]);
        }
        text_add(out, "\n");
    }
}

void interval_study_report(TextBuilder *out, const IntervalStudy *study)
{
    text_add_format(
        out,
        "%zu seeds, of queues with n = 5 %zu and with n = 10 %zu. Each cell: percentage "
        "of the 95 %% intervals that hold the truth (in brackets: that lie below it). "
        "`none`: percentage of the runs without an interval, which the others leave "
        "out.\n\n",
        study->seeds, queue_seeds(study, 0), queue_seeds(study, 1));
    add_situations(out, "interval of", study->situations);
    text_add_format(out,
                    "\nThe same over n / 2 antithetic pairs (`--antithetic`), %zu seeds each.\n\n",
                    study->seeds);
    add_situations(out, "interval over pairs of", study->pairs);
    text_add(out,
             "\nQuantiles over replications have no interval. Each cell: the percentage of the "
             "lognormal job's law that lies below the run's quantile, on average and (in "
             "brackets) in the middle 90 of 100 runs.\n\n");
    add_reaches(out, study);
    text_add(out, "\n");
}
