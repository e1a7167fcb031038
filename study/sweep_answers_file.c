#include "base/file.h"
#include "study/factor_value.h"
#include "study/results_file.h"
#include "study/sweep_answers.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

static void write_metric(CsvWriter *csv, const SweepData *data, size_t metric)
{
    const SweepMetric *of = &data->metrics[metric];
    results_write_key(csv, of->scope, of->id, of->metric);
    csv_write_text(csv, of->unit);
}

static void write_strategy(CsvWriter *csv, const SweepData *data, size_t strategy)
{
    csv_write_text(csv, strategy == SIZE_MAX ? "" : data->strategies[strategy].id);
}

static void write_sensitivity(CsvWriter *csv, const SweepAnswers *answers)
{
    const SweepData *data = answers->data;
    for (size_t i = 0; i < answers->sensitivity.row_count; ++i) {
        const SensitivityRow *row = &answers->sensitivity.rows[i];
        write_strategy(csv, data, row->strategy);
        csv_write_text(csv, row->is_difference ? data->strategies[data->baseline].id : "");
        write_metric(csv, data, row->metric);
        csv_write_text(csv, data->factors[row->factor].name);
        csv_write_text(csv, sensitivity_method_name(row->measure));
        csv_write_text(csv, sensitivity_measure_name(row->measure));
        csv_write_whole(csv, row->n);
        const double numbers[] = {row->value, row->low, row->high, row->p};
        results_write_numbers(csv, numbers, sizeof numbers / sizeof *numbers);
        csv_end_row(csv);
    }
}

static void write_map_key(CsvWriter *csv, const DecisionMap *map)
{
    write_metric(csv, map->data, map->metric);
    csv_write_text(csv, map->data->factors[map->x].name);
    csv_write_text(csv, map->y == SWEEP_NONE ? "" : map->data->factors[map->y].name);
}

static double y_value(const DecisionMap *map, size_t row)
{
    return map->y == SWEEP_NONE ? (double)NAN : factor_value_at(map->data, map->y, map->y_at[row]);
}

static void write_decisions(CsvWriter *csv, const SweepAnswers *answers)
{
    const DecisionMap *map = &answers->map;
    for (size_t i = 0; i < map->rows * map->columns; ++i) {
        const Decision *decision = &map->decisions[i];
        write_map_key(csv, map);
        const double place[] = {factor_value_at(map->data, map->x, map->x_at[i % map->columns]),
                                y_value(map, i / map->columns)};
        results_write_numbers(csv, place, 2);
        csv_write_whole(csv, map->places[i].replications);
        csv_write_text(csv, decision->is_decided ? "yes" : "no");
        write_strategy(csv, map->data, decision->best);
        csv_write_number(csv, decision->best_mean);
        write_strategy(csv, map->data, decision->second);
        const double numbers[] = {decision->second_mean, decision->difference, decision->ci_low,
                                  decision->ci_high, decision->p};
        results_write_numbers(csv, numbers, sizeof numbers / sizeof *numbers);
        csv_write_whole(csv, decision->equals);
        csv_end_row(csv);
    }
}

static void write_break_evens(CsvWriter *csv, const SweepAnswers *answers)
{
    const DecisionMap *map = &answers->map;
    for (size_t i = 0; i < map->break_even_count; ++i) {
        const MapBreakEven *found = &map->break_evens[i];
        write_map_key(csv, map);
        csv_write_number(csv, y_value(map, found->row));
        csv_write_text(csv, found->is_of_best ? "best" : "baseline");
        write_strategy(csv, map->data, found->better_below);
        write_strategy(csv, map->data, found->better_above);
        const double coordinates[] = {found->place.at, found->place.low, found->place.high};
        for (size_t k = 0; k < sizeof coordinates / sizeof *coordinates; ++k) {
            csv_write_number(csv, isinf(coordinates[k])
                                      ? (double)NAN
                                      : factor_value_at(map->data, map->x, coordinates[k]));
        }
        csv_end_row(csv);
    }
}

static void write_worth(CsvWriter *csv, const SweepAnswers *answers)
{
    const SweepData *data = answers->data;
    for (size_t i = 0; i < answers->worth.row_count; ++i) {
        const WorthRow *row = &answers->worth.rows[i];
        write_strategy(csv, data, row->strategy);
        write_metric(csv, data, row->metric);
        csv_write_text(csv, data->factors[row->factor].name);
        csv_write_text(csv, data->factors[row->factor].cells[0].address);
        csv_write_number(csv, row->value);
        csv_write_whole(csv, row->n);
        const double numbers[] = {row->base, row->mean, row->difference, row->low, row->high};
        results_write_numbers(csv, numbers, sizeof numbers / sizeof *numbers);
        csv_end_row(csv);
    }
}

static void write_delay_bands(CsvWriter *csv, const SweepAnswers *answers)
{
    delay_bands_write(&answers->bands, answers->data, csv);
}

typedef struct AnswerFile {
    const char *name, *header;
    bool has_rows;
    void (*write)(CsvWriter *csv, const SweepAnswers *answers);
} AnswerFile;

static bool write_file(const AnswerFile *file, const SweepAnswers *answers, const char *folder,
                       Failure *failure)
{
    if (!file->has_rows) {
        char *path = path_join(folder, file->name);
        (void)unlink(path); /* of an earlier run */
        free(path);
        return true;
    }
    ResultsFile out;
    if (!results_file_open(&out, folder, file->name, file->header, failure)) {
        return false;
    }
    file->write(&out.csv, answers);
    return results_file_close(&out, true, failure);
}

bool sweep_answers_write(const SweepAnswers *answers, const char *folder, Failure *failure)
{
    const AnswerFile files[] = {
        {"sensitivity.csv",
         "strategy,baseline,scope,id,metric,unit,factor,method,measure,n,value,ci_low,ci_high,p",
         answers->sensitivity.row_count > 0, write_sensitivity},
        {"decision.csv",
         "scope,id,metric,unit,x_factor,y_factor,x,y,n,decided,best,best_mean,second,second_mean,"
         "difference,ci_low,ci_high,p,equals",
         answers->has_map && answers->decides, write_decisions},
        {"break_even.csv",
         "scope,id,metric,unit,x_factor,y_factor,y,between,better_below,better_above,x,ci_low,"
         "ci_high",
         answers->has_map && answers->decides && answers->map.break_even_count > 0,
         write_break_evens},
        {"worth.csv",
         "strategy,scope,id,metric,unit,factor,cell,value,n,base_mean,mean,difference,ci_low,"
         "ci_high",
         answers->worth.row_count > 0, write_worth},
        {"delay_bands.csv", DELAY_BANDS_HEADER, answers->bands.step_count > 0, write_delay_bands},
    };
    bool works = true;
    for (size_t i = 0; i < sizeof files / sizeof *files && works; ++i) {
        works = write_file(&files[i], answers, folder, failure);
    }
    return works;
}
