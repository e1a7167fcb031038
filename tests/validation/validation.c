#include "tests/validation/validation.h"

#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double PLAIN_CONFIDENCE = 0.999; /* of plain_scenario_write */

enum { OPTIONS_MAX = 18, OWN_OPTIONS = 4, SEED_TEXT = 24 };

struct Validation {
    bool is_quiet;
    size_t count, capacity;
    ValidationEntry *entries;
};

Validation *validation_new(bool is_quiet)
{
    Validation *validation = memory_allocate(1, sizeof *validation);
    validation->is_quiet = is_quiet;
    return validation;
}

void validation_free(Validation *validation)
{
    for (size_t i = 0; i < validation->count; i++) {
        ValidationEntry *entry = &validation->entries[i];
        free(entry->text);
        free(entry->unit);
        free(entry->model);
        free(entry->source);
        free(entry->covers);
        free(entry->block);
    }
    free(validation->entries);
    free(validation);
}

static char *copy_of(const char *text)
{
    size_t size = strlen(text ? text : "") + 1;
    char *copy = memory_allocate(size, 1);
    memcpy(copy, text ? text : "", size);
    return copy;
}

static ValidationEntry *next_entry(Validation *validation)
{
    if (validation->count == validation->capacity) {
        validation->capacity = 2 * validation->capacity + 64;
        validation->entries =
            memory_grow(validation->entries, validation->capacity, sizeof *validation->entries);
    }
    return &validation->entries[validation->count++];
}

void validation_append(Validation *to, Validation *from)
{
    for (size_t i = 0; i < from->count; i++) {
        *next_entry(to) = from->entries[i];
    }
    from->count = 0;
    validation_free(from);
}

static ValidationEntry *add_entry(Validation *validation, EntryKind kind, const char *text)
{
    ValidationEntry *entry = next_entry(validation);
    *entry = (ValidationEntry){.kind = kind, .text = copy_of(text)};
    return entry;
}

static void say(const Validation *validation, const char *text)
{
    if (!validation->is_quiet) {
        puts(text);
        fflush(stdout);
    }
}

void validation_chapter(Validation *validation, const char *title)
{
    char line[200];
    add_entry(validation, ENTRY_CHAPTER, title);
    snprintf(line, sizeof line, "\n%s", title);
    say(validation, line);
}

void validation_note(Validation *validation, const char *text)
{
    add_entry(validation, ENTRY_NOTE, text);
}

void validation_case(Validation *validation, const ValidationCase *validation_case)
{
    char line[200];
    ValidationEntry *entry = add_entry(validation, ENTRY_CASE, validation_case->name);
    entry->model = copy_of(validation_case->model);
    entry->source = copy_of(validation_case->source);
    entry->covers = copy_of(validation_case->covers);
    snprintf(line, sizeof line, "  %s", validation_case->name);
    say(validation, line);
}

/* From the experiment's name (FNV-1a): other experiments may come and go without moving it. */
static void write_seed(char text[SEED_TEXT], const char *name)
{
    uint32_t hash = UINT32_C(2166136261);
    for (const char *c = name; *c; c++) {
        hash = (hash ^ (unsigned char)*c) * UINT32_C(16777619);
    }
    snprintf(text, SEED_TEXT, "%" PRIu32, hash);
}

void validation_run(Validation *validation, Experiment *experiment, const char *const *options)
{
    char seed[SEED_TEXT], line[200];
    const char *all[OPTIONS_MAX + OWN_OPTIONS + 1] = {"--seed", seed, "--threads", "1"};
    write_seed(seed, experiment_name(experiment));
    for (size_t i = 0; options && options[i] && i < OPTIONS_MAX; i++) {
        all[OWN_OPTIONS + i] = options[i];
    }
    snprintf(line, sizeof line, "  runs %s", experiment_name(experiment));
    say(validation, line);
    experiment_run(experiment, all);
}

static SampleMean sample_of_summary(Experiment *experiment, const ResultKey *key)
{
    const ResultTable *summary = experiment_table(experiment, "summary.csv");
    double n = result_number(summary, key, "n");
    return (SampleMean){.mean = result_number(summary, key, "mean"),
                        .sd = result_number(summary, key, "sd"),
                        .n = n > 0 ? (size_t)n : 0};
}

