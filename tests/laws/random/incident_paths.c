#include "tests/laws/random/incident_paths.h"

#include "base/csv.h"
#include "base/file.h"
#include "tests/laws/random/placement.h"
#include "tests/test.h"

#include <stdlib.h>

enum { INCIDENT_ZONES = 16, INCIDENT_CREWS = 8, INCIDENT_JOBS = 128 };

/* A zone; moments that have not come are INFINITY. */
typedef struct ZonePath {
    const char *id;
    double compromised_h, noticed_h, isolated_h, struck_h, restored_h;
} ZonePath;

/* Base work on a zone or work on an instance. */
typedef struct JobPath {
    const char *id;
    bool is_base;
    size_t crew; /* SIZE_MAX: none is needed */
    double ready_h, started_h, work_h, done_h;
} JobPath;

typedef struct Incident {
    const IncidentFrame *frame;
    size_t strategy; /* row */
    size_t zone_count, job_count, notices;
    double notice_h[INCIDENT_ZONES]; /* of the first, second ... zone */
    ZonePath zones[INCIDENT_ZONES];
    JobPath jobs[INCIDENT_JOBS];
    bool false_alarm;
    double now_h, first_notice_h, first_isolation_h;
    const char *id, *event; /* of the row under way */
    double value;
    Violation violation;
} Incident;

static void broken(Incident *incident, const char *law)
{
    if (!incident->violation.found) {
        incident->violation = violation_of("%s %zu: %s %s at %.17g: %s", incident->frame->strategy,
                                           incident->frame->replication, incident->id,
                                           incident->event, incident->now_h, law);
    }
}

static bool is_event(const Incident *incident, const char *event)
{
    return strcmp(incident->event, event) == 0;
}

static ZonePath *zone_of(Incident *incident, const char *id)
{
    for (size_t i = 0; i < incident->zone_count; i++) {
        if (strcmp(incident->zones[i].id, id) == 0) {
            return &incident->zones[i];
        }
    }
    assert_true(incident->zone_count < INCIDENT_ZONES);
    ZonePath *zone = &incident->zones[incident->zone_count++];
    *zone = (ZonePath){id,
                       (double)INFINITY,
                       (double)INFINITY,
                       (double)INFINITY,
                       (double)INFINITY,
                       (double)INFINITY};
    return zone;
}

static const char *cell(const Incident *incident, size_t row, ColumnId column)
{
    return sheets_cell(incident->frame->sheets, row, column);
}

static bool holds_attacker(const ZonePath *zone, double t_h)
{
    return zone->compromised_h <= t_h && zone->restored_h > t_h;
}

/* Whether a link from a zone that the attacker holds leads here; with a strategy that leaks nothing
 * neither end is isolated. At the instant of an isolation or restoration either order may be. */
static bool could_spread_to(Incident *incident, const ZonePath *to)
{
    const Sheets *sheets = incident->frame->sheets;
    double leak = sheets_number(sheets, incident->strategy, COLUMN_STRATEGIES_LEAK, 0);
    for (size_t row = 0; row < sheets->tables[TABLE_LINKS].row_count; row++) {
        const ZonePath *from = zone_of(incident, cell(incident, row, COLUMN_LINKS_FROM));
        bool leads = strcmp(cell(incident, row, COLUMN_LINKS_TO), to->id) == 0 &&
                     sheets_number(sheets, row, COLUMN_LINKS_SPREAD_PER_H, 0) > 0;
        bool open =
            leak > 0 || !(from->isolated_h < incident->now_h || to->isolated_h < incident->now_h);
        if (leads && open && holds_attacker(from, incident->now_h)) {
            return true;
        }
    }
    return false;
}

