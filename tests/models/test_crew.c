#include "models/crew.h"

#include "tests/models/infrastructure_fixture.h"

/* A crew alone; the test offers jobs. */
typedef struct TestJob {
    CrewJob work;
    double work_h, begun_h, ended_h;
} TestJob;

typedef struct Part {
    Simulation simulation;
    InfrastructureContext context;
    CrewSpec spec;
    Crew crew;
    TestJob jobs[4];
} Part;

static Simulation *clock_of_test;

static double job_begins(CrewJob *work)
{
    TestJob *job = EVENT_OWNER(work, TestJob, work);
    job->begun_h = clock_of_test->now_h;
    return job->work_h;
}

static void job_ends(CrewJob *work)
{
    TestJob *job = EVENT_OWNER(work, TestJob, work);
    job->ended_h = clock_of_test->now_h;
}

/* To `t_h`; what happens there already is not handled yet, so that calls at one instant are one
 * instant. */
static void advance(Simulation *simulation, double t_h)
{
    if (t_h > simulation->now_h) {
        simulation_run_through(simulation, t_h);
    }
}

/* `crews` 0: unlimited. Jobs of 4 h with ranks in their order and key 0. */
static void part_init(Part *part, Fixture *fixture, size_t crews, const Calendar *calendar)
{
    fixture_zone(fixture, "zone", NORD);
    fixture_strategy(fixture, ISOLATE_NONE, 0, 0);
    part->context = fixture_context(fixture, &part->simulation);
    part->spec = (CrewSpec){.id = "ops", .crews = crews, .speed = 1, .calendar = calendar};
    crew_init(&part->crew, &part->context, crews > 0 ? &part->spec : NULL, 4);
    crew_listen(&part->crew, job_begins, job_ends);
    for (size_t i = 0; i < 4; i++) {
        crew_job_init(&part->jobs[i].work);
        part->jobs[i].work.key = 0;
        part->jobs[i].work.rank = i;
        part->jobs[i].work_h = 4;
        part->jobs[i].begun_h = part->jobs[i].ended_h = -1;
    }
    clock_of_test = &part->simulation;
}

static void offer_at(Part *part, size_t job, double t_h)
{
    advance(&part->simulation, t_h);
    crew_offer(&part->crew, &part->jobs[job].work);
}

static void expect_ended(Part *part, double a_h, double b_h, double c_h, double d_h)
{
    const double want_h[] = {a_h, b_h, c_h, d_h};
    simulation_run_through(&part->simulation, 100);
    for (size_t i = 0; i < 4; i++) {
        EXPECT_NEAR(part->jobs[i].ended_h, want_h[i], 1e-12);
    }
    simulation_deinit(&part->simulation);
}

static double worked_h(const Part *part)
{
    double sum_h = 0;
    for (size_t i = 0; i < 4; i++) {
        sum_h += part->jobs[i].work.worked_h;
    }
    return sum_h;
}

/* A crew of speed 2 does 4 h of work in 2: 0 to 2, 2 to 4, ... */
static void a_fast_crew_needs_less_time(void **state)
{
    Part part;
    part_init(&part, *state, 1, calendar_always());
    part.spec.speed = 2;
    for (size_t i = 0; i < 4; i++) {
        offer_at(&part, i, 0);
    }
    expect_ended(&part, 2, 4, 6, 8);
    EXPECT_NEAR(worked_h(&part), 8, 1e-12);
}

static void each_crew_works_one_job_at_a_time(void **state)
{
    Part part;
    part_init(&part, *state, 2, calendar_always());
    for (size_t i = 0; i < 4; i++) {
        offer_at(&part, i, 0);
    }
    expect_ended(&part, 4, 4, 8, 8);
    EXPECT_NEAR(worked_h(&part), 16, 1e-12);
}

static void the_unlimited_crew_works_on_all_at_once(void **state)
{
    Part part;
    part_init(&part, *state, 0, NULL);
    for (size_t i = 0; i < 4; i++) {
        offer_at(&part, i, (double)i);
    }
    expect_ended(&part, 4, 5, 6, 7);
}

static void the_smallest_key_then_the_smallest_rank_is_taken(void **state)
{
    Part part;
    part_init(&part, *state, 1, calendar_always());
    part.jobs[0].work.key = 3;
    part.jobs[1].work.key = 2;
    part.jobs[2].work.key = 1;
    part.jobs[3].work.key = 2;
    for (size_t i = 0; i < 4; i++) {
        offer_at(&part, i, 0);
    }
    expect_ended(&part, 16, 8, 4, 12);
}

static void work_is_not_interrupted_for_something_more_urgent(void **state)
{
    Part part;
    part_init(&part, *state, 1, calendar_always());
    offer_at(&part, 3, 0);
    offer_at(&part, 0, 1);
    offer_at(&part, 2, 1);
    expect_ended(&part, 8, -1, 12, 4);
}

static void a_job_that_is_withdrawn_is_not_taken(void **state)
{
    Part part;
    part_init(&part, *state, 1, calendar_always());
    offer_at(&part, 0, 0);
    offer_at(&part, 1, 0);
    offer_at(&part, 2, 0);
    simulation_run_through(&part.simulation, 2);
    crew_withdraw(&part.jobs[1].work);
    simulation_run_through(&part.simulation, 20);
    crew_offer(&part.crew, &part.jobs[1].work);
    expect_ended(&part, 4, 24, 8, -1);
}

/* Open 6-8 and from 24 + 6 on again: 2 h on the first day, 2 h on the second. */
static void a_closed_crew_pauses_and_takes_nothing(void **state)
{
    Part part;
    Fixture *fixture = *state;
    const CalendarRow row = {.days = {.weekdays = 127}, .open_hour = 6, .close_hour = 8};
    const CivilStart start = {.day = 20150, .hour = 0};
    part_init(&part, fixture, 2, calendar_new(fixture->arena, &row, 1, &start, 0, 1000));
    offer_at(&part, 0, 1);
    offer_at(&part, 1, 7);
    offer_at(&part, 2, 9);
    simulation_run_through(&part.simulation, 31);
    EXPECT_NEAR(part.jobs[0].begun_h, 6, 0);
    EXPECT_NEAR(crew_job_worked_h(&part.jobs[1].work, 31), 2, 1e-12);
    EXPECT_NEAR(part.jobs[2].begun_h, -1, 0);
    expect_ended(&part, 32, 55, 80, -1);
    EXPECT_NEAR(part.jobs[2].begun_h, 54, 0);
}

static void a_crew_that_never_opens_takes_nothing(void **state)
{
    Part part;
    Fixture *fixture = *state;
    const CivilStart start = {.day = 20150, .hour = 0};
    part_init(&part, fixture, 1, calendar_new(fixture->arena, NULL, 0, &start, 0, 1000));
    offer_at(&part, 0, 1);
    expect_ended(&part, -1, -1, -1, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(a_fast_crew_needs_less_time),
        FIXTURE_TEST(each_crew_works_one_job_at_a_time),
        FIXTURE_TEST(the_unlimited_crew_works_on_all_at_once),
        FIXTURE_TEST(the_smallest_key_then_the_smallest_rank_is_taken),
        FIXTURE_TEST(work_is_not_interrupted_for_something_more_urgent),
        FIXTURE_TEST(a_job_that_is_withdrawn_is_not_taken),
        FIXTURE_TEST(a_closed_crew_pauses_and_takes_nothing),
        FIXTURE_TEST(a_crew_that_never_opens_takes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
