/* Little's law without any randomness of estimation: where everybody who comes has left by the end,
 * the mean number over time and the mean time of each are one area, counted by columns or by rows
 * [Little 1961]. So it holds exactly, in every replication, whatever happens between. */
#include "tests/laws/laws.h"
#include "tests/test.h"

static const double HORIZON_H = 96;

/* Demand on the first day alone; outages stop the queues in the middle of it. One service with
 * fallback, one with opening hours; a channel without patience that is cut for a while. */
static int run(void **state)
{
    Experiment *experiment = experiment_new("laws-little");
    experiment_file(experiment, "scenario.csv",
                    "key,value\ntitle,Little\nstart,2025-03-03T00:00\nhorizon_days,4\n"
                    "sample_h,1\nreplications,20\nseed,7\n");
    experiment_file(experiment, "datacentres.csv", "id\nnord\n");
    experiment_file(experiment, "insurers.csv",
                    "id,insured,datacentre,agents\n"
                    "alpen,50000,nord,4\nrhein,24000,nord,2\n");
    experiment_file(experiment, "systems.csv", "id\ncore\nphones\n");
    experiment_file(experiment, "profiles.csv",
                    "profile,days,from,to,weight\n"
                    "monday,mon,00:00,24:00,1\n");
    experiment_file(experiment, "calendars.csv",
                    "calendar,days,open,close\n"
                    "office,mon-fri,08:00,18:00\n");
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,profile,servers,service_min,calendar,"
                    "fallback_servers,fallback_min,fallback_after_h\n"
                    "day,core,3,monday,20,lognormal(mean=20 sd=15),always,2,30,1\n"
                    "office,core,1,monday,8,exponential(mean=15),office,,,\n");
    experiment_file(experiment, "channels.csv",
                    "id,needs,contacts_per_1000_per_day,profile,handle_min\n"
                    "letters,phones,0.6,monday,exponential(mean=8)\n");
    experiment_file(experiment, "outages.csv",
                    "target,start_h,duration_h\n"
                    "system:core,9,exponential(mean=4)\n"
                    "system:phones,14,uniform(low=1 high=5)\n");
    experiment_file(experiment, "costs.csv", "key,value\nrequest_delay_eur_per_h,2\n");
    experiment_file(experiment, "strategies.csv", "id,isolate\ncarry-on,none\n");
    experiment_run(experiment, (const char *const[]){"--all-replications", NULL});
    *state = experiment;
    return 0;
}

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

typedef struct LittleLaw {
    const char *scope, *level, *mean_time, *count;
    double hours; /* of a unit of the mean time */
} LittleLaw;

/* level x horizon = count x mean time, in every row that has a level over 0. */
static void expect_little(Experiment *experiment, const LittleLaw *law)
{
    const ResultTable *table = experiment_table(experiment, "replications.csv");
    size_t compared = 0;
    for (size_t row = 0; row < result_rows(table); row++) {
        const ResultKey *key = result_row(table, row);
        if (strcmp(key->scope, law->scope) != 0 || strcmp(key->metric, law->level) != 0) {
            continue;
        }
        const ResultKey count = result_key_of(key, law->count);
        const ResultKey time = result_key_of(key, law->mean_time);
        const ResultKey left = result_key_of(key, "waiting_at_end");
        double area_h = HORIZON_H * result_row_number(table, row, "value");
        double sum_h = result_number(table, &count, "value") * law->hours *
                       result_number(table, &time, "value");
        EXPECT_NEAR(result_number(table, &left, "value"), 0, 0);
        EXPECT_NEAR(area_h, sum_h, 1e-9 * fmax(1, sum_h));
        compared += area_h > 0;
    }
    EXPECT(compared >= 100); /* 20 replications x 2 strategies x at least 3 rows, most over 0 */
}

static void the_number_in_the_system_is_demand_times_delay(void **state)
{
    expect_little(*state, &(LittleLaw){"service", "in_system_mean", "delay_mean_h", "served", 1});
}

static void the_backlog_is_demand_times_wait(void **state)
{
    expect_little(*state, &(LittleLaw){"service", "backlog_mean", "wait_mean_h", "served", 1});
}

static void the_queue_of_the_patient_is_demand_times_wait(void **state)
{
    expect_little(*state,
                  &(LittleLaw){"channel", "queue_mean", "wait_mean_min", "served", 1.0 / 60});
}

/* Two euro for each hour of each request's delay, over both services. */
static void the_cost_of_delay_is_the_area_too(void **state)
{
    const ResultTable *table = experiment_table(*state, "replications.csv");
    size_t compared = 0;
    for (size_t row = 0; row < result_rows(table); row++) {
        const ResultKey *key = result_row(table, row);
        if (strcmp(key->metric, "cost_outage_eur") != 0) {
            continue;
        }
        ResultKey day = result_key_of(key, "in_system_mean"), office = day;
        day.scope = office.scope = "service";
        day.id = "day";
        office.id = "office";
        double level = result_number(table, &day, "value") + result_number(table, &office, "value");
        EXPECT_NEAR(result_row_number(table, row, "value"), 2 * HORIZON_H * level,
                    1e-9 * HORIZON_H * level);
        compared++;
    }
    EXPECT_EQUAL(compared, 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_in_the_system_is_demand_times_delay),
        cmocka_unit_test(the_backlog_is_demand_times_wait),
        cmocka_unit_test(the_cost_of_delay_is_the_area_too),
        cmocka_unit_test(the_queue_of_the_patient_is_demand_times_wait),
    };
    return cmocka_run_group_tests(tests, run, end);
}
