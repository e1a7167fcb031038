#include "tests/validation/report.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* p-values that tell something about the intervals: of random values without an allowance. */
typedef struct PValues {
    double *p;
    size_t count, below_5_percent;
} PValues;

static bool is_telling(const JudgedValue *judged)
{
    return !isnan(judged->p) && judged->allowance <= 0 && !sample_is_constant(&judged->sample);
}

static void add_p(PValues *values, double p)
{
    values->p[values->count++] = p;
    values->below_5_percent += p < 0.05;
}

/* `all`, and `first`: those of the first telling value of each case, as the values of a case come
 * from the same runs. Free both p. */
static void collect_p(const Validation *validation, PValues *all, PValues *first)
{
    bool is_first = true;
    size_t entries = validation_entries(validation);
    *all = (PValues){.p = memory_allocate(entries + 1, sizeof(double))};
    *first = (PValues){.p = memory_allocate(entries + 1, sizeof(double))};
    for (size_t i = 0; i < entries; i++) {
        const ValidationEntry *entry = validation_entry(validation, i);
        if (entry->kind == ENTRY_CASE) {
            is_first = true;
        } else if (entry->kind == ENTRY_VALUE && is_telling(&entry->judged)) {
            add_p(all, entry->judged.p);
            if (is_first) {
                add_p(first, entry->judged.p);
            }
            is_first = false;
        }
    }
}

typedef struct Tally {
    size_t cases, values, agree, differ, coarse, figures, hold;
} Tally;

static Tally tally_of(const Validation *validation)
{
    Tally tally = {0};
    for (size_t i = 0; i < validation_entries(validation); i++) {
        const ValidationEntry *entry = validation_entry(validation, i);
        if (entry->kind == ENTRY_CASE) {
            tally.cases++;
        } else if (entry->kind == ENTRY_VALUE) {
            tally.values++;
            tally.agree += entry->judged.verdict == VERDICT_AGREES;
            tally.differ += entry->judged.verdict == VERDICT_DIFFERS;
            tally.coarse += entry->judged.verdict == VERDICT_TOO_COARSE;
        } else if (entry->kind == ENTRY_FIGURE) {
            tally.figures++;
            tally.hold += figure_holds(entry);
        }
    }
    return tally;
}

static void add_distribution(TextBuilder *out, const char *of, PValues *values)
{
    text_add_format(out,
                    "- p-values %s: %zu, %.1f %% of them below 0.05; Kolmogorov distance to the "
                    "uniform distribution %.3f (limit at 1 %%: %.3f).\n",
                    of, values->count,
                    100 * (double)values->below_5_percent / fmax(1, (double)values->count),
                    kolmogorov_distance(values->p, values->count), kolmogorov_limit(values->count));
}

static void add_summary(TextBuilder *out, const Validation *validation)
{
    Tally tally = tally_of(validation);
    PValues all, first;
    collect_p(validation, &all, &first);
    text_add_format(out,
                    "%zu cases, %zu values: %zu agree, %zu differ, %zu are too coarse; "
                    "%zu further figures, of which %zu hold.\n",
                    tally.cases, tally.values, tally.agree, tally.differ, tally.coarse,
                    tally.figures, tally.hold);
    if (all.count > 0) {
        text_add(out, "\n");
        add_distribution(out, "of all random values (those of a case share their runs)", &all);
        add_distribution(out, "of the first value of each case (independent)", &first);
    }
    free(all.p);
    free(first.p);
}

/* A bar would end the cell. */
static void add_escaped(TextBuilder *out, const char *text)
{
    for (const char *c = text; *c; c++) {
        text_add(out, *c == '|' ? "\\" : "");
        text_add_bytes(out, c, 1);
    }
}

static void add_case(TextBuilder *out, const ValidationEntry *entry)
{
    text_add_format(out, "| **%s**: ", entry->text);
    add_escaped(out, entry->model);
    text_add_format(out, ". Exact by %s. Covers %s | | | | | |\n", entry->source, entry->covers);
}

