/* The incidents: one replication of `full`, its reference `undisturbed` included as in every
 * comparison; what two threads gain, and two programs at once; and whether more replications need
 * more memory. */
#include "base/file.h"
#include "bench/benches.h"
#include "bench/program_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TAKES = 3,
    TAKES_BY_WALL = 5, /* which is noisier */
    OPTIONS = 16
};

typedef struct Incident {
    const BenchSetting *setting;
    const char *name;
    const char *days;         /* simulated; NULL: as the scenario says */
    const char *replications; /* of the figure; the reference always has one */
    const char *threads;      /* of the figure; the reference always has one */
    ProgramRun last;          /* of the figure */
} Incident;

typedef bool Comparing(ProgramRun *run, const ProgramOrder *order);

static bool run_as(Comparing *compare, ProgramRun *run, const Incident *incident,
                   const char *replications, const char *threads)
{
    const BenchSetting *setting = incident->setting;
    const char *days = setting->quick ? "0.25" : incident->days;
    const char *options[OPTIONS + 1] = {"--strategies", "full", "-n", replications, "-j", threads};
    char *scenario = path_join(setting->scenarios, incident->name);
    char *out = path_join(setting->work, "results"), cell[64];
    const ProgramOrder order = {setting->program, scenario, out, options};
    bool is_done;

    if (days) {
        snprintf(cell, sizeof cell, "scenario.horizon_days=%s", days);
        options[6] = "--set";
        options[7] = cell;
    }
    is_done = compare(run, &order);
    free(scenario);
    free(out);
    return is_done;
}

static bool run(ProgramRun *run, const Incident *incident, const char *replications,
                const char *threads)
{
    return run_as(program_compare, run, incident, replications, threads);
}

static bool run_figure(Incident *incident)
{
    return run(&incident->last, incident, incident->replications, incident->threads);
}

static double measure_rate(void *context)
{
    Incident *incident = context;
    return run_figure(incident) ? 1e-6 * incident->last.customers / incident->last.cpu_s
                                : (double)NAN;
}

static double last_s(void *context)
{
    const Incident *incident = context;
    return incident->last.cpu_s;
}

static double last_peak_mb(void *context)
{
    const Incident *incident = context;
    return 1e-6 * incident->last.peak_bytes;
}

static double measure_peak_mb(void *context)
{
    return run_figure(context) ? last_peak_mb(context) : (double)NAN;
}

static double measure_peak_of_one_mb(void *context)
{
    ProgramRun one;
    return run(&one, context, "1", "1") ? 1e-6 * one.peak_bytes : (double)NAN;
}

static double rate_by_wall(const ProgramRun *run)
{
    return 1e-6 * run->customers / run->wall_s;
}

static double measure_wall_rate(void *context)
{
    Incident *incident = context;
    return run_figure(incident) ? rate_by_wall(&incident->last) : (double)NAN;
}

static double measure_wall_rate_of_one(void *context)
{
    ProgramRun one;
    return run(&one, context, "1", "1") ? rate_by_wall(&one) : (double)NAN;
}

static double measure_wall_rate_of_both(void *context)
{
    ProgramRun both;
    return run_as(program_compare_twice, &both, context, "1", "1") ? rate_by_wall(&both)
                                                                   : (double)NAN;
}

static void row(Bench *bench, Incident *incident, const char *what, BenchOrder order)
{
    char name[96];
    snprintf(name, sizeof name, "%s, %s", incident->name, what);
    order.name = name;
    order.context = incident;
    bench_measure(bench, &order);
}

/* The rate, then what the last of its runs has taken. */
static void measure_replication(Bench *bench, const char *name, size_t takes)
{
    Incident incident = {
        .setting = bench_setting(bench), .name = name, .replications = "1", .threads = "1"};
    row(bench, &incident, "customers",
        (BenchOrder){.unit = "M/s", .measure = measure_rate, .takes = takes});
    row(bench, &incident, "one replication",
        (BenchOrder){.unit = "s", .measure = last_s, .takes = 1});
    row(bench, &incident, "its memory",
        (BenchOrder){.unit = "MB", .measure = last_peak_mb, .takes = 1});
}

/* In the first weeks, where the queues are longest. */
static void measure_memory(Bench *bench, const char *name)
{
    Incident incident = {.setting = bench_setting(bench),
                         .name = name,
                         .days = "15",
                         .replications = "5",
                         .threads = "1"};
    row(bench, &incident, "five replications",
        (BenchOrder){.unit = "MB",
                     .measure = measure_peak_mb,
                     .reference = "one replication",
                     .measure_reference = measure_peak_of_one_mb,
                     .ratio = RATIO_TO_REFERENCE,
                     .takes = 1});
}

void bench_incident(Bench *bench)
{
    measure_replication(bench, "bitmarck-2023", TAKES);
    measure_replication(bench, "gkv-2024", 1);
}

void bench_memory(Bench *bench)
{
    measure_memory(bench, "bitmarck-2023");
    measure_memory(bench, "gkv-2024");
}

void bench_threads(Bench *bench)
{
    Incident incident = {.setting = bench_setting(bench),
                         .name = "bitmarck-2023",
                         .replications = "1",
                         .threads = "2"};
    BenchOrder order = {.unit = "M/s",
                        .measure = measure_wall_rate,
                        .reference = "one thread",
                        .measure_reference = measure_wall_rate_of_one,
                        .ratio = RATIO_TO_REFERENCE,
                        .takes = TAKES_BY_WALL};
    row(bench, &incident, "two threads", order);
    order.reference = "two programs at once";
    order.measure_reference = measure_wall_rate_of_both;
    row(bench, &incident, "two threads", order);
}