/* curves.csv has no sd, but the interval that was made of it: half width = Student's factor times
 * sd / sqrt(n). */
static SampleMean sample_of_curve(Experiment *experiment, const ResultKey *key, double confidence)
{
    const ResultTable *curves = experiment_table(experiment, "curves.csv");
    double n = result_number(curves, key, "n");
    SampleMean sample = {.mean = result_number(curves, key, "mean"), .n = n > 0 ? (size_t)n : 0};
    if (n > 1) {
        double half_width =
            (result_number(curves, key, "ci_high") - result_number(curves, key, "ci_low")) / 2;
        sample.sd = half_width * sqrt(n) / gsl_cdf_tdist_Pinv((1 + confidence) / 2, n - 1);
    }
    return sample;
}

/* What is known as soon as a value comes in: no verdict yet. */
static void say_value(const Validation *validation, const ValidationEntry *entry)
{
    char line[300];
    const JudgedValue *judged = &entry->judged;
    const SampleMean *sample = &judged->sample;
    int used = snprintf(line, sizeof line, "    %-40s %12.6g %-3s simulated %12.6g", entry->text,
                        judged->exact, entry->unit, sample->mean);
    if (!sample_is_constant(sample) && used > 0 && (size_t)used < sizeof line) {
        snprintf(line + used, sizeof line - (size_t)used, ", standard error %.2g %%, p %.3f",
                 100 * sample->sd / sqrt((double)sample->n) / fabs(judged->exact),
                 student_p(judged));
    }
    say(validation, line);
}

void validation_sample(Validation *validation, const ValidationValue *value,
                       const SampleMean *sample)
{
    ValidationEntry *entry = add_entry(validation, ENTRY_VALUE, value->what);
    entry->unit = copy_of(value->unit);
    entry->judged = (JudgedValue){.sample = *sample,
                                  .exact = value->exact,
                                  .within = value->within,
                                  .allowance = value->allowance};
    say_value(validation, entry);
}

void validation_value(Validation *validation, Experiment *experiment, const ValidationValue *value)
{
    double confidence = value->confidence > 0 ? value->confidence : PLAIN_CONFIDENCE;
    SampleMean sample = value->is_curve ? sample_of_curve(experiment, &value->key, confidence)
                                        : sample_of_summary(experiment, &value->key);
    validation_sample(validation, value, &sample);
}

bool figure_holds(const ValidationEntry *entry)
{
    return entry->low <= entry->value && entry->value <= entry->high;
}

void validation_figure(Validation *validation, const ValidationFigure *figure)
{
    char line[300];
    ValidationEntry *entry = add_entry(validation, ENTRY_FIGURE, figure->what);
    entry->unit = copy_of(figure->unit);
    entry->value = figure->value;
    entry->low = figure->low;
    entry->high = figure->high;
    snprintf(line, sizeof line, "    %-40s %12.6g %-3s between %g and %g: %s", figure->what,
             figure->value, entry->unit, figure->low, figure->high,
             figure_holds(entry) ? "yes" : "NO");
    say(validation, line);
}

void validation_block(Validation *validation, const char *name, const char *text)
{
    ValidationEntry *entry = add_entry(validation, ENTRY_BLOCK, name);
    entry->block = copy_of(text);
    say(validation, text);
}

size_t validation_judge(Validation *validation)
{
    JudgedValue **values = memory_allocate(validation->count + 1, sizeof *values);
    size_t count = 0, failed = 0;
    for (size_t i = 0; i < validation->count; i++) {
        ValidationEntry *entry = &validation->entries[i];
        if (entry->kind == ENTRY_VALUE) {
            values[count++] = &entry->judged;
        } else if (entry->kind == ENTRY_FIGURE && !figure_holds(entry)) {
            failed++;
        }
    }
    verdicts_of(values, count);
    for (size_t i = 0; i < count; i++) {
        failed += values[i]->verdict != VERDICT_AGREES;
    }
    free(values);
    return failed;
}

size_t validation_entries(const Validation *validation)
{
    return validation->count;
}

const ValidationEntry *validation_entry(const Validation *validation, size_t index)
{
    return &validation->entries[index];
}
