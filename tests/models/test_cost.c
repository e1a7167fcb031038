#include "models/cost.h"

#include "tests/test.h"

/* Prices are powers of ten and quantities digits, so every product shows up as a digit of its own.
 */
static const CostQuantities QUANTITIES = {.request_delay_h = 1,
                                          .lost_requests = 2,
                                          .insured_hours_lost = 3,
                                          .contacts = 4,
                                          .abandoned_contacts = 5,
                                          .surge_agent_h = 6,
                                          .crew_h = 7,
                                          .destroyed_datacentres = 8,
                                          .stolen_records = 9};

static void every_quantity_has_its_price(void **state)
{
    (void)state;
    const CostSpec prices = {.request_delay_eur_per_h = 1,
                             .lost_request_eur = 10,
                             .downtime_eur_per_insured_h = 100,
                             .contact_eur = 1,
                             .abandoned_contact_eur = 10,
                             .agent_eur_per_h = 100,
                             .crew_eur_per_h = 1,
                             .destroyed_datacentre_eur = 10,
                             .stolen_record_eur = 1000};
    const Cost cost = cost_of(&prices, &QUANTITIES);
    EXPECT_NEAR(cost.outage_eur, 321, 0);
    EXPECT_NEAR(cost.support_eur, 654, 0);
    EXPECT_NEAR(cost.restoration_eur, 87, 0);
    EXPECT_NEAR(cost.theft_eur, 9000, 0);
    EXPECT_NEAR(cost.total_eur, 10062, 0);
}

static void without_prices_nothing_costs_anything(void **state)
{
    (void)state;
    const Cost cost = cost_of(&(CostSpec){0}, &QUANTITIES);
    EXPECT_NEAR(cost.outage_eur, 0, 0);
    EXPECT_NEAR(cost.total_eur, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_quantity_has_its_price),
        cmocka_unit_test(without_prices_nothing_costs_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