static void zone_is_compromised(Incident *incident, ZonePath *zone)
{
    bool is_entry = strcmp(cell(incident, 0, COLUMN_ATTACK_ENTRY), zone->id) == 0;
    if (incident->false_alarm) {
        broken(incident, "the alarm is a false one");
    } else if (zone->compromised_h <= incident->now_h) {
        broken(incident, "it is so already");
    } else if (zone->restored_h < incident->now_h) {
        broken(incident, "it is hardened");
    } else if (!is_entry && !could_spread_to(incident, zone)) {
        broken(incident, "no way leads there");
    }
    zone->compromised_h = incident->now_h;
}

static void zone_is_noticed(Incident *incident, ZonePath *zone)
{
    if (!incident->false_alarm && !holds_attacker(zone, incident->now_h)) {
        broken(incident, "nobody is in it");
    }
    if (zone->noticed_h <= incident->now_h) {
        broken(incident, "it has been noticed before");
    }
    zone->noticed_h = incident->now_h;
    assert_true(incident->notices < INCIDENT_ZONES);
    incident->notice_h[incident->notices++] = incident->now_h;
    incident->first_notice_h = fmin(incident->first_notice_h, incident->now_h);
}

/* Whether the strategy may isolate the zone now. */
static bool may_be_isolated(Incident *incident, const ZonePath *zone)
{
    const char *isolate = cell(incident, incident->strategy, COLUMN_STRATEGIES_ISOLATE);
    double escalate_at = sheets_number(incident->frame->sheets, incident->strategy,
                                       COLUMN_STRATEGIES_ESCALATE_AT, (double)INFINITY);
    bool any = incident->notices > 0, noticed = zone->noticed_h <= incident->now_h;
    if ((double)incident->notices >= escalate_at || strcmp(isolate, "all") == 0) {
        return any;
    }
    if (strcmp(isolate, "none") == 0 || strcmp(isolate, "compromised") == 0) {
        return noticed && isolate[0] == 'c';
    }
    const char *datacentre = placement_datacentre(incident->frame->sheets, zone->id);
    if (strcmp(isolate, "datacentre") != 0) {
        return noticed ||
               (any && (list_holds(isolate, zone->id) || list_holds(isolate, datacentre)));
    }
    for (size_t i = 0; i < incident->zone_count; i++) {
        const ZonePath *other = &incident->zones[i];
        if (other->noticed_h <= incident->now_h &&
            strcmp(placement_datacentre(incident->frame->sheets, other->id), datacentre) == 0) {
            return true;
        }
    }
    return false;
}

static void zone_is_isolated(Incident *incident, ZonePath *zone)
{
    if (!may_be_isolated(incident, zone)) {
        broken(incident, "the strategy does not isolate it");
    }
    if (zone->isolated_h <= incident->now_h || zone->restored_h < incident->now_h) {
        broken(incident, "it has been isolated or restored before");
    }
    zone->isolated_h = incident->now_h;
    incident->first_isolation_h = fmin(incident->first_isolation_h, incident->now_h);
}

static void zone_is_struck(Incident *incident, ZonePath *zone)
{
    if (!holds_attacker(zone, incident->now_h) || zone->isolated_h <= incident->now_h ||
        zone->struck_h <= incident->now_h) {
        broken(incident, "it is isolated, struck already, or nobody is in it");
    }
    zone->struck_h = incident->now_h;
}

static JobPath *job_of(Incident *incident, bool is_base)
{
    for (size_t i = 0; i < incident->job_count; i++) {
        JobPath *job = &incident->jobs[i];
        if (job->is_base == is_base && strcmp(job->id, incident->id) == 0) {
            return job;
        }
    }
    assert_true(incident->job_count < INCIDENT_JOBS);
    JobPath *job = &incident->jobs[incident->job_count++];
    const char *zone =
        is_base ? incident->id : placement_zone(incident->frame->sheets, incident->id);
    *job =
        (JobPath){incident->id,     is_base,          placement_crew(incident->frame->sheets, zone),
                  (double)INFINITY, (double)INFINITY, 0,
                  (double)INFINITY};
    return job;
}

