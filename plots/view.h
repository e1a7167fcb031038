/* The results as charts and report see them: strategies with names and colours, services, channels,
 * the time axis. */
#ifndef PLOTS_VIEW_H
#define PLOTS_VIEW_H

#include "base/arena.h"
#include "base/text.h"
#include "plots/finding.h"
#include "plots/language.h"
#include "plots/palette.h"
#include "plots/quantity.h"
#include "plots/time_ticks.h"
#include "study/results_read.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ViewStrategy {
    const char *id, *name; /* name: at most NAME_BYTES bytes */
    bool undisturbed, baseline;
    Colour line, text;
    size_t mark; /* as in mark.h; SIZE_MAX: none */
} ViewStrategy;

enum { NAME_BYTES = 64 };

struct SweepAnswers;

/* How charts and report are to look. All 0: English, the usual colours and width. */
typedef struct ViewOptions {
    Language language;
    Palette palette;
    double width;       /* of a chart's page in points; 0: VIEW_WIDTH */
    const char *metric; /* NULL, or the one metric to draw charts of */
} ViewOptions;

enum { VIEW_WIDTH = 760, VIEW_WIDTH_LEAST = 600, VIEW_WIDTH_MOST = 1600 };

typedef struct View {
    const struct SweepAnswers *sweep; /* of a sweep, which has no results and no run; else NULL */
    const Results *results;
    const RunRecord *run;
    Arena *arena; /* of what the view holds; charts put theirs there too */
    size_t strategy_count;
    const ViewStrategy *strategies; /* in the order of the results, `undisturbed` last */
    const ViewStrategy *baseline;   /* NULL where the run has none */
    size_t service_count, channel_count;
    const char *const *services; /* ids */
    const char *const *channels;
    const char *title; /* of the scenario */
    CivilMoment start;
    bool start_known; /* else start is an arbitrary day, and the axis shows hours or days since t =
                         0 */
    double horizon_h;
    double shown_h; /* of it, what curves over time show: horizon_h, or less where the rest is
                       quiet */
    Language language;
    Palette palette;
    double width;       /* of a chart's page, points */
    const char *metric; /* NULL, or the one to draw */
} View;

/* Owned by the caller; the results must outlive it. */
View *view_new(const Results *results, const ViewOptions *options);
void view_free(View *view);

/* A phrase in the view's language. */
const char *view_phrase(const View *view, const char *english) ATTRIBUTE_FORMAT_OF(2);

/* Copies a formatted text to the view's arena. */
const char *view_text(const View *view, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);

/* The scale, a value on its own, and a plain number of up to `digits` digits, in the view's
 * language. */
QuantityScale view_scale(const View *view, QuantityKind kind, double largest);
const char *view_quantity(const View *view, char out[QUANTITY_TEXT], double value,
                          QuantityKind kind);
const char *view_number(const View *view, char out[QUANTITY_TEXT], double value, int digits);

/* "in days", "in million euros": the unit of a scale behind its preposition. */
const char *view_in_unit(const View *view, QuantityScale scale);

/* Whether there are replications enough for intervals of curves to tell something: of two they are
 * 9 standard deviations wide to either side, of three 2.5, and hide each other and the lines. Of
 * antithetic pairs there must be as many pairs. */
bool view_has_bands(const View *view);

/* A name of the model, shortened to NAME_BYTES in its middle. In the view's arena. */
const char *view_name(const View *view, const char *table, const char *id);

/* Gives strategies whose shortened names would look the same their ids behind them: what stands
 * between the beginning and the end of a long name is the first to go. */
void view_tell_apart(const View *view, ViewStrategy *strategies, size_t count);

/* A name as it is, or shortened to NAME_BYTES in its middle; "?" where it is no UTF-8. */
const char *view_shorten(const View *view, const char *name);

/* The mean of a metric under a strategy; NAN where there is none. */
double view_mean(const View *view, const char *strategy, const char *scope, const char *id,
                 const char *metric);

/* A row of results to compare in words. */
typedef struct ViewMetric {
    const char *scope, *id, *metric;
    QuantityKind kind;
    const char *subject, *nothing; /* as in FindingCase */
} ViewMetric;

/* The case of a finding: the baseline against the other strategies, `undisturbed` left out. In the
 * view's arena. */
FindingCase view_finding(const View *view, const ViewMetric *metric);

/* Appends "20 replications of each strategy under common random numbers". */
void view_add_method(const View *view, TextBuilder *out);

/* Copies a builder's text to the view's arena and releases the builder. */
const char *view_keep(const View *view, TextBuilder *builder);

/* "24 Apr": the date of an instant, or "day 12" where the start is unknown. */
const char *view_date(const View *view, char out[TIME_LABEL], double t_h);

#endif
