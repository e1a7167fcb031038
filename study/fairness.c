#include "study/fairness.h"

#include "base/memory.h"
#include "base/text.h"
#include "study/comparison.h"
#include "study/estimator.h"
#include "study/results_file.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char *fairness_part_name(FairnessPart part)
{
    static const char *const names[FAIRNESS_PARTS] = {
        [FAIRNESS_LEAST] = "least",   [FAIRNESS_MIDDLE] = "middle", [FAIRNESS_MOST] = "most",
        [FAIRNESS_SPREAD] = "spread", [FAIRNESS_GINI] = "gini",
    };
    return names[part];
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Of n ascending burdens: 2 sum(i x_i) / (n sum(x)) - (n + 1) / n, with i from 1; the same as the
 * mean difference over all pairs, in one pass. */
static double gini(const double *sorted, size_t n)
{
    double sum = 0, weighted = 0;
    for (size_t i = 0; i < n; ++i) {
        sum += sorted[i];
        weighted += (double)(i + 1) * sorted[i];
    }
    const double count = (double)n;
    return sum > 0 ? fmax(2 * weighted / (count * sum) - (count + 1) / count, 0) : (double)NAN;
}

static void share_the_most(double *shares, const double *burdens, size_t count, double most)
{
    size_t equals = 0;
    for (size_t i = 0; i < count; ++i) {
        equals += burdens[i] == most;
    }
    for (size_t i = 0; i < count; ++i) {
        shares[i] = most <= 0 ? (double)NAN : burdens[i] == most ? 1 / (double)equals : 0;
    }
}

void fairness_parts(double parts[FAIRNESS_PARTS], double *shares, double *sorted,
                    const double *burdens, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; ++i) {
        if (isfinite(burdens[i])) {
            sorted[n++] = burdens[i];
        }
        shares[i] = NAN;
    }
    for (size_t i = 0; i < FAIRNESS_PARTS; ++i) {
        parts[i] = NAN;
    }
    if (n < 2) {
        return;
    }
    qsort(sorted, n, sizeof *sorted, by_value);
    parts[FAIRNESS_LEAST] = sorted[0];
    parts[FAIRNESS_MIDDLE] = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    parts[FAIRNESS_MOST] = sorted[n - 1];
    parts[FAIRNESS_SPREAD] = sorted[n - 1] - sorted[0];
    parts[FAIRNESS_GINI] = gini(sorted, n);
    share_the_most(shares, burdens, count, sorted[n - 1]);
}

/* A number that every insurer has, and what is known of its spread under one strategy. */
typedef struct Burden {
    const char *scope, *id, *metric, *unit;
    size_t *rows; /* [insurer] of Measures; SIZE_MAX: none */
    double *parts[FAIRNESS_PARTS], *baseline[FAIRNESS_PARTS]; /* [replication] */
    double *shares; /* [insurer][replication] in being the most burdened; NAN where none is */
} Burden;

typedef struct Writing {
    const Study *study;
    Estimator *estimator;
    CsvWriter *csv;
    size_t insurers, replications, burden_count;
    Burden *burdens;
    double *values;                     /* [value row] of a replication */
    double *of_insurers, *sorted, *one; /* [insurer] */
} Writing;

static void burden_init(Burden *burden, const Writing *writing, const char *service)
{
    const Scenario *scenario = writing->study->plan->scenario;
    burden->scope = service ? "service" : "insurer";
    burden->id = service ? service : "all";
    burden->metric = service ? "delay_mean_h" : "downtime_h";
    burden->unit = "h";
    burden->rows = memory_allocate(writing->insurers, sizeof *burden->rows);
    for (size_t i = 0; i < writing->insurers; ++i) {
        TextBuilder id = {0};
        text_add_format(&id, "%s%s%s", service ? service : "", service ? "@" : "",
                        scenario->insurers[i].id);
        burden->rows[i] =
            measures_find(writing->study->plan->measures, burden->scope, id.text, burden->metric);
        text_deinit(&id);
    }
    for (size_t i = 0; i < FAIRNESS_PARTS; ++i) {
        burden->parts[i] = memory_allocate(writing->replications, sizeof(double));
        burden->baseline[i] = memory_allocate(writing->replications, sizeof(double));
    }
    burden->shares = memory_allocate(writing->insurers * writing->replications, sizeof(double));
}

static void burden_deinit(Burden *burden)
{
    for (size_t i = 0; i < FAIRNESS_PARTS; ++i) {
        free(burden->parts[i]);
        free(burden->baseline[i]);
    }
    free(burden->shares);
    free(burden->rows);
}

static void writing_init(Writing *writing, const Study *study)
{
    const Scenario *scenario = study->plan->scenario;
    const size_t insurers = scenario->insurer_count;
    *writing = (Writing){.study = study,
                         .insurers = insurers,
                         .replications = samples_count(study->samples),
                         .burden_count = insurers < 2 ? 0 : scenario->service_count + 1};
    writing->estimator = study_estimator(study);
    writing->values = memory_allocate(study->plan->measures->value_count, sizeof(double));
    writing->of_insurers = memory_allocate(insurers, sizeof(double));
    writing->sorted = memory_allocate(insurers, sizeof(double));
    writing->one = memory_allocate(insurers, sizeof(double));
    writing->burdens = memory_allocate(writing->burden_count, sizeof *writing->burdens);
    for (size_t i = 0; i < writing->burden_count; ++i) {
        const bool of_service = i < scenario->service_count;
        burden_init(&writing->burdens[i], writing, of_service ? scenario->services[i].id : NULL);
    }
}

