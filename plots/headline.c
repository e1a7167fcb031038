#include "plots/headline.h"

#include <math.h>

static const Headline totals[] = {
    {{"total", "all", "insured_hours_lost", QUANTITY_COUNT, "the insured-hours lost",
      "No service was lost"},
     "Insured-hours lost"},
    {{"total", "all", "restored_half_h", QUANTITY_HOURS,
      "the time until half of the insured have all services back",
      "Half of the insured never had all services back"},
     "Half of the insured back"},
    {{"total", "all", "restored_h", QUANTITY_HOURS, "the time until the last insurer is back",
      "The last insurer was not back"},
     "Last insurer back"},
    {{"total", "all", "records_stolen", QUANTITY_COUNT, "the number of records stolen",
      "No record was stolen"},
     "Records stolen"},
    {{"total", "all", "zones_compromised", QUANTITY_COUNT, "the number of zones compromised",
      "No zone was compromised"},
     "Zones compromised"},
    {{"total", "all", "zones_destroyed", QUANTITY_COUNT, "the number of zones destroyed",
      "No zone was destroyed"},
     "Zones destroyed"},
    {{"total", "all", "crew_hours", QUANTITY_COUNT, "the crew hours", "No crew worked"},
     "Crew hours"},
    {{"total", "all", "cost_total_eur", QUANTITY_EURO, "the total cost", "No cost arose"},
     "Total cost"},
};

enum { TOTALS = sizeof totals / sizeof *totals, SERVICE_ROWS = 2, CHANNEL_ROWS = 2 };

const char *headline_service(const View *view)
{
    const char *longest = NULL;
    double most = -1;
    for (size_t i = 0; i < view->service_count; ++i) {
        for (size_t j = 0; j < view->strategy_count; ++j) {
            const double delay = view_mean(view, view->strategies[j].id, "service",
                                           view->services[i], "delay_p50_h");
            if (delay > most) {
                most = delay;
                longest = view->services[i];
            }
        }
    }
    return longest;
}

const char *headline_channel(const View *view)
{
    const char *busiest = NULL;
    double most = -1;
    for (size_t i = 0; i < view->channel_count && view->baseline; ++i) {
        const double contacts =
            view_mean(view, view->baseline->id, "channel", view->channels[i], "contacts");
        if (contacts > most) {
            most = contacts;
            busiest = view->channels[i];
        }
    }
    return busiest;
}

static bool has_value(const View *view, const ViewMetric *metric)
{
    bool some = false;
    for (size_t i = 0; i < view->strategy_count; ++i) {
        const double mean =
            view_mean(view, view->strategies[i].id, metric->scope, metric->id, metric->metric);
        some = some || mean > 0;
    }
    return some;
}

/* Words and a name behind them. */
static const char *with_name(const View *view, const char *words, const char *name)
{
    return view_text(view, "%s%s", view_phrase(view, words), name);
}

static size_t add_service(const View *view, Headline *rows, size_t count)
{
    const char *service = headline_service(view);
    if (!service) {
        return count;
    }
    const char *name = view_name(view, "services", service);
    rows[count++] = (Headline){{"service", service, "delay_p50_h", QUANTITY_HOURS,
                                view_text(view, view_phrase(view, "the median delay of %s"), name),
                                with_name(view, "No request was served for ", name)},
                               with_name(view, "Median delay: ", name)};
    rows[count++] =
        (Headline){{"service", service, "backlog_max", QUANTITY_COUNT,
                    view_text(view, view_phrase(view, "the largest backlog of %s"), name),
                    view_text(view, view_phrase(view, "There is no backlog of %s"), name)},
                   with_name(view, "Largest backlog: ", name)};
    return count;
}

static size_t add_channel(const View *view, Headline *rows, size_t count)
{
    const char *channel = headline_channel(view);
    if (!channel) {
        return count;
    }
    const char *name = view_name(view, "channels", channel);
    rows[count++] = (Headline){{"channel", channel, "abandon_share", QUANTITY_SHARE,
                                with_name(view, "the share who give up: ", name),
                                with_name(view, "Nobody tried: ", name)},
                               with_name(view, "Abandoned: ", name)};
    rows[count++] = (Headline){{"channel", channel, "queue_max", QUANTITY_COUNT,
                                with_name(view, "the longest queue: ", name),
                                with_name(view, "Nobody waited: ", name)},
                               with_name(view, "Longest queue: ", name)};
    return count;
}

const Headline *headlines(const View *view, size_t *count)
{
    Headline *rows =
        arena_allocate(view->arena, TOTALS + SERVICE_ROWS + CHANNEL_ROWS, sizeof *rows);
    size_t filled = 0;
    for (size_t i = 0; i < TOTALS; ++i) {
        Headline *row = &rows[filled++];
        *row = totals[i];
        row->metric.subject = view_phrase(view, row->metric.subject);
        row->metric.nothing = view_phrase(view, row->metric.nothing);
        row->label = view_phrase(view, row->label);
    }
    filled = add_channel(view, rows, add_service(view, rows, filled));
    *count = 0;
    for (size_t i = 0; i < filled; ++i) {
        if (has_value(view, &rows[i].metric)) {
            rows[(*count)++] = rows[i];
        }
    }
    return rows;
}
