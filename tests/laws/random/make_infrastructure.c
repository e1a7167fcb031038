/* Crews, data centres, systems, insurers, zones, links; the attack and the outages that meet them.
 */
#include "tests/laws/random/maker.h"
#include "tests/test.h"

static void make_crews(Maker *maker)
{
    size_t count = draw_chance(&maker->draw, 0.2) ? 0 : draw_whole(&maker->draw, 1, 2);
    for (size_t i = 0; i < count; i++) {
        size_t row = maker_row(maker, TABLE_CREWS, "crew");
        sheets_set(maker->sheets, row, COLUMN_CREWS_CREWS, "%zu", draw_whole(&maker->draw, 1, 2));
        maker_reference(maker, row, COLUMN_CREWS_CALENDAR, 0.4);
        maker_maybe(maker, row, COLUMN_CREWS_SPEED, 0.3, 0.5, 2);
    }
}

static void make_datacentres(Maker *maker)
{
    size_t count = draw_whole(&maker->draw, 1, 3);
    for (size_t i = 0; i < count; i++) {
        size_t row = maker_row(maker, TABLE_DATACENTRES, "dc");
        maker_reference(maker, row, COLUMN_DATACENTRES_CREW, 0.8);
        if (draw_chance(&maker->draw, 0.8)) {
            maker_distribution(maker, row, COLUMN_DATACENTRES_REBUILD_H,
                               draw_magnitude(&maker->draw, 1, 30));
        }
        if (draw_chance(&maker->draw, 0.6)) {
            maker_distribution(maker, row, COLUMN_DATACENTRES_CHECK_H,
                               draw_magnitude(&maker->draw, 0.2, 10));
        }
    }
}

/* A system needs some of those before it; one for a data centre needs none of an insurer's. */
static void make_system(Maker *maker)
{
    Sheets *sheets = maker->sheets;
    Draw *draw = &maker->draw;
    size_t row = maker_row(maker, TABLE_SYSTEMS, "sys");
    if (draw_chance(draw, 0.5)) {
        maker_choice(maker, row, COLUMN_SYSTEMS_SCOPE);
    }
    maker_list(maker, row, COLUMN_SYSTEMS_NEEDS, 0.35, row);
    if (strcmp(sheets_cell(sheets, row, COLUMN_SYSTEMS_SCOPE), "datacentre") == 0) {
        for (size_t other = 0; other < row; other++) {
            if (strcmp(sheets_cell(sheets, other, COLUMN_SYSTEMS_SCOPE), "datacentre") != 0) {
                sheets_set(sheets, row, COLUMN_SYSTEMS_NEEDS, "%s", "");
            }
        }
    }
    if (draw_chance(draw, 0.7)) {
        maker_distribution(maker, row, COLUMN_SYSTEMS_RESTORE_H, draw_magnitude(draw, 0.2, 12));
    }
    if (draw_chance(draw, 0.4)) {
        maker_distribution(maker, row, COLUMN_SYSTEMS_CHECK_H, draw_magnitude(draw, 0.1, 4));
    }
    maker_maybe(maker, row, COLUMN_SYSTEMS_PRIORITY, 0.5, -5, 200);
}

static void make_insurer(Maker *maker, size_t number)
{
    Sheets *sheets = maker->sheets;
    size_t row = maker_row(maker, TABLE_INSURERS, "ins");
    size_t insured = number == 0
                         ? maker->largest_insured
                         : (size_t)draw_magnitude(&maker->draw, 20, (double)maker->largest_insured);
    sheets_set(sheets, row, COLUMN_INSURERS_INSURED, "%zu", insured);
    sheets_set(sheets, row, COLUMN_INSURERS_DATACENTRE, "%s", maker_id(maker, TABLE_DATACENTRES));
    maker_maybe(maker, row, COLUMN_INSURERS_PRIORITY, 0.4, 1, 5);
    if (draw_chance(&maker->draw, 0.85)) {
        sheets_set(sheets, row, COLUMN_INSURERS_AGENTS, "%zu", draw_whole(&maker->draw, 0, 3));
    }
    maker_reference(maker, row, COLUMN_INSURERS_DESK_CALENDAR, 0.5);
}

static void make_zone(Maker *maker)
{
    Sheets *sheets = maker->sheets;
    size_t row = maker_row(maker, TABLE_ZONES, "zone");
    sheets_set(sheets, row, COLUMN_ZONES_DATACENTRE, "%s", maker_id(maker, TABLE_DATACENTRES));
    if (draw_chance(&maker->draw, 0.5)) {
        maker_list(maker, row, COLUMN_ZONES_SYSTEMS, 0.5, sheets->tables[TABLE_SYSTEMS].row_count);
    }
    if (draw_chance(&maker->draw, 0.3)) {
        maker_list(maker, row, COLUMN_ZONES_INSURERS, 0.5,
                   sheets->tables[TABLE_INSURERS].row_count);
    }
    maker_reference(maker, row, COLUMN_ZONES_CREW, 0.3);
    if (draw_chance(&maker->draw, 0.3)) {
        maker_distribution(maker, row, COLUMN_ZONES_REBUILD_H, draw_magnitude(&maker->draw, 1, 30));
    }
    if (draw_chance(&maker->draw, 0.3)) {
        maker_distribution(maker, row, COLUMN_ZONES_CHECK_H, draw_magnitude(&maker->draw, 0.2, 10));
    }
}

