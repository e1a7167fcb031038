/* The crews that work waits for: where more hands would shorten the outage. */
#include <math.h>

#include "plots/crew_load.h"
#include "plots/markup.h"
#include "plots/report_parts.h"

enum { CREWS_SHOWN = 3 };

static void add_crews(TextBuilder *out, const View *view, const ViewStrategy *strategy)
{
    size_t count, shown = 0;
    const CrewLoad *loads = crew_loads(view, strategy->id, NULL, &count);
    text_add_format(out, "<tr><th scope=\"row\" class=\"c%06X\">", (unsigned)strategy->text);
    markup_text(out, strategy->name);
    text_add(out, "</th><td class=\"words\">");
    for (size_t i = 0; i < count && shown < CREWS_SHOWN; ++i) {
        char wait[QUANTITY_TEXT], jobs[QUANTITY_TEXT];
        if (loads[i].id[0] && loads[i].total_wait_h > 0) {
            text_add(out, shown++ ? "<br>" : "");
            report_say(out, view, "%s: %s jobs, each waits %s", loads[i].name,
                       view_number(view, jobs, loads[i].jobs, 3),
                       view_quantity(view, wait, loads[i].mean_wait_h, QUANTITY_HOURS));
        }
    }
    if (!shown) {
        report_add(out, view, "no work waits for a crew");
    }
    text_add(out, "</td></tr>\n");
}

void report_crews(TextBuilder *out, const View *view)
{
    size_t crews;
    results_ids(view->results, "crews", &crews);
    if (!crews) {
        return;
    }
    report_add(
        out, view,
        "<h3>Crews that were the bottleneck</h3>\n<p>How long work that is ready waits until "
        "a crew takes it, mean over the replications; the crew with the longest waits in all "
        "comes first.</p>\n");
    report_table_begin(out, view_phrase(view, "Crews that work waits for, by strategy"));
    report_add(out, view,
               "<thead><tr><th scope=\"col\">Strategy</th><th class=\"words\" scope=\"col\">Crews, "
               "jobs in a "
               "replication, mean wait of a job</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < view->strategy_count; ++i) {
        if (!view->strategies[i].undisturbed) {
            add_crews(out, view, &view->strategies[i]);
        }
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}
