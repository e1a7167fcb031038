#include "study/results_read.h"

#include "tests/test.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

static const char record[] =
    "{\"version\":\"0.1.0\",\"scenario\":\"s\",\"seed\":18446744073709551615,\"replications\":2,"
    "\"strategies\":[\"wait\"],\"confidence\":0.9,\"horizon_days\":2,\"interrupted\":true,"
    "\"inputs\":[{\"file\":\"scenario.csv\",\"sha256\":\"ab\"}]}";
static const char summary[] =
    "strategy,scope,id,metric,unit,n,mean,sd,ci_low,ci_high,p05,p50,p95,censored\n"
    "wait,service,eau,delay_p50_h,h,2,1.5,0.1,1.4,1.6,1.4,1.5,1.6,1\n"
    "undisturbed,service,eau,delay_p50_h,h,1,0.5,,,,0.5,0.5,0.5,\n";
static const char curves[] =
    "strategy,scope,id,metric,t_h,n,mean,ci_low,ci_high,p05,p50,p95,censored_share\n"
    "wait,service,eau,up,0,2,1,1,1,1,1,1,\n"
    "wait,service,eau,up,6,2,0.5,0.4,0.6,0.4,0.5,0.6,0.25\n"
    "wait,total,all,up,0,0,,,,,,,\n";
static const char replications[] = "strategy,replication,scope,id,metric,unit,value\n"
                                   "wait,1,total,all,cost,EUR,10\nwait,1,total,all,lost,h,1\n"
                                   "wait,2,total,all,cost,EUR,20\nwait,2,total,all,lost,h,2\n";
static const char model[] =
    "table,id,column,value,note\nscenario,,title,A title,\nservices,eau,name,Sick notes,F: found\n"
    "services,eau,mtpd_h,48,F: found\nservices,kim,mtpd_h,,\n";

typedef struct Folder {
    char path[64];
} Folder;

static void put(const Folder *folder, const char *name, const char *text)
{
    Failure failure = {0};
    char *path = path_join(folder->path, name);
    if (!file_write(path, text, strlen(text), &failure)) {
        fail_msg("%s", failure.message);
    }
    free(path);
}

static int set_up(void **state)
{
    Folder *folder = malloc(sizeof *folder);
    snprintf(folder->path, sizeof folder->path, "/tmp/brownout-read-XXXXXX");
    if (!folder || !mkdtemp(folder->path)) {
        return -1;
    }
    put(folder, "run.json", record);
    put(folder, "summary.csv", summary);
    put(folder, "curves.csv", curves);
    put(folder, "replications.csv", replications);
    put(folder, "model.csv", model);
    *state = folder;
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"run.json", "summary.csv", "curves.csv", "replications.csv",
                                        "model.csv"};
    Folder *folder = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
        char *path = path_join(folder->path, names[i]);
        unlink(path);
        free(path);
    }
    rmdir(folder->path);
    free(folder);
    return 0;
}

static Results *open_folder(void **state)
{
    const Folder *folder = *state;
    Failure failure = {0};
    Results *results = results_open(folder->path, &failure);
    if (!results) {
        fail_msg("%s", failure.message);
    }
    return results;
}

static void the_record_is_read_with_a_seed_that_no_double_holds(void **state)
{
    Results *results = open_folder(state);
    const RunRecord *run = results_run(results);
    EXPECT_TEXT(run->seed, "18446744073709551615"); /* 2^64 - 1; a double would say ...1616 */
    EXPECT_EQUAL(run->replications, 2);
    EXPECT_NEAR(run->horizon_h, 48, 0);
    EXPECT(run->interrupted);
    EXPECT_TEXT(run->inputs[0].sha256, "ab");
    EXPECT_EQUAL(run->strategy_count, 2); /* the record's, and undisturbed from the summary */
    EXPECT_TEXT(run->strategies[1], "undisturbed");
    results_free(results);
}

static void rows_are_found_by_their_four_names(void **state)
{
    Results *results = open_folder(state);
    const SummaryRow *row = results_summary(results, "wait", "service", "eau", "delay_p50_h");
    EXPECT(row);
    EXPECT_NEAR(row->mean, 1.5, 0);
    EXPECT_NEAR(row->censored, 1, 0);
    EXPECT(!results_summary(results, "wait", "service", "eau", "no-such"));
    EXPECT(!results_comparison(results, "wait", "service", "eau",
                               "delay_p50_h")); /* no such file at all */
    results_free(results);
}

