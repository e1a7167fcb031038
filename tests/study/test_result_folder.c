/* Whether results may go into a folder; the scenario's files and digests are made up here. */
#include "study/result_folder.h"

#include "tests/test.h"

#include "base/file.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static CaseFile input = {"scenario.csv", "11"};

size_t scenario_case_file_count(const ScenarioCase *scenario_case)
{
    (void)scenario_case;
    return 1;
}

const CaseFile *scenario_case_file(const ScenarioCase *scenario_case, size_t index)
{
    (void)scenario_case;
    return index == 0 ? &input : NULL;
}

const char *scenario_case_name(const ScenarioCase *scenario_case)
{
    (void)scenario_case;
    return "made-up";
}

typedef struct Fixture {
    char base[64];
    char *scenario, *out;
} Fixture;

static char *in(const char *folder, const char *name)
{
    return path_join(folder, name);
}

static int prepare(void **state)
{
    static Fixture fixture;
    strcpy(fixture.base, "/tmp/brownout-folder-XXXXXX");
    if (!mkdtemp(fixture.base)) {
        return 1;
    }
    fixture.scenario = in(fixture.base, "scenario");
    fixture.out = in(fixture.base, "out");
    *state = &fixture;
    strcpy(input.digest, "11");
    return mkdir(fixture.scenario, 0777) + mkdir(fixture.out, 0777);
}

static int clean(void **state)
{
    Fixture *fixture = *state;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", fixture->base);
    free(fixture->scenario);
    free(fixture->out);
    return system(command);
}

static void put(const char *folder, const char *name, const char *text)
{
    Failure failure = {0};
    char *path = in(folder, name);
    EXPECT(file_write(path, text, strlen(text), &failure));
    free(path);
}

static bool is_there(const char *folder, const char *name)
{
    char *path = in(folder, name);
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

static FolderAnswer ask(const Fixture *fixture, const char *folder, bool force)
{
    Failure failure = {0};
    int hold = -1;
    const FolderRequest request = {
        .folder = folder, .scenario_folder = fixture->scenario, .force = force};
    const FolderAnswer answer = result_folder_prepare(&request, &hold, &failure);
    if (answer == FOLDER_READY) {
        folder_release(hold);
    }
    return answer;
}

static const char record[] = "{\"program\": \"brownout\", \"inputs\": [{\"file\": "
                             "\"scenario.csv\", \"sha256\": \"11\"}], \"set\": []}";

static void a_new_or_empty_folder_is_ready_and_made(void **state)
{
    Fixture *fixture = *state;
    char *deep = in(fixture->base, "results/of/today");
    EXPECT_EQUAL(ask(fixture, fixture->out, false), FOLDER_READY);
    EXPECT_EQUAL(ask(fixture, deep, false), FOLDER_READY);
    EXPECT(is_there(deep, "."));
    free(deep);
}

static void results_of_the_same_inputs_are_replaced(void **state)
{
    Fixture *fixture = *state;
    put(fixture->out, "run.json", record);
    EXPECT_EQUAL(ask(fixture, fixture->out, false), FOLDER_READY);
}

static void results_of_other_inputs_are_refused_unless_forced(void **state)
{
    Fixture *fixture = *state;
    put(fixture->out, "run.json", record);
    strcpy(input.digest, "22");
    EXPECT_EQUAL(ask(fixture, fixture->out, false), FOLDER_REFUSED);
    EXPECT_EQUAL(ask(fixture, fixture->out, true), FOLDER_READY);
}

static void another_set_is_another_input(void **state)
{
    Fixture *fixture = *state;
    const char *const sets[] = {"crews.a.crews=2"};
    Failure failure = {0};
    FolderRequest request = {
        .folder = fixture->out, .scenario_folder = fixture->scenario, .set_count = 1, .sets = sets};
    put(fixture->out, "run.json", record);
    int hold = -1;
    EXPECT_EQUAL(result_folder_prepare(&request, &hold, &failure), FOLDER_REFUSED);
}

static void a_folder_with_something_else_is_refused_unless_forced(void **state)
{
    Fixture *fixture = *state;
    put(fixture->out, "letter.txt", "dear reader");
    EXPECT_EQUAL(ask(fixture, fixture->out, false), FOLDER_REFUSED);
    put(fixture->out, "run.json", "{\"program\": \"another\"}");
    EXPECT_EQUAL(ask(fixture, fixture->out, false), FOLDER_REFUSED);
    EXPECT_EQUAL(ask(fixture, fixture->out, true), FOLDER_READY);
}

static void a_file_and_the_scenario_are_refused_even_if_forced(void **state)
{
    Fixture *fixture = *state;
    char *file = in(fixture->base, "file"), *inside = in(fixture->scenario, "results/here");
    char *beside = in(fixture->base, "scenario-results");
    put(fixture->base, "file", "");
    EXPECT_EQUAL(ask(fixture, file, true), FOLDER_REFUSED);
    EXPECT_EQUAL(ask(fixture, fixture->scenario, true), FOLDER_REFUSED);
    EXPECT_EQUAL(ask(fixture, inside, true), FOLDER_REFUSED);
    EXPECT(!is_there(fixture->scenario, "results"));
    EXPECT_EQUAL(ask(fixture, beside, true), FOLDER_READY); /* a name that merely begins like it */
    free(file);
    free(inside);
    free(beside);
}

static void a_folder_that_cannot_be_made_has_failed(void **state)
{
    Fixture *fixture = *state;
    char *below_a_file = in(fixture->base, "file/out");
    put(fixture->base, "file", "");
    EXPECT_EQUAL(ask(fixture, below_a_file, false), FOLDER_FAILED);
    EXPECT_EQUAL(ask(fixture, "/proc/out", false), FOLDER_FAILED);
    free(below_a_file);
}

static void clearing_removes_charts_of_an_earlier_run_and_nothing_else(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    char *charts = in(fixture->out, "charts");
    EXPECT_EQUAL(mkdir(charts, 0777), 0);
    put(fixture->out, "run.json", record);
    put(fixture->out, "report.html", "");
    put(fixture->out, "letter.txt", "");
    put(charts, "restoration-gone.svg", "");
    put(charts, "my-own.svg", "");
    put(charts, "delay-eau.txt", "");
    EXPECT(result_folder_is_ours(fixture->out));
    EXPECT(result_folder_clear(fixture->out, true, &failure));
    EXPECT(!is_there(fixture->out, "run.json") && !is_there(fixture->out, "report.html"));
    EXPECT(!is_there(charts, "restoration-gone.svg"));
    EXPECT(is_there(charts, "my-own.svg") && is_there(charts, "delay-eau.txt"));
    EXPECT(is_there(fixture->out, "letter.txt"));
    free(charts);
}

static void without_a_record_nothing_is_taken_for_our_own(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    put(fixture->out, "report.html", "somebody's");
    EXPECT(!result_folder_is_ours(fixture->out));
    EXPECT(result_folder_clear(fixture->out, false, &failure));
    EXPECT(is_there(fixture->out, "report.html"));
}

static void one_process_at_a_time_is_at_work_in_a_folder(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0}, again = {0};
    int hold = -1, other = -1;
    put(fixture->out, "run.json", record);
    EXPECT_EQUAL(result_folder_open(fixture->out, &hold, &failure), FOLDER_READY);
    EXPECT_EQUAL(ask(fixture, fixture->out, true), FOLDER_FAILED);
    EXPECT_EQUAL(result_folder_open(fixture->out, &other, &again), FOLDER_FAILED);
    EXPECT(strstr(again.message, "another brownout is at work in this folder"));
    folder_release(hold);
    EXPECT_EQUAL(ask(fixture, fixture->out, true), FOLDER_READY);
}

