/* The results as a workbook for spreadsheet programs: what a planner would otherwise paste together
 * from the CSV files.
 *
 * Sheets: `Overview` (what was run, and the totals of every strategy with their differences),
 * `Comparison` (every paired difference), `Curves` (the mean of every curve over time, a column for
 * each strategy), one for each table of cli/extra_tables.h that is there, and `Assumptions` (every
 * cell of the scenario with its note). Numbers are numbers,
 * times are times, tables have filters and headings that stay.
 */
#ifndef CLI_WORKBOOK_H
#define CLI_WORKBOOK_H

#include "base/failure.h"

#include <stdbool.h>

#define WORKBOOK_FILE "results.xlsx"

/* Whether this program was built with libxlsxwriter. */
bool workbook_is_available(void);

/* Writes `folder`/results.xlsx from the results in the folder, beside its place and renamed. False
 * where they cannot be read, the file not be written, or a sheet not hold them. */
bool workbook_write(const char *folder, Failure *failure);

#endif
