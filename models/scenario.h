/* The immutable description of a case: what the CSV tables say, with ids resolved to indices and
 * units to hours.
 *
 * A Scenario is what one strategy meets (its overrides applied); all strategies of a case hold the
 * same ids in the same order. Shared by all threads, never written after it was read. Arrays keep
 * the order of the tables' rows. NONE marks an index that is not given.
 */
#ifndef MODELS_SCENARIO_H
#define MODELS_SCENARIO_H

#include "sim/calendar.h"
#include "sim/civil_time.h"
#include "sim/distribution.h"
#include "sim/rate_profile.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NONE SIZE_MAX

typedef struct IndexList {
    size_t count;
    const size_t *items;
} IndexList;

typedef struct RunSpec { /* scenario.csv */
    const char *title;
    CivilStart start;
    double horizon_h;
    double warmup_h;
    double sample_h;
    size_t replications;
    uint64_t seed;
    double confidence;
    size_t baseline; /* index of a strategy */
} RunSpec;

typedef struct CrewSpec {
    const char *id, *name;
    size_t crews;
    double speed; /* hours of a job's work done in an hour */
    const Calendar *calendar;
} CrewSpec;

typedef struct DatacentreSpec {
    const char *id, *name;
    IndexList zones; /* in the order in which an instance looks for its zone; the zone of the own
                        id, where it is, last */
} DatacentreSpec;

/* A zone of zones.csv, or the zone that bears a data centre's own id: made where the data centre
 * has no zones, where an instance fits in none of them, or where a link, the entry or an outage
 * names it. */
typedef struct ZoneSpec {
    const char *id, *name;
    size_t datacentre;
    size_t crew; /* NONE: unlimited */
    Distribution rebuild_h, check_h;
    IndexList instances; /* that stand in it */
    uint64_t insured;    /* of the insurers whose instances stand in it; one of scope `datacentre`
                            stands for all insurers of    its data centre. Where the scenario has no
                            systems: of the insurers that the zone admits */
} ZoneSpec;

typedef struct LinkSpec {
    size_t from, to; /* zones */
    double spread_per_h;
    size_t repeat; /* how many earlier rows link the same two zones the same way: part of the draw's
                      key */
} LinkSpec;

typedef enum SystemScope { SYSTEM_PER_INSURER, SYSTEM_PER_DATACENTRE } SystemScope;

typedef struct SystemSpec {
    const char *id, *name;
    SystemScope scope;
    IndexList needs; /* systems */
    Distribution restore_h, check_h;
    double priority;
} SystemSpec;

/* A system's instance: SYSTEM@INSURER or SYSTEM@DATACENTRE. A system of scope `datacentre` has one
 * in every data centre. */
typedef struct InstanceSpec {
    const char *id; /* "core@muc-07" */
    size_t system;
    size_t insurer; /* NONE where the scope is `datacentre` */
    size_t datacentre;
    size_t zone;
    IndexList needs;         /* instances, of the same insurer or its data centre */
    double insurer_priority; /* of its insurer; for one of scope `datacentre` the smallest of its
                                data centre */
    uint64_t insured; /* its insurer's; for one of scope `datacentre` those of its data centre */
} InstanceSpec;

typedef struct InsurerSpec {
    const char *id, *name;
    uint64_t insured;
    size_t datacentre;
    double priority;
    size_t agents;
    const Calendar *desk_calendar;
} InsurerSpec;

typedef struct DemandSpec { /* of a service or channel */
    double per_1000_per_day;
    const RateProfile *profile;
    double daily_cv;
} DemandSpec;

typedef struct ServiceSpec {
    const char *id, *name;
    IndexList needs; /* systems */
    DemandSpec demand;
    bool servers_given; /* `servers`, else per 100 000 insured */
    double servers;     /* or per 100 000 insured */
    Distribution service_h;
    const Calendar *calendar;
    size_t queue_limit; /* NONE: no limit */
    double lost_prob, retry_prob;
    Distribution retry_h;
    double contact_prob;
    Distribution contact_delay_h;
    size_t contact_channel;  /* NONE: none */
    bool fallback_given;     /* `fallback_servers`, else per 100 000 insured */
    double fallback_servers; /* or per 100 000 insured */
    Distribution fallback_h, fallback_after_h;
    double mtpd_h, rto_h; /* NAN: none */
} ServiceSpec;

