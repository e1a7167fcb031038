/* Services and channels: demand, discipline, what people do meanwhile. */
#include "tests/laws/random/maker.h"
#include "tests/test.h"

typedef struct DemandColumns {
    ColumnId needs, per_1000_per_day, profile, daily_cv;
} DemandColumns;

/* Returns what the largest insurer gets in an hour. */
static double make_demand(Maker *maker, size_t row, const DemandColumns *columns)
{
    double per_day = draw_magnitude(&maker->draw, 2, maker->requests_max);
    maker_list(maker, row, columns->needs, 0.5, maker->sheets->tables[TABLE_SYSTEMS].row_count);
    maker_number(
        maker, row, columns->per_1000_per_day,
        draw_chance(&maker->draw, 0.05) ? 0 : per_day / ((double)maker->largest_insured / 1000));
    maker_reference(maker, row, columns->profile, 0.5);
    maker_maybe(maker, row, columns->daily_cv, 0.3, 0.05, 1);
    return per_day / 24;
}

/* A delay in hours, and with it the probability that it follows. */
static void make_return(Maker *maker, size_t row, ColumnId prob, ColumnId delay, double mean_h)
{
    if (draw_chance(&maker->draw, 0.5)) {
        maker_number(maker, row, prob, draw_between(&maker->draw, 0.05, 0.9));
        maker_distribution(maker, row, delay, mean_h);
    }
}

static void make_overflow(Maker *maker, size_t row)
{
    if (row > 0 && draw_chance(&maker->draw, 0.5)) { /* to one before it, so there is no loop */
        sheets_set(maker->sheets, row, COLUMN_CHANNELS_OVERFLOW_CHANNEL, "%s",
                   sheets_cell(maker->sheets, draw_below(&maker->draw, row), COLUMN_CHANNELS_ID));
        maker_maybe(maker, row, COLUMN_CHANNELS_OVERFLOW_PROB, 0.5, 0, 1);
    }
}

static void make_channel(Maker *maker)
{
    static const DemandColumns demand = {COLUMN_CHANNELS_NEEDS,
                                         COLUMN_CHANNELS_CONTACTS_PER_1000_PER_DAY,
                                         COLUMN_CHANNELS_PROFILE, COLUMN_CHANNELS_DAILY_CV};
    Draw *draw = &maker->draw;
    size_t row = maker_row(maker, TABLE_CHANNELS, "ch");
    make_demand(maker, row, &demand);
    maker_list(maker, row, COLUMN_CHANNELS_CASE_NEEDS, 0.5,
               maker->sheets->tables[TABLE_SYSTEMS].row_count);
    maker_distribution(maker, row, COLUMN_CHANNELS_HANDLE_MIN, draw_magnitude(draw, 3, 60));
    if (draw_chance(draw, 0.4)) {
        maker_distribution(maker, row, COLUMN_CHANNELS_DEGRADED_HANDLE_MIN,
                           draw_magnitude(draw, 2, 40));
    }
    if (draw_chance(draw, 0.6)) {
        maker_distribution(maker, row, COLUMN_CHANNELS_PATIENCE_MIN, draw_magnitude(draw, 1, 120));
    }
    if (draw_chance(draw, 0.6)) {
        sheets_set(maker->sheets, row, COLUMN_CHANNELS_PRIORITY, "%zu", draw_below(draw, 4));
    }
    make_return(maker, row, COLUMN_CHANNELS_REDIAL_PROB, COLUMN_CHANNELS_REDIAL_H,
                draw_magnitude(draw, 0.5, 12));
    make_return(maker, row, COLUMN_CHANNELS_RECONTACT_PROB, COLUMN_CHANNELS_RECONTACT_H,
                draw_magnitude(draw, 1, 24));
    make_overflow(maker, row);
    maker_maybe(maker, row, COLUMN_CHANNELS_ANSWER_WITHIN_MIN, 0.5, 0, 60);
}

void make_channels(Maker *maker)
{
    for (size_t count = draw_below(&maker->draw, 4); count > 0; count--) {
        make_channel(maker);
    }
}