/* Jobs of the crew that are under way. Those that take no time need no crew. */
static size_t busy_of(const Incident *incident, size_t crew)
{
    size_t busy = 0;
    for (size_t i = 0; i < incident->job_count; i++) {
        const JobPath *job = &incident->jobs[i];
        busy += job->crew == crew && job->started_h <= incident->now_h &&
                job->done_h > incident->now_h && job->work_h > 0;
    }
    return busy;
}

static void job_starts(Incident *incident, JobPath *job)
{
    if (job->ready_h > incident->now_h || job->started_h <= incident->now_h) {
        broken(incident, "it is not ready, or has begun before");
    }
    job->started_h = incident->now_h;
    const Sheets *sheets = incident->frame->sheets;
    job->work_h = incident->value;
    if (job->crew != SIZE_MAX) {
        job->work_h /= sheets_number(sheets, job->crew, COLUMN_CREWS_SPEED, 1);
    }
    double crews = sheets_number(sheets, job->crew, COLUMN_CREWS_CREWS, 0);
    if (job->crew != SIZE_MAX && (double)busy_of(incident, job->crew) > crews) {
        broken(incident, "more jobs under way than there are crews");
    }
}

/* A crew that always works, or none, takes as long as was drawn; another pauses. */
static void job_ends(Incident *incident, JobPath *job)
{
    const char *calendar = cell(incident, job->crew, COLUMN_CREWS_CALENDAR);
    double past_h = incident->now_h - job->started_h, room_h = 1e-6;
    bool pauses = calendar[0] && strcmp(calendar, "always") != 0;
    if (past_h < job->work_h - room_h || (!pauses && past_h > job->work_h + room_h)) {
        broken(incident, "it did not take as long as was drawn");
    }
    job->done_h = incident->now_h;
}

/* Before time goes on: base work that is ready is under way, or all crews of the team are. */
static void expect_no_idle_crew(Incident *incident)
{
    const Sheets *sheets = incident->frame->sheets;
    for (size_t i = 0; i < incident->job_count; i++) {
        const JobPath *job = &incident->jobs[i];
        bool waits = job->is_base && job->ready_h <= incident->now_h &&
                     job->started_h > incident->now_h && job->done_h > incident->now_h;
        const char *calendar = cell(incident, job->crew, COLUMN_CREWS_CALENDAR);
        double crews = job->crew == SIZE_MAX
                           ? (double)INFINITY
                           : sheets_number(sheets, job->crew, COLUMN_CREWS_CREWS, 0);
        if (waits && (calendar[0] == '\0' || strcmp(calendar, "always") == 0) &&
            (double)busy_of(incident, job->crew) < crews) {
            incident->id = job->id;
            broken(incident, "base work waits beside an idle crew");
        }
    }
}

/* A delay of the strategy that is a plain number; NAN for a distribution. */
static double constant_delay_h(const Incident *incident, ColumnId column)
{
    const Sheets *sheets = incident->frame->sheets;
    bool given = sheets_cell(sheets, incident->strategy, column)[0] != '\0';
    return given ? sheets_number(sheets, incident->strategy, column, (double)NAN) : 0;
}

static void expect_contained(Incident *incident, const ZonePath *zone)
{
    double contain_h = constant_delay_h(incident, COLUMN_STRATEGIES_CONTAIN_H);
    double due_h = fmin(zone->isolated_h, zone->struck_h) + contain_h;
    if (fabs(incident->now_h - due_h) > 1e-9) { /* false for NAN */
        broken(incident, "it is not contain_h after it was shut");
    }
}

