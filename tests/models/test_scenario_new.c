#include "models/offered_load.h"
#include "models/scenario_new.h"
#include "tests/models/scenario_fixture.h"

/* A fixture whose folder is empty. */
static void init(ScenarioFixture *fixture)
{
    static const char *const tables[] = {"scenario.csv", "datacentres.csv", "insurers.csv",
                                         "strategies.csv", "systems.csv"};
    fixture_init(fixture);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        fixture_remove(fixture, tables[i]);
    }
}

static void the_starter_is_right_and_not_overloaded(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    Failure failure = {0};
    Arena *arena = arena_new(0);
    init(&fixture);
    EXPECT(scenario_new(fixture.folder, &failure));
    fixture_read_well(&fixture);
    const OfferedLoad *load = offered_load_new(fixture.base, arena);

    EXPECT_EQUAL(fixture.base->insurer_count, 3);
    EXPECT_EQUAL(fixture.base->datacentre_count, 2);
    EXPECT_EQUAL(fixture.base->strategy_count, 3);
    EXPECT(fixture.base->attack.given);
    for (size_t s = 0; s < load->service_count; s++) {
        EXPECT(load->services[s].worst.load > 0 && load->services[s].worst.load < 1);
    }
    for (size_t i = 0; i < load->desk_count; i++) {
        EXPECT(load->desks[i].queue.load > 0 && load->desks[i].queue.load < 1);
    }
    arena_free(arena);
    fixture_deinit(&fixture);
}

static void a_folder_that_is_not_empty_is_refused(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    Failure failure = {0};
    char **names = NULL;
    size_t count = 0;
    init(&fixture);
    fixture_write(&fixture, "letter.txt", "mine");

    EXPECT(!scenario_new(fixture.folder, &failure));
    EXPECT(strstr(failure.message, " is not empty; a new scenario needs a new folder"));
    EXPECT(folder_list(fixture.folder, &names, &count, &failure));
    EXPECT_EQUAL(count, 1);
    folder_list_free(names, count);
    fixture_deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_starter_is_right_and_not_overloaded),
        cmocka_unit_test(a_folder_that_is_not_empty_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
