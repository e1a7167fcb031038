/* `brownout report`: the report again, from the results alone. */
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "plots/report.h"
#include "study/run_record.h"

int command_report(const Arguments *arguments)
{
    Failure failure = {0};
    if (!run_record_exists(arguments->operand)) {
        complain("%s: holds no " RUN_RECORD_FILE
                 " of whole results; `brownout compare` makes such a folder",
                 arguments->operand);
        return STATUS_REFUSED;
    }
    if (!report_write(arguments->operand, &failure)) {
        complain("%s", failure.message);
        return STATUS_FAILED;
    }
    if (!arguments->quiet) {
        TextBuilder text = {0};
        text_add_format(&text, "Report  %s/report.html\n", arguments->operand);
        say(text.text);
        text_deinit(&text);
    }
    return interrupt_status();
}
