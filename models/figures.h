/* The numbers of a service, channel or desk after a replication: additive, so that insurers can be
 * put together.
 *
 * Figures are sums (counts, hours, areas) and extremes. Values (means, shares, moments) are
 * computed from them at the end, by the same function for one insurer and for all together.
 * Quantiles come from the merged histograms.
 */
#ifndef MODELS_FIGURES_H
#define MODELS_FIGURES_H

#include "models/recorder.h"
#include "models/timeline.h"

#include <stddef.h>

/* What the timeline says of one service (or of any service) of an insurer. */
typedef struct Disruption {
    double downtime_h;   /* within [0, horizon] */
    double longest_h;    /* longest single time down */
    double first_down_h; /* INFINITY: never down */
    double last_up_h;    /* NAN: never down; INFINITY: down at the horizon */
} Disruption;

/* Of service `service`; NONE: of all together, down while any is. */
Disruption timeline_disruption(const InsurerTimeline *timeline, size_t service, double horizon_h);

typedef struct ServiceFigures {
    double requests, served, lost, unfinished, waited;
    double wait_h, delay_h, unfinished_h; /* sums */
    double waiting_area, in_system_area, busy_area, capacity_area, waiting_largest;
    double insured, insured_downtime_h; /* sums over insurers */
    double first_down_h;                /* smallest */
    double last_up_h, clear_end_h;      /* largest; NAN: none was ever down */
    double insurers;
    double breached, missed; /* of them, longest disruption over mtpd_h, rto_h; NAN: none given */
    double wait_p50_h, wait_p95_h, wait_p99_h, delay_p50_h, delay_p95_h;
} ServiceFigures;

/* Of nobody: what insurers are added to. */
ServiceFigures service_figures_empty(void);
ServiceFigures service_figures_of(const ServiceRecorder *recorder, const Disruption *disruption,
                                  const ServiceSpec *spec, double insured);
void service_figures_add(ServiceFigures *into, const ServiceFigures *from);
void service_figures_set_quantiles(ServiceFigures *figures, const Quantile *wait_h,
                                   const Quantile *delay_h);

/* The metrics of scope `service`, in the order of metrics.def. */
void service_figures_values(const ServiceFigures *figures, double horizon_h, double *values);

typedef struct ChannelFigures {
    double contacts, attempts, served, abandoned, turned_away, redials, recontacts, generated;
    double overflow_in, overflow_out, waiting_at_end, waited, answered_in_time;
    double wait_h, queue_area, queue_largest;
    double wait_p50_h, wait_p95_h;
} ChannelFigures;

ChannelFigures channel_figures_of(const ChannelRecorder *recorder);
void channel_figures_add(ChannelFigures *into, const ChannelFigures *from);
void channel_figures_set_quantiles(ChannelFigures *figures, const Quantile *wait_h);
void channel_figures_values(const ChannelFigures *figures, double horizon_h, double *values);

/* The metrics of scope `desk`. */
void desk_recorder_values(const DeskRecorder *recorder, double horizon_h, double *values);

#endif
