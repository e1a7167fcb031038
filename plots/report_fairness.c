/* How the burden is shared between the insurers. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "plots/markup.h"
#include "plots/report_parts.h"

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The insurers' mean times down under a strategy, ascending, and who has the longest. */
static size_t read_burdens(const View *view, const char *strategy, double *hours,
                           const char **longest)
{
    size_t count, filled = 0;
    const char *const *ids = results_ids(view->results, "insurers", &count);
    double most = -1;
    for (size_t i = 0; i < count; ++i) {
        const double mean = view_mean(view, strategy, "insurer", ids[i], "downtime_h");
        if (!isnan(mean)) {
            hours[filled++] = mean;
            *longest = mean > most ? ids[i] : *longest;
            most = fmax(most, mean);
        }
    }
    qsort(hours, filled, sizeof *hours, by_value);
    return filled;
}

static void add_strategy(TextBuilder *out, const View *view, const ViewStrategy *strategy,
                         double *hours)
{
    const char *longest = "";
    const size_t count = read_burdens(view, strategy->id, hours, &longest);
    if (count < 2) {
        return;
    }
    const QuantityScale scale = view_scale(view, QUANTITY_HOURS, hours[count - 1]);
    const double shown[] = {hours[0], hours[count / 2], hours[count - 1]};
    text_add_format(out, "<tr><th scope=\"row\" class=\"c%06X\">", (unsigned)strategy->text);
    markup_text(out, strategy->name);
    text_add(out, "</th>");
    for (size_t i = 0; i < 3; ++i) {
        char text[QUANTITY_TEXT];
        text_add_format(out, "<td>%s</td>", quantity_text(text, shown[i], scale));
    }
    text_add(out, "<td class=\"words\">");
    markup_text(out, hours[count - 1] > 0 ? view_name(view, "insurers", longest) : "\u2013");
    text_add(out, "</td></tr>\n");
}

void report_fairness(TextBuilder *out, const View *view)
{
    size_t count;
    results_ids(view->results, "insurers", &count);
    if (count < 2) {
        return;
    }
    report_add(out, view,
               "<h3>How the burden is shared</h3>\n<p>Mean time in which any service of an insurer "
               "is down: the least, the middle and the most burdened insurer.</p>\n");
    report_table_begin(out, view_phrase(view, "Time down over the insurers"));
    report_add(out, view,
               "<thead><tr><th scope=\"col\">Strategy</th><th scope=\"col\">Least</th><th "
               "scope=\"col\">Middle</th><th scope=\"col\">Most</th><th class=\"words\" "
               "scope=\"col\">Who waits "
               "longest</th></tr></thead>\n<tbody>\n");
    double *hours = memory_allocate(count, sizeof *hours);
    for (size_t i = 0; i < view->strategy_count; ++i) {
        if (!view->strategies[i].undisturbed) {
            add_strategy(out, view, &view->strategies[i], hours);
        }
    }
    free(hours);
    text_add(out, "</tbody>\n");
    report_table_end(out);
}
