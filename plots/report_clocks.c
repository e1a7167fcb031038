/* The reports that are due, and what is back by then. */
#include <math.h>

#include "plots/markup.h"
#include "plots/report_parts.h"
#include "plots/reporting_clock.h"

static void add_clock(TextBuilder *out, const View *view, const ReportingClock *clock, double due_h)
{
    char share[QUANTITY_TEXT];
    text_add(out, "<tr><th scope=\"row\">");
    markup_text(out, view_phrase(view, clock->name));
    text_add(out, "<small>");
    markup_text(out, view_phrase(view, clock->limit));
    text_add(out, "</small></th><td>");
    if (view->start_known) {
        const CivilMoment due = civil_moment_after(view->start, due_h);
        char date[TIME_LABEL];
        text_add_format(out, "%s, %02d:%02d", civil_moment_date(date, due, view->language),
                        due.hour, due.minute);
    } else {
        text_add(out, view_quantity(view, share, due_h, QUANTITY_HOURS));
    }
    text_add(out, "</td>");
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const double back = reporting_restored_share(view, &view->strategies[i], due_h);
        text_add_format(out, "<td>%s</td>",
                        isnan(back) ? view_phrase(view, "after the run")
                                    : view_quantity(view, share, back, QUANTITY_SHARE));
    }
    text_add(out, "</tr>\n");
}

void report_clocks(TextBuilder *out, const View *view)
{
    const double detected_h = reporting_detected_h(view);
    if (isnan(detected_h)) {
        report_add(out, view, "<p>No attack is noticed in this scenario: no clock runs.</p>\n");
        return;
    }
    report_add(out, view,
               "<p>An operator reports a significant incident under Article 23 of the NIS 2 "
               "Directive: an early warning within 24\u202fh of the first notice, a notification "
               "within 72\u202fh, a final report within a month of the notification. The table "
               "says when each is due, counted from the mean time of the first notice under the "
               "baseline, and the share of the insured who have all services back by "
               "then.</p>\n");
    report_table_begin(out, view_phrase(view, "Reports that are due, and what is back by then"));
    report_add(out, view, "<thead><tr><th scope=\"col\">Report</th><th scope=\"col\">Due</th>");
    report_strategy_heads(out, view);
    text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < REPORTING_CLOCKS; ++i) {
        const ReportingClock *clock = &reporting_clocks()[i];
        add_clock(out, view, clock, detected_h + clock->after_h);
    }
    text_add(out, "</tbody>\n");
    report_table_end(out);
}
