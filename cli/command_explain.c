/* `brownout explain`: what a number of the results means. */
#include "base/memory.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/message.h"
#include "cli/table.h"
#include "models/metric_dictionary.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SCREEN_COLUMNS = 100, MEANING_COLUMNS = 60 };

static const char *unit_in_words(const char *unit)
{
    return strcmp(unit, "h") == 0     ? "h, hours"
           : strcmp(unit, "min") == 0 ? "min, minutes"
           : strcmp(unit, "EUR") == 0 ? "EUR"
                                      : "1, a count or a share";
}

static const char *direction_in_words(MetricDirection direction)
{
    switch (direction) {
    case METRIC_LOWER_IS_BETTER:
        return "lower is better";
    case METRIC_HIGHER_IS_BETTER:
        return "higher is better";
    case METRIC_NEUTRAL:
        break;
    }
    return "neither more nor less is better in itself";
}

static const char *ids_of(Scope scope)
{
    switch (scope) {
    case SCOPE_SERVICE:
        return "SERVICE, SERVICE@INSURER";
    case SCOPE_CHANNEL:
        return "CHANNEL, CHANNEL@INSURER";
    case SCOPE_SYSTEM:
        return "SYSTEM, SYSTEM@INSURER, SYSTEM@DATACENTRE";
    case SCOPE_DESK:
    case SCOPE_INSURER:
        return "INSURER";
    case SCOPE_ZONE:
        return "ZONE";
    case SCOPE_TOTAL:
    case SCOPES:
        break;
    }
    return "all";
}

static const char *kind_in_words(CurveKind kind)
{
    return kind == CURVE_RATIO   ? "ratio of the totals over the replications"
           : kind == CURVE_VALUE ? "mean of each replication's own"
                                 : "mean over the replications";
}

/* What was asked for: a name, perhaps with a scope before it and an id between. */
typedef struct Question {
    const char *name;
    size_t scope_length; /* 0: any */
    const char *typed;
} Question;

static Question question_of(const char *typed)
{
    const char *slash = strrchr(typed, '/');
    return (Question){
        .name = slash ? slash + 1 : typed,
        .scope_length = slash ? strcspn(typed, "/") : 0,
        .typed = typed,
    };
}

static bool is_asked(const Question *question, Scope scope, const char *name)
{
    const char *const text = scope_name(scope);
    const bool of_scope = question->scope_length == 0 ||
                          (strlen(text) == question->scope_length &&
                           strncmp(text, question->typed, question->scope_length) == 0);
    return of_scope && strcmp(question->name, name) == 0;
}

static void explain_metric(const MetricInfo *metric, TextBuilder *out)
{
    const char *const scope = scope_name(metric->scope);
    text_add_format(out, "%s/%s\n  %s\n", scope, metric->name, metric->meaning);
    text_add_format(out, "  Unit    %s; %s\n", unit_in_words(metric->unit),
                    direction_in_words(metric->direction));
    text_add_format(out,
                    "  Where   summary.csv, comparison.csv, replications.csv: scope %s, id %s\n",
                    scope, ids_of(metric->scope));
}

static void explain_curve(const DictionaryCurve *curve, TextBuilder *out)
{
    text_add_format(out, "%s/%s over time\n  %s\n", scope_name(curve->scope), curve->name,
                    curve->of_states
                        ? "at t = 0, sample_h, 2 sample_h, ..."
                        : "over each step of sample_h, by the time of arrival or event");
    text_add_format(out, "  Unit    %s\n  Mean    %s\n", unit_in_words(curve->unit),
                    kind_in_words(curve->kind));
    text_add_format(out, "  Where   curves.csv: scope %s\n", scope_name(curve->scope));
}

