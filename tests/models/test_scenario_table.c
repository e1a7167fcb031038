/* Files as nobody should write them. */
#include "tests/models/scenario_fixture.h"

/* Reads a scenario in which `file` holds the bytes; it must end with mistakes, not with a crash. */
static void expect_mistakes(const char *file, const char *bytes, size_t length)
{
    ScenarioFixture fixture;
    fixture_init(&fixture);
    fixture_write_bytes(&fixture, file, bytes, length);
    fixture_read(&fixture);
    EXPECT(!fixture.scenario_case);
    EXPECT(strncmp(fixture.messages.text, file, strlen(file)) == 0);
    fixture_deinit(&fixture);
}

static void bytes_that_are_no_text_are_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
    } hostile[] = {
        {"", 0},
        {"\xEF\xBB\xBF", 3},
        {"\0", 1},
        {"id\n\0\n", 5},
        {"id,restore_h\ncore,\xFF\xFE\n", 20},
        {"id,restore_h\n\"core,1\n", 21},
        {"id\rcore\r", 8},
        {"\n\n\n", 3},
        {"id,id\ncore,core\n", 16},
        {",\n,\n", 4},
        {"id;needs\ncore;cöre\n", 21},
    };
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        expect_mistakes("systems.csv", hostile[i].bytes, hostile[i].length);
    }
}

/* Every prefix of a right table is read without a crash, and what is right is read again. */
static void a_table_may_be_cut_anywhere(void **state)
{
    (void)state;
    static const char whole[] = "strategy,cell,value\nfull,systems.core.restore_h,x1.5\n"
                                "full,insurers.*.insured,\"x2\"\n";
    for (size_t length = 0; length < sizeof whole; length++) {
        ScenarioFixture fixture;
        fixture_init(&fixture);
        fixture_write_bytes(&fixture, "overrides.csv", whole, length);
        fixture_read(&fixture);
        EXPECT(length + 1 < sizeof whole || fixture.scenario_case);
        fixture_deinit(&fixture);
    }
}

static void a_folder_in_place_of_a_table_is_a_mistake(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    Failure failure = {0};
    fixture_init(&fixture);
    char *path = path_join(fixture.folder, "links.csv");
    EXPECT(folder_create(path, &failure));
    fixture_read(&fixture);

    EXPECT(!fixture.scenario_case);
    EXPECT_TEXT(fixture.messages.text, "links.csv:1:: cannot be read: it is a folder\n");
    rmdir(path);
    free(path);
    fixture_deinit(&fixture);
}

static void more_pairs_than_memory_holds_are_refused(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    TextBuilder table = {0};
    fixture_init(&fixture);
    text_add(&table, "id\n");
    for (int i = 0; i < 400000; i++) {
        text_add_format(&table, "s%d\n", i);
    }
    fixture_write_bytes(&fixture, "systems.csv", table.text, table.length);

    fixture_expect(&fixture, "insurers.csv:1:: 3 insurers with 400000 systems are more than memory "
                             "holds; expected at most 1048576 pairs\n");
    text_deinit(&table);
    fixture_deinit(&fixture);
}

static void mistakes_beyond_two_hundred_are_counted(void **state)
{
    (void)state;
    ScenarioFixture fixture;
    TextBuilder table = {0};
    fixture_init(&fixture);
    text_add(&table, "id,restore_h\n");
    for (int i = 0; i < 1000; i++) {
        text_add_format(&table, "s%d,-1\n", i);
    }
    fixture_write_bytes(&fixture, "systems.csv", table.text, table.length);
    fixture_read(&fixture);

    EXPECT(strstr(fixture.messages.text, "\n1000 in all"));
    text_deinit(&table);
    fixture_deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_that_are_no_text_are_mistakes),
        cmocka_unit_test(a_table_may_be_cut_anywhere),
        cmocka_unit_test(a_folder_in_place_of_a_table_is_a_mistake),
        cmocka_unit_test(more_pairs_than_memory_holds_are_refused),
        cmocka_unit_test(mistakes_beyond_two_hundred_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