static void empty_cells_are_not_numbers(void **state)
{
    Results *results = open_folder(state);
    const SummaryRow *row =
        results_summary(results, "undisturbed", "service", "eau", "delay_p50_h");
    EXPECT_NEAR(row->ci_low, NAN, 0);
    EXPECT_NEAR(row->censored, 0, 0);
    const CurveView nothing = results_curve(results, "wait", "total", "all", "up");
    EXPECT_EQUAL(nothing.count, 1);
    EXPECT_NEAR(nothing.points[0].mean, NAN, 0);
    results_free(results);
}

static void a_curve_has_its_points_in_order(void **state)
{
    Results *results = open_folder(state);
    const CurveView curve = results_curve(results, "wait", "service", "eau", "up");
    EXPECT_EQUAL(curve.count, 2);
    EXPECT_NEAR(curve.points[1].t_h, 6, 0);
    EXPECT_NEAR(curve.points[1].censored_share, 0.25, 0);
    EXPECT_EQUAL(results_curve(results, "wait", "service", "kim", "up").count, 0);
    results_free(results);
}

static void a_curve_in_two_pieces_is_refused(void **state)
{
    const Folder *folder = *state;
    Failure failure = {0};
    put(folder, "curves.csv",
        "strategy,scope,id,metric,t_h,n,mean,ci_low,ci_high,p05,p50,p95,censored_share\n"
        "a,total,all,up,0,2,1,1,1,1,1,1,\na,total,all,down,0,2,1,1,1,1,1,1,\na,total,all,up,6,2,1,"
        "1,1,1,1,1,\n");
    EXPECT(!results_open(folder->path, &failure));
    EXPECT(strstr(failure.message, "curves.csv:4"));
}

static void values_of_one_metric_come_together(void **state)
{
    Results *results = open_folder(state);
    size_t count;
    const double *cost = results_replications(results, "wait", "total", "all", "cost", &count);
    EXPECT_EQUAL(count, 2);
    EXPECT_NEAR(cost[0], 10, 0);
    EXPECT_NEAR(cost[1], 20, 0);
    results_replications(results, "wait", "total", "all", "none", &count);
    EXPECT_EQUAL(count, 0);
    results_free(results);
}

static void the_model_gives_names_cells_and_ids(void **state)
{
    Results *results = open_folder(state);
    size_t count;
    EXPECT_TEXT(results_name(results, "services", "eau"), "Sick notes");
    EXPECT_TEXT(results_name(results, "services", "kim"), "kim");
    EXPECT_TEXT(results_name(results, "strategies", "undisturbed"), "Undisturbed");
    EXPECT_TEXT(results_cell(results, "scenario", "", "title"), "A title");
    EXPECT_NEAR(results_cell_number(results, "services", "eau", "mtpd_h"), 48, 0);
    EXPECT_NEAR(results_cell_number(results, "services", "kim", "mtpd_h"), NAN, 0);
    const char *const *ids = results_ids(results, "services", &count);
    EXPECT_EQUAL(count, 2);
    EXPECT_TEXT(ids[1], "kim");
    results_free(results);
}

static void a_missing_column_is_named(void **state)
{
    const Folder *folder = *state;
    Failure failure = {0};
    put(folder, "summary.csv", "strategy,scope,id,metric\n");
    EXPECT(!results_open(folder->path, &failure));
    EXPECT(strstr(failure.message, "'unit'"));
}

static void a_record_that_is_no_json_is_refused(void **state)
{
    const Folder *folder = *state;
    Failure failure = {0};
    put(folder, "run.json", "[1, 2");
    EXPECT(!results_open(folder->path, &failure));
    EXPECT(strstr(failure.message, "run.json"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_record_is_read_with_a_seed_that_no_double_holds, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(rows_are_found_by_their_four_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(empty_cells_are_not_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_curve_has_its_points_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_curve_in_two_pieces_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(values_of_one_metric_come_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_model_gives_names_cells_and_ids, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_column_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_record_that_is_no_json_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
