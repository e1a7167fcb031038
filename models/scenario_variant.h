/* A case with other values in some of its cells: a point of a sweep.
 *
 * The tables of the case are taken as they were read, after `--set`; the cells are changed in
 * memory, then each strategy's overrides are applied, and the result is read and checked like any
 * other. No file is opened but those of `empirical` that a value newly names.
 */
#ifndef MODELS_SCENARIO_VARIANT_H
#define MODELS_SCENARIO_VARIANT_H

#include "base/diagnostics.h"
#include "base/text.h"
#include "models/scenario_case.h"
#include "models/scenario_cell.h"

#include <stdbool.h>
#include <stddef.h>

/* The cells that `text` names in the case, as for `--set`; see cell_address_find. */
bool scenario_case_find_cell(const ScenarioCase *scenario_case, const char *text,
                             CellAddress *address, TextBuilder *message);

typedef struct VariantChange {
    CellAddress address;
    const char *value; /* `.` decimals; "x1.5" multiplies */
    CellOrigin origin; /* where mistakes of the value are reported */
} VariantChange;

/* The case with the changes, applied in their order. Mistakes go to `diagnostics`; NULL after any.
 * `original` must outlive it and is not changed: variants may be made by several threads at once.
 * scenario_case_cell knows nothing of a variant. */
ScenarioCase *scenario_case_vary(const ScenarioCase *original, const VariantChange *changes,
                                 size_t count, Diagnostics *diagnostics);

#endif
