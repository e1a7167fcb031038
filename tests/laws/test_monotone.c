/* More of what helps never hurts, replication by replication: under common random numbers the
 * strategies meet the same demand, the same work and the same attack, so theory gives an order of
 * the paths and not only of the means. Where it does not (more crews on jobs that need one another,
 * [Graham 1969]), there is no such law and none is tested. */
#include "tests/laws/laws.h"
#include "tests/test.h"

static int end(void **state)
{
    experiment_free(*state);
    return 0;
}

static void expect_monotone(Experiment *experiment, MonotoneLaw law)
{
    const Violation violation =
        monotone_violation(experiment_table(experiment, "replications.csv"), &law);
    expect_none(&violation);
}

static void write_frame(Experiment *experiment, const char *strategies, const char *overrides)
{
    experiment_file(experiment, "scenario.csv",
                    "key,value\ntitle,Monotone\nstart,2025-03-03T00:00\nhorizon_days,10\n"
                    "sample_h,12\nreplications,40\nseed,11\n");
    experiment_file(experiment, "strategies.csv", "%s", strategies);
    experiment_file(experiment, "overrides.csv", "strategy,cell,value\n%s", overrides);
}

/* Jobs without needs, twelve insurers, a list by priority: with more crews each is begun no later.
 */
static int run_crews(void **state)
{
    Experiment *experiment = experiment_new("laws-monotone-crews");
    char insurers[1024] = "id,insured,datacentre,priority\n";
    write_frame(experiment, "id,isolate,contain_h\nfew,all,2\nmany,all,2\n",
                "many,crews.ops.crews,x2\n");
    for (int i = 0; i < 12; i++) {
        size_t used = strlen(insurers);
        snprintf(insurers + used, sizeof insurers - used, "i%02d,%d,nord,%d\n", i, 1000 + 100 * i,
                 i % 5);
    }
    experiment_file(experiment, "insurers.csv", "%s", insurers);
    experiment_file(experiment, "crews.csv", "id,crews\nops,2\n");
    experiment_file(experiment, "datacentres.csv",
                    "id,crew,rebuild_h\nnord,ops,lognormal(mean=10 sd=8)\n");
    experiment_file(experiment, "systems.csv",
                    "id,restore_h\n"
                    "core,lognormal(mean=6 sd=5)\n"
                    "mail,exponential(mean=3)\n");
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,servers,service_min\n"
                    "applications,core,1,1,10\nletters,mail,1,1,10\n");
    experiment_file(experiment, "attack.csv", "key,value\nentry,nord\ndetect_h,1\n");
    experiment_run(experiment, (const char *const[]){"--all-replications", "--no-curves", NULL});
    *state = experiment;
    return 0;
}

static void more_crews_restore_nothing_later(void **state)
{
    expect_monotone(*state, (MonotoneLaw){"system", "restored_h", "many", "few", true});
    expect_monotone(*state, (MonotoneLaw){"insurer", "restored_h", "many", "few", true});
    expect_monotone(*state, (MonotoneLaw){"total", "insured_hours_lost", "many", "few", false});
    expect_monotone(*state, (MonotoneLaw){"service", "downtime_h", "many", "few", false});
}

/* First come, first served: with more servers or agents each is begun no later, also through an
 * outage, which stops all work alike [Kiefer Wolfowitz 1955]. */
static int run_servers(void **state)
{
    Experiment *experiment = experiment_new("laws-monotone-servers");
    write_frame(experiment, "id,isolate\nfew,none\nmany,none\n",
                "many,services.*.servers,x1.25\nmany,insurers.*.agents,x1.5\n");
    experiment_file(experiment, "datacentres.csv", "id\nnord\n");
    experiment_file(experiment, "insurers.csv",
                    "id,insured,datacentre,agents\nalpen,24000,nord,4\nrhein,20000,nord,4\n");
    experiment_file(experiment, "services.csv",
                    "id,requests_per_1000_per_day,servers,service_min\n"
                    "applications,30,8,exponential(mean=12)\n"
                    "cards,12,4,lognormal(mean=15 sd=20)\n");
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,handle_min\n"
                    "letters,20,gamma(mean=10 sd=9)\n");
    experiment_file(experiment, "outages.csv",
                    "target,start_h,duration_h\n"
                    "service:applications,50,exponential(mean=5)\n"
                    "service:cards,100,exponential(mean=5)\n");
    experiment_run(experiment, (const char *const[]){"--all-replications", "--no-curves", NULL});
    *state = experiment;
    return 0;
}

