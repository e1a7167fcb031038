#include "study/selection_file.h"

#include "base/memory.h"
#include "study/estimator.h"
#include "study/results_file.h"

#include <stdlib.h>

static const char *fate_name(const SelectionOutcome *outcome, size_t strategy)
{
    if (!outcome->fates[strategy].kept) {
        return "dropped";
    }
    return outcome->is_decided && outcome->best == strategy ? "selected" : "kept";
}

static void write_dropped_after(CsvWriter *csv, const SelectionFate *fate)
{
    if (fate->kept) {
        csv_write_text(csv, "");
    } else {
        csv_write_whole(csv, fate->dropped_after);
    }
}

bool selection_write(const Study *study, const SelectionTarget *target,
                     const SelectionOutcome *outcome, const char *folder, Failure *failure)
{
    ResultsFile file;
    if (!results_file_open(&file, folder, SELECTION_FILE,
                           "strategy,scope,id,metric,unit,confidence,delta,fate,dropped_after,n,"
                           "mean,ci_low,ci_high",
                           failure)) {
        return false;
    }
    const StudyPlan *plan = study->plan;
    const ValueRow *row = &plan->measures->values[target->row];
    const size_t count = samples_count(study->samples);
    Estimator *estimator = estimator_new(target->confidence, count);
    double *values = memory_allocate(count + 1, sizeof *values);
    for (size_t s = 0; s + 1 < plan->strategy_count; ++s) {
        samples_values(study->samples, s, target->row, values);
        const Estimate estimate = estimate_values(estimator, values, count);
        csv_write_text(&file.csv, plan->strategy_ids[s]);
        results_write_key(&file.csv, row->scope, row->id, row->metric);
        csv_write_text(&file.csv, row->unit);
        csv_write_number(&file.csv, target->confidence);
        csv_write_number(&file.csv, target->delta);
        csv_write_text(&file.csv, fate_name(outcome, s));
        write_dropped_after(&file.csv, &outcome->fates[s]);
        csv_write_whole(&file.csv, estimate.n);
        const double numbers[] = {estimate.mean, estimate.ci_low, estimate.ci_high};
        results_write_numbers(&file.csv, numbers, sizeof numbers / sizeof *numbers);
        csv_end_row(&file.csv);
    }
    free(values);
    estimator_free(estimator);
    return results_file_close(&file, true, failure);
}
