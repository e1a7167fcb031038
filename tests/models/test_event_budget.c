#include "models/event_budget.h"

#include "tests/models/insurer_fixture.h"

static void a_budget_grows_with_what_is_expected(void **state)
{
    (void)state;
    const EventBudget none = event_budget(0);
    const EventBudget million = event_budget(1e6);
    EXPECT_EQUAL(none.in_all, 20000000);
    EXPECT_EQUAL(none.at_one_instant, 1000000);
    /* a thousand events for each of a million, a hundred of them at once */
    EXPECT_EQUAL(million.in_all, 20000000 + 1000000000);
    EXPECT_EQUAL(million.at_one_instant, 1000000 + 100000000);
    EXPECT_EQUAL(million.waiting_contacts, million.at_one_instant);
    EXPECT_EQUAL(event_budget(1e300).in_all, 1000000000000000000);
}

/* A desk of no agents, and callers who hang up after a minute and dial again after `redial_h`. */
static void prepare_redials(Fixture *f, double redial_h)
{
    fixture_init(f);
    f->channels[0].has_patience = true;
    f->channels[0].patience_h = distribution_constant(1.0 / 60);
    f->channels[0].redial_prob = 1;
    f->channels[0].redial_h = distribution_constant(redial_h);
    f->scenario.channel_count = 1;
    f->conditions = (InsurerConditions){.scenario = &f->scenario, .timeline = &f->timeline};
    f->insurer = insurer_new(&f->scenario);
}

/* Ten callers an hour for a week, each of whom dials once an hour from then on: 10 x 168 x 84
 * attempts, each with its end. */
static void a_run_stops_when_it_has_taken_its_budget(void **state)
{
    (void)state;
    Fixture f;
    prepare_redials(&f, 1 - 1.0 / 60);
    EXPECT(insurer_run(f.insurer, &f.conditions, NULL));
    EXPECT(f.insurer->events > 250000 && f.insurer->watch.breach == BUDGET_KEPT);
    f.insurer->budget.in_all = 100000;
    EXPECT(!insurer_run(f.insurer, &f.conditions, NULL));
    EXPECT(f.insurer->watch.breach != BUDGET_KEPT);
    /* it is looked at every 4096 events */
    EXPECT(f.insurer->simulation.handled < 100000 + 2 * 4096);
    fixture_deinit(&f);
}

/* Callers without patience of any length dial again at once: the clock stands still. */
static void a_run_stops_when_the_clock_stands_still(void **state)
{
    (void)state;
    Fixture f;
    prepare_redials(&f, 1e-18);
    f.channels[0].patience_h = distribution_constant(0);
    f.insurer->budget.at_one_instant = 50000;
    EXPECT(!insurer_run(f.insurer, &f.conditions, NULL));
    EXPECT(f.insurer->watch.breach != BUDGET_KEPT);
    EXPECT(f.insurer->simulation.now_h < 1); /* the first caller suffices */
    EXPECT(f.insurer->simulation.handled < 100000);
    fixture_deinit(&f);
}

/* 1680 callers of the week wait for ever; the ceiling is 500. */
static void a_run_stops_when_contacts_pile_up(void **state)
{
    (void)state;
    Fixture f;
    prepare_redials(&f, 1);
    f.channels[0].has_patience = false;
    f.scenario.channel_count = 1;
    f.insurer->budget.waiting_contacts = 500;
    EXPECT(insurer_run(f.insurer, &f.conditions, NULL)); /* too few events for a look */
    f.channels[0].demand.per_1000_per_day *= 10;
    EXPECT(!insurer_run(f.insurer, &f.conditions, NULL));
    EXPECT(f.insurer->watch.breach != BUDGET_KEPT);
    fixture_deinit(&f);
}

static void what_ran_away_leaves_nothing_behind(void **state)
{
    (void)state;
    Fixture f;
    prepare_redials(&f, 1 - 1.0 / 60);
    EXPECT(insurer_run(f.insurer, &f.conditions, NULL));
    const uint64_t events = f.insurer->events;
    const EventBudget budget = f.insurer->budget;
    f.insurer->budget.in_all = 50000;
    EXPECT(!insurer_run(f.insurer, &f.conditions, NULL));
    f.insurer->budget = budget;
    EXPECT(insurer_run(f.insurer, &f.conditions, NULL));
    EXPECT_EQUAL(f.insurer->events, events);
    EXPECT(f.insurer->watch.breach == BUDGET_KEPT);
    fixture_deinit(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_budget_grows_with_what_is_expected),
        cmocka_unit_test(a_run_stops_when_it_has_taken_its_budget),
        cmocka_unit_test(a_run_stops_when_the_clock_stands_still),
        cmocka_unit_test(a_run_stops_when_contacts_pile_up),
        cmocka_unit_test(what_ran_away_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
