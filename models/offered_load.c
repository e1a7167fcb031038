#include "models/offered_load.h"

#include <math.h>

#define WEEK_H 168.0

static QueueLoad queue_load(const char *insurer, uint64_t insured, uint64_t servers)
{
    return (QueueLoad){.insurer = insurer, .insured = insured, .servers = servers};
}

/* Adds expected arrivals: `rate_per_h` at profile weight 1. */
static void add_volume(QueueLoad *load, double rate_per_h, const RateProfile *profile,
                       double horizon_h)
{
    load->per_day += rate_per_h * 24;
    load->per_week += rate_per_h * WEEK_H;
    load->in_run += rate_per_h * rate_profile_integral(profile, 0, horizon_h);
}

/* Work per capacity; both in server-hours. */
static double ratio(double work_h, double capacity_h)
{
    if (!(work_h > 0)) {
        return 0;
    }
    return capacity_h > 0 ? work_h / capacity_h : INFINITY;
}

static void finish_load(QueueLoad *load, double capacity_h, double peak_erlang)
{
    load->load = ratio(load->erlang * WEEK_H, capacity_h);
    load->peak_load = ratio(peak_erlang, (double)load->servers);
    load->overloaded = load->load > 1;
}

static QueueLoad insurer_service_load(const Scenario *scenario, const ServiceSpec *service,
                                      const InsurerSpec *insurer)
{
    const double rate_per_h = demand_per_h(&service->demand, insurer->insured);
    const double erlang = rate_per_h * distribution_mean(&service->service_h);
    QueueLoad load =
        queue_load(insurer->id, insurer->insured, service_servers(service, insurer->insured));

    add_volume(&load, rate_per_h, service->demand.profile, scenario->run.horizon_h);
    load.erlang = erlang;
    finish_load(&load, (double)load.servers * calendar_week_hours(service->calendar),
                erlang * service->demand.profile->peak_weight);
    return load;
}

static void add_load(QueueLoad *all, const QueueLoad *one)
{
    all->insured += one->insured;
    all->per_day += one->per_day;
    all->per_week += one->per_week;
    all->in_run += one->in_run;
    all->erlang += one->erlang;
    all->servers += one->servers;
}

static void measure_service(const Scenario *scenario, const ServiceSpec *service, ServiceLoad *out)
{
    *out = (ServiceLoad){.service = service};
    for (size_t i = 0; i < scenario->insurer_count; i++) {
        const QueueLoad load = insurer_service_load(scenario, service, &scenario->insurers[i]);
        if (i == 0 || load.load > out->worst.load) {
            out->worst = load;
        }
        out->overloaded += load.overloaded;
        add_load(&out->all, &load);
    }
    finish_load(&out->all, (double)out->all.servers * calendar_week_hours(service->calendar),
                out->all.erlang * service->demand.profile->peak_weight);
}

/* Shares of a profile's demand that come while a calendar is open, over the run; kept, because few
 * pairs of the two serve all insurers. */
typedef struct OpenShare {
    const Calendar *calendar;
    const RateProfile *profile;
    double share;
} OpenShare;

typedef struct OpenShares {
    size_t count, capacity;
    OpenShare *shares;
    double horizon_h;
} OpenShares;

static double measure_open_share(const Calendar *calendar, const RateProfile *profile,
                                 double horizon_h)
{
    const double whole = rate_profile_integral(profile, 0, horizon_h);
    double open = 0;

    for (double t_h = 0; t_h < horizon_h;) {
        const double change_h = fmin(calendar_next_change_h(calendar, t_h), horizon_h);
        if (calendar_is_open(calendar, t_h)) {
            open += rate_profile_integral(profile, t_h, change_h);
        }
        t_h = change_h;
    }
    return whole > 0 ? open / whole : 0;
}

static double open_share(OpenShares *shares, const Calendar *calendar, const RateProfile *profile)
{
    for (size_t i = 0; i < shares->count; i++) {
        if (shares->shares[i].calendar == calendar && shares->shares[i].profile == profile) {
            return shares->shares[i].share;
        }
    }
    const double share = measure_open_share(calendar, profile, shares->horizon_h);
    if (shares->count < shares->capacity) {
        shares->shares[shares->count++] = (OpenShare){calendar, profile, share};
    }
    return share;
}

static void measure_desk(const Scenario *scenario, const InsurerSpec *insurer, OpenShares *shares,
                         DeskLoad *out)
{
    double impatient_erlang = 0;
    double peak_erlang = 0;

    *out = (DeskLoad){.insurer = insurer,
                      .queue = queue_load(insurer->id, insurer->insured, insurer->agents)};
    for (size_t c = 0; c < scenario->channel_count; c++) {
        const ChannelSpec *channel = &scenario->channels[c];
        const double rate_per_h = demand_per_h(&channel->demand, insurer->insured);
        const double erlang = rate_per_h * distribution_mean(&channel->handle_h);
        const double share = channel->has_patience ? open_share(shares, insurer->desk_calendar,
                                                                channel->demand.profile)
                                                   : 1;
        add_volume(&out->queue, rate_per_h, channel->demand.profile, scenario->run.horizon_h);
        out->queue.erlang += erlang * share;
        impatient_erlang += channel->has_patience ? erlang * share : 0;
        peak_erlang += erlang * channel->demand.profile->peak_weight;
    }
    out->impatient_share = ratio(impatient_erlang, out->queue.erlang);
    finish_load(&out->queue, (double)insurer->agents * calendar_week_hours(insurer->desk_calendar),
                peak_erlang);
}

static void measure_channels(const Scenario *scenario, ChannelVolume *out)
{
    for (size_t c = 0; c < scenario->channel_count; c++) {
        const DemandSpec *demand = &scenario->channels[c].demand;
        QueueLoad load = {0};
        add_volume(&load, demand_per_h(demand, scenario->insured_total), demand->profile,
                   scenario->run.horizon_h);
        out[c] = (ChannelVolume){.channel = &scenario->channels[c],
                                 .per_day = load.per_day,
                                 .per_week = load.per_week,
                                 .in_run = load.in_run};
    }
}

const OfferedLoad *offered_load_new(const Scenario *scenario, Arena *arena)
{
    enum { KEPT_SHARES = 256 };
    OfferedLoad *load = arena_allocate(arena, 1, sizeof *load);
    const size_t desk_count = scenario->channel_count > 0 ? scenario->insurer_count : 0;
    ServiceLoad *services = arena_allocate(arena, scenario->service_count, sizeof *services);
    DeskLoad *desks = arena_allocate(arena, desk_count, sizeof *desks);
    ChannelVolume *channels = arena_allocate(arena, scenario->channel_count, sizeof *channels);
    OpenShares shares = {.capacity = KEPT_SHARES,
                         .shares = arena_allocate(arena, KEPT_SHARES, sizeof(OpenShare)),
                         .horizon_h = scenario->run.horizon_h};

    for (size_t s = 0; s < scenario->service_count; s++) {
        measure_service(scenario, &scenario->services[s], &services[s]);
    }
    for (size_t i = 0; i < desk_count; i++) {
        measure_desk(scenario, &scenario->insurers[i], &shares, &desks[i]);
    }
    measure_channels(scenario, channels);
    *load = (OfferedLoad){.service_count = scenario->service_count,
                          .desk_count = desk_count,
                          .channel_count = scenario->channel_count,
                          .services = services,
                          .desks = desks,
                          .channels = channels};
    return load;
}