static void more_servers_make_nobody_wait_longer(void **state)
{
    expect_monotone(*state, (MonotoneLaw){"service", "wait_p95_h", "many", "few", false});
    expect_monotone(*state, (MonotoneLaw){"service", "backlog_mean", "many", "few", false});
    expect_monotone(*state, (MonotoneLaw){"service", "in_system_mean", "many", "few", false});
    expect_monotone(*state, (MonotoneLaw){"service", "clear_h", "many", "few", true});
}

static void more_agents_make_nobody_wait_longer(void **state)
{
    expect_monotone(*state, (MonotoneLaw){"channel", "queue_mean", "many", "few", false});
    expect_monotone(*state, (MonotoneLaw){"channel", "queue_max", "many", "few", false});
    expect_monotone(*state, (MonotoneLaw){"channel", "wait_p95_min", "many", "few", false});
}

/* An attack on a ring of zones: what is isolated earlier, or leaks less, spreads no further. */
/* A swifter reaction spares a zone in one replication of twenty: none of 40 would show it with
 * probability 0.15, none of 400 with 1e-8. */
static int run_attack(void **state)
{
    Experiment *experiment = experiment_new("laws-monotone-attack");
    write_frame(experiment,
                "id,isolate,reaction_h,leak\n"
                "late,compromised,6,0.3\nearly,compromised,6,0.3\nswift,compromised,1,0.3\n"
                "tight,compromised,6,0\nwhole,all,6,0.3\nwatch,none,,\n",
                "early,attack.detect_h,x0.5\nearly,attack.detect_next_h,x0.5\n");
    experiment_file(experiment, "datacentres.csv", "id,rebuild_h\nnord,1000\n");
    experiment_file(experiment, "insurers.csv", "id,insured,datacentre\nmuster,1000,nord\n");
    experiment_file(experiment, "zones.csv",
                    "id,datacentre\na,nord\nb,nord\nc,nord\nd,nord\ne,nord\nf,nord\n");
    experiment_file(experiment, "links.csv",
                    "from,to,spread_per_h\n"
                    "a,b,0.05\nb,c,0.05\nc,d,0.05\nd,e,0.05\ne,f,0.05\n"
                    "f,a,0.05\na,d,0.02\nb,e,0.02\n");
    experiment_file(experiment, "attack.csv",
                    "key,value\nentry,a\ndetect_h,lognormal(mean=30 sd=15)\n"
                    "detect_next_h,exponential(mean=10)\npayload_h,lognormal(mean=50 sd=30)\n"
                    "exfiltrate_per_h,0.02\n");
    experiment_run(experiment,
                   (const char *const[]){"--all-replications", "--no-curves", "-n", "400", NULL});
    *state = experiment;
    return 0;
}

static void expect_less_harm(Experiment *experiment, const char *better, const char *worse)
{
    expect_monotone(experiment, (MonotoneLaw){"total", "zones_compromised", better, worse, false});
    expect_monotone(experiment, (MonotoneLaw){"total", "zones_destroyed", better, worse, false});
}

static void earlier_notice_lets_the_attack_spread_no_further(void **state)
{
    expect_less_harm(*state, "early", "late");
}

static void swifter_reaction_lets_the_attack_spread_no_further(void **state)
{
    expect_less_harm(*state, "swift", "late");
}

static void isolating_everything_lets_the_attack_spread_no_further(void **state)
{
    expect_less_harm(*state, "whole", "late");
    expect_less_harm(*state, "late", "watch");
}

/* A leak lets zones be compromised, but does not undo an isolation: destroyed are no fewer or more.
 */
static void tighter_isolation_lets_the_attack_spread_no_further(void **state)
{
    expect_monotone(*state, (MonotoneLaw){"total", "zones_compromised", "tight", "late", false});
    expect_monotone(*state, (MonotoneLaw){"total", "records_stolen", "tight", "late", false});
}

int main(void)
{
    const struct CMUnitTest crew_tests[] = {
        cmocka_unit_test(more_crews_restore_nothing_later),
    };
    const struct CMUnitTest server_tests[] = {
        cmocka_unit_test(more_servers_make_nobody_wait_longer),
        cmocka_unit_test(more_agents_make_nobody_wait_longer),
    };
    const struct CMUnitTest attack_tests[] = {
        cmocka_unit_test(earlier_notice_lets_the_attack_spread_no_further),
        cmocka_unit_test(swifter_reaction_lets_the_attack_spread_no_further),
        cmocka_unit_test(isolating_everything_lets_the_attack_spread_no_further),
        cmocka_unit_test(tighter_isolation_lets_the_attack_spread_no_further),
    };
    int failed = cmocka_run_group_tests(crew_tests, run_crews, end);
    failed += cmocka_run_group_tests(server_tests, run_servers, end);
    return failed + cmocka_run_group_tests(attack_tests, run_attack, end);
}
