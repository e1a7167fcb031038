/* `brownout trace`: every event of one replication under one strategy. */
#include "base/arena.h"
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/load_case.h"
#include "cli/message.h"
#include "cli/trace_sort.h"
#include "cli/trace_writer.h"
#include "models/replication.h"
#include "study/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Passes records on, and ends the program where nobody wants more: a replication has millions of
 * events, and a closed pipe or a full disk must not wait for the last. */
typedef struct Valve {
    Trace sink; /* first: what the models see is the whole */
    Trace *next;
    const TraceSort *sort;
    FILE *stream;
    OutputFile *file; /* NULL: standard output */
    unsigned count;
} Valve;

static void stop_early(const Valve *valve)
{
    const char *const sort_failure = trace_sort_failure(valve->sort);
    Failure failure = {0};
    if (sort_failure) {
        output_file_abandon_all();
        complain("%s", sort_failure);
    } else if (valve->file && !output_file_commit(valve->file, &failure)) {
        complain("%s", failure.message);
    }
    exit(valve->file ? STATUS_FAILED : finish_output(STATUS_FAILED));
}

static void check_valve(const Valve *valve)
{
    if (ferror(valve->stream) || trace_sort_failure(valve->sort)) {
        stop_early(valve);
    }
}

static void pass_on(Trace *trace, const TraceRecord *record)
{
    Valve *valve = (Valve *)trace;
    valve->next->write(valve->next, record);
    if (++valve->count % 1024 == 0) {
        check_valve(valve);
    }
}

static void write_chrome(TraceSort *sort, const RunSpec *run, Valve *valve)
{
    TraceChrome *chrome = trace_chrome_new(valve->stream, run->title, run->warmup_h);
    valve->next = trace_chrome_sink(chrome);
    trace_sort_write(sort, &valve->sink);
    trace_chrome_end(chrome);
    trace_chrome_free(chrome);
}

static void write_csv(TraceSort *sort, const CivilStart *start, Valve *valve)
{
    TraceCsv *csv = trace_csv_new(valve->stream, start);
    valve->next = trace_csv_sink(csv);
    trace_sort_write(sort, &valve->sink);
    trace_csv_free(csv);
}

static bool write_trace(const Arguments *arguments, const StudyPlan *plan, OutputFile *file,
                        Failure *failure)
{
    const ReplicationPlan replications = plan_replications(plan);
    const RunSpec *run = &plan->scenario->run;
    TraceSort *sort = trace_sort_new();
    Valve valve = {.sink.write = pass_on,
                   .next = trace_sort_sink(sort),
                   .sort = sort,
                   .stream = file ? file->stream : stdout,
                   .file = file};
    check_valve(&valve);
    if (!replication_trace(&replications, arguments->replication - 1, 0, &valve.sink, failure)) {
        trace_sort_free(sort);
        return false;
    }
    check_valve(&valve);
    if (arguments->chrome) {
        write_chrome(sort, run, &valve);
    } else {
        write_csv(sort, &run->start, &valve);
    }
    check_valve(&valve);
    trace_sort_free(sort);
    return true;
}

static int fail(const Failure *failure)
{
    complain("%s", failure->message);
    return failure->of_input ? STATUS_REFUSED : STATUS_FAILED;
}

static int write_file(const Arguments *arguments, const StudyPlan *plan)
{
    Failure failure = {0};
    OutputFile file;
    if (!output_file_open(&file, arguments->output, &failure)) {
        return fail(&failure);
    }
    if (!write_trace(arguments, plan, &file, &failure)) {
        output_file_abandon(&file);
        return fail(&failure);
    }
    return output_file_commit(&file, &failure) ? STATUS_DONE : fail(&failure);
}

static int trace(const Arguments *arguments, const ScenarioCase *scenario_case, Arena *arena)
{
    const Scenario *scenario = scenario_case_base(scenario_case);
    Failure failure = {0};
    StudyPlan plan;
    const char *strategy = arguments->strategy ? arguments->strategy
                           : scenario->run.baseline == NONE
                               ? UNDISTURBED
                               : scenario->strategies[scenario->run.baseline].id;
    if (strchr(strategy, ',')) {
        return complain_about_usage(COMMAND_TRACE, "--strategy: one only");
    }
    if (!plan_make(&plan, scenario_case, strategy, MEASURES_NO_CURVES, arena, &failure)) {
        return complain_about_usage(COMMAND_TRACE, "--strategy: %s", failure.message);
    }
    plan.seed = arguments->has_seed ? arguments->seed : plan.seed;
    plan.antithetic = arguments->antithetic;
    if (arguments->output) {
        return write_file(arguments, &plan);
    }
    return write_trace(arguments, &plan, NULL, &failure) ? STATUS_DONE : fail(&failure);
}

int command_trace(const Arguments *arguments)
{
    ScenarioCase *scenario_case = load_case(arguments);
    if (!scenario_case) {
        return STATUS_REFUSED;
    }
    interrupt_at_once("brownout: interrupted: the trace is not whole\n");
    Arena *arena = arena_new(0);
    int status = trace(arguments, scenario_case, arena);
    arena_free(arena);
    scenario_case_free(scenario_case);
    return status;
}
