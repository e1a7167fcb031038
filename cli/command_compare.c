/* `brownout compare`: the main job, from the scenario to results, charts and report. */
#include "base/clock.h"
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/compare_json.h"
#include "cli/compare_select.h"
#include "cli/compare_table.h"
#include "cli/coupled_runs.h"
#include "cli/drawing.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/load_case.h"
#include "cli/machine.h"
#include "cli/message.h"
#include "cli/out_folder.h"
#include "cli/progress_line.h"
#include "cli/workbook.h"
#include "study/attribution.h"
#include "study/critical_path.h"
#include "study/result_folder.h"
#include "study/results.h"
#include "study/run_record.h"
#include "study/selection_file.h"
#include "study/study.h"
#include "study/study_size.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MOST = 16 };

typedef struct Comparing {
    const Arguments *arguments;
    ScenarioCase *scenario_case;
    Arena *arena;
    char *out;
    int hold; /* of `out` */
    StudyPlan plan;
    PrecisionTarget precision;
    SelectionTarget selection; /* of --select */
    SelectionOutcome selected;
    Study study;
    ProgressLine progress;
    double began_s;
    Drawing drawing;
    CoupledFiles coupled;
    size_t file_count; /* of the tables in `out` */
    const char *files[FILES_MOST];
} Comparing;

static int fail(const Comparing *comparing, const Failure *failure)
{
    progress_line_clear(&comparing->progress);
    complain("%s", failure->message);
    return failure->of_input ? STATUS_REFUSED : STATUS_FAILED;
}

/* Half a pair would be a replication that no interval can count. */
static bool check_pairs(const Arguments *arguments, const StudyPlan *plan)
{
    const size_t asked = plan->replications;
    const bool is_asked = arguments->replications || !arguments->metric;
    if (!plan->antithetic || !is_asked || asked % 2 == 0) {
        return true;
    }
    complain_about_usage(COMMAND_COMPARE,
                         "--antithetic runs pairs of replications, and %zu%s is not even: give an "
                         "even number, as in -n %zu",
                         asked, arguments->replications ? "" : " (of scenario.csv)", asked + 1);
    return false;
}

static int make_plan(Comparing *comparing)
{
    const Arguments *arguments = comparing->arguments;
    StudyPlan *plan = &comparing->plan;
    Failure failure = {0};
    MeasureDetail detail = arguments->no_curves        ? MEASURES_NO_CURVES
                           : arguments->insurer_curves ? MEASURES_INSURER_CURVES
                                                       : MEASURES_TOTAL_CURVES;
    if (!plan_make(plan, comparing->scenario_case, arguments->strategies, detail, comparing->arena,
                   &failure)) {
        return complain_about_usage(COMMAND_COMPARE, "--strategies: %s", failure.message);
    }
    if (!coupled_runs_check(arguments, plan->scenario)) {
        return STATUS_REFUSED;
    }
    plan->seed = arguments->has_seed ? arguments->seed : plan->seed;
    plan->replications = arguments->replications ? arguments->replications : plan->replications;
    plan->antithetic = arguments->antithetic;
    if (!check_pairs(arguments, plan)) {
        return STATUS_REFUSED;
    }
    if (arguments->metric) {
        PrecisionTarget *target = &comparing->precision;
        target->relative = arguments->precision;
        target->antithetic = plan->antithetic;
        target->most = arguments->replications ? arguments->replications : PRECISION_MOST;
        if (!precision_find(plan->measures, arguments->metric, &target->row, comparing->arena,
                            &failure)) {
            return complain_about_usage(COMMAND_COMPARE, "--metric: %s", failure.message);
        }
    }
    return arguments->select
               ? compare_select_prepare(&comparing->selection, arguments, plan, comparing->arena)
               : STATUS_DONE;
}

/* What would be too much for the machine is refused before anything is written. */
static int check_size(const Comparing *comparing)
{
    Failure failure = {0};
    return study_fits(&comparing->plan, machine_memory_bytes(), &failure)
               ? STATUS_DONE
               : fail(comparing, &failure);
}

static int prepare_folder(Comparing *comparing)
{
    const Arguments *arguments = comparing->arguments;
    Failure failure = {0};
    comparing->out =
        out_folder_name(arguments->output, scenario_case_name(comparing->scenario_case), "");
    FolderRequest request = {
        .folder = comparing->out,
        .scenario_folder = arguments->operand,
        .scenario_case = comparing->scenario_case,
        .set_count = arguments->set_count,
        .sets = arguments->sets,
        .force = arguments->force,
    };
    FolderAnswer answer = result_folder_prepare(&request, &comparing->hold, &failure);
    return out_folder_status(answer, &failure);
}

/* Where it is empty it is from this run, or nobody misses it. */
static void remove_empty_folder(const Comparing *comparing)
{
    (void)rmdir(comparing->out);
}

/* Of --precision nobody knows how many replications it will take. */
static int check_room(const Comparing *comparing)
{
    Failure failure = {0};
    if (comparing->arguments->metric ||
        study_fits_folder(&comparing->plan, comparing->out, machine_free_bytes(comparing->out),
                          &failure)) {
        return STATUS_DONE;
    }
    remove_empty_folder(comparing);
    return fail(comparing, &failure);
}

