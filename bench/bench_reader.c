/* `check` of a scenario of 10 MB: read, checked, offered load computed. */
#include "base/file.h"
#include "bench/benches.h"
#include "bench/program_run.h"
#include "bench/small_scenario.h"

#include <math.h>
#include <stdlib.h>

enum { TAKES = 5, BYTES = 10000000 };

typedef struct Reading {
    const BenchSetting *setting;
    char *scenario;
    size_t bytes;
} Reading;

static double measure_check(void *context)
{
    const Reading *reading = context;
    const char *const arguments[] = {reading->setting->program, "check", reading->scenario, NULL};
    ProgramRun run;
    return program_run(&run, arguments) ? 1e-6 * (double)reading->bytes / run.cpu_s : (double)NAN;
}

void bench_reader(Bench *bench)
{
    Reading reading = {.setting = bench_setting(bench)};

    reading.scenario = path_join(reading.setting->work, "reader");
    if (small_scenario_of_insurers(reading.scenario, BYTES, &reading.bytes)) {
        bench_measure(bench, &(BenchOrder){.name = "check of 10 MB",
                                           .unit = "MB/s",
                                           .measure = measure_check,
                                           .context = &reading,
                                           .takes = TAKES});
    } else {
        bench_fail(bench);
    }
    free(reading.scenario);
}
