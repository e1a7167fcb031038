#include "cli/arguments_agree.h"

#include "cli/message.h"
#include "cli/workbook.h"

static bool sweep_is_consistent(const Arguments *arguments)
{
    if (!arguments->factors && !arguments->worth) {
        complain_about_usage(COMMAND_SWEEP, "sweep needs --factors FILE: what is to vary?");
        return false;
    }
    if (arguments->factors && arguments->worth) {
        complain_about_usage(COMMAND_SWEEP, "--factors and --worth exclude each other");
        return false;
    }
    return true;
}

static bool selection_is_consistent(const Arguments *arguments)
{
    CommandName command = arguments->command;
    if (arguments->select && !(arguments->delta > 0)) {
        complain_about_usage(command, "--select needs --delta: which difference does not matter?");
        return false;
    }
    if (!arguments->select && (arguments->delta > 0 || arguments->confidence > 0)) {
        complain_about_usage(command, "--delta and --confidence need --select: by which metric?");
        return false;
    }
    if (arguments->select && arguments->metric) {
        complain_about_usage(command, "--select and --precision exclude each other");
        return false;
    }
    if (arguments->select && arguments->antithetic) {
        complain_about_usage(command, "--select and --antithetic exclude each other: a selection "
                                      "looks at every single replication");
        return false;
    }
    return true;
}

/* Options that only make sense together, or not together. */
bool arguments_agree(const Arguments *arguments)
{
    CommandName command = arguments->command;
    if (!arguments->operand && command_operand_is_optional(command)) {
        return true;
    }
    if (!arguments->operand || !*arguments->operand) {
        complain_about_usage(command, "%s needs %s", commands()[command].name,
                             commands()[command].operand);
        return false;
    }
    if (command == COMMAND_SWEEP && !sweep_is_consistent(arguments)) {
        return false;
    }
    if (command == COMMAND_MERGE && arguments->further_count == 0) {
        complain_about_usage(command, "merge needs the result folders of shards after OUT");
        return false;
    }
    if (arguments->precision > 0 && !arguments->metric) {
        complain_about_usage(command, "--precision needs --metric: of what?");
        return false;
    }
    if (command == COMMAND_COMPARE && arguments->metric && !(arguments->precision > 0)) {
        complain_about_usage(command, "--metric needs --precision: how precise?");
        return false;
    }
    if (arguments->xlsx && !workbook_is_available()) {
        complain_about_usage(command, "--xlsx: this program was built without libxlsxwriter");
        return false;
    }
    if (arguments->graph && arguments->json) {
        complain_about_usage(command, "--graph and --json exclude each other");
        return false;
    }
    if (arguments->insurer_curves && arguments->no_curves) {
        complain_about_usage(command, "--curves and --no-curves exclude each other");
        return false;
    }
    return selection_is_consistent(arguments);
}
