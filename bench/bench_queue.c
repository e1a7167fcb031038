/* One queue through the whole program, beside a plain loop for this case alone. */
#include "base/clock.h"
#include "base/file.h"
#include "bench/benches.h"
#include "bench/plain_mm1.h"
#include "bench/plain_patience.h"
#include "bench/program_run.h"
#include "bench/small_scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TAKES = 5 };

/* About a second of the program for each. */
static const double REQUESTS = 1.6e7, CONTACTS = 4e6, QUICK = 0.02;

static const double LOAD_OF_ONE = 0.9, LOAD_OF_MANY = 0.96, PATIENCE_MIN = 2;

typedef struct QueueCase {
    const BenchSetting *setting;
    char *scenario, *out;
    double customers;
    size_t servers;
} QueueCase;

static QueueCase queue_case(const Bench *bench, const char *name, double customers)
{
    const BenchSetting *setting = bench_setting(bench);
    return (QueueCase){.setting = setting,
                       .scenario = path_join(setting->work, name),
                       .out = path_join(setting->work, "results"),
                       .customers = setting->quick ? QUICK * customers : customers};
}

static void queue_case_deinit(QueueCase *queue)
{
    free(queue->scenario);
    free(queue->out);
}

static double millions_per_s(double customers, double seconds)
{
    return 1e-6 * customers / seconds;
}

static double measure_program(void *context)
{
    static const char *const options[] = {"-n", "1", "-j", "1", NULL};
    const QueueCase *queue = context;
    ProgramRun run;
    const ProgramOrder order = {queue->setting->program, queue->scenario, queue->out, options};
    if (!program_compare(&run, &order)) {
        return NAN;
    }
    return millions_per_s(run.customers, run.cpu_s);
}

static double measure_plain_mm1(void *context)
{
    const QueueCase *queue = context;
    const PlainMm1 plain = {
        .load = LOAD_OF_ONE, .customers = (uint64_t)queue->customers, .seed = 1};
    const double begun_s = clock_cpu_s();
    const double in_system = plain_mm1_run(&plain);
    return isnan(in_system) ? NAN : millions_per_s(queue->customers, clock_cpu_s() - begun_s);
}

static double measure_plain_patience(void *context)
{
    const QueueCase *queue = context;
    const PlainPatience plain = {.servers = queue->servers,
                                 .load = LOAD_OF_MANY,
                                 .mean_patience = PATIENCE_MIN,
                                 .customers = (uint64_t)queue->customers,
                                 .seed = 1};
    const double begun_s = clock_cpu_s();
    const double abandoned = plain_patience_run(&plain);
    return isnan(abandoned) ? NAN : millions_per_s(queue->customers, clock_cpu_s() - begun_s);
}

static void measure(Bench *bench, QueueCase *queue, const char *name, BenchMeasure plain)
{
    bench_measure(bench, &(BenchOrder){.name = name,
                                       .unit = "M/s",
                                       .measure = measure_program,
                                       .reference = "plain loop",
                                       .measure_reference = plain,
                                       .ratio = RATIO_OF_THE_SLOWER,
                                       .context = queue,
                                       .takes = TAKES});
}

void bench_mm1(Bench *bench)
{
    QueueCase queue = queue_case(bench, "mm1", REQUESTS);
    if (small_scenario_of_requests(queue.scenario, LOAD_OF_ONE, queue.customers)) {
        measure(bench, &queue, "M/M/1, requests", measure_plain_mm1);
    } else {
        bench_fail(bench);
    }
    queue_case_deinit(&queue);
}

static void measure_desk(Bench *bench, size_t agents)
{
    char name[64];
    QueueCase queue;
    DeskCase desk = {.agents = agents, .load = LOAD_OF_MANY, .patience_min = PATIENCE_MIN};

    snprintf(name, sizeof name, "patience-%zu", agents);
    queue = queue_case(bench, name, CONTACTS);
    queue.servers = agents;
    desk.contacts = queue.customers;
    snprintf(name, sizeof name, "M/M/%zu+M, contacts", agents);
    if (small_scenario_of_contacts(queue.scenario, &desk)) {
        measure(bench, &queue, name, measure_plain_patience);
    } else {
        bench_fail(bench);
    }
    queue_case_deinit(&queue);
}

void bench_patience(Bench *bench)
{
    measure_desk(bench, 50);
    measure_desk(bench, 500);
    measure_desk(bench, 5000);
}
