/* Laws of the single path on the example that uses the whole format; and each of them on a trace
 * with a planted fault. */
#include "base/file.h"
#include "tests/laws/paths.h"
#include "tests/support/experiment.h"
#include "tests/support/program.h"
#include "tests/test.h"

#include <stdlib.h>

#define EVERYTHING TEST_SOURCE "/tests/examples/everything"

static const double HORIZON_H = 252; /* of the example */

/* Servers of the example: per 100 000 insured, rounded up, of 60 000, 25 000 and 8 000; fallback
 * likewise. */
static StaffFacts staff_of_example(const void *context, const char *id)
{
    static const struct {
        const char *id;
        size_t servers, fallback;
    } staff[] = {
        {"eau@hansa", 5, 2},         {"eau@alpen", 2, 1},         {"eau@rhein", 1, 1},
        {"krankengeld@hansa", 2, 1}, {"krankengeld@alpen", 2, 1}, {"krankengeld@rhein", 2, 1},
        {"egk@hansa", 2, 0},         {"egk@alpen", 1, 0},         {"egk@rhein", 1, 0},
        {"epa@hansa", 4, 0},         {"epa@alpen", 4, 0},         {"epa@rhein", 4, 0},
    };
    (void)context;
    for (size_t i = 0; i < sizeof staff / sizeof staff[0]; i++) {
        if (strcmp(staff[i].id, id) == 0) {
            size_t limit = id[1] == 'a' ? 5000 : id[1] == 'g' ? 200 : SIZE_MAX;
            return (StaffFacts){staff[i].servers, staff[i].fallback, limit};
        }
    }
    fail_msg("no service %s in the example", id);
    return (StaffFacts){0};
}

/* Follows every event of replication 2 under the strategy; returns how many there were. */
static size_t follow(const char *strategy, const ResultTable *replications)
{
    const char *path = TEST_RUNS "/laws-trace.csv";
    const char *arguments[] = {BROWNOUT_BINARY, "trace", EVERYTHING, "--strategy", strategy,
                               "--replication", "2",     "-o",       path,         NULL};
    const PathFrame frame = {{staff_of_example, NULL}, replications, strategy, 2, HORIZON_H};
    size_t events = 0;
    ProgramEnd end = program_run(arguments, TEST_RUNS "/laws-trace-errors.txt");
    EXPECT_EQUAL(end.status, 0);
    free(end.errors);
    const Violation violation = paths_violation(path, &frame, &events);
    expect_none(&violation);
    return events;
}

static void every_life_is_a_legal_one_whatever_the_strategy(void **state)
{
    static const char *const strategies[] = {"teilweise", "voll",           "standort",   "liste",
                                             "abwarten",  "teilweise-plus", "undisturbed"};
    Experiment *experiment = experiment_new("laws-trace");
    (void)state;
    experiment_copy(experiment, EVERYTHING);
    experiment_run(experiment,
                   (const char *const[]){"-n", "2", "--all-replications", "--no-curves", NULL});
    for (size_t i = 0; i < sizeof strategies / sizeof strategies[0]; i++) {
        EXPECT(follow(strategies[i], experiment_table(experiment, "replications.csv")) > 20000);
    }
    experiment_free(experiment);
}

static StaffFacts two_servers(const void *context, const char *id)
{
    (void)context;
    (void)id;
    return (StaffFacts){.servers = 2, .queue_limit = 1};
}

#define HEADER "t_h,time,scope,id,event,number,value\n"
#define ARRIVES(t, n) #t ",,service,a@x,request_arrives," #n ",\n"
#define STARTS(t, n, wait) #t ",,service,a@x,request_starts," #n "," #wait "\n"
#define SERVED(t, n) #t ",,service,a@x,request_served," #n ",\n"

/* The violation of a trace of service a@x with two servers; the results say what is told. */
static bool is_found(const char *text, const char *told)
{
    const char *path = TEST_RUNS "/laws-trace-planted.csv";
    Failure failure = {0};
    ResultTable *replications = result_table_of(told);
    const PathFrame frame = {{two_servers, NULL}, told[0] ? replications : NULL, "s", 1, 10};
    size_t events = 0;
    EXPECT(folder_create(TEST_RUNS, &failure));
    EXPECT(file_write(path, text, strlen(text), &failure));
    const Violation violation = paths_violation(path, &frame, &events);
    result_table_free(replications);
    return violation.found;
}