static void writing_deinit(Writing *writing)
{
    for (size_t i = 0; i < writing->burden_count; ++i) {
        burden_deinit(&writing->burdens[i]);
    }
    free(writing->burdens);
    free(writing->one);
    free(writing->sorted);
    free(writing->of_insurers);
    free(writing->values);
    estimator_free(writing->estimator);
}

static void take_burden(Writing *writing, Burden *burden, size_t replication)
{
    double parts[FAIRNESS_PARTS];
    for (size_t i = 0; i < writing->insurers; ++i) {
        const size_t row = burden->rows[i];
        writing->of_insurers[i] = row == SIZE_MAX ? (double)NAN : writing->values[row];
    }
    fairness_parts(parts, writing->one, writing->sorted, writing->of_insurers, writing->insurers);
    for (size_t i = 0; i < FAIRNESS_PARTS; ++i) {
        burden->parts[i][replication] = parts[i];
    }
    for (size_t i = 0; i < writing->insurers; ++i) {
        burden->shares[i * writing->replications + replication] = writing->one[i];
    }
}

/* Takes the spread of every burden in every replication under the strategy. */
static void take(Writing *writing, size_t strategy)
{
    for (size_t r = 0; r < writing->replications; ++r) {
        samples_replication(writing->study->samples, strategy, r, writing->values);
        for (size_t b = 0; b < writing->burden_count; ++b) {
            take_burden(writing, &writing->burdens[b], r);
        }
    }
}

static void keep_as_baseline(Writing *writing)
{
    for (size_t b = 0; b < writing->burden_count; ++b) {
        for (size_t i = 0; i < FAIRNESS_PARTS; ++i) {
            memcpy(writing->burdens[b].baseline[i], writing->burdens[b].parts[i],
                   writing->replications * sizeof(double));
        }
    }
}

static void begin_row(const Writing *writing, size_t strategy, const Burden *burden)
{
    csv_write_text(writing->csv, writing->study->plan->strategy_ids[strategy]);
    results_write_key(writing->csv, burden->scope, burden->id, burden->metric);
}

static void write_part(const Writing *writing, size_t strategy, const Burden *burden, size_t part)
{
    const Estimate own =
        estimate_values(writing->estimator, burden->parts[part], writing->replications);
    Comparison paired = {.difference = NAN, .ci_low = NAN, .ci_high = NAN};
    if (strategy != writing->study->plan->baseline) {
        paired = compare_values(writing->estimator, burden->parts[part], burden->baseline[part],
                                writing->replications);
    }
    const double numbers[] = {own.mean,          own.ci_low,    own.ci_high,
                              paired.difference, paired.ci_low, paired.ci_high};
    begin_row(writing, strategy, burden);
    csv_write_text(writing->csv, part == FAIRNESS_GINI ? "1" : burden->unit);
    csv_write_text(writing->csv, fairness_part_name((FairnessPart)part));
    csv_write_text(writing->csv, "");
    csv_write_whole(writing->csv, own.n);
    results_write_numbers(writing->csv, numbers, sizeof numbers / sizeof *numbers);
    csv_end_row(writing->csv);
}

/* Who is ever the most burdened, with the share of replications. */
static void write_longest(const Writing *writing, size_t strategy, const Burden *burden,
                          size_t insurer)
{
    const double *shares = burden->shares + insurer * writing->replications;
    const Estimate own = estimate_values(writing->estimator, shares, writing->replications);
    if (!(own.mean > 0)) {
        return;
    }
    /* Undefined where there is one replication alone; else a share stays one. */
    const double low = isnan(own.ci_low) ? own.ci_low : fmax(own.ci_low, 0);
    const double high = isnan(own.ci_high) ? own.ci_high : fmin(own.ci_high, 1);
    const double numbers[] = {own.mean, low, high, NAN, NAN, NAN};
    begin_row(writing, strategy, burden);
    csv_write_text(writing->csv, "1");
    csv_write_text(writing->csv, "longest");
    csv_write_text(writing->csv, writing->study->plan->scenario->insurers[insurer].id);
    csv_write_whole(writing->csv, own.n);
    results_write_numbers(writing->csv, numbers, sizeof numbers / sizeof *numbers);
    csv_end_row(writing->csv);
}

static void write_strategy(Writing *writing, size_t strategy)
{
    take(writing, strategy);
    for (size_t b = 0; b < writing->burden_count; ++b) {
        for (size_t i = 0; i < FAIRNESS_PARTS; ++i) {
            write_part(writing, strategy, &writing->burdens[b], i);
        }
        for (size_t i = 0; i < writing->insurers; ++i) {
            write_longest(writing, strategy, &writing->burdens[b], i);
        }
    }
}

bool fairness_write(const Study *study, const char *folder, Failure *failure)
{
    ResultsFile file;
    if (!results_file_open(&file, folder, FAIRNESS_FILE,
                           "strategy,scope,id,metric,unit,part,insurer,n,mean,ci_low,ci_high,"
                           "difference,difference_low,difference_high",
                           failure)) {
        return false;
    }
    Writing writing;
    writing_init(&writing, study);
    writing.csv = &file.csv;
    if (writing.burden_count) {
        take(&writing, study->plan->baseline);
        keep_as_baseline(&writing);
    }
    for (size_t s = 0; writing.burden_count && s < study->plan->strategy_count; ++s) {
        write_strategy(&writing, s);
    }
    writing_deinit(&writing);
    return results_file_close(&file, samples_are_whole(study->samples, failure), failure);
}