/* Servers for a load of 0.4 to 1.3. */
static void make_servers(Maker *maker, size_t row, double load)
{
    double count = load / draw_between(&maker->draw, 0.4, 1.3);
    if (draw_chance(&maker->draw, 0.5)) {
        sheets_set(maker->sheets, row, COLUMN_SERVICES_SERVERS, "%zu",
                   draw_chance(&maker->draw, 0.05) ? 0 : 1 + (size_t)count);
    } else {
        maker_number(maker, row, COLUMN_SERVICES_SERVERS_PER_100K,
                     count / (double)maker->largest_insured * 1e5);
    }
}

/* What happens to requests that arrive while the service is down; together at most 1. */
static void make_answer_to_outage(Maker *maker, size_t row)
{
    double lost = draw_between(&maker->draw, 0, 1);
    if (draw_chance(&maker->draw, 0.4)) {
        maker_number(maker, row, COLUMN_SERVICES_LOST_PROB, lost);
    } else {
        lost = 0;
    }
    if (draw_chance(&maker->draw, 0.4)) {
        maker_number(maker, row, COLUMN_SERVICES_RETRY_PROB,
                     (0.99 - lost) * draw_between(&maker->draw, 0.1, 1) * (lost < 0.9));
        maker_distribution(maker, row, COLUMN_SERVICES_RETRY_H,
                           draw_magnitude(&maker->draw, 1, 12));
    }
}

static void make_fallback(Maker *maker, size_t row, double load)
{
    if (!draw_chance(&maker->draw, 0.5)) {
        return;
    }
    double count = load * draw_between(&maker->draw, 0.2, 1);
    if (draw_chance(&maker->draw, 0.5)) {
        sheets_set(maker->sheets, row, COLUMN_SERVICES_FALLBACK_SERVERS, "%zu", 1 + (size_t)count);
    } else {
        maker_number(maker, row, COLUMN_SERVICES_FALLBACK_SERVERS_PER_100K,
                     count / (double)maker->largest_insured * 1e5);
    }
    maker_distribution(maker, row, COLUMN_SERVICES_FALLBACK_MIN,
                       draw_magnitude(&maker->draw, 2, 120));
    if (draw_chance(&maker->draw, 0.6)) {
        maker_distribution(maker, row, COLUMN_SERVICES_FALLBACK_AFTER_H,
                           draw_magnitude(&maker->draw, 0.1, 10));
    }
}

static void make_service(Maker *maker)
{
    static const DemandColumns demand = {COLUMN_SERVICES_NEEDS,
                                         COLUMN_SERVICES_REQUESTS_PER_1000_PER_DAY,
                                         COLUMN_SERVICES_PROFILE, COLUMN_SERVICES_DAILY_CV};
    Draw *draw = &maker->draw;
    size_t row = maker_row(maker, TABLE_SERVICES, "svc");
    double per_h = make_demand(maker, row, &demand), minutes = draw_magnitude(draw, 1, 90);
    maker_distribution(maker, row, COLUMN_SERVICES_SERVICE_MIN, minutes);
    make_servers(maker, row, per_h * minutes / 60);
    maker_reference(maker, row, COLUMN_SERVICES_CALENDAR, 0.4);
    if (draw_chance(draw, 0.3)) {
        sheets_set(maker->sheets, row, COLUMN_SERVICES_QUEUE_LIMIT, "%zu", draw_below(draw, 40));
    }
    make_answer_to_outage(maker, row);
    make_fallback(maker, row, per_h * minutes / 60);
    if (maker->sheets->tables[TABLE_CHANNELS].row_count > 0 && draw_chance(draw, 0.5)) {
        maker_number(maker, row, COLUMN_SERVICES_CONTACT_PROB, draw_between(draw, 0.05, 1));
        maker_distribution(maker, row, COLUMN_SERVICES_CONTACT_DELAY_H,
                           draw_magnitude(draw, 2, 48));
        maker_reference(maker, row, COLUMN_SERVICES_CONTACT_CHANNEL, 1);
    }
    maker_maybe(maker, row, COLUMN_SERVICES_MTPD_H, 0.4, 0, 48);
    maker_maybe(maker, row, COLUMN_SERVICES_RTO_H, 0.4, 0, 24);
}

void make_services(Maker *maker)
{
    for (size_t count = draw_whole(&maker->draw, 1, 3); count > 0; count--) {
        make_service(maker);
    }
}
