#include "study/sweep_metrics.h"

#include "base/memory.h"
#include "base/text.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

typedef struct Choice {
    const SweepMetric *metrics;
    size_t count;
    bool *wanted;
} Choice;

static bool is_of_one_insurer(const SweepMetric *metric)
{
    return strchr(metric->id, '@') != NULL;
}

static void add_key(TextBuilder *text, const SweepMetric *metric)
{
    text_clear(text);
    text_add_format(text, "%s/%s/%s", metric->scope, metric->id, metric->metric);
}

static void choose_default(const Choice *choice)
{
    for (size_t i = 0; i < choice->count; ++i) {
        const SweepMetric *metric = &choice->metrics[i];
        choice->wanted[i] = strcmp(metric->scope, "total") == 0 ||
                            (strcmp(metric->scope, "service") == 0 && !is_of_one_insurer(metric));
    }
}

/* By the name of a metric alone: that of scope total, else those over all insurers. */
static bool choose_by_name(const Choice *choice, const char *name)
{
    bool found = false;
    for (int pass = 0; pass < 2 && !found; ++pass) {
        for (size_t i = 0; i < choice->count; ++i) {
            const SweepMetric *metric = &choice->metrics[i];
            const bool fits =
                pass == 0 ? strcmp(metric->scope, "total") == 0 : !is_of_one_insurer(metric);
            if (fits && strcmp(metric->metric, name) == 0) {
                choice->wanted[i] = found = true;
            }
        }
    }
    return found;
}

static bool choose_by_pattern(const Choice *choice, const char *pattern)
{
    TextBuilder key = {0};
    const bool every_insurer = strchr(pattern, '@') != NULL;
    bool found = false;
    for (size_t i = 0; i < choice->count; ++i) {
        add_key(&key, &choice->metrics[i]);
        if ((every_insurer || !is_of_one_insurer(&choice->metrics[i])) &&
            fnmatch(pattern, key.text, FNM_PATHNAME | FNM_NOESCAPE) == 0) {
            choice->wanted[i] = found = true;
        }
    }
    text_deinit(&key);
    return found;
}

static bool refuse(const Choice *choice, const char *name, Failure *failure)
{
    const bool whole = strchr(name, '/') != NULL;
    const char **known = memory_allocate(choice->count, sizeof *known);
    TextBuilder *keys = memory_allocate(choice->count, sizeof *keys);
    char quoted[192];
    for (size_t i = 0; i < choice->count; ++i) {
        add_key(&keys[i], &choice->metrics[i]);
        known[i] = whole ? keys[i].text : choice->metrics[i].metric;
    }
    text_quote(quoted, sizeof quoted, name);
    const size_t nearest = text_nearest(name, known, choice->count);
    if (nearest == SIZE_MAX) {
        failure_of_input(failure, "there is no metric %s; docs/results-format.md lists them",
                         quoted);
    } else {
        failure_of_input(failure, "there is no metric %s; did you mean %s?", quoted,
                         known[nearest]);
    }
    for (size_t i = 0; i < choice->count; ++i) {
        text_deinit(&keys[i]);
    }
    free(keys);
    free(known);
    return false;
}

static bool choose_listed(const Choice *choice, const char *list, Failure *failure)
{
    char *copy = memory_allocate(strlen(list) + 1, 1);
    memcpy(copy, list, strlen(list));
    bool good = true;
    for (char *at = copy, *next; at && good; at = next) {
        next = strchr(at, ',');
        if (next) {
            *next++ = '\0';
        }
        good = (strchr(at, '/') ? choose_by_pattern(choice, at) : choose_by_name(choice, at)) ||
               refuse(choice, at, failure);
    }
    free(copy);
    return good;
}

bool sweep_metrics_choose(const SweepMetric *metrics, size_t count, const char *list,
                          size_t *chosen, size_t *chosen_count, Failure *failure)
{
    Choice choice = {metrics, count, memory_allocate(count, sizeof(bool))};
    bool good = true;
    *chosen_count = 0;
    if (list) {
        good = choose_listed(&choice, list, failure);
    } else {
        choose_default(&choice);
    }
    for (size_t i = 0; i < count; ++i) {
        if (choice.wanted[i]) {
            chosen[(*chosen_count)++] = i;
        }
    }
    free(choice.wanted);
    if (good && *chosen_count > SWEEP_METRICS_MOST) {
        return failure_of_input(failure, "%zu metrics are too many; expected at most %d",
                                *chosen_count, (int)SWEEP_METRICS_MOST);
    }
    return good;
}
