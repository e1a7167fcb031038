/* The charts of one metric that the user names: its spread over the replications where it is a
 * total, and its paired differences, one panel for each service, channel, zone ... that has it. */
#include <string.h>

#include "plots/gallery_build.h"

enum { CELLS_MAX = 60 };

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* What the metric measures, from its unit and its name. */
static QuantityKind kind_of(const SummaryRow *row)
{
    static const char *const shares[] = {"_share",        "_prob",       "_level",
                                         "availability",  "utilisation", "occupancy",
                                         "mtpd_breached", "rto_missed"};
    if (strcmp(row->unit, "EUR") == 0 || ends_with(row->metric, "_eur")) {
        return QUANTITY_EURO;
    }
    if (ends_with(row->metric, "_min")) {
        return QUANTITY_MINUTES;
    }
    if (ends_with(row->metric, "_h")) {
        return QUANTITY_HOURS;
    }
    for (size_t i = 0; i < sizeof shares / sizeof *shares; ++i) {
        if (ends_with(row->metric, shares[i])) {
            return QUANTITY_SHARE;
        }
    }
    return QUANTITY_COUNT;
}

/* "Sick notes", "Munich", or "" where the metric is of all together. */
static const char *place_name(const View *view, const SummaryRow *row)
{
    static const char *const tables[][2] = {{"service", "services"}, {"channel", "channels"},
                                            {"desk", "insurers"},    {"zone", "zones"},
                                            {"system", "systems"},   {"insurer", "insurers"}};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; ++i) {
        if (strcmp(row->scope, tables[i][0]) == 0) {
            return view_name(view, tables[i][1], row->id);
        }
    }
    return "";
}

static Headline headline_of(const GalleryBuild *build, const SummaryRow *row)
{
    const View *view = build->view;
    const char *place = place_name(view, row);
    const char *subject = view_text(view, "%s%s%s", row->metric, place[0] ? ": " : "", place);
    return (Headline){{row->scope, row->id, row->metric, kind_of(row), subject,
                       gallery_text(build, "There is no value of %s", subject)},
                      place[0] ? place : row->metric};
}

/* The rows of the metric, each place once; those of single insurers' services are left out. */
static size_t find_rows(const GalleryBuild *build, Headline *rows)
{
    size_t row_count, count = 0;
    const SummaryRow *summary = results_summary_rows(build->view->results, &row_count);
    for (size_t i = 0; i < row_count && count < CELLS_MAX; ++i) {
        const SummaryRow *row = &summary[i];
        if (strcmp(row->metric, build->view->metric) != 0 || strchr(row->id, '@')) {
            continue;
        }
        bool known = false;
        for (size_t j = 0; j < count && !known; ++j) {
            known = rows[j].metric.scope == row->scope && rows[j].metric.id == row->id;
        }
        if (!known) {
            rows[count++] = headline_of(build, row);
        }
    }
    return count;
}

void chart_metric(GalleryBuild *build)
{
    Headline *rows = arena_allocate(build->view->arena, CELLS_MAX, sizeof *rows);
    const size_t count = find_rows(build, rows);
    for (size_t i = 0; i < count; ++i) {
        if (strcmp(rows[i].metric.scope, "total") == 0) {
            gallery_add_distribution(build, &rows[i].metric, rows[i].label);
        }
    }
    if (count) {
        gallery_add_forest(build, view_text(build->view, "difference-%s", build->view->metric),
                           count == 1 ? gallery_finding(build, &rows[0].metric) : NULL, rows,
                           count);
    }
}
