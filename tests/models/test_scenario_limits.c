#include "tests/models/scenario_fixture.h"

/* `count` rows; each %d of `format` is the row's number. */
static void write_rows(ScenarioFixture *fixture, const char *file, const char *header, int count,
                       const char *before, const char *after)
{
    TextBuilder text = {0};

    text_add(&text, header);
    for (int i = 0; i < count; i++) {
        text_add_format(&text, "%s%d%s\n", before, i, after);
    }
    fixture_write_bytes(fixture, file, text.text, text.length);
    text_deinit(&text);
}

/* 3 insurers x 400 000 systems, and so on, against 1 048 576. */
static void tables_that_multiply_are_limited(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    write_rows(&fixture, "services.csv", "id,requests_per_1000_per_day,servers,service_min\n",
               400000, "s", ",1,1,1");
    write_rows(&fixture, "channels.csv", "id,contacts_per_1000_per_day,handle_min\n", 400000, "c",
               ",1,1");
    write_rows(&fixture, "strategies.csv", "id,isolate\n", 600000, "s", ",none");

    fixture_expect(&fixture,
                   "insurers.csv:1:: 3 insurers with 400000 services are more than memory holds; "
                   "expected at most 1048576 pairs\n"
                   "insurers.csv:1:: 3 insurers with 400000 channels are more than memory holds; "
                   "expected at most 1048576 pairs\n"
                   "strategies.csv:1:: 600000 strategies with 2 datacentres are more than memory "
                   "holds; expected at most 1048576 pairs\n"
                   "strategies.csv:1:: 600000 strategies with 3 insurers are more than memory "
                   "holds; expected at most 1048576 pairs\n");
    fixture_deinit(&fixture);
}

/* 281 systems need 20 others each at 3000 insurers: 16 860 000 against 16 777 216. */
static void needs_of_all_instances_are_limited(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    TextBuilder text = {0};
    fixture_init(&fixture);
    write_rows(&fixture, "insurers.csv", "id,insured,datacentre\n", 3000, "i", ",1,nord");
    text_add(&text, "id,needs\n");
    for (int i = 0; i < 20 + 281; i++) {
        text_add_format(&text, "s%d,%s\n", i,
                        i < 20 ? ""
                               : "s0 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 "
                                 "s17 s18 s19");
    }
    fixture_write_bytes(&fixture, "systems.csv", text.text, text.length);

    fixture_expect(&fixture,
                   "systems.csv:1:: the instances of all systems have more than 16777216 needs "
                   "together, which is more than memory holds\n");
    text_deinit(&text);
    fixture_deinit(&fixture);
}

/* 3000 systems of 3 insurers, and those: 9003 visits of each outage; 268 435 456 / 9003 = 29 816.
 */
static void outages_are_limited_by_what_they_visit(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    write_rows(&fixture, "systems.csv", "id\n", 3000, "s", "");
    write_rows(&fixture, "outages.csv", "start_h,target,duration_h\n", 30000, "",
               ",datacentre:nord,1");

    fixture_expect(&fixture,
                   "outages.csv:29818:target: the outages up to this row, each on 9003 instances "
                   "and insurers, are more than can be run; expected at most 268435456 in all\n");
    fixture_deinit(&fixture);
}

/* 36 525 days and two weeks: 287 weekday rows give 10 486 693 spans against 10 485 760. */
static void spans_of_opening_hours_are_limited(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture.sets[fixture.set_count++] = "scenario.horizon_days=36525";
    write_rows(&fixture, "calendars.csv", "calendar,days,open,close\n", 400, "c",
               ",mon,08:00,09:00");

    fixture_expect(&fixture,
                   "calendars.csv:288:days: the rows up to this one give more than 10485760 spans "
                   "over all days of the run; use fewer rows or a shorter run\n");
    fixture_deinit(&fixture);
}

/* 400 000 links by 167 overrides of all are 66 800 000 cells, by 168 they are 67 200 000 against
 * 67 108 864. */
static void cells_that_overrides_change_are_limited(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    write_rows(&fixture, "links.csv", "note,from,to,spread_per_h\n", 400000, "", ",nord,sued,1");
    write_rows(&fixture, "overrides.csv", "note,strategy,cell,value\n", 200, "",
               ",full,links.*.spread_per_h,2");

    fixture_expect(&fixture,
                   "overrides.csv:169:cell: the overrides up to this row change more than 67108864 "
                   "cells; expected fewer rows\n");
    fixture_deinit(&fixture);
}

/* Each strategy that changes a cell of systems.csv copies its 7 columns of 100 000 rows: twelve are
 * 8 400 000 cells against 8 388 608. */
static void copies_of_tables_are_limited(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    write_rows(&fixture, "systems.csv", "id\n", 100000, "s", "");
    write_rows(&fixture, "strategies.csv", "id,isolate\n", 13, "s", ",none");
    write_rows(&fixture, "overrides.csv", "strategy,cell,value\n", 13, "s",
               ",systems.s5.check_h,2");

    fixture_expect(&fixture,
                   "overrides.csv:13:cell: the strategies' own copies of tables up to this row "
                   "have more than 8388608 cells, which is more than memory holds\n");
    fixture_deinit(&fixture);
}

/* Instances of their own: 3000 systems at 300 insurers and 2 data centres, for the base and nine
 * strategies that move an insurer: 10 x 906 000 against 8 388 608. */
static void instances_of_strategies_are_limited(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    write_rows(&fixture, "insurers.csv", "id,insured,datacentre\n", 300, "i", ",1,nord");
    write_rows(&fixture, "systems.csv", "id\n", 3000, "s", "");
    write_rows(&fixture, "strategies.csv", "id,isolate\n", 9, "s", ",none");
    write_rows(&fixture, "overrides.csv", "strategy,cell,value\n", 9, "s",
               ",insurers.i7.datacentre,sued");

    fixture_expect(&fixture,
                   "overrides.csv:1:: the strategies' own system instances are 9060000, which is "
                   "more than memory holds; expected at most 8388608\n");
    fixture_deinit(&fixture);
}

/* All statutory health insurance of Germany: 95 insurers, 74 million people, 90 days, 30 requests
 * of 1000 people a day in ten services: 2e9 of 1e11. */
static void a_whole_country_is_well_inside(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture.sets[fixture.set_count++] = "scenario.horizon_days=90";
    write_rows(&fixture, "insurers.csv", "id,insured,datacentre\n", 95, "k", ",780000,nord");
    write_rows(&fixture, "systems.csv", "id\n", 50, "s", "");
    write_rows(&fixture, "services.csv", "id,requests_per_1000_per_day,servers,service_min\n", 10,
               "s", ",30,1000,1");
    write_rows(&fixture, "outages.csv", "start_h,target,duration_h\n", 50, "", ",system:s1,1");
    fixture_read_well(&fixture);
    fixture_deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_that_multiply_are_limited),
        cmocka_unit_test(needs_of_all_instances_are_limited),
        cmocka_unit_test(outages_are_limited_by_what_they_visit),
        cmocka_unit_test(spans_of_opening_hours_are_limited),
        cmocka_unit_test(cells_that_overrides_change_are_limited),
        cmocka_unit_test(copies_of_tables_are_limited),
        cmocka_unit_test(instances_of_strategies_are_limited),
        cmocka_unit_test(a_whole_country_is_well_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
