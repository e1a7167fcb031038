#include "tests/support/experiment.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "tests/support/program.h"
#include "tests/test.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <unistd.h>

enum { TABLES_MAX = 8, OPTIONS_MAX = 24, SCENARIO_FILE_MAX = 1 << 20 };

typedef struct OpenTable {
    char *file;
    ResultTable *table;
} OpenTable;

struct Experiment {
    char *name, *folder, *scenario, *results;
    size_t table_count;
    OpenTable tables[TABLES_MAX];
};

static void forget_tables(Experiment *experiment)
{
    for (size_t i = 0; i < experiment->table_count; i++) {
        free(experiment->tables[i].file);
        result_table_free(experiment->tables[i].table);
    }
    experiment->table_count = 0;
}

/* Removes the files of a folder; folders in it stay. */
static void empty_folder(const char *folder)
{
    char **names = NULL;
    size_t count = 0;
    Failure failure = {0};
    if (!folder_create(folder, &failure) || !folder_list(folder, &names, &count, &failure)) {
        fail_msg("%s", failure.message);
    }
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(folder, names[i]);
        unlink(path);
        free(path);
    }
    folder_list_free(names, count);
}

Experiment *experiment_new(const char *name)
{
    Experiment *experiment = memory_allocate(1, sizeof *experiment);
    TextBuilder copy = {0};
    text_add(&copy, name);
    experiment->name = copy.text;
    experiment->folder = path_join(TEST_RUNS, name);
    experiment->scenario = path_join(experiment->folder, "scenario");
    experiment->results = path_join(experiment->folder, "results");
    empty_folder(experiment->scenario);
    return experiment;
}

const char *experiment_name(const Experiment *experiment)
{
    return experiment->name;
}

static void write_scenario_file(const Experiment *experiment, const char *file, const void *bytes,
                                size_t length)
{
    Failure failure = {0};
    char *path = path_join(experiment->scenario, file);
    bool written = file_write(path, bytes, length, &failure);
    free(path);
    if (!written) {
        fail_msg("%s", failure.message);
    }
}

void experiment_file(Experiment *experiment, const char *file, const char *format, ...)
{
    char text[8192];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text) {
        fail_msg("%s of %s does not fit", file, experiment->name);
    }
    write_scenario_file(experiment, file, text, (size_t)length);
}

void experiment_remove(Experiment *experiment, const char *file)
{
    char *path = path_join(experiment->scenario, file);
    unlink(path);
    free(path);
}

void experiment_copy(Experiment *experiment, const char *folder)
{
    char **names = NULL;
    size_t count = 0;
    Failure failure = {0};
    if (!folder_list(folder, &names, &count, &failure)) {
        fail_msg("%s", failure.message);
    }
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(folder, names[i]), *bytes = NULL;
        size_t length = 0;
        if (!file_read(path, SCENARIO_FILE_MAX, &bytes, &length, &failure)) {
            fail_msg("%s", failure.message);
        }
        write_scenario_file(experiment, names[i], bytes, length);
        free(bytes);
        free(path);
    }
    folder_list_free(names, count);
}

void experiment_run(Experiment *experiment, const char *const *options)
{
    const char *arguments[OPTIONS_MAX + 8] = {
        BROWNOUT_BINARY, "compare", experiment->scenario, "-o", experiment->results, "--no-charts",
        "--quiet",       "--force"};
    for (size_t i = 0; options && options[i]; i++) {
        assert_true(i < OPTIONS_MAX - 1);
        arguments[8 + i] = options[i];
    }
    forget_tables(experiment);
    char *errors_path = path_join(experiment->folder, "errors.txt");
    ProgramEnd end = program_run(arguments, errors_path);
    free(errors_path);
    if (end.status != 0) {
        fail_msg("%s: exit status %d: %s", experiment->name, end.status, end.errors);
    }
    free(end.errors);
}

const ResultTable *experiment_table(Experiment *experiment, const char *file)
{
    for (size_t i = 0; i < experiment->table_count; i++) {
        if (strcmp(experiment->tables[i].file, file) == 0) {
            return experiment->tables[i].table;
        }
    }
    TextBuilder copy = {0};
    text_add(&copy, file);
    assert_true(experiment->table_count < TABLES_MAX);
    OpenTable *opened = &experiment->tables[experiment->table_count++];
    *opened = (OpenTable){copy.text, result_table_open(experiment->results, file)};
    if (!opened->table) {
        fail_msg("%s: no %s", experiment->name, file);
    }
    return opened->table;
}

const char *experiment_results(const Experiment *experiment)
{
    return experiment->results;
}

double experiment_mean(Experiment *experiment, ResultKey key)
{
    return result_number(experiment_table(experiment, "summary.csv"), &key, "mean");
}

static Violation interval_violation(const ResultKey *key, double theory, double within,
                                    const double interval[2])
{
    double half_width = (interval[1] - interval[0]) / 2;
    if (!(interval[0] <= theory && theory <= interval[1])) {
        return violation_of("%s %s %s %s at %g: theory says %.9g, the interval is %.9g to %.9g",
                            key->strategy, key->scope, key->id, key->metric, key->at, theory,
                            interval[0], interval[1]);
    }
    if (!(half_width <= within * fabs(theory))) {
        return violation_of("%s %s at %g: half width %g is over %g of %.9g, too wide to say much",
                            key->id, key->metric, key->at, half_width, within, theory);
    }
    return (Violation){.found = false};
}

Violation summary_violation(const ResultTable *summary, ResultKey key, double theory, double within)
{
    double mean = result_number(summary, &key, "mean"), sd = result_number(summary, &key, "sd");
    double n = result_number(summary, &key, "n");
    if (!(n > 1)) {
        return violation_of("%s %s %s %s: no row with an interval", key.strategy, key.scope, key.id,
                            key.metric);
    }
    double half_width = gsl_cdf_tdist_Pinv(0.9995, n - 1) * sd / sqrt(n);
    return interval_violation(&key, theory, within,
                              (const double[2]){mean - half_width, mean + half_width});
}

Violation curve_violation(const ResultTable *curves, ResultKey key, double theory, double within)
{
    return interval_violation(&key, theory, within,
                              (const double[2]){result_number(curves, &key, "ci_low"),
                                                result_number(curves, &key, "ci_high")});
}

void expect_summary(Experiment *experiment, ResultKey key, double theory, double within)
{
    const Violation violation =
        summary_violation(experiment_table(experiment, "summary.csv"), key, theory, within);
    expect_none(&violation);
}

void expect_curve(Experiment *experiment, ResultKey key, double theory, double within)
{
    const Violation violation =
        curve_violation(experiment_table(experiment, "curves.csv"), key, theory, within);
    expect_none(&violation);
}

void experiment_free(Experiment *experiment)
{
    forget_tables(experiment);
    free(experiment->name);
    free(experiment->folder);
    free(experiment->scenario);
    free(experiment->results);
    free(experiment);
}
