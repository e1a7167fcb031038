#include "tests/laws/random/round.h"

#include "base/file.h"
#include "tests/laws/random/generator.h"
#include "tests/laws/random/shrink.h"
#include "tests/test.h"

#include <stdlib.h>

/* The law asked of sheets by themselves. */
static Violation ask(const Law *law, const Sheets *sheets, const Round *round, uint64_t seed,
                     size_t *evidence)
{
    LawCase law_case = {.workplace = round->workplace, .sheets = sheets, .draw = {seed}};
    Violation violation = law->ask(&law_case);
    *evidence += law_case.evidence;
    law_case_deinit(&law_case);
    return violation;
}

typedef struct BrokenLaw {
    const Law *law;
    const Round *round;
    uint64_t seed;
    Violation violation; /* of the smallest scenario so far */
} BrokenLaw;

/* A scenario that the program refuses is no witness against another law, so that shrinking does not
 * end in nonsense. */
static bool is_broken(const Sheets *sheets, void *context)
{
    BrokenLaw *broken = context;
    size_t evidence = 0;
    if (run_command(broken->round->workplace, "check", sheets, "check", NULL).found) {
        return false;
    }
    Violation violation = ask(broken->law, sheets, broken->round, broken->seed, &evidence);
    if (violation.found) {
        broken->violation = violation;
    }
    return violation.found;
}

static void leave_scenario(Finding *finding, const Round *round, uint64_t seed,
                           const Sheets *sheets)
{
    Failure failure = {0};
    snprintf(finding->folder, sizeof finding->folder, "%s/%s-%llu", round->broken, finding->law,
             (unsigned long long)seed);
    if (!folder_create(finding->folder, &failure)) {
        fail_msg("%s", failure.message);
    }
    sheets_write(sheets, finding->folder);
    finding->rows = sheets_rows(sheets);
    finding->cells = sheets_cells(sheets);
}

static void shrink_and_leave(Finding *finding, const Round *round, uint64_t seed, const Law *law,
                             const Sheets *sheets)
{
    BrokenLaw broken = {.law = law, .round = round, .seed = seed, .violation = finding->violation};
    Fault fault = {is_broken, &broken, round->shrink_tries};
    Sheets *smaller = sheets_copy(sheets);
    finding->law = law->name;
    if (is_broken(smaller, &broken)) {
        sheets_shrink(smaller, &fault);
    }
    finding->left = broken.violation;
    leave_scenario(finding, round, seed, smaller);
    free(smaller);
}

static Happening *happening_of(Round *round, const ResultKey *key)
{
    char metric[METRIC_NAME];
    snprintf(metric, sizeof metric, "%s %s", key->scope, key->metric);
    for (size_t i = 0; i < round->happening_count; i++) {
        if (strcmp(round->happenings[i].metric, metric) == 0) {
            return &round->happenings[i];
        }
    }
    assert_true(round->happening_count < ROUND_METRICS);
    Happening *happening = &round->happenings[round->happening_count++];
    memcpy(happening->metric, metric, sizeof metric);
    return happening;
}

/* Counts what happened in the run of the scenario as it is. */
static void count_happenings(Round *round, LawCase *law_case)
{
    Violation violation;
    Run *run = law_case_base(law_case, &violation);
    const ResultTable *table = run ? run_table(run, "replications.csv") : NULL;
    for (size_t row = 0; table && row < result_rows(table); row++) {
        const ResultKey *key = result_row(table, row);
        if (strcmp(key->strategy, "undisturbed") != 0) {
            Happening *happening = happening_of(round, key);
            happening->seen = happening->seen || result_row_number(table, row, "value") > 0;
        }
    }
    for (size_t i = 0; i < round->happening_count; i++) {
        round->happenings[i].scenarios += round->happenings[i].seen;
        round->happenings[i].seen = false;
    }
}

Finding round_ask(Round *round, uint64_t seed)
{
    Finding finding = {.violation = {.found = false}};
    Arena *arena = arena_new(0);
    Sheets *sheets = scenario_generate(seed, arena);
    LawCase law_case = {.workplace = round->workplace, .sheets = sheets, .pool = &round->pool};
    round->scenarios++;
    for (size_t i = 0; i < random_law_count && !finding.violation.found; i++) {
        const Law *law = &random_laws[i];
        if (round->only && strcmp(round->only, law->name) != 0) {
            continue;
        }
        law_case.draw.state = seed;
        law_case.evidence = 0;
        finding.violation = law->ask(&law_case);
        round->evidence[i] += law_case.evidence;
        if (finding.violation.found) {
            shrink_and_leave(&finding, round, seed, law, sheets);
        }
    }
    if (!finding.violation.found) {
        count_happenings(round, &law_case);
    }
    law_case_deinit(&law_case);
    free(sheets);
    arena_free(arena);
    return finding;
}

Violation round_end(const Round *round)
{
    Violation violation = pool_violation(&round->pool);
    for (size_t i = 0; i < random_law_count && !violation.found; i++) {
        bool asked = !round->only || strcmp(round->only, random_laws[i].name) == 0;
        if (asked && round->scenarios >= 20 && round->evidence[i] == 0) {
            violation = violation_of("%s: nothing in %zu scenarios that could have broken it",
                                     random_laws[i].name, round->scenarios);
        }
    }
    return violation;
}