static void add_what(TextBuilder *out, const ValidationEntry *entry)
{
    text_add_format(out, "| %s%s%s%s | ", entry->text, entry->unit[0] ? " (" : "", entry->unit,
                    entry->unit[0] ? ")" : "");
}

static void add_value(TextBuilder *out, const ValidationEntry *entry)
{
    const JudgedValue *judged = &entry->judged;
    add_what(out, entry);
    text_add_format(out, "%.6g | %.6g", judged->exact, judged->sample.mean);
    if (sample_is_constant(&judged->sample)) {
        text_add_format(out, " in every run | | | %s |\n", verdict_name(judged->verdict));
        return;
    }
    text_add_format(out, " ± %.2g | %.2g %% | ", judged->half_width,
                    100 * judged->half_width / fabs(judged->exact));
    if (judged->p < 0.001) {
        text_add(out, "below 0.001");
    } else {
        text_add_format(out, "%.3f", judged->p);
    }
    text_add_format(out, "%s | %s |\n", judged->allowance > 0 ? " *" : "",
                    verdict_name(judged->verdict));
}

static void add_limits(TextBuilder *out, const ValidationEntry *entry)
{
    if (isinf(entry->high)) {
        text_add_format(out, "at least %g", entry->low);
    } else {
        text_add_format(out, "%g to %g", entry->low, entry->high);
    }
}

static void add_figure(TextBuilder *out, const ValidationEntry *entry)
{
    add_what(out, entry);
    add_limits(out, entry);
    text_add_format(out, " | %.6g | | | %s |\n", entry->value,
                    figure_holds(entry) ? "holds" : "outside");
}

void report_document(TextBuilder *out, const Validation *validation)
{
    bool has_table = false;
    add_summary(out, validation);
    for (size_t i = 0; i < validation_entries(validation); i++) {
        const ValidationEntry *entry = validation_entry(validation, i);
        if (entry->kind == ENTRY_BLOCK) {
            continue;
        }
        if (entry->kind == ENTRY_CHAPTER) {
            text_add_format(out, "\n### %s\n\n", entry->text);
            has_table = false;
        } else if (entry->kind == ENTRY_NOTE) {
            text_add_format(out, "%s\n\n", entry->text);
        } else if (!has_table) {
            text_add(out, "| case and value | exact | simulated | ± relative | p | verdict |\n"
                          "| --- | --- | --- | --- | --- | --- |\n");
            has_table = true;
        }
        if (entry->kind == ENTRY_CASE) {
            add_case(out, entry);
        } else if (entry->kind == ENTRY_VALUE) {
            add_value(out, entry);
        } else if (entry->kind == ENTRY_FIGURE) {
            add_figure(out, entry);
        }
    }
    text_add(out, "\n");
}

static void add_failure(TextBuilder *out, const char *name, const ValidationEntry *entry)
{
    const JudgedValue *judged = &entry->judged;
    if (entry->kind == ENTRY_FIGURE) {
        text_add_format(out, "OUTSIDE %s, %s: %.6g, should be ", name, entry->text, entry->value);
        add_limits(out, entry);
        text_add(out, "\n");
        return;
    }
    text_add_format(out, "FAILS %s, %s: %s; exact %.6g, simulated %.6g ± %.2g, p %.2g, n %zu\n",
                    name, entry->text, verdict_name(judged->verdict), judged->exact,
                    judged->sample.mean, judged->half_width, judged->p, judged->sample.n);
}

void report_terminal(TextBuilder *out, const Validation *validation)
{
    const char *name = "";
    for (size_t i = 0; i < validation_entries(validation); i++) {
        const ValidationEntry *entry = validation_entry(validation, i);
        if (entry->kind == ENTRY_CASE) {
            name = entry->text;
        } else if ((entry->kind == ENTRY_VALUE && entry->judged.verdict != VERDICT_AGREES) ||
                   (entry->kind == ENTRY_FIGURE && !figure_holds(entry))) {
            add_failure(out, name, entry);
        }
    }
    add_summary(out, validation);
}
