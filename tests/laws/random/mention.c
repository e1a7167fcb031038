#include "tests/laws/random/mention.h"

#include "tests/test.h"

/* An override's value speaks of what the column of its address does. */
static bool value_speaks_of(const Sheets *sheets, size_t row, TableId table)
{
    const char *cell = sheets_cell(sheets, row, COLUMN_OVERRIDES_CELL);
    const char *end = strrchr(cell, '.');
    const char *name = strchr(cell, '.');
    if (!end || !name) {
        return false;
    }
    TableId owner = table_find(cell, (size_t)(name - cell));
    ColumnId column =
        owner == TABLE_COUNT ? COLUMN_COUNT : column_find(owner, end + 1, strlen(end + 1));
    if (column == COLUMN_COUNT) {
        return false;
    }
    const ColumnSpec *spec = column_spec(column);
    return (spec->type == CELL_REFERENCE || spec->type == CELL_LIST) && spec->of == table;
}

CellMention mention_of(const Sheets *sheets, size_t row, ColumnId column, TableId table)
{
    const ColumnSpec *spec = column_spec(column);
    CellMention mention = {.text = sheets_cell(sheets, row, column), .table = table};
    switch (spec->type) {
    case CELL_REFERENCE:
    case CELL_LIST:
        mention.words = spec->of == table;
        break;
    case CELL_ZONE:
    case CELL_ISOLATION:
        mention.words = table == TABLE_ZONES || table == TABLE_DATACENTRES;
        break;
    case CELL_TARGET:
        mention.target = true;
        break;
    case CELL_ADDRESS:
        mention.address = true;
        break;
    case CELL_VALUE:
        mention.words = mention.whole = value_speaks_of(sheets, row, table);
        break;
    default:
        break;
    }
    return mention;
}

static void append(char *out, size_t size, const char *text, size_t length)
{
    size_t used = strlen(out);
    assert_true(used + length < size);
    memcpy(out + used, text, length);
    out[used + length] = '\0';
}

static bool replace_word(const CellMention *mention, const char *id, const char *name, char *out,
                         size_t size)
{
    bool found = false;
    for (const char *word = mention->text; *word;) {
        size_t length = strcspn(word, " ");
        bool is_id = length == strlen(id) && strncmp(word, id, length) == 0;
        found = found || is_id;
        const char *kept = is_id ? name : word;
        if (kept && length > 0) {
            append(out, size, " ", out[0] ? 1 : 0);
            append(out, size, kept, is_id ? strlen(kept) : length);
        }
        word += length;
        word += strspn(word, " ");
    }
    return found;
}

/* Whether a name before `:` of a target names this table. */
static bool target_names(const char *text, TableId table)
{
    static const struct {
        const char *kind;
        TableId table;
    } kinds[] = {{"datacentre:", TABLE_DATACENTRES},
                 {"zone:", TABLE_ZONES},
                 {"system:", TABLE_SYSTEMS},
                 {"service:", TABLE_SERVICES}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strncmp(text, kinds[i].kind, strlen(kinds[i].kind)) == 0) {
            return kinds[i].table == table;
        }
    }
    return false;
}

/* KIND:ID and @ID: the second is an insurer or a data centre, whose ids never meet here. */
static bool replace_in_target(const CellMention *mention, const char *id, const char *name,
                              char *out, size_t size)
{
    const char *first = strchr(mention->text, ':');
    if (!first) {
        return false;
    }
    const char *at = strchr(first, '@');
    size_t length = at ? (size_t)(at - first - 1) : strlen(first + 1);
    bool is_first = target_names(mention->text, mention->table) && length == strlen(id) &&
                    strncmp(first + 1, id, length) == 0;
    bool holder = mention->table == TABLE_INSURERS || mention->table == TABLE_DATACENTRES;
    bool is_second = at && holder && strcmp(at + 1, id) == 0;
    if (name && (is_first || is_second)) {
        append(out, size, mention->text, (size_t)(first + 1 - mention->text));
        append(out, size, is_first ? name : first + 1, is_first ? strlen(name) : length);
        append(out, size, "@", at ? 1 : 0);
        const char *second = !at ? "" : is_second ? name : at + 1;
        append(out, size, second, strlen(second));
    }
    return is_first || is_second;
}

static bool replace_in_address(const CellMention *mention, const char *id, const char *name,
                               char *out, size_t size)
{
    const char *table = table_spec(mention->table)->name;
    const char *first = strchr(mention->text, '.'), *last = strrchr(mention->text, '.');
    bool found = first && last > first && (size_t)(first - mention->text) == strlen(table) &&
                 strncmp(mention->text, table, strlen(table)) == 0 &&
                 (size_t)(last - first - 1) == strlen(id) &&
                 strncmp(first + 1, id, strlen(id)) == 0;
    if (found && name) {
        append(out, size, mention->text, (size_t)(first + 1 - mention->text));
        append(out, size, name, strlen(name));
        append(out, size, last, strlen(last));
    }
    return found;
}

bool mention_replace(const CellMention *mention, const char *id, const char *name, char *out,
                     size_t size)
{
    bool found = false;
    out[0] = '\0';
    if (mention->target) {
        found = replace_in_target(mention, id, name, out, size);
    } else if (mention->address) {
        found = replace_in_address(mention, id, name, out, size);
    } else if (mention->words) {
        found = replace_word(mention, id, name, out, size);
    }
    if (found && mention->whole && !name) {
        out[0] = '\0';
    }
    return found;
}