static void what_a_killed_run_left_is_taken_up_again(void **state)
{
    Fixture *fixture = *state;
    Failure failure = {0};
    int hold = -1;
    put(fixture->out, TEMPORARY_PREFIX "1-1", "half a fi");
    EXPECT_EQUAL(ask(fixture, fixture->out, false), FOLDER_READY); /* nothing else is there */
    EXPECT(!is_there(fixture->out, TEMPORARY_PREFIX "1-1"));
    put(fixture->out, ".brownout-run.json", record);
    put(fixture->out, "summary.csv", "");
    EXPECT_EQUAL(result_folder_open(fixture->out, &hold, &failure), FOLDER_REFUSED);
    EXPECT(strstr(failure.message, "a run was cut short while it wrote them"));
    EXPECT_EQUAL(ask(fixture, fixture->out, false), FOLDER_READY);
    strcpy(input.digest, "22");
    EXPECT_EQUAL(ask(fixture, fixture->out, false), FOLDER_REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_or_empty_folder_is_ready_and_made, prepare, clean),
        cmocka_unit_test_setup_teardown(one_process_at_a_time_is_at_work_in_a_folder, prepare,
                                        clean),
        cmocka_unit_test_setup_teardown(what_a_killed_run_left_is_taken_up_again, prepare, clean),
        cmocka_unit_test_setup_teardown(results_of_the_same_inputs_are_replaced, prepare, clean),
        cmocka_unit_test_setup_teardown(results_of_other_inputs_are_refused_unless_forced, prepare,
                                        clean),
        cmocka_unit_test_setup_teardown(another_set_is_another_input, prepare, clean),
        cmocka_unit_test_setup_teardown(a_folder_with_something_else_is_refused_unless_forced,
                                        prepare, clean),
        cmocka_unit_test_setup_teardown(a_file_and_the_scenario_are_refused_even_if_forced, prepare,
                                        clean),
        cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_made_has_failed, prepare, clean),
        cmocka_unit_test_setup_teardown(clearing_removes_charts_of_an_earlier_run_and_nothing_else,
                                        prepare, clean),
        cmocka_unit_test_setup_teardown(without_a_record_nothing_is_taken_for_our_own, prepare,
                                        clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
