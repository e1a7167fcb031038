#include "models/scenario_folder.h"
#include "tests/models/scenario_fixture.h"

typedef struct FolderFixture {
    ScenarioFixture scenario;
    Arena *arena;
    Diagnostics *diagnostics;
    ScenarioFolder folder;
} FolderFixture;

static void init(FolderFixture *fixture, const char *waits)
{
    fixture_init(&fixture->scenario);
    fixture_write(&fixture->scenario, "waits.csv", waits);
    fixture->arena = arena_new(0);
    fixture->diagnostics = diagnostics_new();
    EXPECT(scenario_folder_open(&fixture->folder, fixture->scenario.folder, fixture->arena,
                                fixture->diagnostics));
}

static void deinit(FolderFixture *fixture)
{
    scenario_folder_close(&fixture->folder);
    diagnostics_free(fixture->diagnostics);
    arena_free(fixture->arena);
    fixture_deinit(&fixture->scenario);
}

static void an_empirical_file_has_its_own_dialect_and_is_read_once(void **state)
{
    (void)state;
    FolderFixture fixture;
    init(&fixture, "value;note\n0,5;\n20;the next morning\n");
    const EmpiricalFile *file = scenario_folder_empirical(&fixture.folder, "waits.csv");

    EXPECT(file->good);
    EXPECT_EQUAL(file->count, 2);
    EXPECT_NEAR(file->values[0], 0.5, 0);
    EXPECT(scenario_folder_empirical(&fixture.folder, "waits.csv") == file);
    EXPECT_EQUAL(fixture.folder.file_count, 1);
    deinit(&fixture);
}

static void a_bad_empirical_file_hides_no_mistake_of_another(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write(&fixture, "waits.csv", "value\nlong\n");
    fixture_write(&fixture, "systems.csv",
                  "id,restore_h,check_h\n"
                  "core,empirical(file=waits.csv),empirical(file=old-waits.csv)\n"
                  "mail,empirical(file=waits.csv times=3),\n");
    fixture_expect(&fixture,
                   "waits.csv:2:value: \"long\" is not a number; expected a number of at least "
                   "0\n"
                   "systems.csv:2:check_h: empirical: \"old-waits.csv\": there is no such file in "
                   "the scenario's folder; did you mean \"waits.csv\"?\n"
                   "systems.csv:3:restore_h: empirical: unknown argument \"times\"; known: file\n");
    fixture_deinit(&fixture);
}

static void an_empirical_file_without_values_is_a_mistake(void **state)
{
    (void)state;
    FolderFixture fixture;
    init(&fixture, "value\n");
    const EmpiricalFile *file = scenario_folder_empirical(&fixture.folder, "waits.csv");

    EXPECT(!file->good && file->told);
    EXPECT_EQUAL(diagnostics_count(fixture.diagnostics), 1);
    deinit(&fixture);
}

static void a_file_outside_is_not_told_of_its_own_but_where_it_is_named(void **state)
{
    (void)state;
    FolderFixture fixture;
    init(&fixture, "value\n1\n");
    const EmpiricalFile *file = scenario_folder_empirical(&fixture.folder, "../../etc/passwd");

    EXPECT(!file->good && !file->told);
    EXPECT(strstr(file->message, "outside the scenario's folder"));
    EXPECT_EQUAL(diagnostics_count(fixture.diagnostics), 0);
    deinit(&fixture);
}

static void a_file_that_is_used_may_be_named_like_a_table(void **state)
{
    (void)state;
    FolderFixture fixture;
    init(&fixture, "value\n1\n");
    scenario_folder_check_names(&fixture.folder); /* waits is near nothing */
    EXPECT_EQUAL(diagnostics_count(fixture.diagnostics), 0);
    scenario_folder_close(&fixture.folder);
    fixture_write(&fixture.scenario, "service.csv", "value\n1\n");

    EXPECT(scenario_folder_open(&fixture.folder, fixture.scenario.folder, fixture.arena,
                                fixture.diagnostics));
    scenario_folder_empirical(&fixture.folder, "service.csv");
    scenario_folder_check_names(&fixture.folder);
    EXPECT_EQUAL(diagnostics_count(fixture.diagnostics), 0);
    deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empirical_file_has_its_own_dialect_and_is_read_once),
        cmocka_unit_test(a_bad_empirical_file_hides_no_mistake_of_another),
        cmocka_unit_test(an_empirical_file_without_values_is_a_mistake),
        cmocka_unit_test(a_file_outside_is_not_told_of_its_own_but_where_it_is_named),
        cmocka_unit_test(a_file_that_is_used_may_be_named_like_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
