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

bool coupled_runs_write(CoupledFiles *files, const Arguments *arguments, const Study *study,
                        const char *out, ProgressLine *progress, Failure *failure)
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
    *files = (CoupledFiles){0};
    if (arguments->attribution && interrupt_status() == STATUS_DONE) {
        progress_line_say(progress, "taking attack and response apart ...");
        files->attribution = attribution_write(&order, out, failure);
    }
    if (!failure->failed && arguments->critical_path && interrupt_status() == STATUS_DONE) {
        progress_line_say(progress, "looking for the critical path ...");
        files->critical_path = critical_path_write(&order, out, failure);
    }
    if (failure->of_interrupt) {
        *failure = (Failure){0};
    }
    return !failure->failed;
}

const char *coupled_runs_missing(const CoupledFiles *files, const Arguments *arguments)
{
    const bool attribution = arguments->attribution && !files->attribution;
    const bool critical_path = arguments->critical_path && !files->critical_path;
    return attribution && critical_path ? ATTRIBUTION_FILE ", " CRITICAL_PATH_FILE
           : attribution                ? ATTRIBUTION_FILE
           : critical_path              ? CRITICAL_PATH_FILE
                                        : "";
}