static void make_links(Maker *maker)
{
    size_t count = draw_below(&maker->draw, 12);
    for (size_t i = 0; i < count; i++) {
        const char *from = maker_zone(maker), *to = maker_zone(maker);
        if (strcmp(from, to) != 0) {
            size_t row = sheets_add_row(maker->sheets, TABLE_LINKS);
            sheets_set(maker->sheets, row, COLUMN_LINKS_FROM, "%s", from);
            sheets_set(maker->sheets, row, COLUMN_LINKS_TO, "%s", to);
            maker_number(maker, row, COLUMN_LINKS_SPREAD_PER_H,
                         draw_chance(&maker->draw, 0.1) ? 0
                                                        : draw_magnitude(&maker->draw, 0.01, 1));
        }
    }
}

void make_infrastructure(Maker *maker)
{
    make_crews(maker);
    make_datacentres(maker);
    for (size_t count = draw_below(&maker->draw, 5); count > 0; count--) {
        make_system(maker);
    }
    size_t insurers = draw_whole(&maker->draw, 1, 3);
    for (size_t i = 0; i < insurers; i++) {
        make_insurer(maker, i);
    }
    for (size_t count = draw_below(&maker->draw, 6); count > 0; count--) {
        make_zone(maker);
    }
    make_links(maker);
}

void make_attack(Maker *maker)
{
    Draw *draw = &maker->draw;
    const double h = maker->horizon_h;
    if (!draw_chance(draw, 0.8)) {
        return;
    }
    size_t row = sheets_add_row(maker->sheets, TABLE_ATTACK);
    sheets_set(maker->sheets, row, COLUMN_ATTACK_ENTRY, "%s", maker_zone(maker));
    if (draw_chance(draw, 0.7)) {
        maker_distribution(maker, row, COLUMN_ATTACK_START_H, h * draw_between(draw, 0.02, 0.2));
    }
    maker_distribution(maker, row, COLUMN_ATTACK_DETECT_H, h * draw_between(draw, 0.01, 0.4));
    maker_maybe(maker, row, COLUMN_ATTACK_FALSE_ALARM_PROB, 0.3, 0.1, 1);
    if (draw_chance(draw, 0.6)) {
        maker_distribution(maker, row, COLUMN_ATTACK_DETECT_NEXT_H, draw_magnitude(draw, 0.5, 20));
    }
    if (draw_chance(draw, 0.5)) {
        maker_distribution(maker, row, COLUMN_ATTACK_PAYLOAD_H, draw_magnitude(draw, 1, h / 2));
    }
    maker_maybe(maker, row, COLUMN_ATTACK_EXFILTRATE_PER_H, 0.5, 0.01, 0.5);
    if (draw_chance(draw, 0.5)) {
        sheets_set(maker->sheets, row, COLUMN_ATTACK_STOLEN_SHARE,
                   "beta(low=0.1 high=%.2f a=2 b=%zu)", draw_between(draw, 0.3, 1),
                   draw_whole(draw, 1, 4));
    }
}

/* One of the seven kinds of target; "" where the scenario has nothing of the kind. */
static void draw_target(Maker *maker, char *out, size_t size)
{
    static const struct {
        const char *kind;
        TableId of, holder; /* TABLE_COUNT: none */
    } kinds[] = {{"datacentre", TABLE_DATACENTRES, TABLE_COUNT},
                 {"zone", TABLE_ZONES, TABLE_COUNT},
                 {"system", TABLE_SYSTEMS, TABLE_COUNT},
                 {"system", TABLE_SYSTEMS, TABLE_INSURERS},
                 {"service", TABLE_SERVICES, TABLE_COUNT},
                 {"service", TABLE_SERVICES, TABLE_INSURERS}};
    size_t kind = draw_below(&maker->draw, sizeof kinds / sizeof kinds[0]);
    TableId holder = kinds[kind].holder;
    const char *id = maker_id(maker, kinds[kind].of);
    size_t system =
        kinds[kind].of == TABLE_SYSTEMS ? sheets_find(maker->sheets, TABLE_SYSTEMS, id) : SIZE_MAX;
    if (holder == TABLE_INSURERS && system != SIZE_MAX &&
        strcmp(sheets_cell(maker->sheets, system, COLUMN_SYSTEMS_SCOPE), "datacentre") == 0) {
        holder = TABLE_DATACENTRES;
    }
    const char *at = holder == TABLE_COUNT ? "" : maker_id(maker, holder);
    out[0] = '\0';
    if (id[0]) {
        snprintf(out, size, "%s:%s%s%s", kinds[kind].kind, id, at[0] ? "@" : "", at);
    }
}

void make_outages(Maker *maker)
{
    size_t count = draw_below(&maker->draw, 5);
    for (size_t i = 0; i < count; i++) {
        char target[128];
        draw_target(maker, target, sizeof target);
        if (target[0] == '\0') {
            continue;
        }
        size_t row = sheets_add_row(maker->sheets, TABLE_OUTAGES);
        sheets_set(maker->sheets, row, COLUMN_OUTAGES_TARGET, "%s", target);
        maker_number(maker, row, COLUMN_OUTAGES_START_H,
                     draw_between(&maker->draw, 0, maker->horizon_h * 1.05));
        maker_distribution(maker, row, COLUMN_OUTAGES_DURATION_H,
                           draw_magnitude(&maker->draw, 0.2, 24));
    }
}