static int run_study(Comparing *comparing)
{
    Failure failure = {0};
    StudyOrder order = {
        .plan = &comparing->plan,
        .threads = comparing->arguments->threads,
        .precision = comparing->arguments->metric ? &comparing->precision : NULL,
        .spill_folder = comparing->out,
        .interrupted = interrupt_flag(),
        .report = progress_line_report,
        .context = &comparing->progress,
    };
    const bool works = comparing->arguments->select
                           ? selection_run(&comparing->study, &order, &comparing->selection,
                                           &comparing->selected, &failure)
                           : study_run(&comparing->study, &order, &failure);
    if (!works) {
        remove_empty_folder(comparing);
        return fail(comparing, &failure);
    }
    if (samples_count(comparing->study.samples) > 0) {
        return STATUS_DONE;
    }
    progress_line_clear(&comparing->progress);
    complain("interrupted before the first %s finished: nothing to keep",
             comparing->plan.antithetic ? "two replications were" : "replication was");
    remove_empty_folder(comparing);
    return interrupt_status();
}

static RunFacts facts_of(const Comparing *comparing)
{
    const Arguments *arguments = comparing->arguments;
    return (RunFacts){
        .study = &comparing->study,
        .argument_count = arguments->typed_count,
        .arguments = arguments->typed,
        .set_count = arguments->set_count,
        .sets = arguments->sets,
        .threads = arguments->threads,
        .metric = arguments->metric,
        .precision = arguments->metric ? &comparing->precision : NULL,
        .file_count = comparing->file_count,
        .files = comparing->files,
        .wall_s = clock_wall_s() - comparing->began_s,
        .cpu_s = clock_cpu_s(),
    };
}

/* The tables that were written, the most wanted first. */
static void list_files(Comparing *comparing)
{
    size_t count;
    const char *const *always = results_files(&count);
    assert(count + 3 <= FILES_MOST);
    memcpy(comparing->files, always, count * sizeof *always);
    if (comparing->arguments->select) {
        comparing->files[count++] = SELECTION_FILE;
    }
    if (comparing->coupled.attribution) {
        comparing->files[count++] = ATTRIBUTION_FILE;
    }
    if (comparing->coupled.critical_path) {
        comparing->files[count++] = CRITICAL_PATH_FILE;
    }
    comparing->file_count = count;
}

static int write_results(Comparing *comparing)
{
    const Arguments *arguments = comparing->arguments;
    Failure failure = {0};
    ResultsOptions options = {.all_replications = arguments->all_replications,
                              .threads = arguments->threads};
    RunFacts facts = facts_of(comparing);
    progress_line_say(&comparing->progress, "writing the results ...");
    const bool ours = result_folder_is_ours(comparing->out);
    if (!run_record_announce(&facts, comparing->out, &failure) ||
        !result_folder_clear(comparing->out, ours, &failure) ||
        !results_write(&comparing->study, comparing->out, &options, &failure) ||
        (arguments->select && !selection_write(&comparing->study, &comparing->selection,
                                               &comparing->selected, comparing->out, &failure)) ||
        !coupled_runs_write(&comparing->coupled, arguments, &comparing->study, comparing->out,
                            &comparing->progress, &failure)) {
        return fail(comparing, &failure);
    }
    list_files(comparing);
    facts = facts_of(comparing);
    return run_record_write(&facts, comparing->out, &failure) ? STATUS_DONE
                                                              : fail(comparing, &failure);
}

/* From the result files, so after them; also after an interrupt: it takes a moment. */
static int write_workbook(const Comparing *comparing)
{
    Failure failure = {0};
    if (!comparing->arguments->xlsx) {
        return STATUS_DONE;
    }
    progress_line_say(&comparing->progress, "writing the workbook ...");
    return workbook_write(comparing->out, &failure) ? STATUS_DONE : fail(comparing, &failure);
}

static int draw(Comparing *comparing)
{
    Failure failure = {0};
    return drawing_do(&comparing->drawing, comparing->arguments, comparing->out,
                      &comparing->progress, &failure)
               ? STATUS_DONE
               : fail(comparing, &failure);
}

static void say_precision(const Comparing *comparing, TextBuilder *text)
{
    if (!comparing->arguments->metric) {
        return;
    }
    const PrecisionState *state = &comparing->study.precision;
    const StudyPlan *plan = &comparing->plan;
    const ValueRow *row = &plan->measures->values[comparing->precision.row];
    text_add_format(text, "Precision of %s/%s/%s: ", row->scope, row->id, row->metric);
    if (state->strategy == SIZE_MAX) {
        text_add(text, "unknown, it is defined in no replication.\n");
        return;
    }
    text_add(text, state->reached ? "reached after " : "not reached after ");
    text_add_count(text, samples_count(comparing->study.samples), "replication", "replications");
    text_add_format(text, ": the half width is at most %.3g %% (asked: %.3g %%), widest for %s.\n",
                    100 * state->relative, 100 * comparing->precision.relative,
                    plan->strategy_names[state->strategy]);
}

