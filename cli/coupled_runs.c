#include "cli/coupled_runs.h"

#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "study/attribution.h"
#include "study/critical_path.h"

bool coupled_runs_check(const Arguments *arguments, const Scenario *scenario)
{
    if (arguments->attribution && !scenario->attack.given) {
        complain_about_usage(COMMAND_COMPARE, "--attribution needs a scenario with an attack");
        return false;
    }
    return true;
}

bool coupled_runs_write(const Arguments *arguments, const Study *study, const char *out,
                        ProgressLine *progress, Failure *failure)
{
    const VariantOrder order = {.study = study,
                                .folder = arguments->operand,
                                .set_count = arguments->set_count,
                                .sets = arguments->sets,
                                .spill_folder = out,
                                .threads = arguments->threads,
                                .interrupted = interrupt_flag(),
                                .report = progress_line_report,
                                .context = progress};
    bool written = true;
    if (arguments->attribution && interrupt_status() == STATUS_DONE) {
        progress_line_say(progress, "taking attack and response apart ...");
        written = attribution_write(&order, out, failure);
    }
    if (written && arguments->critical_path && interrupt_status() == STATUS_DONE) {
        progress_line_say(progress, "looking for the critical path ...");
        written = critical_path_write(&order, out, failure);
    }
    if (!written && interrupt_status() != STATUS_DONE) {
        *failure = (Failure){0};
        return true;
    }
    return written;
}
