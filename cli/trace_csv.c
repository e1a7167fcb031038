#include "cli/trace_writer.h"

#include "base/csv.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

struct TraceCsv {
    Trace sink; /* first: what the models see is the whole */
    CsvWriter csv;
    const CivilStart *start;
    TextBuilder id;
};

static void write_record(Trace *trace, const TraceRecord *record)
{
    TraceCsv *csv = (TraceCsv *)trace;
    char time[CIVIL_TEXT];
    csv_write_number(&csv->csv, record->t_h);
    csv_write_text(&csv->csv, civil_format(time, csv->start, record->t_h));
    csv_write_text(&csv->csv, record->scope);
    if (record->second_id) {
        text_clear(&csv->id);
        text_add_format(&csv->id, "%s@%s", record->id, record->second_id);
        csv_write_text(&csv->csv, csv->id.text);
    } else {
        csv_write_text(&csv->csv, record->id);
    }
    csv_write_text(&csv->csv, record->event);
    if (record->number) {
        csv_write_whole(&csv->csv, record->number);
    } else {
        csv_write_text(&csv->csv, "");
    }
    csv_write_number(&csv->csv, record->value);
    csv_end_row(&csv->csv);
}

TraceCsv *trace_csv_new(FILE *stream, const CivilStart *start)
{
    TraceCsv *csv = memory_allocate(1, sizeof *csv);
    csv->sink.write = write_record;
    csv->csv.stream = stream;
    csv->start = start;
    (void)fputs("t_h,time,scope,id,event,number,value\n", stream);
    return csv;
}

Trace *trace_csv_sink(TraceCsv *csv)
{
    return &csv->sink;
}

void trace_csv_free(TraceCsv *csv)
{
    text_deinit(&csv->id);
    free(csv);
}
