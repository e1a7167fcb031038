#include "study/worth_factors.h"

#include "sim/distribution.h"
#include "tests/test.h"

static void each_lever_is_a_row(void **state)
{
    (void)state;
    const CrewSpec crews[] = {{.id = "ops", .crews = 2}, {.id = "field", .crews = 1}};
    const InsurerSpec insurers[] = {
        {.id = "a", .agents = 5}, {.id = "b"}, {.id = "c", .agents = 7}};
    const Scenario scenario = {.crew_count = 2,
                               .crews = crews,
                               .insurer_count = 3,
                               .insurers = insurers,
                               .attack = {.given = true, .detect_h = distribution_constant(6)}};
    TextBuilder text = {0};
    EXPECT(worth_factors_text(&scenario, &text));
    EXPECT_TEXT(text.text, "factor,cell,levels\n"
                           "notice-1h-earlier,attack.detect_h,5\n"
                           "crew-ops-plus-1,crews.ops.crews,3\n"
                           "crew-field-plus-1,crews.field.crews,2\n"
                           "agents-plus-10,insurers.a.agents,15\n"
                           "agents-plus-10,insurers.c.agents,17\n");
    text_deinit(&text);
}

static void notice_within_the_hour_cannot_come_an_hour_earlier(void **state)
{
    (void)state;
    const Scenario scenario = {.attack = {.given = true, .detect_h = distribution_constant(0.5)}};
    TextBuilder text = {0};
    EXPECT(!worth_factors_text(&scenario, &text));
    text_deinit(&text);
    Failure failure = {0};
    EXPECT(!worth_factors_write(&scenario, "/nonexistent/worth.csv", &failure));
    EXPECT(failure.of_input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lever_is_a_row),
        cmocka_unit_test(notice_within_the_hour_cannot_come_an_hour_earlier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
