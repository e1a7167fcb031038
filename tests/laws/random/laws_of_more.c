/* More of what helps does not hurt, path by path, where theory says so.
 *
 * The scenario is taken to the class in which the order of paths is a theorem, then run as it is
 * and with more of what helps:
 *
 *   servers  first come, first served, each request with its work: one more server lets each begin
 *            no later [Kiefer Wolfowitz 1955], through opening hours and outages, which stop all
 *            work alike. Shorter work likewise. Not with a full queue, which loses others, nor with
 *            work by hand, which takes its own time.
 *   agents   the same at a desk of one priority where nobody hangs up.
 *   crews    one batch of jobs that need nothing of each other, taken from a list; with more crews
 *            or shorter jobs each is begun no later. Where jobs need others it can be otherwise
 *            [Graham 1969].
 *   notice   nothing is restored within the run and zones are isolated one by one: who is
 * compromised later is noticed later too, so neighbours count what one of them does; left is the
 *            first notice, the delay of each zone's own and the reaction. Not with escalation, a
 * list or data centres, where a zone that is spared leaves others unprotected.
 */
#include "tests/laws/laws.h"
#include "tests/laws/random/law_case.h"
#include "tests/test.h"

#include <stdlib.h>

static const Violation none;

static const char *const options[] = {"--no-curves", "-j", "1", NULL};

typedef struct Improvement { /* addresses of cells and their multiples; the second may be NULL */
    const char *cell, *by;
    const char *second_cell, *second_by;
} Improvement;

void improve_all(Sheets *sheets, const char *cell, const char *by)
{
    for (size_t row = 0; cell && row < sheets->tables[TABLE_STRATEGIES].row_count; row++) {
        size_t added = sheets_add_row(sheets, TABLE_OVERRIDES);
        sheets_set(sheets, added, COLUMN_OVERRIDES_STRATEGY, "%s",
                   sheets_cell(sheets, row, COLUMN_STRATEGIES_ID));
        sheets_set(sheets, added, COLUMN_OVERRIDES_CELL, "%s", cell);
        sheets_set(sheets, added, COLUMN_OVERRIDES_VALUE, "%s", by);
    }
}

/* Runs the sheets as they are and improved, and asks each law up to one of NULL. */
static Violation ask(LawCase *law_case, const Sheets *sheets, const Improvement *improvement,
                     const MonotoneLaw *laws)
{
    Sheets *better = sheets_copy(sheets);
    Violation violation;
    improve_all(better, improvement->cell, improvement->by);
    improve_all(better, improvement->second_cell, improvement->second_by);
    Run *upper = run_compare(law_case->workplace, "upper", sheets, options, &violation);
    Run *lower =
        upper ? run_compare(law_case->workplace, "lower", better, options, &violation) : NULL;
    for (size_t i = 0; lower && laws[i].scope && !violation.found; i++) {
        const MonotoneRuns runs = {run_table(lower, "replications.csv"),
                                   run_table(upper, "replications.csv")};
        MonotoneLaw law = laws[i];
        law.lower = improvement->cell;
        law.upper = "what was given";
        violation = monotone_broken(&runs, &law, &law_case->evidence);
    }
    run_free(upper);
    run_free(lower);
    free(better);
    return violation;
}

static const MonotoneLaw queue_laws[] = {
    {"service", "backlog_mean", 0, 0, false},   {"service", "in_system_mean", 0, 0, false},
    {"service", "waiting_at_end", 0, 0, false}, {"service", "clear_h", 0, 0, true},
    {"channel", "generated", 0, 0, false},      {0}};

/* No full queue and no work by hand. */
static Sheets *with_plain_queues(const Sheets *sheets)
{
    Sheets *plain = sheets_copy(sheets);
    sheets_clear(plain, TABLE_OVERRIDES);
    sheets_fill(plain, COLUMN_SERVICES_QUEUE_LIMIT, "");
    sheets_fill(plain, COLUMN_SERVICES_FALLBACK_SERVERS, "");
    sheets_fill(plain, COLUMN_SERVICES_FALLBACK_SERVERS_PER_100K, "");
    for (size_t row = 0; row < plain->tables[TABLE_SERVICES].row_count; row++) {
        if (sheets_cell(plain, row, COLUMN_SERVICES_SERVERS)[0] == '\0') {
            sheets_set(plain, row, COLUMN_SERVICES_SERVERS, "2");
            sheets_set(plain, row, COLUMN_SERVICES_SERVERS_PER_100K, "%s", "");
        }
    }
    return plain;
}

