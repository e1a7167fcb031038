/* What one strategy of a replication has gathered so far, and how it becomes an Outcome. */
#ifndef MODELS_REPLICATION_RECORD_H
#define MODELS_REPLICATION_RECORD_H

#include "base/arena.h"
#include "models/figures.h"
#include "models/insurer.h"
#include "models/measures.h"
#include "models/outcome_pool.h"
#include "models/timeline.h"

#include <stdint.h>

typedef struct InsurerFigures {
    ServiceFigures *services; /* [service_count] */
    ChannelFigures *channels; /* [channel_count] */
    double desk[4];           /* the metrics of scope `desk` */
    Disruption disruption;    /* of all services together */
    double surge_agent_h;
    uint64_t requests, contacts, events;
    bool reused; /* taken over from another strategy */
} InsurerFigures;

typedef struct StrategyRecord {
    const Scenario *scenario;
    const Infrastructure *infrastructure;
    bool attacked;                 /* the attack, or its false alarm, comes: not in the reference */
    InsurerConditions *conditions; /* [insurer] */
    InsurerFigures *insurers;      /* [insurer] */
    OutcomePool *pool;
    double *insurer_curves; /* NULL, or Outcome.curves with those of each insurer filled in */
} StrategyRecord;

/* Takes over what the run says of the insurer. Thread-safe for different insurers. */
void strategy_record_take(StrategyRecord *record, size_t insurer, const Insurer *run,
                          const Measures *measures, bool reused);

/* Fills the outcome; all insurers have been taken. */
void strategy_record_outcome(const StrategyRecord *record, const Measures *measures,
                             Outcome *outcome);

#endif
