/* The scenarios that are delivered hold what their READMEs promise. */
#include "base/memory.h"
#include "models/offered_load.h"
#include "models/scenario_case.h"
#include "tests/test.h"

#include <stdlib.h>

static const size_t ALL = 95, NAMED = 5, TOP = 20;

static ScenarioCase *read_well(const char *folder)
{
    Diagnostics *diagnostics = diagnostics_new();
    ScenarioCase *scenario_case = scenario_case_read(folder, NULL, 0, diagnostics);
    TextBuilder mistakes = {0};
    diagnostics_print(diagnostics, &mistakes);
    if (!scenario_case) {
        fail_msg("%s: %s", folder, mistakes.text ? mistakes.text : "");
    }
    text_deinit(&mistakes);
    diagnostics_free(diagnostics);
    return scenario_case;
}

static void expect_no_overload(const char *folder)
{
    ScenarioCase *scenario_case = read_well(folder);
    Arena *arena = arena_new(0);
    const OfferedLoad *load = offered_load_new(scenario_case_base(scenario_case), arena);
    for (size_t i = 0; i < load->service_count; i++) {
        EXPECT_EQUAL(load->services[i].overloaded, 0);
    }
    for (size_t i = 0; i < load->desk_count; i++) {
        EXPECT(!load->desks[i].queue.overloaded);
    }
    arena_free(arena);
    scenario_case_free(scenario_case);
}

static void no_queue_grows_for_ever_in_normal_operation(void **state)
{
    (void)state;
    expect_no_overload(TEST_SOURCE "/scenarios/first-look");
    expect_no_overload(TEST_SOURCE "/scenarios/bitmarck-2023");
    expect_no_overload(TEST_SOURCE "/scenarios/gkv-2024");
}

/* About 80 insurers with 20 to 25 million insured (F S1-S4); taken are 80 and 25. */
static void the_provider_of_2023_serves_25_million(void **state)
{
    ScenarioCase *scenario_case = read_well(TEST_SOURCE "/scenarios/bitmarck-2023");
    const Scenario *scenario = scenario_case_base(scenario_case);
    (void)state;
    EXPECT_EQUAL(scenario->insurer_count, 80);
    EXPECT_EQUAL(scenario->insured_total, 25000000);
    scenario_case_free(scenario_case);
}

static int largest_first(const void *one, const void *other)
{
    const uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;
    return (a < b) - (a > b);
}

/* 95 insurers and 74.3 million insured in January 2024 (F S35 S36), 53.5 million of them with the
 * 20 largest, whose first five have 11.1, 8.7, 5.5 and twice 4.6 to 4.7 million (F S37). */
static void the_statutory_system_has_95_insurers_and_74_million(void **state)
{
    static const double largest[] = {11.1e6, 8.7e6, 5.5e6, 4.65e6, 4.65e6};
    ScenarioCase *scenario_case = read_well(TEST_SOURCE "/scenarios/gkv-2024");
    const Scenario *scenario = scenario_case_base(scenario_case);
    uint64_t *insured = memory_allocate(ALL, sizeof *insured), sum = 0, top = 0;
    (void)state;
    EXPECT_EQUAL(scenario->insurer_count, ALL);
    for (size_t i = 0; i < ALL; i++) {
        insured[i] = scenario->insurers[i].insured;
        sum += insured[i];
    }
    qsort(insured, ALL, sizeof *insured, largest_first);
    for (size_t i = 0; i < TOP; i++) {
        top += insured[i];
    }
    EXPECT_EQUAL(sum, 74300000);
    EXPECT_EQUAL(scenario->insured_total, sum);
    EXPECT_EQUAL(top, 53500000);
    for (size_t i = 0; i < NAMED; i++) {
        EXPECT_NEAR((double)insured[i], largest[i], 0.05e6);
    }
    free(insured);
    scenario_case_free(scenario_case);
}

/* Three providers A, B and C: a data centre's id begins with its provider's letter. Each has
 * several. */
static void three_providers_have_several_data_centres_each(void **state)
{
    ScenarioCase *scenario_case = read_well(TEST_SOURCE "/scenarios/gkv-2024");
    const Scenario *scenario = scenario_case_base(scenario_case);
    size_t centres[3] = {0};
    (void)state;
    for (size_t i = 0; i < scenario->datacentre_count; i++) {
        const char letter = scenario->datacentres[i].id[0];
        EXPECT(letter >= 'a' && letter <= 'c');
        centres[letter - 'a']++;
    }
    EXPECT_EQUAL(centres[0], 4);
    EXPECT_EQUAL(centres[1], 3);
    EXPECT_EQUAL(centres[2], 2);
    scenario_case_free(scenario_case);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_queue_grows_for_ever_in_normal_operation),
        cmocka_unit_test(the_provider_of_2023_serves_25_million),
        cmocka_unit_test(the_statutory_system_has_95_insurers_and_74_million),
        cmocka_unit_test(three_providers_have_several_data_centres_each),
    };
    return cmocka_run_group_tests_name("scenarios/estates", tests, NULL, NULL);
}
