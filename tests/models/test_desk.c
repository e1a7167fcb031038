/* The desk against its slow twin: over random small desks both must say the same, contact by
 * contact. */
#include "desk_twin.h"

#include "sim/stream.h"

enum { DESKS = 200, SEEN = 5 };

static size_t draw_below(Stream *chance, size_t count)
{
    return (size_t)(stream_uniform(chance) * (double)count);
}

/* Half of the time each channel, and the cases of each, are down for a while. */
static void draw_changes(Fixture *f, Stream *chance)
{
    for (size_t i = 0; i < 4; i++) {
        const ChangeKind kind = i < 2 ? CHANGE_CHANNEL : CHANGE_CASE;
        const double from_h = stream_uniform(chance) * 40;
        if (draw_below(chance, 2) > 0) {
            add_change(f, from_h, kind, false);
            f->changes[f->timeline.count - 1].index = (uint32_t)i % 2;
            add_change(f, from_h + stream_uniform(chance) * 40, kind, true);
            f->changes[f->timeline.count - 1].index = (uint32_t)i % 2;
        }
    }
    for (size_t i = 1; i < f->timeline.count; i++) {
        const TimelineChange change = f->changes[i];
        size_t k = i;
        for (; k > 0 && f->changes[k - 1].t_h > change.t_h; k--) {
            f->changes[k] = f->changes[k - 1];
        }
        f->changes[k] = change;
    }
    f->conditions.surge_agents = draw_below(chance, 3);
    f->conditions.surge_from_h = stream_uniform(chance) * 30;
    f->conditions.surge_to_h = f->conditions.surge_from_h + stream_uniform(chance) * 30;
}

/* A desk of chance: any hours, patience, priorities, disturbances and surge; some draws are
 * constant and multiples of each other, so that much happens at one instant: a patience may end
 * as an agent gets free. */
static void draw_desk(Fixture *f, Stream *chance)
{
    const char *const times[] = {"0.25", "exponential(mean=0.25)",
                                 "discrete(values=0|0.5 weights=1|1)", "0.1", "0.5"};
    const char *const pauses[] = {"exponential(mean=0.5)", "1", "0.25", "uniform(low=0.1 high=30)"};
#define ONE_OF(texts) described(f, (texts)[draw_below(chance, sizeof(texts) / sizeof *(texts))])
    f->insurer_spec.agents = draw_below(chance, 6);
    f->insurer_spec.desk_calendar = draw_below(chance, 2) > 0 ? office_hours(f) : calendar_always();
    f->scenario.run.horizon_h = HORIZON_H;
    f->scenario.run.warmup_h = 24;
    f->service.servers = 1;
    f->service.demand.per_1000_per_day = 50;
    f->service.demand.profile = rate_profile_flat(f->arena, -24, HORIZON_H);
    f->service.contact_prob = 0.3;
    f->service.contact_delay_h = described(f, "exponential(mean=2)");
    f->service.contact_channel = draw_below(chance, 2);
    for (size_t c = 0; c < 2; c++) {
        ChannelSpec *const spec = &f->channels[c];
        spec->priority = (double)draw_below(chance, 2);
        spec->demand.per_1000_per_day = (double)draw_below(chance, 150);
        spec->demand.profile = f->service.demand.profile;
        spec->has_patience = draw_below(chance, 3) > 0;
        spec->patience_h = ONE_OF(times);
        spec->handle_h = ONE_OF(times);
        spec->degraded_handle_h = ONE_OF(times);
        spec->redial_prob = 0.4 * (double)draw_below(chance, 3);
        spec->redial_h = ONE_OF(pauses);
        spec->recontact_prob = 0.5 * (double)draw_below(chance, 3);
        spec->recontact_h = ONE_OF(pauses);
        spec->overflow_channel = draw_below(chance, 2) > 0 && c == 0 ? 1 : NONE;
        spec->overflow_prob = 0.5;
    }
#undef ONE_OF
}

