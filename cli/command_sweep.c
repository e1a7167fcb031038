/* `brownout sweep`: an experiment over cells of the scenario. */
#include "base/clock.h"
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/drawing.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/load_case.h"
#include "cli/machine.h"
#include "cli/message.h"
#include "cli/out_folder.h"
#include "cli/progress_line.h"
#include "cli/ranks.h"
#include "cli/sweep_answering.h"
#include "study/result_folder.h"
#include "study/study_size.h"
#include "study/sweep_refine.h"
#include "study/worth_factors.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct Sweeping {
    const Arguments *arguments;
    ScenarioCase *scenario_case;
    Arena *arena;
    char *out;
    int hold; /* of `out` */
    SweepPlan plan;
    SweepOutcome outcome;
    Drawing drawing;
    ProgressLine progress;
    double began_s;
} Sweeping;

static int fail(const Sweeping *sweeping, const Failure *failure)
{
    progress_line_clear(&sweeping->progress);
    complain("%s", failure->message);
    return failure->of_input ? STATUS_REFUSED : STATUS_FAILED;
}

static void print_mistakes(const Sweeping *sweeping, Diagnostics *diagnostics)
{
    TextBuilder lines = {0};
    progress_line_clear(&sweeping->progress);
    diagnostics_print(diagnostics, &lines);
    (void)fputs(lines.text ? lines.text : "", stderr);
    text_deinit(&lines);
}

static int plan_of(Sweeping *sweeping, Diagnostics *diagnostics, Diagnostics *doubts)
{
    const Arguments *arguments = sweeping->arguments;
    const uint64_t seed = arguments->has_seed
                              ? arguments->seed
                              : scenario_case_base(sweeping->scenario_case)->run.seed;
    const SweepRequest request = {
        .scenario_case = sweeping->scenario_case,
        .factors_file = arguments->factors ? arguments->factors : arguments->worth,
        .design = {.kind = arguments->worth ? SWEEP_ONE_AT_A_TIME : arguments->design,
                   .points = arguments->points,
                   .seed = arguments->has_design_seed ? arguments->design_seed : seed,
                   .points_file = arguments->points_file},
        .strategies = arguments->strategies,
        .metrics = arguments->metrics,
        .independent_points = arguments->independent_points,
        .without_curves = arguments->no_curves,
        .set_count = arguments->set_count,
        .sets = arguments->sets,
        .doubts = doubts,
    };
    Failure failure = {0};
    SweepPlan *plan = &sweeping->plan;
    if (arguments->worth && !worth_factors_write(scenario_case_base(sweeping->scenario_case),
                                                 arguments->worth, &failure)) {
        return fail(sweeping, &failure);
    }
    if (!sweep_plan_make(plan, &request, sweeping->arena, diagnostics, &failure)) {
        if (failure.failed) {
            return complain_about_usage(COMMAND_SWEEP, "%s", failure.message);
        }
        print_mistakes(sweeping, diagnostics);
        return STATUS_REFUSED;
    }
    plan->study.seed = seed;
    plan->study.replications =
        arguments->replications ? arguments->replications : plan->study.replications;
    plan->shard = arguments->shard - 1;
    plan->shard_count = arguments->shard_count;
    if (arguments->refine > 0 && ranks_sweep_runner() != sweep_run_threads) {
        return complain_about_usage(COMMAND_SWEEP, "--refine runs on the threads of one process: "
                                                   "sweep without it, then go on with `brownout "
                                                   "sweep ... --refine` in the same folder");
    }
    return sweep_answering_check(arguments, plan);
}

static int make_plan(Sweeping *sweeping, Diagnostics *diagnostics)
{
    Diagnostics *doubts = diagnostics_new();
    const int status = plan_of(sweeping, diagnostics, doubts);
    if (status == STATUS_DONE && !ranks_is_helper()) {
        progress_line_clear(&sweeping->progress);
        warn_of(doubts);
    }
    diagnostics_free(doubts);
    return status;
}

