#include "plots/view.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Where the results do not say when they begin. */
static const CivilMoment some_monday = {.year = 2001, .month = 1, .day = 1};

const char *view_shorten(const View *view, const char *name)
{
    const size_t length = strlen(name);
    if (!text_is_utf8(name, length)) {
        return "?";
    }
    if (length <= NAME_BYTES) {
        return name;
    }
    /* Of the end a third: that is where names differ. */
    size_t head = (NAME_BYTES - 3) * 2 / 3, tail = length - (NAME_BYTES - 3) / 3;
    while (((unsigned char)name[head] & 0xC0U) == 0x80) {
        --head;
    }
    while (((unsigned char)name[tail] & 0xC0U) == 0x80) {
        ++tail;
    }
    TextBuilder builder = {0};
    text_add_bytes(&builder, name, head);
    text_add(&builder, "\u2026");
    text_add(&builder, name + tail);
    return view_keep(view, &builder);
}

const char *view_keep(const View *view, TextBuilder *builder)
{
    const char *kept =
        arena_copy_text(view->arena, builder->text ? builder->text : "", builder->length);
    text_deinit(builder);
    return kept;
}

const char *view_phrase(const View *view, const char *english)
{
    return phrase(view->language, english);
}

const char *view_text(const View *view, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return arena_copy_text(view->arena, text, strlen(text));
}

QuantityScale view_scale(const View *view, QuantityKind kind, double largest)
{
    return quantity_scale(view->language, kind, largest);
}

const char *view_quantity(const View *view, char out[QUANTITY_TEXT], double value,
                          QuantityKind kind)
{
    return quantity_alone(out, value, kind, view->language);
}

const char *view_number(const View *view, char out[QUANTITY_TEXT], double value, int digits)
{
    return quantity_plain(out, value, digits, view->language);
}

const char *view_in_unit(const View *view, QuantityScale scale)
{
    /* Of all units days alone have a case of their own behind a German preposition. */
    return strcmp(scale.unit, view_phrase(view, "days")) == 0
               ? view_phrase(view, "in days")
               : view_text(view, view_phrase(view, "in %s"), scale.unit);
}

bool view_has_bands(const View *view)
{
    return view->run->replications / (view->run->antithetic ? 2 : 1) >= 4;
}

const char *view_name(const View *view, const char *table, const char *id)
{
    return view_shorten(view, results_name(view->results, table, id));
}

enum { KEPT_HEAD = 12, KEPT_TAIL = 6 }; /* bytes of a name that a narrow place still shows */

static bool look_alike(const char *name, const char *other)
{
    const size_t length = strlen(name), other_length = strlen(other);
    return length > 2 * (KEPT_HEAD + KEPT_TAIL) && other_length > 2 * (KEPT_HEAD + KEPT_TAIL) &&
           strncmp(name, other, KEPT_HEAD) == 0 &&
           strcmp(name + length - KEPT_TAIL, other + other_length - KEPT_TAIL) == 0;
}

void view_tell_apart(const View *view, ViewStrategy *strategies, size_t count)
{
    bool *alike = arena_allocate(view->arena, count + 1, sizeof *alike);
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = 0; j < count; ++j) {
            alike[i] = alike[i] || (i != j && look_alike(strategies[i].name, strategies[j].name));
        }
    }
    for (size_t i = 0; i < count; ++i) {
        if (alike[i]) {
            strategies[i].name = view_shorten(
                view, view_text(view, "%s (%s)", strategies[i].name, strategies[i].id));
        }
    }
}

static ViewStrategy strategy_of(const View *view, const char *id, size_t index)
{
    const bool undisturbed = strcmp(id, "undisturbed") == 0;
    const size_t colour = undisturbed ? SIZE_MAX : index;
    return (ViewStrategy){.id = id,
                          .name = undisturbed ? view_phrase(view, "Undisturbed")
                                              : view_name(view, "strategies", id),
                          .undisturbed = undisturbed,
                          .baseline = strcmp(id, view->run->baseline) == 0,
                          .mark = palette_mark(colour),
                          .line = palette_line(view->palette, colour),
                          .text = palette_text(view->palette, colour)};
}

static void find_strategies(View *view)
{
    const RunRecord *run = view->run;
    ViewStrategy *strategies = arena_allocate(view->arena, run->strategy_count, sizeof *strategies);
    size_t count = 0;
    for (int undisturbed = 0; undisturbed < 2; ++undisturbed) {
        for (size_t i = 0; i < run->strategy_count; ++i) {
            if ((strcmp(run->strategies[i], "undisturbed") == 0) == undisturbed) {
                strategies[count] = strategy_of(view, run->strategies[i], count);
                ++count;
            }
        }
    }
    view_tell_apart(view, strategies, count);
    view->strategies = strategies;
    view->strategy_count = count;
    view->baseline = count && !strategies[0].undisturbed ? &strategies[0] : NULL;
    for (size_t i = 0; i < count; ++i) {
        if (strategies[i].baseline) {
            view->baseline = &strategies[i];
        }
    }
}

/* Ids of a scope in the order of the model or, without one, of summary.csv; those of single
 * insurers left out. */
