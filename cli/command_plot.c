/* `brownout plot`: the charts again, from the results alone. */
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "plots/charts.h"
#include "study/run_record.h"

int command_plot(const Arguments *arguments)
{
    bool unknown = false;
    const ChartOptions options = {.svg = arguments->svg,
                                  .pdf = arguments->pdf,
                                  .png = arguments->png,
                                  .only = arguments->only,
                                  .only_unknown = &unknown};
    Failure failure = {0};
    size_t count = 0;
    if (!run_record_exists(arguments->operand)) {
        complain("%s: holds no " RUN_RECORD_FILE
                 " of whole results; `brownout compare` makes such a folder",
                 arguments->operand);
        return STATUS_REFUSED;
    }
    if (!charts_draw(arguments->operand, &options, &count, &failure)) {
        complain("%s", failure.message);
        return unknown ? STATUS_REFUSED : STATUS_FAILED;
    }
    if (!arguments->quiet) {
        TextBuilder text = {0};
        text_add_format(&text, "Charts  %s/charts (", arguments->operand);
        text_add_count(&text, count, "file", "files");
        text_add(&text, ")\n");
        say(text.text);
        text_deinit(&text);
    }
    return interrupt_status();
}
