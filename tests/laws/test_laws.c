/* Each law catches a planted fault. */
#include "tests/laws/laws.h"
#include "tests/test.h"

#include <stdlib.h>

#define HEADER "strategy,replication,scope,id,metric,unit,value\n"

static bool balance_is_violated(const char *text)
{
    ResultTable *table = result_table_of(text);
    const LawTerm terms[] = {{"served", 1}, {"lost", 1}, {0}};
    const Violation violation = balance_violation(table, "service", "requests", terms);
    result_table_free(table);
    return violation.found;
}

static void a_request_that_vanished_is_found(void **state)
{
    (void)state;
    EXPECT(!balance_is_violated(HEADER "s,1,service,eau,requests,1,7\n"
                                       "s,1,service,eau,served,1,4\n"
                                       "s,1,service,eau,lost,1,3\n"));
    EXPECT(balance_is_violated(HEADER "s,1,service,eau,requests,1,8\n"
                                      "s,1,service,eau,served,1,4\n"
                                      "s,1,service,eau,lost,1,3\n"));
}

static void a_law_about_zeros_is_found(void **state)
{
    (void)state;
    EXPECT(balance_is_violated(HEADER "s,1,service,eau,requests,1,4\n"
                                      "s,1,service,eau,served,1,4\n"
                                      "s,1,service,eau,lost,1,0\n"));
}

static bool sum_is_violated(const char *text)
{
    ResultTable *table = result_table_of(text);
    const Violation violation = insurers_sum_violation(table, "service", "lost");
    result_table_free(table);
    return violation.found;
}

/* `eau-2@alpen` and another replication are no parts of `eau`. */
static void a_sum_that_misses_an_insurer_is_found(void **state)
{
    (void)state;
    EXPECT(!sum_is_violated(HEADER "s,1,service,eau,lost,1,5\n"
                                   "s,1,service,eau@alpen,lost,1,2\n"
                                   "s,1,service,eau@rhein,lost,1,3\n"
                                   "s,2,service,eau@rhein,lost,1,9\n"
                                   "s,2,service,eau,lost,1,9\n"
                                   "s,1,service,eau-2@alpen,lost,1,8\n"));
    EXPECT(sum_is_violated(HEADER "s,1,service,eau,lost,1,5\n"
                                  "s,1,service,eau@alpen,lost,1,2\n"));
}

static bool order_is_violated(const char *text, bool undefined_is_late)
{
    ResultTable *table = result_table_of(text);
    const MonotoneLaw law = {"total", "restored_h", "swift", "slow", undefined_is_late};
    const Violation violation = monotone_violation(table, &law);
    result_table_free(table);
    return violation.found;
}

static void a_single_replication_in_the_wrong_order_is_found(void **state)
{
    (void)state;
    EXPECT(!order_is_violated(HEADER "swift,1,total,all,restored_h,h,5\n"
                                     "swift,2,total,all,restored_h,h,6\n"
                                     "slow,1,total,all,restored_h,h,7\n"
                                     "slow,2,total,all,restored_h,h,6\n",
                              false));
    EXPECT(order_is_violated(HEADER "swift,1,total,all,restored_h,h,5\n"
                                    "swift,2,total,all,restored_h,h,6.1\n"
                                    "slow,1,total,all,restored_h,h,70\n"
                                    "slow,2,total,all,restored_h,h,6\n",
                             false));
}

static void equal_everywhere_is_no_order(void **state)
{
    (void)state;
    EXPECT(order_is_violated(HEADER "swift,1,total,all,restored_h,h,5\n"
                                    "slow,1,total,all,restored_h,h,5\n",
                             false));
}

/* A moment that never came is late: right under `slow`, wrong under `swift`. */
static void a_moment_that_never_came_is_late(void **state)
{
    (void)state;
    EXPECT(!order_is_violated(HEADER "swift,1,total,all,restored_h,h,5\n", true));
    EXPECT(order_is_violated(HEADER "slow,1,total,all,restored_h,h,5\n", true));
}

static bool sameness_is_violated(const char *text)
{
    ResultTable *table = result_table_of(text);
    const TwoTables tables = {table, table, "one", "other"};
    const Violation violation = same_rows_violation(&tables, 1);
    result_table_free(table);
    return violation.found;
}

static void a_row_that_differs_or_is_missing_is_found(void **state)
{
    (void)state;
    EXPECT(!sameness_is_violated(HEADER "one,1,total,all,crew_hours,h,5\n"
                                        "other,1,total,all,crew_hours,h,5\n"));
    EXPECT(sameness_is_violated(HEADER "one,1,total,all,crew_hours,h,5\n"
                                       "other,1,total,all,crew_hours,h,5.1\n"));
    EXPECT(sameness_is_violated(HEADER "one,1,total,all,crew_hours,h,5\n"
                                       "other,1,total,all,crew_hours,h,5\n"
                                       "other,2,total,all,crew_hours,h,5\n"));
    EXPECT(sameness_is_violated(HEADER "another,1,total,all,crew_hours,h,5\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_that_vanished_is_found),
        cmocka_unit_test(a_law_about_zeros_is_found),
        cmocka_unit_test(a_sum_that_misses_an_insurer_is_found),
        cmocka_unit_test(a_single_replication_in_the_wrong_order_is_found),
        cmocka_unit_test(equal_everywhere_is_no_order),
        cmocka_unit_test(a_moment_that_never_came_is_late),
        cmocka_unit_test(a_row_that_differs_or_is_missing_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