/* By instant, contact, event; what else two have in common is compared. */
static int compare_records(const void *first, const void *second)
{
    const TraceRecord *const a = first, *const b = second;
    if (compare_instants(a, b) != 0) {
        return compare_instants(a, b);
    }
    if (a->number != b->number) {
        return a->number < b->number ? -1 : 1;
    }
    return strcmp(a->event, b->event);
}

static void expect_same_log(KeepingTrace *log, KeepingTrace *twin)
{
    size_t contacts = 0;
    for (size_t i = 0; i < log->count; i++) {
        if (strcmp(log->kept[i].scope, "channel") == 0) {
            log->kept[contacts++] = log->kept[i];
        }
    }
    EXPECT_EQUAL(contacts, twin->count);
    qsort(log->kept, contacts, sizeof *log->kept, compare_records);
    qsort(twin->kept, contacts, sizeof *twin->kept, compare_records);
    for (size_t i = 0; i < contacts; i++) {
        const TraceRecord *const a = &log->kept[i], *const b = &twin->kept[i];
        EXPECT(compare_records(a, b) == 0 && strcmp(a->id, b->id) == 0);
        EXPECT_NEAR(a->value, b->value, 0);
    }
}

static void expect_same_statistics(const Insurer *insurer, const Twin *twin)
{
    const DeskRecorder *const desk = &insurer->desk_recorder;
    for (size_t c = 0; c < 2; c++) {
        const ChannelRecorder *const channel = &insurer->channel_recorders[c];
        for (size_t k = 0; k <= HORIZON_H; k++) {
            EXPECT_EQUAL(channel->waiting_at[k], twin->waiting_at[c][k]);
        }
        EXPECT_NEAR(channel->queue_area, twin->queue_area[c], 1e-8);
        EXPECT_NEAR(channel->queue_largest, twin->queue_largest[c], 0);
    }
    for (size_t k = 0; k <= HORIZON_H; k++) {
        EXPECT_EQUAL(desk->busy_at[k], twin->busy_at[k]);
        EXPECT_EQUAL(desk->agents_at[k], twin->agents_at[k]);
    }
    EXPECT_NEAR(desk->queue_area, twin->queue_area[0] + twin->queue_area[1], 1e-8);
    EXPECT_NEAR(desk->queue_largest, twin->desk_largest, 0);
    EXPECT_NEAR(desk->busy_area, twin->busy_area, 1e-8);
    EXPECT_NEAR(desk->staffed_area, twin->staffed_area, 1e-8);
    EXPECT_NEAR(desk->clear_h, twin->clear_h, 0);
}

/* Of `seen` kinds of events, how often each came. */
static void count_events(const KeepingTrace *log, const char *const kinds[SEEN], size_t *seen)
{
    for (size_t i = 0; i < log->count; i++) {
        for (size_t k = 0; k < SEEN; k++) {
            seen[k] += strcmp(log->kept[i].event, kinds[k]) == 0;
        }
    }
}

static void it_says_the_same_as_a_slow_twin_over_random_desks(void **state)
{
    (void)state;
    const char *const kinds[SEEN] = {"contact_arrives", "contact_abandons", "contact_turned_away",
                                     "degraded_handling_starts", "handling_ends"};
    size_t seen[SEEN] = {0};
    Stream chance;
    stream_init(&chance, 20, 26, 3, 0);
    for (uint64_t number = 0; number < DESKS; number++) {
        Fixture f;
        Twin twin;
        stream_rekey(&chance, number);
        fixture_init(&f);
        draw_desk(&f, &chance);
        draw_changes(&f, &chance);
        fixture_run(&f, 1, 2);
        Insurer *const unrun = insurer_new(&f.scenario);
        twin_begin(&twin, &f, unrun);
        twin_run(&twin);
        expect_same_log(&f.log, &twin.log);
        expect_same_statistics(f.insurer, &twin);
        count_events(&twin.log, kinds, seen);
        twin_end(&twin);
        insurer_free(unrun);
        fixture_deinit(&f);
    }
    for (size_t k = 0; k < SEEN; k++) {
        EXPECT(seen[k] > 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_the_same_as_a_slow_twin_over_random_desks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