Violation more_servers_help(LawCase *law_case)
{
    static const Improvement more = {"services.*.servers", "x2", NULL, NULL};
    static const Improvement swifter = {"services.*.service_min", "x0.7", NULL, NULL};
    Sheets *plain = with_plain_queues(law_case->sheets);
    bool servers = draw_chance(&law_case->draw, 0.6);
    Violation violation = ask(law_case, plain, servers ? &more : &swifter, queue_laws);
    free(plain);
    return violation;
}

Violation more_agents_help(LawCase *law_case)
{
    static const Improvement more = {"insurers.*.agents", "x2", NULL, NULL};
    static const Improvement swifter = {"channels.*.handle_min", "x0.7", NULL, NULL};
    static const MonotoneLaw laws[] = {{"channel", "queue_mean", 0, 0, false},
                                       {"channel", "waiting_at_end", 0, 0, false},
                                       {"desk", "queue_max", 0, 0, false},
                                       {0}};
    static const ColumnId emptied[] = {COLUMN_CHANNELS_NEEDS, COLUMN_CHANNELS_CASE_NEEDS,
                                       COLUMN_CHANNELS_PATIENCE_MIN, COLUMN_CHANNELS_PRIORITY};
    if (law_case->sheets->tables[TABLE_CHANNELS].row_count == 0) {
        return none;
    }
    Sheets *plain = sheets_copy(law_case->sheets);
    sheets_clear(plain, TABLE_OVERRIDES);
    for (size_t i = 0; i < sizeof emptied / sizeof emptied[0]; i++) {
        sheets_fill(plain, emptied[i], "");
    }
    for (size_t row = 0; row < plain->tables[TABLE_INSURERS].row_count; row++) {
        if (sheets_cell(plain, row, COLUMN_INSURERS_AGENTS)[0] == '\0') {
            sheets_set(plain, row, COLUMN_INSURERS_AGENTS, "1");
        }
    }
    bool agents = draw_chance(&law_case->draw, 0.6);
    Violation violation = ask(law_case, plain, agents ? &more : &swifter, laws);
    free(plain);
    return violation;
}

/* Every data centre is one zone. */
static void without_zones(Sheets *sheets)
{
    while (sheets->tables[TABLE_ZONES].row_count > 0) {
        char id[64], datacentre[64];
        snprintf(id, sizeof id, "%s", sheets_cell(sheets, 0, COLUMN_ZONES_ID));
        snprintf(datacentre, sizeof datacentre, "%s",
                 sheets_cell(sheets, 0, COLUMN_ZONES_DATACENTRE));
        for (size_t row = 0; row < sheets->tables[TABLE_OUTAGES].row_count; row++) {
            const char *target = sheets_cell(sheets, row, COLUMN_OUTAGES_TARGET);
            if (strncmp(target, "zone:", 5) == 0 && strcmp(target + 5, id) == 0) {
                sheets_set(sheets, row, COLUMN_OUTAGES_TARGET, "datacentre:%s", datacentre);
            }
        }
        sheets_rename(sheets, TABLE_ZONES, id, datacentre);
        memmove(sheets->tables[TABLE_ZONES].cells[0], sheets->tables[TABLE_ZONES].cells[1],
                (SHEET_ROWS - 1) * sizeof sheets->tables[TABLE_ZONES].cells[0]);
        sheets->tables[TABLE_ZONES].row_count--;
    }
}

/* Each crew's jobs are those of one zone, which is isolated once: its base work, then all its
 * instances, which need nothing. Links are gone, so that restoration cannot stop a spread. */
