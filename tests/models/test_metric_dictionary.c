/* The tables of metrics and curves in the documents are those of the program. With
 * BROWNOUT_RENEW_GOLDEN set in the environment they are written anew:
 *
 *     BROWNOUT_RENEW_GOLDEN=1 ctest --test-dir build/dev -R models/metric_dictionary
 */
#include "base/file.h"
#include "base/text.h"
#include "models/metric_dictionary.h"
#include "tests/test.h"

#include <stdlib.h>

#define DOCUMENTS TEST_SOURCE "/docs/"

static void add_metrics(TextBuilder *out)
{
    static const char *const better[] = {[METRIC_LOWER_IS_BETTER] = "lower",
                                         [METRIC_HIGHER_IS_BETTER] = "higher",
                                         [METRIC_NEUTRAL] = ""};
    text_add(out,
             "| scope | metric | unit | better | meaning |\n| --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < metric_count(); i++) {
        const MetricInfo metric = metric_info(i);
        text_add_format(out, "| %s | `%s` | %s | %s | %s |\n", scope_name(metric.scope),
                        metric.name, metric.unit, better[metric.direction], metric.meaning);
    }
}

static void add_curves(TextBuilder *out)
{
    static const char *const means[] = {[CURVE_LEVEL] = "level",
                                        [CURVE_RATIO] = "ratio of totals",
                                        [CURVE_VALUE] = "each replication’s own"};
    text_add(out, "| scope | curve | unit | mean | sampled |\n| --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < dictionary_curve_count(); i++) {
        const DictionaryCurve *curve = dictionary_curve(i);
        text_add_format(out, "| %s | `%s` | %s | %s | %s |\n", scope_name(curve->scope),
                        curve->name, curve->unit, means[curve->kind],
                        curve->of_states ? "at the instant" : "over the step");
    }
}

/* Scopes that have a metric or curve of the name. */
static void add_scopes(TextBuilder *out, const char *name)
{
    const char *before = "";
    for (int scope = 0; scope < SCOPES; scope++) {
        bool has = false;
        for (size_t i = 0; i < metric_count(); i++) {
            has = has ||
                  (metric_info(i).scope == (Scope)scope && strcmp(metric_info(i).name, name) == 0);
        }
        for (size_t i = 0; i < dictionary_curve_count(); i++) {
            has = has || (dictionary_curve(i)->scope == (Scope)scope &&
                          strcmp(dictionary_curve(i)->name, name) == 0);
        }
        if (has) {
            text_add_format(out, "%s%s", before, scope_name((Scope)scope));
            before = ", ";
        }
    }
}

static void add_sources(TextBuilder *out)
{
    text_add(out, "| metric or curve | of | computed | source |\n| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < metric_source_count(); i++) {
        const MetricSource *source = metric_source_at(i);
        text_add_format(out, "| `%s` | ", source->name);
        add_scopes(out, source->name);
        text_add_format(out, " | %s | %s |\n", source->how, source->source);
    }
}

/* Replaces what stands between the line `begin` and the next "<!-- end -->". */
static void replace(TextBuilder *out, const char *document, const char *begin,
                    void (*add)(TextBuilder *))
{
    const char *found = strstr(document, begin);
    const char *end = found ? strstr(found, "<!-- end -->") : NULL;
    if (!end) {
        fail_msg("no %s in the document", begin);
        return;
    }
    text_add_bytes(out, document, (size_t)(found - document) + strlen(begin));
    text_add(out, "\n");
    add(out);
    text_add(out, end);
}

static void expect_current(const char *name, const char *begin, void (*add)(TextBuilder *))
{
    Failure failure = {0};
    char *document = NULL, path[256];
    size_t length = 0;
    TextBuilder renewed = {0};

    snprintf(path, sizeof path, DOCUMENTS "%s", name);
    EXPECT(file_read(path, 1 << 20, &document, &length, &failure));
    replace(&renewed, document, begin, add);
    if (getenv("BROWNOUT_RENEW_GOLDEN")) {
        EXPECT(file_write(path, renewed.text, renewed.length, &failure));
    } else {
        EXPECT_TEXT(document, renewed.text);
    }
    text_deinit(&renewed);
    free(document);
}

static void the_documents_tables_are_those_of_the_program(void **state)
{
    (void)state;
    expect_current("results-format.md", "<!-- metrics -->", add_metrics);
    expect_current("results-format.md", "<!-- curves -->", add_curves);
    expect_current("metrics.md", "<!-- sources -->", add_sources);
}

static void every_metric_and_curve_says_how_it_is_computed(void **state)
{
    (void)state;
    for (size_t i = 0; i < metric_count(); i++) {
        if (!metric_source(metric_info(i).name)) {
            fail_msg("metric_sources.def has no %s", metric_info(i).name);
        }
    }
    for (size_t i = 0; i < dictionary_curve_count(); i++) {
        if (!metric_source(dictionary_curve(i)->name)) {
            fail_msg("metric_sources.def has no %s", dictionary_curve(i)->name);
        }
    }
    EXPECT(!metric_source("no_such_metric"));
}

static bool is_metric_or_curve(const char *name)
{
    bool is = false;
    for (size_t i = 0; i < metric_count(); i++) {
        is = is || strcmp(metric_info(i).name, name) == 0;
    }
    for (size_t i = 0; i < dictionary_curve_count(); i++) {
        is = is || strcmp(dictionary_curve(i)->name, name) == 0;
    }
    return is;
}

/* `[Name Year]` is the first cell of a row of docs/references.md. */
static void every_source_is_used_and_its_literature_listed(void **state)
{
    (void)state;
    Failure failure = {0};
    char *references = NULL;
    size_t length = 0;

    EXPECT(file_read(DOCUMENTS "references.md", 1 << 20, &references, &length, &failure));
    for (size_t i = 0; i < metric_source_count(); i++) {
        const MetricSource *source = metric_source_at(i);
        const char *open = strchr(source->source, '[');
        EXPECT(is_metric_or_curve(source->name));
        EXPECT(metric_source(source->name) == source); /* once */
        if (open) {
            char row[128];
            snprintf(row, sizeof row, "\n| %.*s |", (int)strcspn(open + 1, "]"), open + 1);
            if (!strstr(references, row)) {
                fail_msg("%s cites%s, which references.md does not list", source->name, row + 3);
            }
        }
    }
    free(references);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_documents_tables_are_those_of_the_program),
        cmocka_unit_test(every_metric_and_curve_says_how_it_is_computed),
        cmocka_unit_test(every_source_is_used_and_its_literature_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
