/* bench [--quick] [--document] [-o FILE] [NAME...]: measures and says how fast it is.
 *
 * Without names everything. The rows go to standard output as a table and to FILE (bench.json in
 * the build folder) as JSON; with --document also into docs/performance.md. Exit status: 0 all
 * measured, 1 not, 2 usage. No figure is judged: how fast is fast enough is for docs/performance.md
 * to say. */
#include "base/file.h"
#include "base/marked_text.h"
#include "bench/bench_report.h"
#include "bench/benches.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct BenchEntry {
    const char *name, *meaning;
    void (*run)(Bench *bench);
    bool is_wanted;
} BenchEntry;

typedef struct BenchOptions {
    bool quick, writes_document;
    const char *out;
} BenchOptions;

static BenchEntry entries[] = {
#define BENCH(name, meaning) {#name, meaning, bench_##name, false},
#include "bench/benches.def"
#undef BENCH
};

enum { ENTRIES = sizeof entries / sizeof entries[0], DOCUMENT_MAX = 4 << 20 };

static void usage(FILE *stream)
{
    fputs("usage: bench [--quick] [--document] [-o FILE] [NAME...]\n", stream);
    for (size_t i = 0; i < ENTRIES; i++) {
        fprintf(stream, "  %-9s %s\n", entries[i].name, entries[i].meaning);
    }
}

static bool want(const char *name)
{
    for (size_t i = 0; i < ENTRIES; i++) {
        if (strcmp(name, entries[i].name) == 0) {
            entries[i].is_wanted = true;
            return true;
        }
    }
    return false;
}

/* False for what is no usage. Without names everything is wanted. */
static bool read_options(BenchOptions *options, int argc, char **argv)
{
    bool names = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quick") == 0) {
            options->quick = true;
        } else if (strcmp(argv[i], "--document") == 0) {
            options->writes_document = true;
        } else if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            options->out = argv[++i];
        } else if (want(argv[i])) {
            names = true;
        } else {
            return false;
        }
    }
    for (size_t i = 0; !names && i < ENTRIES; i++) {
        entries[i].is_wanted = true;
    }
    return !options->writes_document || (!names && !options->quick);
}

static bool write_document(const Bench *bench, Failure *failure)
{
    TextBuilder document = {0}, table = {0};
    char *old = NULL;
    size_t length = 0;
    bool done = file_read(BENCH_DOCUMENT, DOCUMENT_MAX, &old, &length, failure);

    bench_report_document(bench, &table);
    if (done && !marked_text_replace(&document, old, "figures", table.text)) {
        done = failure_set(failure, "%s has no marker lines of `figures`", BENCH_DOCUMENT);
    }
    done = done && file_write(BENCH_DOCUMENT, document.text, document.length, failure);
    free(old);
    text_deinit(&table);
    text_deinit(&document);
    return done;
}

static bool report(const Bench *bench, const BenchOptions *options)
{
    TextBuilder table = {0};
    Failure failure = {0};

    bench_report_table(bench, &table);
    printf("\n%s", table.text);
    text_deinit(&table);
    if (!bench_report_json(bench, options->out, &failure) ||
        (options->writes_document && !write_document(bench, &failure))) {
        fprintf(stderr, "bench: %s\n", failure.message);
        return false;
    }
    printf("\nbench: %s\n", options->out);
    return true;
}

int main(int argc, char **argv)
{
    BenchOptions options = {.out = BENCH_RESULT};
    BenchSetting setting = {
        .program = BENCH_PROGRAM, .scenarios = BENCH_SCENARIOS, .work = BENCH_FOLDER "/bench-runs"};
    bool is_whole;
    Bench *bench;

    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        usage(stdout);
        return 0;
    }
    if (!read_options(&options, argc, argv)) {
        usage(stderr);
        return 2;
    }
    setting.quick = options.quick;
    bench = bench_new(&setting);
    for (size_t i = 0; i < ENTRIES; i++) {
        if (entries[i].is_wanted) {
            fprintf(stderr, "%s: %s\n", entries[i].name, entries[i].meaning);
            entries[i].run(bench);
        }
    }
    options.writes_document = options.writes_document && !bench_has_failed(bench);
    is_whole = report(bench, &options) && !bench_has_failed(bench);
    bench_free(bench);
    return is_whole ? 0 : 1;
}