/* When the strategy isolates the zone, where every reaction takes no time; INFINITY: never. */
static double call_for_isolation_h(const Incident *incident, const ZonePath *zone)
{
    const char *isolate = cell(incident, incident->strategy, COLUMN_STRATEGIES_ISOLATE);
    const char *datacentre = placement_datacentre(incident->frame->sheets, zone->id);
    double escalate_at = sheets_number(incident->frame->sheets, incident->strategy,
                                       COLUMN_STRATEGIES_ESCALATE_AT, (double)INFINITY);
    bool none = strcmp(isolate, "none") == 0, all = strcmp(isolate, "all") == 0;
    double call_h = none || all ? (double)INFINITY : zone->noticed_h;
    if (all || list_holds(isolate, zone->id) || list_holds(isolate, datacentre)) {
        call_h = fmin(call_h, incident->first_notice_h);
    }
    if (escalate_at <= (double)incident->notices) {
        call_h = fmin(call_h, incident->notice_h[(size_t)escalate_at - 1]);
    }
    for (size_t i = 0; i < incident->zone_count && strcmp(isolate, "datacentre") == 0; i++) {
        if (strcmp(placement_datacentre(incident->frame->sheets, incident->zones[i].id),
                   datacentre) == 0) {
            call_h = fmin(call_h, incident->zones[i].noticed_h);
        }
    }
    return call_h;
}

/* At the end: every zone was isolated when it was to be, but for those restored by then. */
static void expect_all_isolated(Incident *incident)
{
    const Sheets *sheets = incident->frame->sheets;
    double reaction_h = constant_delay_h(incident, COLUMN_STRATEGIES_REACTION_H);
    double horizon_h = 24 * sheets_number(sheets, 0, COLUMN_SCENARIO_HORIZON_DAYS, 0);
    for (size_t row = 0; row < sheets->tables[TABLE_ZONES].row_count; row++) {
        zone_of(incident, cell(incident, row, COLUMN_ZONES_ID));
    }
    for (size_t i = 0; i < incident->zone_count && !isnan(reaction_h); i++) {
        const ZonePath *zone = &incident->zones[i];
        double due_h = call_for_isolation_h(incident, zone) + reaction_h;
        bool comes = due_h < horizon_h - 1e-9 && zone->restored_h > due_h + 1e-9;
        bool came = !isinf(zone->isolated_h);
        if ((comes && !came) || (came && fabs(zone->isolated_h - due_h) > 1e-9)) {
            incident->id = zone->id;
            incident->event = "isolation";
            incident->now_h = zone->isolated_h;
            broken(incident, "it is not reaction_h after the notice that calls for it");
        }
    }
}

static void zone_event(Incident *incident)
{
    ZonePath *zone = zone_of(incident, incident->id);
    incident->false_alarm = incident->false_alarm || is_event(incident, "false_alarm_starts");
    if (is_event(incident, "zone_compromised")) {
        zone_is_compromised(incident, zone);
    } else if (is_event(incident, "zone_noticed")) {
        zone_is_noticed(incident, zone);
    } else if (is_event(incident, "zone_isolated")) {
        zone_is_isolated(incident, zone);
    } else if (is_event(incident, "payload_strikes")) {
        zone_is_struck(incident, zone);
    } else if (is_event(incident, "base_work_ready")) {
        if (fmin(zone->isolated_h, zone->struck_h) > incident->now_h) {
            broken(incident, "it was never shut");
        }
        expect_contained(incident, zone);
        job_of(incident, true)->ready_h = incident->now_h;
    } else if (is_event(incident, "base_work_starts")) {
        job_starts(incident, job_of(incident, true));
    } else if (is_event(incident, "base_work_done")) {
        JobPath *job = job_of(incident, true);
        if (job->started_h <= incident->now_h) {
            job_ends(incident, job);
        }
        job->done_h = incident->now_h;
    } else if (is_event(incident, "zone_restored")) {
        if (job_of(incident, true)->done_h > incident->now_h) {
            broken(incident, "its base work is not done");
        }
        zone->restored_h = incident->now_h;
    }
}

static void system_event(Incident *incident)
{
    JobPath *job = job_of(incident, false);
    if (is_event(incident, "restoration_ready")) {
        ZonePath *zone = zone_of(incident, placement_zone(incident->frame->sheets, incident->id));
        if (zone->restored_h > incident->now_h) {
            broken(incident, "its zone is not restored");
        }
        job->ready_h = fmin(job->ready_h, incident->now_h);
    } else if (is_event(incident, "restoration_starts")) {
        job_starts(incident, job);
    } else if (is_event(incident, "restoration_done")) {
        job_ends(incident, job);
    }
}