static size_t explain_all(const Question *question, TextBuilder *out)
{
    size_t found = 0;
    for (size_t i = 0; i < metric_count(); ++i) {
        const MetricInfo metric = metric_info(i);
        if (is_asked(question, metric.scope, metric.name)) {
            explain_metric(&metric, out);
            ++found;
        }
    }
    for (size_t i = 0; i < dictionary_curve_count(); ++i) {
        const DictionaryCurve *curve = dictionary_curve(i);
        if (is_asked(question, curve->scope, curve->name)) {
            explain_curve(curve, out);
            ++found;
        }
    }
    const MetricSource *source = metric_source(question->name);
    if (found > 0 && source) {
        text_add_format(out, "How it is computed\n  %s\nSource\n  %s\n", source->how,
                        source->source);
    }
    return found;
}

static size_t count_names(void)
{
    return metric_count() + dictionary_curve_count();
}

static const char *name_at(size_t index)
{
    return index < metric_count() ? metric_info(index).name
                                  : dictionary_curve(index - metric_count())->name;
}

/* Adds the names that hold the text, each once; returns how many. */
static size_t add_holders(const char *text, TextBuilder *out)
{
    size_t holders = 0;
    for (size_t i = 0; i < count_names(); ++i) {
        bool is_new = strstr(name_at(i), text) != NULL;
        for (size_t k = 0; is_new && k < i; ++k) {
            is_new = strcmp(name_at(i), name_at(k)) != 0;
        }
        if (is_new) {
            text_add_format(out, "%s%s", holders++ > 0 ? ", " : "", name_at(i));
        }
    }
    return holders;
}

/* The name that was meant, after a wrong one; the known one of another scope. */
static void complain_nearest_metric(const Question *question, const char *quoted)
{
    const size_t count = count_names();
    const char **names = memory_allocate(count, sizeof *names);
    for (size_t i = 0; i < count; ++i) {
        names[i] = name_at(i);
    }
    const size_t nearest = text_nearest(question->name, names, count);
    if (nearest == SIZE_MAX) {
        complain("there is no metric %s; `brownout explain` lists them", quoted);
    } else if (strcmp(names[nearest], question->name) == 0) {
        complain("there is no metric %s; `brownout explain %s` says which scopes have it", quoted,
                 names[nearest]);
    } else {
        complain("there is no metric %s; did you mean %s?", quoted, names[nearest]);
    }
    free(names);
}

/* Names with which one goes on, after a wrong one. */
static int refuse(const Question *question)
{
    char quoted[128];
    TextBuilder holders = {0};
    text_quote(quoted, sizeof quoted, question->typed);
    if (question->name[0] != '\0' && question->scope_length == 0 &&
        add_holders(question->name, &holders) > 1) {
        complain("there is no metric %s; these hold it: %s", quoted, holders.text);
    } else {
        complain_nearest_metric(question, quoted);
    }
    text_deinit(&holders);
    return STATUS_REFUSED;
}

static void list_metrics(TextBuilder *out)
{
    Table *table = table_new(3, 3);
    for (size_t i = 0; i < metric_count(); ++i) {
        const MetricInfo metric = metric_info(i);
        table_add_format(table, "%s/%s", scope_name(metric.scope), metric.name);
        table_add(table, metric.unit);
        TextBuilder meaning = {0};
        text_add_cut(&meaning, metric.meaning, MEANING_COLUMNS);
        table_add(table, meaning.text);
        text_deinit(&meaning);
    }
    table_print(table, SCREEN_COLUMNS, out);
    table_free(table);
    text_add(out, "\nCurves:");
    for (size_t i = 0; i < dictionary_curve_count(); ++i) {
        const DictionaryCurve *curve = dictionary_curve(i);
        text_add_format(out, "%s%s/%s", i % 4 == 0 ? "\n  " : ", ", scope_name(curve->scope),
                        curve->name);
    }
    text_add(out, "\n");
}

int command_explain(const Arguments *arguments)
{
    TextBuilder text = {0};
    int status = STATUS_DONE;
    if (!arguments->operand) {
        list_metrics(&text);
    } else {
        const Question question = question_of(arguments->operand);
        status = explain_all(&question, &text) > 0 ? STATUS_DONE : refuse(&question);
    }
    if (status == STATUS_DONE && !arguments->quiet) {
        say(text.text);
    }
    text_deinit(&text);
    return status;
}
