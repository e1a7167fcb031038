/* Crews on parallel jobs of exponential length: when each is begun and how many are done when. */
#include "tests/test.h"
#include "tests/theory/parallel_jobs.h"
#include "tests/theory/plain_scenario.h"

enum { JOBS = 12, CREWS = 5 };
static const double MEAN_H = 6;

/* One zone with a system for each of twelve insurers; all is isolated at 0 and ready at once. The
 * insurers' priorities are the list; base work is the constant 0 and needs no crew. */
static int run(void **state)
{
    Experiment *experiment = experiment_new("theory-crews");
    char insurers[1024] = "id,insured,datacentre,priority\n";
    plain_scenario_write(
        experiment, &(PlainScenario){.horizon_days = 30, .sample_h = 24, .replications = 3000});
    for (int i = 0; i < JOBS; i++) {
        size_t used = strlen(insurers);
        snprintf(insurers + used, sizeof insurers - used, "i%02d,1000,nord,%d\n", i, i + 1);
    }
    experiment_file(experiment, "insurers.csv", "%s", insurers);
    experiment_file(experiment, "crews.csv", "id,crews\nops,%d\n", CREWS);
    experiment_file(experiment, "datacentres.csv", "id,crew\nnord,ops\n");
    experiment_file(experiment, "systems.csv", "id,restore_h\ncore,exponential(mean=%g)\n", MEAN_H);
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,servers,service_min\n"
                    "applications,core,0.01,1,1\n");
    experiment_file(experiment, "attack.csv", "key,value\nentry,nord\ndetect_h,0\n");
    experiment_file(experiment, "strategies.csv", "id,isolate\ncarry-on,all\n");
    experiment_run(experiment, (const char *const[]){"--no-curves", NULL});
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

/* Begun as the list says, done MEAN_H later on average; by the memoryless jobs the two are
 * independent. */
static void each_job_is_done_when_list_scheduling_says(void **state)
{
    for (size_t i = 0; i < JOBS; i++) {
        char id[32];
        snprintf(id, sizeof id, "core@i%02zu", i);
        expect_summary(*state, RESULT_KEY("carry-on", "system", id, "restored_h"),
                       parallel_jobs_start_h(CREWS, MEAN_H, i) + MEAN_H, 0.08);
    }
}

static void the_last_is_done_when_the_death_process_says(void **state)
{
    expect_summary(*state, RESULT_KEY("carry-on", "total", "all", "restored_h"),
                   parallel_jobs_done_h(JOBS, CREWS, MEAN_H, JOBS), 0.03);
    expect_summary(*state, RESULT_KEY("carry-on", "total", "all", "restored_half_h"),
                   parallel_jobs_done_h(JOBS, CREWS, MEAN_H, JOBS / 2), 0.03);
}

/* Each insurer's 1000 insured lose the hours until its job is done; crews work 12 x 6 h. */
static void lost_hours_and_crew_hours_are_the_sums_over_the_jobs(void **state)
{
    double lost_h = 0;
    for (size_t i = 0; i < JOBS; i++) {
        lost_h += 1000 * (parallel_jobs_start_h(CREWS, MEAN_H, i) + MEAN_H);
    }
    expect_summary(*state, RESULT_KEY("carry-on", "total", "all", "insured_hours_lost"), lost_h,
                   0.03);
    expect_summary(*state, RESULT_KEY("carry-on", "total", "all", "crew_hours"), JOBS * MEAN_H,
                   0.03);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_job_is_done_when_list_scheduling_says),
        cmocka_unit_test(the_last_is_done_when_the_death_process_says),
        cmocka_unit_test(lost_hours_and_crew_hours_are_the_sums_over_the_jobs),
    };
    return cmocka_run_group_tests(tests, run, end);
}
