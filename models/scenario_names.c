#include "models/scenario_names.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* The unit of time in which the name ends; UNIT_NONE where it ends in none. */
static CellUnit unit_of_name(const char *name)
{
    static const struct {
        const char *ending;
        CellUnit unit;
    } endings[] = {
        {"h", UNIT_HOURS},     {"hours", UNIT_HOURS},     {"hour", UNIT_HOURS},
        {"min", UNIT_MINUTES}, {"minutes", UNIT_MINUTES}, {"mins", UNIT_MINUTES},
        {"d", UNIT_DAYS},      {"days", UNIT_DAYS},       {"day", UNIT_DAYS},
    };
    const char *last = strrchr(name, '_');

    for (size_t i = 0; last && i < sizeof endings / sizeof *endings; i++) {
        if (strcasecmp(last + 1, endings[i].ending) == 0) {
            return endings[i].unit;
        }
    }
    return UNIT_NONE;
}

/* Length of the name without its unit. */
static size_t stem_length(const char *name)
{
    const char *last = strrchr(name, '_');

    return last && unit_of_name(name) != UNIT_NONE ? (size_t)(last - name) : strlen(name);
}

/* The one name that differs in its unit alone; SIZE_MAX where there is none, or several. */
static size_t find_other_unit(const char *name, const char *const *names, size_t count)
{
    const size_t length = stem_length(name);
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < count && name[length] != '\0'; i++) {
        if (unit_of_name(names[i]) != UNIT_NONE && stem_length(names[i]) == length &&
            strncasecmp(name, names[i], length) == 0) {
            if (found != SIZE_MAX) {
                return SIZE_MAX;
            }
            found = i;
        }
    }
    return found;
}

static const char *word_of_unit(CellUnit unit)
{
    switch (unit) {
    case UNIT_MINUTES:
        return "minutes";
    case UNIT_HOURS:
        return "hours";
    case UNIT_DAYS:
        return "days";
    default:
        return NULL;
    }
}

static void add_nearest(const ColumnSpec *spec, const char *name, TextBuilder *message)
{
    const CellUnit typed = unit_of_name(name);
    const char *word = word_of_unit(spec->unit);

    text_add_format(message, "; did you mean \"%s\"", spec->name);
    if (word && typed != UNIT_NONE && typed != spec->unit) {
        text_add_format(message, ", in %s", word);
    }
    text_add(message, "?");
}

/* Whether tables have exactly this column or key; adds their files. */
static bool add_owners(const char *name, TextBuilder *message)
{
    const size_t before = message->length;

    for (TableId table = 0; table < TABLE_COUNT; table++) {
        if (column_find(table, name, strlen(name)) != COLUMN_COUNT) {
            text_add_format(message, "%s%s.csv",
                            message->length > before ? ", " : "; it is one of ",
                            table_spec(table)->name);
        }
    }
    return message->length > before;
}

size_t names_suggest(TableId table, const char *name, TextBuilder *message)
{
    const char *names[COLUMN_COUNT];
    const size_t count = table_column_count(table);

    for (size_t i = 0; i < count; i++) {
        names[i] = column_spec((ColumnId)(table_spec(table)->first_column + i))->name;
    }
    const size_t same = find_other_unit(name, names, count);
    const size_t nearest = same != SIZE_MAX ? same : text_nearest(name, names, count);
    if (nearest != SIZE_MAX) {
        add_nearest(column_spec((ColumnId)(table_spec(table)->first_column + nearest)), name,
                    message);
        return nearest;
    }
    if (!add_owners(name, message)) {
        for (size_t i = 0; i < count; i++) {
            text_add_format(message, "%s%s", i > 0 ? ", " : "; expected one of ", names[i]);
        }
    }
    return SIZE_MAX;
}

static const char *row_of(TableKind kind)
{
    switch (kind) {
    case TABLE_OF_KEYS:
        return "";
    case TABLE_OF_IDS:
        return "ID.";
    default:
        return "*.";
    }
}

void names_suggest_cells(const char *name, TextBuilder *message)
{
    const size_t before = message->length;

    for (TableId table = 0; table < TABLE_COUNT; table++) {
        const TableSpec *spec = table_spec(table);
        if (table != TABLE_OVERRIDES && column_find(table, name, strlen(name)) != COLUMN_COUNT) {
            text_add_format(message, "%s%s.%s%s",
                            message->length > before ? " or " : "; did you mean ", spec->name,
                            row_of(spec->kind), name);
        }
    }
    text_add(message, message->length > before ? "?" : "");
}
