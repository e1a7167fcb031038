/* `brownout report`: the report again, from the results alone. */
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/out_folder.h"
#include "cli/workbook.h"
#include "plots/report.h"

static int report(const Arguments *arguments)
{
    Failure failure = {0};
    if (!report_write(arguments->operand, &arguments->look, &failure) ||
        (arguments->xlsx && !workbook_write(arguments->operand, &failure))) {
        complain("%s", failure.message);
        return STATUS_FAILED;
    }
    if (!arguments->quiet) {
        TextBuilder text = {0};
        text_add_format(&text, "Report  %s/report.html\n", arguments->operand);
        if (arguments->xlsx) {
            text_add_format(&text, "Book    %s/%s\n", arguments->operand, WORKBOOK_FILE);
        }
        say(text.text);
        text_deinit(&text);
    }
    if (interrupt_status() != STATUS_DONE) {
        complain("interrupted when all was done: %s/report.html is whole", arguments->operand);
    }
    return interrupt_status();
}

int command_report(const Arguments *arguments)
{
    return out_folder_draw(arguments, report);
}
