#include "models/scenario_complaint.h"
#include "tests/models/scenario_fixture.h"

/* Reads the scenario with the changes of the tables' cells and expects exactly these lines. */
static void expect_after(ScenarioFixture *fixture, const char *set, const char *messages)
{
    if (set) {
        fixture->sets[fixture->set_count++] = set;
    }
    fixture_expect(fixture, messages);
    fixture_deinit(fixture);
}

static void init_with_channels(ScenarioFixture *fixture)
{
    fixture_init(fixture);
    fixture_write(fixture, "channels.csv",
                  "id,contacts_per_1000_per_day,handle_min,redial_prob,redial_h\n"
                  "phone,4,6,,\nchat,1,5,,2\n");
}

static void what_another_cell_requires_is_named(void **state)
{
    (void)state;
    ScenarioFixture fixture;

    init_with_channels(&fixture);
    expect_after(&fixture, "channels.*.redial_prob=0.5",
                 "--set:1:channels.*.redial_prob: redial_h: is required, with a mean over 0, "
                 "because redial_prob is over 0\n");
    init_with_channels(&fixture);
    fixture_write(&fixture, "overrides.csv",
                  "strategy,cell,value\nfull,channels.phone.redial_prob,0.5\n");
    expect_after(&fixture, NULL,
                 "overrides.csv:2:value: redial_h: is required, with a mean over 0, because "
                 "redial_prob is over 0\n");
}

static void what_is_changed_itself_is_not_named_twice(void **state)
{
    (void)state;
    ScenarioFixture fixture;

    init_with_channels(&fixture);
    fixture.sets[fixture.set_count++] = "channels.chat.redial_prob=0.5";
    expect_after(&fixture, "channels.chat.redial_h=0",
                 "--set:2:channels.chat.redial_h: has a mean of 0; expected one over 0, because "
                 "redial_prob is over 0\n");
    init_with_channels(&fixture);
    fixture_write(&fixture, "channels.csv",
                  "id,contacts_per_1000_per_day,handle_min,redial_prob\nphone,4,6,1\n");
    expect_after(&fixture, NULL,
                 "channels.csv:2:redial_h: is required, with a mean over 0, because redial_prob is "
                 "over 0\n");
}

/* Both rows are right as they stand in the file: only the change lets them meet. */
static void rows_that_a_change_lets_meet_are_told_of_the_change(void **state)
{
    (void)state;
    static const char calendars[] = "calendar,days,open,close\noffice,mon-fri,08:00,12:00\n"
                                    "office,sat,08:00,10:00\n";
    ScenarioFixture fixture;

    fixture_init(&fixture);
    fixture_write(&fixture, "calendars.csv", calendars);
    expect_after(&fixture, "calendars.*.days=sat",
                 "--set:1:calendars.*.days: calendars.csv, line 3, open: overlaps the row of line "
                 "2 on the same day\n");
    fixture_init(&fixture);
    fixture_write(&fixture, "calendars.csv", calendars);
    fixture_write(&fixture, "overrides.csv", "strategy,cell,value\nfull,calendars.*.days,sat\n");
    expect_after(&fixture, NULL,
                 "overrides.csv:2:value: calendars.csv, line 3, open: overlaps the row of line 2 "
                 "on the same day\n");
}

static void a_profile_that_a_change_leaves_without_weekdays_is_told_of_it(void **state)
{
    (void)state;
    ScenarioFixture fixture;

    fixture_init(&fixture);
    fixture_write(&fixture, "profiles.csv",
                  "profile,days,from,to,weight\nday,mon-fri,08:00,18:00,1\n");
    expect_after(&fixture, "profiles.*.days=2025-03-03",
                 "--set:1:profiles.*.days: profiles.csv, line 2, weight: day needs at least one "
                 "weekday row with a weight over 0\n");
}

/* `identity` stands in each data centre, and so may what needs nothing else. */
static void a_scope_that_others_rely_on_is_told_where_it_is_changed(void **state)
{
    (void)state;
    ScenarioFixture fixture;

    fixture_init(&fixture);
    fixture_write(&fixture, "systems.csv",
                  "id,scope,needs\nidentity,datacentre,\nmail,datacentre,identity\n");
    expect_after(&fixture, "systems.identity.scope=insurer",
                 "--set:1:systems.identity.scope: systems.csv, line 3, needs: \"identity\" has "
                 "scope insurer, but a system of scope datacentre can only need others of scope "
                 "datacentre\n");
    fixture_init(&fixture);
    fixture_write(&fixture, "systems.csv", "id,scope\ncore,insurer\n");
    fixture_write(&fixture, "outages.csv", "target,start_h,duration_h\nsystem:core@hansa,1,2\n");
    expect_after(&fixture, "systems.core.scope=datacentre",
                 "--set:1:systems.core.scope: outages.csv, line 2, target: \"hansa\" is an "
                 "insurer, but system \"core\" has its instances in data centres; expected a data "
                 "centre after the @\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_another_cell_requires_is_named),
        cmocka_unit_test(what_is_changed_itself_is_not_named_twice),
        cmocka_unit_test(rows_that_a_change_lets_meet_are_told_of_the_change),
        cmocka_unit_test(a_profile_that_a_change_leaves_without_weekdays_is_told_of_it),
        cmocka_unit_test(a_scope_that_others_rely_on_is_told_where_it_is_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
