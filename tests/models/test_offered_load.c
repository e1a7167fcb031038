#include "models/offered_load.h"
#include "tests/models/scenario_fixture.h"

typedef struct LoadFixture {
    ScenarioFixture scenario;
    Arena *arena;
    const OfferedLoad *load;
} LoadFixture;

static void init(LoadFixture *fixture)
{
    fixture_init(&fixture->scenario);
    fixture->arena = arena_new(0);
    fixture_write(&fixture->scenario, "calendars.csv",
                  "calendar,days,open,close\noffice,mon-fri,08:00,18:00\n"
                  "office,2025-03-05,,\n");
    fixture_write(&fixture->scenario, "profiles.csv",
                  "profile,days,from,to,weight\nday,mon-sun,08:00,20:00,1\n");
}

static void measure(LoadFixture *fixture)
{
    fixture_read_well(&fixture->scenario);
    fixture->load = offered_load_new(fixture->scenario.base, fixture->arena);
}

static void deinit(LoadFixture *fixture)
{
    arena_free(fixture->arena);
    fixture_deinit(&fixture->scenario);
}

/* 93 000 insured, 2 requests per 1000 and day: 186 a day, 1302 a week, 1860 in ten days. At 30 min
 * each 3.875 busy servers; 2 at each of 3 insurers. */
static void volumes_and_erlangs_follow_from_the_insured(void **state)
{
    (void)state;
    LoadFixture fixture;
    init(&fixture);
    fixture_write(&fixture.scenario, "services.csv",
                  "id,requests_per_1000_per_day,servers,service_min\nonline,2,2,30\n");
    measure(&fixture);
    const ServiceLoad *service = &fixture.load->services[0];

    EXPECT_NEAR(service->all.per_day, 186, 1e-9);
    EXPECT_NEAR(service->all.per_week, 1302, 1e-9);
    EXPECT_NEAR(service->all.in_run, 1860, 1e-9);
    EXPECT_NEAR(service->all.erlang, 3.875, 1e-12);
    EXPECT_EQUAL(service->all.servers, 6);
    EXPECT_NEAR(service->all.load, 3.875 / 6, 1e-12);
    /* hansa: 120 a day x 0.5 h / 24 h = 2.5 erlang on 2 servers. */
    EXPECT_TEXT(service->worst.insurer, "hansa");
    EXPECT_NEAR(service->worst.load, 1.25, 1e-12);
    EXPECT(service->worst.overloaded && !service->all.overloaded);
    EXPECT_EQUAL(service->overloaded, 1);
    deinit(&fixture);
}

/* Demand of all hours against 50 open hours of 168; all of it comes within 12 hours of a day, at
 * twice the mean rate. */
static void capacity_is_that_of_the_open_hours(void **state)
{
    (void)state;
    LoadFixture fixture;
    init(&fixture);
    fixture_write(&fixture.scenario, "services.csv",
                  "id,requests_per_1000_per_day,servers,service_min,calendar,profile\n"
                  "cards,0.4,1,60,office,day\n");
    measure(&fixture);
    const QueueLoad *worst = &fixture.load->services[0].worst;

    /* hansa: 24 a day x 1 h = 1 erlang; a week's 168 h of work in 50 h. */
    EXPECT_NEAR(worst->erlang, 1, 1e-12);
    EXPECT_NEAR(worst->load, 168.0 / 50, 1e-9);
    EXPECT_NEAR(worst->peak_load, 2, 1e-9);
    deinit(&fixture);
}

/* Phone calls outside the desk's hours are turned away, letters wait: of phone demand from 8 to 20
 * every day, 10 of 12 hours on weekdays count. */
static void a_desk_sums_its_channels(void **state)
{
    (void)state;
    LoadFixture fixture;
    init(&fixture);
    fixture_write(&fixture.scenario, "scenario.csv",
                  "key,value\ntitle,T\nstart,2025-03-10T00:00\nhorizon_days,7\nsample_h,1\n");
    fixture_write(&fixture.scenario, "channels.csv",
                  "id,contacts_per_1000_per_day,handle_min,patience_min,profile\n"
                  "phone,2,6,5,day\nletter,1,12,,day\n");
    fixture_write(&fixture.scenario, "insurers.csv",
                  "id,insured,datacentre,agents,desk_calendar\nhansa,60000,nord,4,office\n");
    measure(&fixture);
    const DeskLoad *desk = &fixture.load->desks[0];

    /* Phone 120 a day x 0.1 h / 24 = 0.5 erlang, of which 50 of 84 hours count; letters 60 x 0.2 /
     * 24 = 0.5. */
    const double phone = 0.5 * 50 / 84;
    EXPECT_NEAR(desk->queue.per_day, 180, 1e-9);
    EXPECT_NEAR(desk->queue.erlang, phone + 0.5, 1e-9);
    EXPECT_NEAR(desk->queue.load, (phone + 0.5) * 168 / (4 * 50), 1e-9);
    EXPECT_NEAR(desk->impatient_share, phone / (phone + 0.5), 1e-9);
    EXPECT_NEAR(desk->queue.peak_load, 0.5, 1e-9); /* (0.5 + 0.5) x 2 on 4 agents */
    EXPECT_NEAR(fixture.load->channels[0].per_week, 840, 1e-9);
    deinit(&fixture);
}

static void demand_without_capacity_is_an_infinite_load(void **state)
{
    (void)state;
    LoadFixture fixture;
    init(&fixture);
    fixture_write(&fixture.scenario, "services.csv",
                  "id,requests_per_1000_per_day,servers,service_min\nnone,1,0,5\nidle,0,0,5\n");
    measure(&fixture);

    EXPECT(isinf(fixture.load->services[0].all.load));
    EXPECT(fixture.load->services[0].all.overloaded);
    EXPECT_NEAR(fixture.load->services[1].all.load, 0, 0);
    EXPECT_EQUAL(fixture.load->desk_count, 0);
    deinit(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(volumes_and_erlangs_follow_from_the_insured),
        cmocka_unit_test(capacity_is_that_of_the_open_hours),
        cmocka_unit_test(a_desk_sums_its_channels),
        cmocka_unit_test(demand_without_capacity_is_an_infinite_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
