#include "models/scenario_variant.h"

#include "base/memory.h"
#include "models/scenario_case_parts.h"

#include <string.h>

bool scenario_case_find_cell(const ScenarioCase *scenario_case, const char *text,
                             CellAddress *address, TextBuilder *message)
{
    return cell_address_find(address, &scenario_case->tables, text, CELL_IN_SET, message);
}

/* What is freed with a variant it has of its own; all else belongs to the original. */
static void copy_folder(ScenarioFolder *to, const ScenarioFolder *from, Arena *arena,
                        Diagnostics *diagnostics)
{
    *to = (ScenarioFolder){
        .path = from->path,
        .arena = arena,
        .diagnostics = diagnostics,
        .empirical_count = from->empirical_count,
        .empirical_capacity = from->empirical_count,
    };
    if (from->empirical_count > 0) {
        to->empirical = memory_allocate(from->empirical_count, sizeof *to->empirical);
        memcpy(to->empirical, from->empirical, from->empirical_count * sizeof *to->empirical);
    }
}

static void copy_tables(ScenarioTables *to, const ScenarioTables *from)
{
    *to = *from;
    tables_disown(to);
    to->origin_capacity = from->origin_count + 64;
    to->origins = memory_allocate(to->origin_capacity, sizeof *to->origins);
    if (from->origins) {
        memcpy(to->origins, from->origins, from->origin_count * sizeof *to->origins);
    }
}

static void apply_change(ScenarioCase *variant, const VariantChange *change,
                         Diagnostics *diagnostics)
{
    TextBuilder message = {0};
    const CellChange cell = {
        .value = arena_copy_text(variant->arena, change->value, strlen(change->value)),
        .decimal_sign = '.',
        .origin = tables_add_origin(&variant->tables, change->origin),
    };

    if (!cell_change(&variant->tables, &change->address, &cell, variant->arena, &message)) {
        diagnostics_add(diagnostics, change->origin.file, change->origin.line,
                        change->origin.column, "%s", message.text);
    }
    text_deinit(&message);
}

ScenarioCase *scenario_case_vary(const ScenarioCase *original, const VariantChange *changes,
                                 size_t count, Diagnostics *diagnostics)
{
    ScenarioCase *variant = memory_allocate(1, sizeof *variant);
    const size_t mistakes = diagnostics_count(diagnostics);

    variant->arena = arena_new(0);
    variant->name = original->name;
    copy_folder(&variant->folder, &original->folder, variant->arena, diagnostics);
    copy_tables(&variant->tables, &original->tables);
    for (size_t i = 0; i < count; i++) {
        apply_change(variant, &changes[i], diagnostics);
    }
    case_read_drafts(variant);
    if (diagnostics_count(diagnostics) > mistakes || !case_finish_drafts(variant)) {
        scenario_case_free(variant);
        return NULL;
    }
    return variant;
}
