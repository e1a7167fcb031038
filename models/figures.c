#include "models/figures.h"

#include <math.h>

/* NAN where nothing is divided by. */
static double ratio(double numerator, double denominator)
{
    return denominator > 0 ? numerator / denominator : NAN;
}

/* The larger; NAN counts as nothing. */
static double larger(double a, double b)
{
    return isnan(a) || b > a ? b : a;
}

Disruption timeline_disruption(const InsurerTimeline *timeline, size_t service, double horizon_h)
{
    Disruption disruption = {.first_down_h = INFINITY, .last_up_h = NAN};
    size_t down = 0;
    double since_h = 0;
    for (size_t i = 0; i < timeline->count; i++) {
        const TimelineChange *const change = &timeline->changes[i];
        if (change->kind != CHANGE_SERVICE || (service != NONE && change->index != service)) {
            continue;
        }
        if (!change->up && down++ == 0) {
            /* Up and down again at the same instant is no interruption of the time down. */
            const bool goes_on = i > 0 && !(change->t_h > disruption.last_up_h) &&
                                 !isnan(disruption.last_up_h) && !isinf(disruption.last_up_h);
            since_h = goes_on ? since_h : change->t_h;
            disruption.first_down_h = fmin(disruption.first_down_h, change->t_h);
            disruption.downtime_h -= change->t_h;
            disruption.last_up_h = INFINITY;
        } else if (change->up && --down == 0) {
            disruption.downtime_h += change->t_h;
            disruption.last_up_h = change->t_h;
            disruption.longest_h = fmax(disruption.longest_h, change->t_h - since_h);
        }
    }
    if (down > 0) {
        disruption.downtime_h += horizon_h;
        disruption.longest_h = fmax(disruption.longest_h, horizon_h - since_h);
    }
    return disruption;
}

ServiceFigures service_figures_empty(void)
{
    return (ServiceFigures){.first_down_h = INFINITY, .last_up_h = NAN, .clear_end_h = NAN};
}

/* 1 where the longest disruption is over the limit, else 0; NAN without a limit. */
static double exceeds(const Disruption *disruption, double limit_h)
{
    return isnan(limit_h) ? NAN : disruption->longest_h > limit_h;
}

ServiceFigures service_figures_of(const ServiceRecorder *recorder, const Disruption *disruption,
                                  const ServiceSpec *spec, double insured)
{
    ServiceFigures figures = {
        .requests = (double)recorder->requests,
        .served = (double)recorder->served,
        .lost = (double)recorder->lost,
        .unfinished = (double)recorder->unfinished,
        .waited = (double)recorder->waited,
        .wait_h = recorder->wait_sum_h,
        .delay_h = recorder->delay_sum_h,
        .unfinished_h = recorder->unfinished_h,
        .waiting_area = recorder->waiting_area,
        .in_system_area = recorder->waiting_area + recorder->busy_area + recorder->fallback_area,
        .busy_area = recorder->busy_area,
        .capacity_area = recorder->capacity_area,
        .waiting_largest = (double)recorder->waiting_largest,
        .insured = insured,
        .insured_downtime_h = insured * disruption->downtime_h,
        .first_down_h = disruption->first_down_h,
        .last_up_h = disruption->last_up_h,
        .clear_end_h = recorder->clear_end_h,
        .breached = exceeds(disruption, spec->mtpd_h),
        .missed = exceeds(disruption, spec->rto_h),
        .insurers = 1,
    };
    service_figures_set_quantiles(&figures, &recorder->wait_h, &recorder->delay_h);
    return figures;
}

void service_figures_add(ServiceFigures *into, const ServiceFigures *from)
{
    into->requests += from->requests;
    into->served += from->served;
    into->lost += from->lost;
    into->unfinished += from->unfinished;
    into->waited += from->waited;
    into->wait_h += from->wait_h;
    into->delay_h += from->delay_h;
    into->unfinished_h += from->unfinished_h;
    into->waiting_area += from->waiting_area;
    into->in_system_area += from->in_system_area;
    into->busy_area += from->busy_area;
    into->capacity_area += from->capacity_area;
    into->waiting_largest = fmax(into->waiting_largest, from->waiting_largest);
    into->insured += from->insured;
    into->insured_downtime_h += from->insured_downtime_h;
    into->first_down_h = fmin(into->first_down_h, from->first_down_h);
    into->last_up_h = larger(into->last_up_h, from->last_up_h);
    into->clear_end_h = larger(into->clear_end_h, from->clear_end_h);
    into->breached += from->breached;
    into->missed += from->missed;
    into->insurers += from->insurers;
}

void service_figures_set_quantiles(ServiceFigures *figures, const Quantile *wait_h,
                                   const Quantile *delay_h)
{
    figures->wait_p50_h = quantile_value(wait_h, 0.5);
    figures->wait_p95_h = quantile_value(wait_h, 0.95);
    figures->wait_p99_h = quantile_value(wait_h, 0.99);
    figures->delay_p50_h = quantile_value(delay_h, 0.5);
    figures->delay_p95_h = quantile_value(delay_h, 0.95);
}

