/* The rows for people, for programs and for the document. */
#ifndef BENCH_BENCH_REPORT_H
#define BENCH_BENCH_REPORT_H

#include "base/failure.h"
#include "base/text.h"
#include "bench/bench.h"

/* An aligned table. */
void bench_report_table(const Bench *bench, TextBuilder *out);

/* A Markdown table, with the machine and the compiler before it. */
void bench_report_document(const Bench *bench, TextBuilder *out);

/* JSON into `path`, written beside it and renamed. */
bool bench_report_json(const Bench *bench, const char *path, Failure *failure);

#endif