static void say_where(const Comparing *comparing, TextBuilder *text)
{
    const char *out = comparing->out;
    drawing_say(&comparing->drawing, comparing->arguments, out,
                comparing->arguments->no_curves ? "; those over time need curves" : "", text);
    if (comparing->arguments->xlsx) {
        text_add_format(text, "Book    %s/%s\n", out, WORKBOOK_FILE);
    }
    out_folder_say_files(out, comparing->files, comparing->file_count, text);
}

static void say_counts(const Comparing *comparing, TextBuilder *text)
{
    SampleCounts counts = samples_counts(comparing->study.samples);
    text_add_format(text, "Took    %.1f s for ", clock_wall_s() - comparing->began_s);
    text_add_count(text, samples_count(comparing->study.samples), "replication", "replications");
    text_add(text, " of ");
    text_add_count(text, comparing->plan.strategy_count, "strategy", "strategies");
    const double simulated = (double)(counts.requests + counts.contacts);
    text_add_format(text,
                    simulated < 1e6 ? ", %.0f requests and contacts\n"
                                    : ", %.3g million requests and contacts\n",
                    simulated < 1e6 ? simulated : simulated / 1e6);
    if (counts.reused_insurers > 0) {
        text_add_format(text,
                        "Saved   %llu of %llu insurer runs (%.0f %%): strategies that give an "
                        "insurer the same share one\n",
                        (unsigned long long)counts.reused_insurers,
                        (unsigned long long)study_insurer_runs(&comparing->study),
                        100 * (double)counts.reused_insurers /
                            (double)study_insurer_runs(&comparing->study));
    }
}

static int tell(Comparing *comparing)
{
    const Arguments *arguments = comparing->arguments;
    progress_line_clear(&comparing->progress);
    if (arguments->json) {
        Failure failure = {0};
        return compare_json_write(&comparing->study, comparing->out, comparing->files,
                                  comparing->file_count, stdout, &failure)
                   ? STATUS_DONE
                   : fail(comparing, &failure);
    }
    if (arguments->quiet) {
        return STATUS_DONE;
    }
    TextBuilder text = {0};
    text_add_format(&text, "%s\n\n", comparing->plan.scenario->run.title);
    compare_table_print(&comparing->study, &text);
    say_precision(comparing, &text);
    if (arguments->select) {
        compare_select_say(&comparing->selection, &comparing->selected, &comparing->study, &text);
    }
    text_add(&text, "\n");
    say_where(comparing, &text);
    say_counts(comparing, &text);
    say(text.text);
    text_deinit(&text);
    return STATUS_DONE;
}

static void say_interrupted(const Comparing *comparing)
{
    if (interrupt_status() == STATUS_DONE && !comparing->study.interrupted) {
        return;
    }
    const size_t kept = samples_count(comparing->study.samples);
    const char *missing = coupled_runs_missing(&comparing->coupled, comparing->arguments);
    TextBuilder text = {0};
    if (comparing->study.interrupted) {
        text_add_format(&text, "interrupted: ");
        text_add_count(&text, kept, "replication was", "replications were");
        text_add_format(&text, " finished under all strategies and kept in %s", comparing->out);
    } else {
        drawing_say_interrupted(&comparing->drawing, comparing->arguments, comparing->out,
                                *missing ? " of the comparison" : "", &text);
    }
    if (*missing) {
        text_add_format(&text,
                        "; without %s, whose further runs were not finished: the same "
                        "command makes them",
                        missing);
    }
    complain("%s", text.text);
    text_deinit(&text);
}

/* The steps in their order; the first that does not succeed ends it. */
static int compare(Comparing *comparing)
{
    int status = make_plan(comparing);
    status = status == STATUS_DONE ? check_size(comparing) : status;
    status = status == STATUS_DONE ? prepare_folder(comparing) : status;
    status = status == STATUS_DONE ? check_room(comparing) : status;
    status = status == STATUS_DONE ? run_study(comparing) : status;
    if (status != STATUS_DONE) {
        return status;
    }
    status = write_results(comparing);
    if (status != STATUS_DONE) {
        return status;
    }
    status = write_workbook(comparing);
    status = status == STATUS_DONE ? draw(comparing) : status;
    const int told = tell(comparing);
    status = status == STATUS_DONE ? told : status;
    say_interrupted(comparing);
    return interrupt_status() != STATUS_DONE ? interrupt_status() : status;
}

int command_compare(const Arguments *arguments)
{
    Comparing comparing = {.arguments = arguments,
                           .hold = -1,
                           .progress = progress_line(arguments->quiet),
                           .began_s = clock_wall_s(),
                           .scenario_case = load_case(arguments)};
    if (!comparing.scenario_case) {
        return STATUS_REFUSED;
    }
    comparing.arena = arena_new(0);
    int status = compare(&comparing);
    study_deinit(&comparing.study);
    selection_outcome_deinit(&comparing.selected);
    folder_release(comparing.hold);
    free(comparing.out);
    arena_free(comparing.arena);
    scenario_case_free(comparing.scenario_case);
    return status;
}
