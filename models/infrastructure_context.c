#include "models/infrastructure_context.h"

#include "sim/stream.h"

static void source_stream(const InfrastructureContext *context, DrawSource source, Stream *stream)
{
    const uint64_t key = stream_source(source.purpose, source.id ? source.id : "",
                                       source.second_id ? source.second_id : "");
    stream_init(stream, context->seed, context->replication, key, source.entity);
}

double context_draw(const InfrastructureContext *context, const Distribution *distribution,
                    DrawSource source)
{
    Stream stream;
    source_stream(context, source, &stream);
    return distribution_draw(distribution, &stream);
}

double context_uniform(const InfrastructureContext *context, DrawSource source)
{
    Stream stream;
    source_stream(context, source, &stream);
    return stream_uniform(&stream);
}

double context_exponential(const InfrastructureContext *context, DrawSource source)
{
    Stream stream;
    source_stream(context, source, &stream);
    return stream_exponential(&stream);
}

void context_trace(const InfrastructureContext *context, const char *scope, const char *id,
                   const char *event, double value)
{
    trace_event(context->trace, (TraceRecord){.t_h = context->simulation->now_h,
                                              .scope = scope,
                                              .id = id,
                                              .event = event,
                                              .value = value});
}

void context_schedule_in(const InfrastructureContext *context, Event *event, double delay_h)
{
    Simulation *simulation = context->simulation;
    event_list_schedule(&simulation->events, event, simulation->now_h + delay_h);
}
