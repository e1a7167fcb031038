#include "cli/trace_writer.h"

#include "base/csv.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/trace_story.h"

#include <stdlib.h>

struct TraceCsv {
    Trace sink; /* first: what the models see is the whole */
    CsvWriter csv;
    const CivilStart *start;
    TextBuilder id, story;
};

static void write_record(Trace *trace, const TraceRecord *record)
{
    TraceCsv *csv = (TraceCsv *)trace;
    char time[CIVIL_TEXT];
    csv_write_number(&csv->csv, record->t_h);
    csv_write_text(&csv->csv, civil_format(time, csv->start, record->t_h));
    csv_write_text(&csv->csv, record->scope);
    const char *id = record->id;
    if (record->second_id) {
        text_clear(&csv->id);
        text_add_format(&csv->id, "%s@%s", record->id, record->second_id);
        id = csv->id.text;
    }
    csv_write_text(&csv->csv, id);
    csv_write_text(&csv->csv, record->event);
    if (record->number) {
        csv_write_whole(&csv->csv, record->number);
    } else {
        csv_write_text(&csv->csv, "");
    }
    csv_write_number(&csv->csv, record->value);
    text_clear(&csv->story);
    trace_story_add(&csv->story, record, id);
    csv_write_text(&csv->csv, csv->story.text);
    csv_end_row(&csv->csv);
}

TraceCsv *trace_csv_new(FILE *stream, const CivilStart *start)
{
    TraceCsv *csv = memory_allocate(1, sizeof *csv);
    csv->sink.write = write_record;
    csv->csv.stream = stream;
    csv->start = start;
    (void)fputs("t_h,time,scope,id,event,number,value,story\n", stream);
    return csv;
}

Trace *trace_csv_sink(TraceCsv *csv)
{
    return &csv->sink;
}

void trace_csv_free(TraceCsv *csv)
{
    text_deinit(&csv->id);
    text_deinit(&csv->story);
    free(csv);
}
