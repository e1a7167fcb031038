#include "cli/compare_select.h"

#include "cli/exit_status.h"
#include "cli/message.h"
#include "study/precision.h"
#include "study/selection.h"

int compare_select_prepare(SelectionTarget *target, const Arguments *arguments,
                           const StudyPlan *plan, Arena *arena)
{
    Failure failure = {0};
    *target = (SelectionTarget){
        .confidence = arguments->confidence > 0 ? arguments->confidence : plan->confidence,
        .delta = arguments->delta,
        .most = arguments->replications ? arguments->replications : PRECISION_MOST,
    };
    if (!precision_find(plan->measures, arguments->select, &target->row, arena, &failure)) {
        return complain_about_usage(COMMAND_COMPARE, "--select: %s", failure.message);
    }
    const ValueRow *row = &plan->measures->values[target->row];
    if (row->direction == METRIC_NEUTRAL) {
        return complain_about_usage(COMMAND_COMPARE,
                                    "--select: neither more nor less of %s is better", row->metric);
    }
    if (!(target->confidence > 0.5)) {
        return complain_about_usage(COMMAND_COMPARE,
                                    "--select needs a confidence over 0.5 (--confidence, or that "
                                    "of scenario.csv)");
    }
    if (target->most < SELECTION_FIRST_STAGE_LEAST) {
        return complain_about_usage(COMMAND_COMPARE, "--select needs %d replications or more",
                                    SELECTION_FIRST_STAGE_LEAST);
    }
    return STATUS_DONE;
}

/* The strategies of one fate between commas, each with the replication that dropped it. */
static void say_fates(const SelectionOutcome *outcome, const StudyPlan *plan, bool kept,
                      TextBuilder *text)
{
    const char *between = "";
    for (size_t s = 0; s + 1 < plan->strategy_count; ++s) {
        const SelectionFate *fate = &outcome->fates[s];
        if (fate->kept != kept) {
            continue;
        }
        text_add(text, between);
        text_add(text, plan->strategy_names[s]);
        if (!kept) {
            text_add_format(text, " (after %zu)", fate->dropped_after);
        }
        between = ", ";
    }
}

static void say_result(const SelectionTarget *target, const SelectionOutcome *outcome,
                       const Study *study, TextBuilder *text)
{
    const StudyPlan *plan = study->plan;
    const ValueRow *row = &plan->measures->values[target->row];
    const char *best = plan->strategy_names[outcome->best];
    text_add_format(text, "Selection by %s/%s/%s (%s is better): ", row->scope, row->id,
                    row->metric, row->direction == METRIC_HIGHER_IS_BETTER ? "higher" : "lower");
    if (!outcome->is_decided) {
        text_add_format(text, "not decided after ");
        text_add_count(text, samples_count(study->samples), "replication", "replications");
        text_add_format(text, "; the best mean so far is that of %s.\nStill in: ", best);
        say_fates(outcome, plan, true, text);
        text_add(text, ".\n");
        return;
    }
    text_add_format(text, "%s after ", best);
    text_add_count(text, samples_count(study->samples), "replication", "replications");
    text_add(text, ".\n");
    if (outcome->kept > 1) {
        text_add(text, "Not to be told apart from it: ");
        say_fates(outcome, plan, true, text);
        text_add(text, " are equal.\n");
    }
    text_add_format(text,
                    "The best is found with a probability of at least %g if no other comes within "
                    "%g %s of it;\nif some do, one of them may be named in its place.\n",
                    target->confidence, target->delta, row->unit);
}

void compare_select_say(const SelectionTarget *target, const SelectionOutcome *outcome,
                        const Study *study, TextBuilder *text)
{
    say_result(target, outcome, study, text);
    if (outcome->kept + 1 < study->plan->strategy_count) {
        text_add(text, "Dropped: ");
        say_fates(outcome, study->plan, false, text);
        text_add_format(
            text,
            ".\nSaved: %zu of %zu runs (replications times strategies); figures of those "
            "dropped are over fewer.\n",
            outcome->saved, outcome->run + outcome->saved);
    }
}
