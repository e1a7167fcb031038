/* `brownout trace`: every event of one replication under one strategy. */
#include "base/arena.h"
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/interrupt.h"
#include "cli/load_case.h"
#include "cli/message.h"
#include "cli/trace_writer.h"
#include "models/replication.h"
#include "study/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Passes records on, and ends the program where nobody wants more: a replication has millions of
 * events, and a closed pipe or a signal must not wait for the last. */
typedef struct Valve {
    Trace sink; /* first: what the models see is the whole */
    Trace *writer;
    FILE *stream;
    bool is_standard_output;
    unsigned count;
} Valve;

static void stop_early(const Valve *valve)
{
    output_file_abandon_all();
    if (interrupt_status() == STATUS_DONE && !valve->is_standard_output) {
        complain("the trace cannot be written");
    }
    int status = interrupt_status() != STATUS_DONE ? interrupt_status() : STATUS_FAILED;
    exit(valve->is_standard_output ? finish_output(status) : status);
}

static void pass_on(Trace *trace, const TraceRecord *record)
{
    Valve *valve = (Valve *)trace;
    valve->writer->write(valve->writer, record);
    if (++valve->count % 1024 == 0 &&
        (ferror(valve->stream) || interrupt_status() != STATUS_DONE)) {
        stop_early(valve);
    }
}

static void write_trace(const Arguments *arguments, const StudyPlan *plan, FILE *stream)
{
    ReplicationPlan replications = plan_replications(plan);
    Valve valve = {.sink.write = pass_on, .stream = stream, .is_standard_output = stream == stdout};
    if (arguments->chrome) {
        TraceChrome *chrome = trace_chrome_new(stream, plan->scenario->run.title);
        valve.writer = trace_chrome_sink(chrome);
        replication_trace(&replications, arguments->replication - 1, 0, &valve.sink);
        trace_chrome_end(chrome);
        trace_chrome_free(chrome);
    } else {
        TraceCsv *csv = trace_csv_new(stream, &plan->scenario->run.start);
        valve.writer = trace_csv_sink(csv);
        replication_trace(&replications, arguments->replication - 1, 0, &valve.sink);
        trace_csv_free(csv);
    }
}

static int write_file(const Arguments *arguments, const StudyPlan *plan)
{
    Failure failure = {0};
    OutputFile file;
    if (!output_file_open(&file, arguments->output, &failure)) {
        complain("%s", failure.message);
        return STATUS_FAILED;
    }
    write_trace(arguments, plan, file.stream);
    if (!output_file_commit(&file, &failure)) {
        complain("%s", failure.message);
        return STATUS_FAILED;
    }
    return STATUS_DONE;
}

static int trace(const Arguments *arguments, const ScenarioCase *scenario_case, Arena *arena)
{
    const Scenario *scenario = scenario_case_base(scenario_case);
    Failure failure = {0};
    StudyPlan plan;
    const char *strategy = arguments->strategy ? arguments->strategy
                           : scenario->strategy_count == 0
                               ? UNDISTURBED
                               : scenario->strategies[scenario->run.baseline].id;
    if (strchr(strategy, ',')) {
        return complain_about_usage(COMMAND_TRACE, "--strategy: one only");
    }
    if (!plan_make(&plan, scenario_case, strategy, MEASURES_NO_CURVES, arena, &failure)) {
        return complain_about_usage(COMMAND_TRACE, "--strategy: %s", failure.message);
    }
    plan.seed = arguments->has_seed ? arguments->seed : plan.seed;
    if (arguments->output) {
        return write_file(arguments, &plan);
    }
    write_trace(arguments, &plan, stdout);
    return STATUS_DONE;
}

int command_trace(const Arguments *arguments)
{
    ScenarioCase *scenario_case = load_case(arguments);
    if (!scenario_case) {
        return STATUS_REFUSED;
    }
    Arena *arena = arena_new(0);
    int status = trace(arguments, scenario_case, arena);
    arena_free(arena);
    scenario_case_free(scenario_case);
    return status;
}
