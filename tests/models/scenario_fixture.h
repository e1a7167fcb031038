/* A scenario of a test's own in a temporary folder: four small tables that are right, to which a
 * test adds others or puts its own in their place.
 */
#ifndef TESTS_MODELS_SCENARIO_FIXTURE_H
#define TESTS_MODELS_SCENARIO_FIXTURE_H

#include "base/file.h"
#include "models/scenario_case.h"
#include "tests/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FIXTURE_SETS_MAX = 16 };

typedef struct ScenarioFixture {
    char folder[64];
    const char *sets[FIXTURE_SETS_MAX];
    size_t set_count;
    ScenarioCase *scenario_case; /* NULL after mistakes */
    const Scenario *base;
    TextBuilder messages;
} ScenarioFixture;

/* Without file_write's care for the disk, which a thousand small files would wait for. */
static inline void fixture_write_bytes(ScenarioFixture *fixture, const char *name,
                                       const char *bytes, size_t length)
{
    char *path = path_join(fixture->folder, name);
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        fail_msg("%s cannot be written", path);
    }
    free(path);
}

static inline void fixture_write(ScenarioFixture *fixture, const char *name, const char *text)
{
    fixture_write_bytes(fixture, name, text, strlen(text));
}

static inline void fixture_remove(ScenarioFixture *fixture, const char *name)
{
    char *path = path_join(fixture->folder, name);

    unlink(path);
    free(path);
}

/* Insurers hansa (60 000, nord), alpen (25 000, sued) and rhein (8 000, sued); systems identity
 * (one in each data centre), core and mail, which need it; strategies wait and full; a run of ten
 * days that begins on a Monday. */
static inline void fixture_init(ScenarioFixture *fixture)
{
    *fixture = (ScenarioFixture){.folder = "/tmp/brownout-test-XXXXXX"};
    if (!mkdtemp(fixture->folder)) {
        fail_msg("no temporary folder");
    }
    fixture_write(fixture, "scenario.csv",
                  "key,value\ntitle,Test\nstart,2025-03-03T00:00\nhorizon_days,10\nsample_h,1\n");
    fixture_write(fixture, "datacentres.csv", "id\nnord\nsued\n");
    fixture_write(fixture, "insurers.csv",
                  "id,insured,datacentre\nhansa,60000,nord\nalpen,25000,sued\nrhein,8000,sued\n");
    fixture_write(fixture, "strategies.csv", "id,isolate\nwait,none\nfull,all\n");
    fixture_write(fixture, "systems.csv",
                  "id,scope,needs,restore_h\nidentity,datacentre,,2\ncore,insurer,identity,4\n"
                  "mail,,identity,exponential(mean=3)\n");
}

static inline void fixture_read(ScenarioFixture *fixture)
{
    Diagnostics *diagnostics = diagnostics_new();

    fixture->scenario_case =
        scenario_case_read(fixture->folder, fixture->sets, fixture->set_count, diagnostics);
    diagnostics_print(diagnostics, &fixture->messages);
    fixture->base = fixture->scenario_case ? scenario_case_base(fixture->scenario_case) : NULL;
    EXPECT((fixture->scenario_case == NULL) == (diagnostics_count(diagnostics) > 0));
    diagnostics_free(diagnostics);
}

/* Reads it and expects no mistake. */
static inline void fixture_read_well(ScenarioFixture *fixture)
{
    fixture_read(fixture);
    if (!fixture->scenario_case) {
        fail_msg("%s", fixture->messages.text);
    }
}

/* Reads it and expects exactly these lines. */
static inline void fixture_expect(ScenarioFixture *fixture, const char *messages)
{
    fixture_read(fixture);
    EXPECT_TEXT(fixture->messages.text ? fixture->messages.text : "", messages);
}

static inline void fixture_deinit(ScenarioFixture *fixture)
{
    char **names = NULL;
    size_t count = 0;
    Failure failure = {0};

    scenario_case_free(fixture->scenario_case);
    text_deinit(&fixture->messages);
    if (folder_list(fixture->folder, &names, &count, &failure)) {
        for (size_t i = 0; i < count; i++) {
            fixture_remove(fixture, names[i]);
        }
        folder_list_free(names, count);
    }
    rmdir(fixture->folder);
}

#endif
