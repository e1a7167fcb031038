/* What the parts of the generator share: the sheets in the making, the source of random numbers,
 * and cells of the kinds that every table has.
 */
#ifndef TESTS_LAWS_RANDOM_MAKER_H
#define TESTS_LAWS_RANDOM_MAKER_H

#include "tests/laws/random/draw.h"
#include "tests/laws/random/sheets.h"

typedef struct Maker {
    Sheets *sheets;
    Draw draw;
    double horizon_h;
    const char *const *dates; /* of the run, up to NULL */
    size_t largest_insured;
    double requests_max; /* a day and service of the largest insurer */
} Maker;

/* A new row with an id of its own and, now and then, a name. */
size_t maker_row(Maker *maker, TableId table, const char *prefix);

/* The number, rounded to three digits, in the cell. */
void maker_number(Maker *maker, size_t row, ColumnId column, double value);

/* The same with probability `share`, a number between the two. */
void maker_maybe(Maker *maker, size_t row, ColumnId column, double share, double low, double high);

/* A distribution of about this mean; any of the format's, or a constant. */
void maker_distribution(Maker *maker, size_t row, ColumnId column, double mean);

/* An id of the table that the column refers to, where it has one, with probability `share`. */
void maker_reference(Maker *maker, size_t row, ColumnId column, double share);

/* Each id of that table's first `count` rows with probability `share`. */
void maker_list(Maker *maker, size_t row, ColumnId column, double share, size_t count);

/* One of the choices of the column. */
void maker_choice(Maker *maker, size_t row, ColumnId column);

/* A random row's id; "" where the table has none. */
const char *maker_id(Maker *maker, TableId table);

/* A zone, or a data centre for its own zone. */
const char *maker_zone(Maker *maker);

/* The parts of a scenario, in the order in which they refer to each other. */
void make_calendars(Maker *maker);
void make_profiles(Maker *maker);
void make_infrastructure(Maker *maker);
void make_channels(Maker *maker);
void make_services(Maker *maker);
void make_attack(Maker *maker);
void make_outages(Maker *maker);
void make_strategies(Maker *maker);
void make_overrides(Maker *maker);

#endif