void service_figures_values(const ServiceFigures *figures, double horizon_h, double *values)
{
    const double downtime_h = figures->insured_downtime_h / figures->insured;
    *values++ = figures->requests;
    *values++ = figures->served;
    *values++ = figures->lost;
    *values++ = figures->unfinished;
    *values++ = ratio(figures->wait_h, figures->served);
    *values++ = figures->wait_p50_h;
    *values++ = figures->wait_p95_h;
    *values++ = figures->wait_p99_h;
    *values++ = ratio(figures->delay_h, figures->served);
    *values++ = figures->delay_p50_h;
    *values++ = figures->delay_p95_h;
    *values++ = ratio(figures->waited, figures->served);
    *values++ = figures->waiting_area / horizon_h;
    *values++ = figures->waiting_largest;
    *values++ = figures->in_system_area / horizon_h;
    *values++ = ratio(figures->busy_area, figures->capacity_area);
    *values++ = 1 - downtime_h / horizon_h;
    *values++ = downtime_h;
    *values++ = figures->last_up_h;
    *values++ = figures->clear_end_h - figures->first_down_h;
    *values++ = figures->clear_end_h;
    *values++ = figures->insured_downtime_h;
    *values++ = figures->breached / figures->insurers;
    *values++ = figures->missed / figures->insurers;
}

ChannelFigures channel_figures_of(const ChannelRecorder *recorder)
{
    ChannelFigures figures = {
        .contacts = (double)recorder->contacts,
        .attempts = (double)recorder->attempts,
        .served = (double)recorder->served,
        .abandoned = (double)recorder->abandoned,
        .turned_away = (double)recorder->turned_away,
        .redials = (double)recorder->redials,
        .recontacts = (double)recorder->recontacts,
        .generated = (double)recorder->generated,
        .overflow_in = (double)recorder->overflow_in,
        .overflow_out = (double)recorder->overflow_out,
        .waiting_at_end = (double)recorder->waiting_at_end,
        .waited = (double)recorder->waited,
        .answered_in_time = (double)recorder->answered_in_time,
        .wait_h = recorder->wait_sum_h,
        .queue_area = recorder->queue_area,
        .queue_largest = recorder->queue_largest,
    };
    channel_figures_set_quantiles(&figures, &recorder->wait_h);
    return figures;
}

void channel_figures_add(ChannelFigures *into, const ChannelFigures *from)
{
    into->contacts += from->contacts;
    into->attempts += from->attempts;
    into->served += from->served;
    into->abandoned += from->abandoned;
    into->turned_away += from->turned_away;
    into->redials += from->redials;
    into->recontacts += from->recontacts;
    into->generated += from->generated;
    into->overflow_in += from->overflow_in;
    into->overflow_out += from->overflow_out;
    into->waiting_at_end += from->waiting_at_end;
    into->waited += from->waited;
    into->answered_in_time += from->answered_in_time;
    into->wait_h += from->wait_h;
    into->queue_area += from->queue_area;
    into->queue_largest = fmax(into->queue_largest, from->queue_largest);
}

void channel_figures_set_quantiles(ChannelFigures *figures, const Quantile *wait_h)
{
    figures->wait_p50_h = quantile_value(wait_h, 0.5);
    figures->wait_p95_h = quantile_value(wait_h, 0.95);
}

void channel_figures_values(const ChannelFigures *figures, double horizon_h, double *values)
{
    const double minutes = 60;
    *values++ = figures->contacts;
    *values++ = figures->attempts;
    *values++ = figures->served;
    *values++ = figures->abandoned;
    *values++ = figures->turned_away;
    *values++ = figures->redials;
    *values++ = figures->recontacts;
    *values++ = figures->generated;
    *values++ = figures->overflow_in;
    *values++ = figures->overflow_out;
    *values++ = figures->waiting_at_end;
    *values++ = ratio(figures->abandoned, figures->attempts);
    *values++ = ratio(figures->wait_h * minutes, figures->served);
    *values++ = figures->wait_p50_h * minutes;
    *values++ = figures->wait_p95_h * minutes;
    *values++ = ratio(figures->waited, figures->attempts - figures->turned_away);
    *values++ = ratio(figures->answered_in_time, figures->attempts);
    *values++ = figures->queue_area / horizon_h;
    *values++ = figures->queue_largest;
}

void desk_recorder_values(const DeskRecorder *recorder, double horizon_h, double *values)
{
    *values++ = ratio(recorder->busy_area, recorder->staffed_area);
    *values++ = recorder->queue_area / horizon_h;
    *values++ = recorder->queue_largest;
    *values++ = recorder->clear_h;
}