typedef struct ChannelSpec {
    const char *id, *name;
    IndexList needs, case_needs; /* systems */
    DemandSpec demand;
    Distribution handle_h, degraded_handle_h;
    bool has_patience; /* else contacts wait for ever */
    Distribution patience_h;
    double priority;
    double redial_prob;
    Distribution redial_h;
    double recontact_prob;
    Distribution recontact_h;
    size_t overflow_channel; /* NONE: none */
    double overflow_prob;
    double answer_within_h;
} ChannelSpec;

typedef enum OutageKind {
    OUTAGE_DATACENTRE, /* `target`: data centre */
    OUTAGE_ZONE,       /* zone */
    OUTAGE_INSTANCES,  /* the `instances` */
    OUTAGE_SERVICE     /* service `target` at insurer `insurer` (NONE: at all) */
} OutageKind;

typedef struct OutageSpec {
    const char *target_id; /* as written, "system:portal@hansa" */
    OutageKind kind;
    size_t target;
    size_t insurer;
    size_t datacentre; /* of `system:ID@DATACENTRE`; NONE otherwise */
    IndexList instances;
    double start_h;
    Distribution duration_h;
    size_t repeat; /* how many earlier rows bear the same target: part of the draw's key */
} OutageSpec;

typedef struct AttackSpec {
    bool given;   /* false: no attack, the rest is unset */
    size_t entry; /* zone */
    Distribution start_h, detect_h;
    double false_alarm_prob;
    Distribution detect_next_h;
    bool has_payload;
    Distribution payload_h;
    double exfiltrate_per_h;
    Distribution stolen_share;
} AttackSpec;

typedef enum IsolateKind {
    ISOLATE_ALL,
    ISOLATE_DATACENTRE,
    ISOLATE_COMPROMISED,
    ISOLATE_NONE,
    ISOLATE_LIST
} IsolateKind;

typedef enum RestoreOrder {
    RESTORE_PRIORITY,
    RESTORE_INSURED,
    RESTORE_SHORTEST,
    RESTORE_LONGEST,
    RESTORE_FIFO,
    RESTORE_RANDOM
} RestoreOrder;

typedef struct StrategySpec {
    const char *id, *name;
    IsolateKind isolate;
    IndexList isolate_zones; /* ISOLATE_LIST: zones, data centres resolved to all their zones */
    Distribution reaction_h, contain_h;
    size_t escalate_at; /* NONE: never */
    double leak;
    bool check_clean;
    RestoreOrder restore_order;
    double surge_agents_pct;
    Distribution surge_after_h;
    double surge_days; /* INFINITY: to the end */
    bool fallback;
} StrategySpec;

typedef struct CostSpec { /* costs.csv */
    double request_delay_eur_per_h, lost_request_eur, contact_eur, abandoned_contact_eur,
        crew_eur_per_h, agent_eur_per_h, stolen_record_eur, destroyed_datacentre_eur,
        downtime_eur_per_insured_h;
} CostSpec;

typedef struct Scenario {
    RunSpec run;
    size_t crew_count, datacentre_count, zone_count, link_count, system_count, instance_count,
        insurer_count, service_count, channel_count, outage_count, strategy_count;
    const CrewSpec *crews;
    const DatacentreSpec *datacentres;
    const ZoneSpec *zones; /* those of zones.csv in their order, then own zones of data centres */
    const LinkSpec *links;
    const SystemSpec *systems;
    const InstanceSpec *instances; /* by system, then insurer or data centre */
    const InsurerSpec *insurers;
    const ServiceSpec *services;
    const ChannelSpec *channels;
    const OutageSpec *outages;
    const StrategySpec *strategies;
    AttackSpec attack;
    CostSpec costs;
    const size_t
        *instance_of; /* [system * insurer_count + insurer]: the instance that serves the insurer */
    uint64_t insured_total;
    uint64_t demand_class; /* equal for two scenarios of a case: their insurers, services, channels,
                              calendars and profiles say the same, so equal timelines give equal
                              outcomes */
} Scenario;

/* Servers of a service at an insurer: as given, or per 100 000 insured, rounded up. */
size_t service_servers(const ServiceSpec *service, uint64_t insured);
size_t service_fallback_servers(const ServiceSpec *service, uint64_t insured);

/* Rate at profile weight 1, per hour: insured / 1000 x per_1000_per_day / 24. */
double demand_per_h(const DemandSpec *demand, uint64_t insured);

#endif
