#include "models/scenario_replaced.h"

#include <string.h>

static void read_zone_id(ScenarioReading *reading, size_t row, ColumnId column)
{
    const char *text = read_text(reading, row, column);
    const CellWord word = {TABLE_ZONES, row, column, text, strlen(text)};
    const IdIndex *datacentres = &reading->tables->tables[TABLE_DATACENTRES].ids;

    if (id_index_find(datacentres, text, word.length) == SIZE_MAX) {
        (void)read_word(reading, &word);
    }
}

/* Reads the cell for the sake of its mistakes. Types that are not here hold any text, or have rules
 * of more than one cell. */
static void read_cell(ScenarioReading *reading, size_t row, ColumnId column)
{
    switch (column_spec(column)->type) {
    case CELL_NUMBER:
    case CELL_WHOLE:
        (void)read_number(reading, row, column);
        break;
    case CELL_SEED:
        (void)read_seed(reading, row, column);
        break;
    case CELL_DISTRIBUTION:
        (void)read_distribution(reading, row, column);
        break;
    case CELL_CHOICE:
        (void)read_choice(reading, row, column);
        break;
    case CELL_REFERENCE:
        (void)read_reference(reading, row, column);
        break;
    case CELL_LIST:
        (void)read_list(reading, row, column);
        break;
    case CELL_ZONE:
        read_zone_id(reading, row, column);
        break;
    default:
        break;
    }
}

void replaced_read(ScenarioReading *reading, const CellAddress *address, const CellChange *change)
{
    const ScenarioTable *table = &reading->tables->tables[address->table];
    const size_t first = address->row == SIZE_MAX ? 0 : address->row;
    const size_t end = address->row == SIZE_MAX ? table->row_count : address->row + 1;
    uint32_t last = 0; /* one change writes the same into every row */

    if (!table->owned || (change->value[0] == 'x' && column_is_numeric(address->column))) {
        return;
    }
    for (size_t row = first; row < end; row++) {
        const TableCell *cell = table_cell(reading->tables, row, address->column);
        if (cell->text_origin != 0 && cell->text_origin != last && !cell->is_product &&
            strcmp(cell->text, change->value) != 0) {
            last = cell->text_origin;
            read_cell(reading, row, address->column);
        }
    }
}