static const char *const *find_ids(const View *view, const char *table, const char *scope,
                                   size_t *count)
{
    const char *const *ids = results_ids(view->results, table, count);
    if (*count) {
        return ids;
    }
    size_t row_count;
    const SummaryRow *rows = results_summary_rows(view->results, &row_count);
    const char **found = NULL;
    for (size_t i = 0; i < row_count; ++i) {
        bool new = strcmp(rows[i].scope, scope) == 0 && !strchr(rows[i].id, '@');
        for (size_t j = 0; j < *count && new; ++j) {
            new = found[j] != rows[i].id; /* equal names are kept once */
        }
        if (new) {
            found = memory_grow(found, *count + 1, sizeof *found);
            found[(*count)++] = rows[i].id;
        }
    }
    const char **kept = arena_allocate(view->arena, *count, sizeof *kept);
    for (size_t i = 0; i < *count; ++i) {
        kept[i] = found[i];
    }
    free(found);
    return kept;
}

/* Until when curves over time are shown: of a run that goes on for long after all is back to
 * normal, the part before that and half as much again; else all. A day in two years is a stroke. */
static double shown_part(const View *view)
{
    enum { LONG = 3 }; /* a run this many times as long is cut */
    size_t count;
    double normal_h = 0, clear_h = 0;
    const SummaryRow *rows = results_summary_rows(view->results, &count);
    for (size_t i = 0; i < count; ++i) {
        const SummaryRow *row = &rows[i];
        const bool moment =
            strcmp(row->metric, "normal_h") == 0 || strcmp(row->metric, "restored_h") == 0;
        const bool duration =
            strcmp(row->scope, "desk") == 0 && strcmp(row->metric, "clear_h") == 0;
        if (!moment && !duration) {
            continue;
        }
        if (row->censored > 0) {
            return view->horizon_h;
        }
        normal_h = moment ? fmax(normal_h, row->p95) : normal_h; /* fmax ignores NAN */
        clear_h = duration ? fmax(clear_h, row->p95) : clear_h;
    }
    const double shown_h = 24 * ceil(1.5 * (normal_h + clear_h) / 24);
    return shown_h > 0 && LONG * shown_h < view->horizon_h ? shown_h : view->horizon_h;
}

View *view_new(const Results *results, const ViewOptions *options)
{
    View *view = memory_allocate(1, sizeof *view);
    view->language = options->language;
    view->palette = options->palette;
    view->width = options->width > 0 ? options->width : VIEW_WIDTH;
    view->metric = options->metric;
    view->arena = arena_new(0);
    view->results = results;
    view->run = results_run(results);
    find_strategies(view);
    view->services = find_ids(view, "services", "service", &view->service_count);
    view->channels = find_ids(view, "channels", "channel", &view->channel_count);
    view->title = results_cell(results, "scenario", "", "title");
    view->title = view_shorten(view, view->title[0] ? view->title : view->run->scenario);
    view->start_known = civil_moment_read(&view->start, view->run->start);
    if (!view->start_known) {
        view->start = some_monday;
    }
    view->horizon_h = view->run->horizon_h;
    if (!(view->horizon_h > 0)) {
        const CurveView curve =
            results_curve(results, view->strategy_count ? view->strategies[0].id : "", "total",
                          "all", "insured_restored_share");
        view->horizon_h = curve.count ? curve.points[curve.count - 1].t_h : 24;
    }
    view->shown_h = shown_part(view);
    return view;
}

void view_free(View *view)
{
    if (view) {
        arena_free(view->arena);
        free(view);
    }
}

double view_mean(const View *view, const char *strategy, const char *scope, const char *id,
                 const char *metric)
{
    const SummaryRow *row = results_summary(view->results, strategy, scope, id, metric);
    return row ? row->mean : (double)NAN;
}

FindingCase view_finding(const View *view, const ViewMetric *metric)
{
    FindingEntry *entries = arena_allocate(view->arena, view->strategy_count, sizeof *entries);
    FindingCase finding = {.language = view->language,
                           .subject = metric->subject,
                           .nothing = metric->nothing,
                           .kind = metric->kind,
                           .baseline = view->baseline ? view->baseline->name : "",
                           .baseline_mean = NAN,
                           .entries = entries};
    if (view->baseline) {
        finding.baseline_mean =
            view_mean(view, view->baseline->id, metric->scope, metric->id, metric->metric);
    }
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const ViewStrategy *strategy = &view->strategies[i];
        if (strategy->undisturbed || strategy == view->baseline) {
            continue;
        }
        const ComparisonRow *row = results_comparison(view->results, strategy->id, metric->scope,
                                                      metric->id, metric->metric);
        entries[finding.count++] = (FindingEntry){
            .name = strategy->name,
            .mean = view_mean(view, strategy->id, metric->scope, metric->id, metric->metric),
            .ci_low = row ? row->ci_low : (double)NAN,
            .ci_high = row ? row->ci_high : (double)NAN};
    }
    return finding;
}

void view_add_method(const View *view, TextBuilder *out)
{
    const size_t replications = view->run->replications;
    text_add_format(
        out,
        replications == 1
            ? view_phrase(view, "%zu replication of each strategy under common random numbers")
            : view_phrase(view, "%zu replications of each strategy under common random numbers"),
        replications);
}

const char *view_date(const View *view, char out[TIME_LABEL], double t_h)
{
    if (!view->start_known) {
        snprintf(out, TIME_LABEL, view_phrase(view, "day %.0f"), floor(t_h / 24) + 1);
        return out;
    }
    const CivilMoment moment = civil_moment_after(view->start, t_h);
    /* A day of the month says which only within a year. */
    return view->horizon_h > 300 * 24 ? civil_moment_date(out, moment, view->language)
                                      : civil_moment_day(out, moment, view->language);
}