/* What would be too much, or fail at some point, is refused before anything is written. */
static int check_points(Sweeping *sweeping, Diagnostics *diagnostics)
{
    Failure failure = {0};
    size_t point = 0;
    if (!study_fits(&sweeping->plan.study, machine_memory_bytes(), &failure)) {
        return fail(sweeping, &failure);
    }
    progress_line_say(&sweeping->progress, "checking the points ...");
    if (sweep_plan_check(&sweeping->plan, sweeping->arguments->threads, diagnostics, &point)) {
        return STATUS_DONE;
    }
    TextBuilder where = {0};
    print_mistakes(sweeping, diagnostics);
    sweep_plan_describe(&sweeping->plan, point, &where);
    complain("point %zu is no valid scenario: %s", point + 1, where.text);
    text_deinit(&where);
    return STATUS_REFUSED;
}

static int prepare_folder(Sweeping *sweeping)
{
    const Arguments *arguments = sweeping->arguments;
    Failure failure = {0};
    sweeping->out =
        out_folder_name(arguments->output, scenario_case_name(sweeping->scenario_case), "-sweep");
    const FolderRequest request = {
        .folder = sweeping->out,
        .scenario_folder = arguments->operand,
        .command = SWEEP_COMMAND,
        .scenario_case = sweeping->scenario_case,
        .set_count = arguments->set_count,
        .sets = arguments->sets,
        .force = arguments->force,
    };
    const FolderAnswer answer = result_folder_prepare(&request, &sweeping->hold, &failure);
    progress_line_clear(&sweeping->progress);
    return out_folder_status(answer, &failure);
}

static void say_step(void *context, const char *what)
{
    progress_line_say(context, what);
}

static int run(Sweeping *sweeping)
{
    const Arguments *arguments = sweeping->arguments;
    Failure failure = {0};
    const SweepOrder order = {
        .plan = &sweeping->plan,
        .folder = sweeping->out,
        .force = arguments->force,
        .threads = arguments->threads,
        .run = ranks_sweep_runner(),
        .interrupted = interrupt_flag(),
        .report = progress_line_report,
        .say = say_step,
        .context = &sweeping->progress,
        .metric = arguments->metric,
        .map = arguments->map,
        .refine = arguments->refine,
        .argument_count = arguments->typed_count,
        .arguments = arguments->typed,
    };
    const bool done = sweep_run_refined(&order, &sweeping->outcome, &failure);
    progress_line_clear(&sweeping->progress);
    if (!done) {
        (void)rmdir(sweeping->out); /* where it is empty */
    }
    return done ? STATUS_DONE : fail(sweeping, &failure);
}

static void say_what_was_run(const Sweeping *sweeping, TextBuilder *text)
{
    const SweepPlan *plan = &sweeping->plan;
    text_add_format(text, "%s\n\n", plan->study.scenario->run.title);
    text_add_count(text, plan->factors.count, "factor", "factors");
    text_add_format(text, ", design %s: ", sweep_design_name(plan->design.kind));
    text_add_count(text, plan->design.point_count, "point", "points");
    text_add(text, ", ");
    text_add_count(text, plan->study.strategy_count, "strategy", "strategies");
    text_add(text, ", ");
    text_add_count(text, plan->study.replications, "replication", "replications");
    if (plan->shard_count > 1) {
        text_add_format(text, "; shard %zu of %zu has ", plan->shard + 1, plan->shard_count);
        text_add_count(text, sweeping->outcome.points, "point", "points");
    }
    text_add(text, "\n");
}

/* A part, or an unfinished one, answers nothing yet. */
static bool is_whole(const Sweeping *sweeping)
{
    return !sweeping->outcome.interrupted && sweeping->plan.shard_count == 1;
}