static Sheets *with_plain_jobs(const Sheets *sheets)
{
    Sheets *plain = sheets_copy(sheets);
    sheets_clear(plain, TABLE_OVERRIDES);
    sheets_clear(plain, TABLE_LINKS);
    without_zones(plain);
    sheets_fill(plain, COLUMN_SYSTEMS_NEEDS, "");
    for (size_t row = 0; row < plain->tables[TABLE_DATACENTRES].row_count; row++) {
        const char *crew = sheets_cell(plain, row, COLUMN_DATACENTRES_CREW);
        for (size_t earlier = 0; earlier < row; earlier++) {
            if (strcmp(sheets_cell(plain, earlier, COLUMN_DATACENTRES_CREW), crew) == 0) {
                sheets_set(plain, row, COLUMN_DATACENTRES_CREW, "%s", "");
                break;
            }
        }
    }
    return plain;
}

Violation more_crews_help(LawCase *law_case)
{
    static const Improvement more = {"crews.*.crews", "x2", NULL, NULL};
    static const Improvement swifter = {"datacentres.*.rebuild_h", "x0.7", NULL, NULL};
    static const MonotoneLaw laws[] = {{"system", "restored_h", 0, 0, true},
                                       {"system", "downtime_h", 0, 0, false},
                                       {"zone", "restored_h", 0, 0, true},
                                       {"zone", "downtime_h", 0, 0, false},
                                       {"insurer", "downtime_h", 0, 0, false},
                                       {"insurer", "restored_h", 0, 0, true},
                                       {"total", "restored_h", 0, 0, true},
                                       {"total", "insured_hours_lost", 0, 0, false},
                                       {0}};
    if (law_case->sheets->tables[TABLE_ATTACK].row_count == 0 ||
        law_case->sheets->tables[TABLE_CREWS].row_count == 0) {
        return none;
    }
    Sheets *plain = with_plain_jobs(law_case->sheets);
    for (size_t row = 0; row < plain->tables[TABLE_DATACENTRES].row_count; row++) {
        if (sheets_cell(plain, row, COLUMN_DATACENTRES_REBUILD_H)[0] == '\0') {
            sheets_set(plain, row, COLUMN_DATACENTRES_REBUILD_H, "4");
        }
    }
    bool crews = draw_chance(&law_case->draw, 0.6);
    Violation violation = ask(law_case, plain, crews ? &more : &swifter, laws);
    free(plain);
    return violation;
}

/* Isolation zone by zone, a reaction that takes the same time everywhere, nothing restored. */
static Sheets *with_plain_containment(const Sheets *sheets)
{
    Sheets *plain = sheets_copy(sheets);
    sheets_clear(plain, TABLE_OVERRIDES);
    sheets_fill(plain, COLUMN_STRATEGIES_ESCALATE_AT, "");
    sheets_fill(plain, COLUMN_STRATEGIES_REACTION_H, "3");
    sheets_fill(plain, COLUMN_STRATEGIES_CONTAIN_H, "100000");
    sheets_fill(plain, COLUMN_ATTACK_DETECT_NEXT_H, "4");
    sheets_fill(plain, COLUMN_ATTACK_PAYLOAD_H, "");
    for (size_t row = 0; row < plain->tables[TABLE_STRATEGIES].row_count; row++) {
        const char *isolate = sheets_cell(plain, row, COLUMN_STRATEGIES_ISOLATE);
        if (strcmp(isolate, "all") != 0) {
            sheets_set(plain, row, COLUMN_STRATEGIES_ISOLATE, "compromised");
        }
    }
    return plain;
}

Violation earlier_notice_helps(LawCase *law_case)
{
    static const Improvement notice = {"attack.detect_h", "x0.5", "attack.detect_next_h", "x0.5"};
    static const Improvement next = {"attack.detect_next_h", "x0.5", NULL, NULL};
    static const MonotoneLaw laws[] = {{"total", "zones_compromised", 0, 0, false},
                                       {"total", "records_stolen", 0, 0, false},
                                       {"zone", "compromised", 0, 0, false},
                                       {0}};
    if (law_case->sheets->tables[TABLE_ATTACK].row_count == 0) {
        return none;
    }
    Sheets *plain = with_plain_containment(law_case->sheets);
    bool both = draw_chance(&law_case->draw, 0.6);
    Violation violation = ask(law_case, plain, both ? &notice : &next, laws);
    free(plain);
    return violation;
}
