#include "cli/drawing.h"

#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "plots/charts.h"
#include "plots/report.h"

bool drawing_do(Drawing *drawing, const Arguments *arguments, const char *out,
                ProgressLine *progress, Failure *failure)
{
    if (arguments->no_charts || interrupt_status() != STATUS_DONE) {
        return true;
    }
    if (charts_available()) {
        const ChartOptions options = {.svg = arguments->svg,
                                      .pdf = arguments->pdf,
                                      .png = arguments->png,
                                      .look = arguments->look,
                                      .processes = arguments->threads,
                                      .interrupted = interrupt_flag()};
        progress_line_say(progress, "drawing the charts ...");
        if (!charts_draw(out, &options, &drawing->charts, failure)) {
            return false;
        }
    }
    if (interrupt_status() != STATUS_DONE) {
        return true;
    }
    progress_line_say(progress, "writing the report ...");
    drawing->report = report_write(out, &arguments->look, failure);
    return drawing->report;
}

void drawing_say(const Drawing *drawing, const Arguments *arguments, const char *out,
                 const char *beside, TextBuilder *text)
{
    if (drawing->report) {
        text_add_format(text, "Report  %s/report.html\n", out);
    }
    if (drawing->charts > 0) {
        text_add_format(text, "Charts  %s/charts (", out);
        text_add_count(text, drawing->charts, "file", "files");
        text_add_format(text, "%s)\n", beside);
    } else if (!charts_available() && !arguments->no_charts) {
        text_add(text, "Charts  none: this program was built without PLplot\n");
    }
}

void drawing_say_interrupted(const Drawing *drawing, const Arguments *arguments, const char *out,
                             const char *of_what, TextBuilder *text)
{
    const bool is_drawn = arguments->no_charts || drawing->report;
    text_add_format(text, "interrupted%s: the results%s in %s are whole%s",
                    is_drawn && !*of_what ? " when all was done" : "", of_what, out,
                    is_drawn ? "" : "; `brownout plot` and `brownout report` draw what is missing");
}