static void an_illegal_life_is_found(void **state)
{
    (void)state;
    EXPECT(!is_found(HEADER ARRIVES(1, 1) STARTS(1, 1, 0) SERVED(2, 1), ""));
    EXPECT(is_found(HEADER ARRIVES(1, 1) SERVED(2, 1), ""));    /* never begun */
    EXPECT(is_found(HEADER ARRIVES(1, 1) ARRIVES(2, 1), ""));   /* there already */
    EXPECT(is_found(HEADER ARRIVES(1, 1) STARTS(3, 1, 1), "")); /* waited 2 */
    EXPECT(is_found(HEADER ARRIVES(1, 1) ARRIVES(1, 2) STARTS(1, 2, 0) STARTS(1, 1, 0), ""));
}

static void a_third_at_two_servers_is_found(void **state)
{
    (void)state;
    EXPECT(is_found(HEADER ARRIVES(1, 1) STARTS(1, 1, 0) ARRIVES(2, 2) STARTS(2, 2, 0) ARRIVES(3, 3)
                        STARTS(3, 3, 0),
                    ""));
}

/* One place to wait: two may for an instant, not for an hour. */
static void a_second_in_a_queue_of_one_is_found(void **state)
{
    (void)state;
    EXPECT(!is_found(HEADER ARRIVES(1, 1) ARRIVES(1, 2) STARTS(1, 1, 0) SERVED(2, 1), ""));
    EXPECT(is_found(HEADER ARRIVES(1, 1) ARRIVES(1, 2) STARTS(2, 1, 1), ""));
}

static void work_that_begins_while_down_is_found(void **state)
{
    (void)state;
    EXPECT(is_found(HEADER "1,,service,a@x,service_down,,\n" ARRIVES(2, 1) STARTS(2, 1, 0), ""));
    EXPECT(!is_found(HEADER "1,,service,a@x,service_down,,\n2,,service,a@x,service_up,,\n" ARRIVES(
                         2, 1) STARTS(2, 1, 0),
                     ""));
}

/* One waits from 1 to 3 and is served at 6, one comes at 9 and is left: in the run of 10 hours that
 * is 2 + 1 = 3 hours of waiting, and 5 + 1 = 6 in the system. */
#define TOLD(served, left, waiting, in_system)                                                     \
    "strategy,replication,scope,id,metric,unit,value\n"                                            \
    "s,1,service,a@x,requests,1,2\ns,1,service,a@x,served,1," #served                              \
    "\ns,1,service,a@x,lost,1,0\ns,1,service,a@x,waiting_at_end,1," #left                          \
    "\ns,1,service,a@x,wait_mean_h,h,2\ns,1,service,a@x,delay_mean_h,h,5\n"                        \
    "s,1,service,a@x,backlog_mean,1," #waiting "\ns,1,service,a@x,in_system_mean,1," #in_system    \
    "\n"

static void results_that_are_not_those_of_the_path_are_found(void **state)
{
    static const char path[] = HEADER ARRIVES(1, 1) STARTS(3, 1, 2) SERVED(6, 1) ARRIVES(9, 2);
    (void)state;
    EXPECT(!is_found(path, TOLD(1, 1, 0.3, 0.6)));
    EXPECT(is_found(path, TOLD(2, 0, 0.3, 0.6)));
    EXPECT(is_found(path, TOLD(1, 0, 0.3, 0.6)));
    EXPECT(is_found(path, TOLD(1, 1, 0.3, 0.5)));
    EXPECT(is_found(path, TOLD(1, 1, 0.2, 0.6)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_life_is_a_legal_one_whatever_the_strategy),
        cmocka_unit_test(an_illegal_life_is_found),
        cmocka_unit_test(a_third_at_two_servers_is_found),
        cmocka_unit_test(a_second_in_a_queue_of_one_is_found),
        cmocka_unit_test(work_that_begins_while_down_is_found),
        cmocka_unit_test(results_that_are_not_those_of_the_path_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
