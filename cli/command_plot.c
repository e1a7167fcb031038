/* `brownout plot`: the charts again, from the results alone. */
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/out_folder.h"
#include "plots/charts.h"

static int plot(const Arguments *arguments)
{
    const ChartOptions options = {.svg = arguments->svg,
                                  .pdf = arguments->pdf,
                                  .png = arguments->png,
                                  .look = arguments->look,
                                  .only = arguments->only,
                                  .interrupted = interrupt_flag()};
    Failure failure = {0};
    size_t count = 0;
    if (!charts_draw(arguments->operand, &options, &count, &failure)) {
        complain("%s", failure.message);
        return failure.of_input ? STATUS_REFUSED : STATUS_FAILED;
    }
    if (!arguments->quiet) {
        TextBuilder text = {0};
        text_add_format(&text, "Charts  %s/charts (", arguments->operand);
        text_add_count(&text, count, "file", "files");
        text_add(&text, ")\n");
        say(text.text);
        text_deinit(&text);
    }
    if (interrupt_status() != STATUS_DONE) {
        complain("interrupted: %zu file%s drawn and kept in %s/charts", count,
                 count == 1 ? " was" : "s were", arguments->operand);
    }
    return interrupt_status();
}

int command_plot(const Arguments *arguments)
{
    return out_folder_draw(arguments, plot);
}