/* A moment or number that the path gives is the one that the results tell. */
static void compare(Incident *incident, const char *scope, const char *id, const char *metric,
                    double seen)
{
    const IncidentFrame *frame = incident->frame;
    const ResultKey key = {frame->strategy, scope, id, metric, (double)frame->replication};
    double told = result_number(frame->replications, &key, "value");
    bool never = isinf(seen) && isnan(told);
    if (!incident->violation.found && !never && !(fabs(told - seen) <= 1e-9 * fmax(1, seen))) {
        incident->violation =
            violation_of("%s %s: the results say %.17g, the trace of %s %zu %.17g", id, metric,
                         told, frame->strategy, frame->replication, seen);
    }
}

static void compare_all(Incident *incident)
{
    double compromised = 0, struck = 0;
    for (size_t i = 0; i < incident->zone_count; i++) {
        const ZonePath *zone = &incident->zones[i];
        compromised += !isinf(zone->compromised_h);
        struck += !isinf(zone->struck_h);
        compare(incident, "zone", zone->id, "compromised_h", zone->compromised_h);
        compare(incident, "zone", zone->id, "isolated_h", zone->isolated_h);
        compare(incident, "zone", zone->id, "destroyed", isinf(zone->struck_h) ? 0 : 1);
    }
    compare(incident, "total", "all", "zones_compromised", compromised);
    compare(incident, "total", "all", "zones_destroyed", struck);
    compare(incident, "total", "all", "detected_h", incident->first_notice_h);
    compare(incident, "total", "all", "isolated_h", incident->first_isolation_h);
}

static void follow(Incident *incident, const CsvTable *csv)
{
    size_t t = csv_column(csv, "t_h"), scope = csv_column(csv, "scope"), id = csv_column(csv, "id");
    size_t event = csv_column(csv, "event"), value = csv_column(csv, "value");
    for (size_t row = 0; row < csv->row_count && !incident->violation.found; row++) {
        const char *const *cells = csv->rows[row].cells;
        bool is_zone = strcmp(cells[scope], "zone") == 0;
        if (!is_zone && strcmp(cells[scope], "system") != 0) {
            continue;
        }
        double t_h = strtod(cells[t], NULL);
        if (t_h > incident->now_h) {
            expect_no_idle_crew(incident);
        }
        incident->now_h = t_h;
        incident->id = cells[id];
        incident->event = cells[event];
        incident->value = cells[value][0] ? strtod(cells[value], NULL) : (double)NAN;
        if (is_zone) {
            zone_event(incident);
        } else {
            system_event(incident);
        }
    }
}

Violation incident_violation(const char *path, const IncidentFrame *frame, size_t *events)
{
    Incident incident = {.frame = frame,
                         .strategy = sheets_find(frame->sheets, TABLE_STRATEGIES, frame->strategy),
                         .first_notice_h = (double)INFINITY,
                         .first_isolation_h = (double)INFINITY,
                         .id = "",
                         .event = ""};
    char *bytes = NULL;
    size_t length = 0;
    Failure failure = {0};
    CsvTable csv = {0};
    Arena *arena = arena_new(0);
    Diagnostics *diagnostics = diagnostics_new();
    if (!file_read(path, CSV_BYTES_MAX, &bytes, &length, &failure) ||
        !csv_parse_table(&csv, "trace", bytes, length, arena, diagnostics)) {
        incident.violation = violation_of("%s: no trace: %s", path, failure.message);
    }
    follow(&incident, &csv);
    if (!incident.violation.found) {
        expect_all_isolated(&incident);
        compare_all(&incident);
    }
    *events = incident.zone_count + incident.job_count;
    diagnostics_free(diagnostics);
    free(bytes);
    arena_free(arena);
    return incident.violation;
}