static int answer(Sweeping *sweeping, TextBuilder *words)
{
    Failure failure = {0};
    if (!is_whole(sweeping)) {
        return STATUS_DONE;
    }
    progress_line_say(&sweeping->progress, "finding the answers ...");
    const bool found = sweep_answering(sweeping->out, words, &failure) &&
                       drawing_do(&sweeping->drawing, sweeping->arguments, sweeping->out,
                                  &sweeping->progress, &failure);
    progress_line_clear(&sweeping->progress);
    return found ? STATUS_DONE : fail(sweeping, &failure);
}

static void say_where(const Sweeping *sweeping, TextBuilder *text)
{
    sweep_answering_say_files(sweeping->out, text);
    if (is_whole(sweeping) && sweeping->arguments->no_charts) {
        text_add_format(text, "Draw    brownout plot %s, brownout report %s\n", sweeping->out,
                        sweeping->out);
    }
}

static void tell(const Sweeping *sweeping, const TextBuilder *words)
{
    const SweepOutcome *outcome = &sweeping->outcome;
    TextBuilder text = {0};
    if (sweeping->arguments->quiet) {
        return;
    }
    say_what_was_run(sweeping, &text);
    if (words->length > 0) {
        text_add_format(&text, "\n%s\n", words->text);
    }
    if (is_whole(sweeping)) {
        drawing_say(&sweeping->drawing, sweeping->arguments, sweeping->out, "", &text);
    }
    say_where(sweeping, &text);
    text_add_format(&text, "Took    %.1f s for ", clock_wall_s() - sweeping->began_s);
    text_add_count(&text, outcome->points_run, "point", "points");
    if (outcome->points_run < outcome->points_finished) {
        text_add_format(&text, "; %zu were there already",
                        outcome->points_finished - outcome->points_run);
    }
    text_add(&text, "\n");
    say(text.text);
    text_deinit(&text);
}

static void say_interrupted(const Sweeping *sweeping)
{
    const SweepOutcome *outcome = &sweeping->outcome;
    if (outcome->interrupted) {
        complain("interrupted: %zu of %zu points are finished and kept in %s; the same command "
                 "goes on from there",
                 outcome->points_finished, outcome->points, sweeping->out);
    } else if (interrupt_status() != STATUS_DONE) {
        TextBuilder text = {0};
        drawing_say_interrupted(&sweeping->drawing, sweeping->arguments, sweeping->out, "", &text);
        complain("%s", text.text);
        text_deinit(&text);
    }
}

static int sweep(Sweeping *sweeping)
{
    Diagnostics *diagnostics = diagnostics_new();
    int status = make_plan(sweeping, diagnostics);
    if (ranks_is_helper()) {
        diagnostics_free(diagnostics);
        return status == STATUS_DONE ? ranks_help(&sweeping->plan) : status;
    }
    status = status == STATUS_DONE ? check_points(sweeping, diagnostics) : status;
    diagnostics_free(diagnostics);
    status = status == STATUS_DONE ? prepare_folder(sweeping) : status;
    status = status == STATUS_DONE ? run(sweeping) : status;
    TextBuilder words = {0};
    status = status == STATUS_DONE ? answer(sweeping, &words) : status;
    if (status == STATUS_DONE) {
        tell(sweeping, &words);
        say_interrupted(sweeping);
    }
    text_deinit(&words);
    return status == STATUS_DONE ? interrupt_status() : status;
}

int command_sweep(const Arguments *arguments)
{
    Sweeping sweeping = {.arguments = arguments,
                         .hold = -1,
                         .progress = progress_line(arguments->quiet),
                         .began_s = clock_wall_s(),
                         .scenario_case = load_case(arguments)};
    if (!sweeping.scenario_case) {
        return STATUS_REFUSED;
    }
    sweeping.progress.one = "point";
    sweeping.progress.many = "points";
    sweeping.arena = arena_new(0);
    const int status = sweep(&sweeping);
    folder_release(sweeping.hold);
    free(sweeping.out);
    arena_free(sweeping.arena);
    scenario_case_free(sweeping.scenario_case);
    return status;
}
