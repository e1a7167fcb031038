/* Laws of single paths, read off the trace of a run: what each request and contact must do, to the
 * second. */
#include "insurer_fixture.h"

#define FOR_EACH_EVENT(fixture, i, record, name)                                                   \
    for (size_t i = 0; i < (fixture).log.count; i++)                                               \
        for (const TraceRecord *record = &(fixture).log.kept[i];                                   \
             record && strcmp(record->event, name) == 0; record = NULL)

/* Down from 50 to 53: who is in process at 50 began less than half an hour before and ends 3 h
 * later than it would. */
static void work_under_way_is_frozen_and_resumes(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    add_change(&f, 50, CHANGE_SERVICE, false);
    add_change(&f, 53, CHANGE_SERVICE, true);
    fixture_run(&f, 1, 0);
    size_t frozen = 0;
    FOR_EACH_EVENT(f, i, start, "request_starts")
    {
        const TraceRecord *const end = find_event(&f, i, start->number, "request_served");
        const bool meets_outage = start->t_h < 50 && start->t_h + 0.5 > 50;
        EXPECT(start->t_h < 50 || start->t_h >= 53);
        if (end) {
            EXPECT_NEAR(end->t_h - start->t_h, meets_outage ? 3.5 : 0.5, 1e-9);
        }
        frozen += meets_outage;
    }
    EXPECT(frozen > 0);
    fixture_deinit(&f);
}

/* First come, first served: starts come in the order of arrival, with an outage in between. */
static void requests_start_in_the_order_of_arrival(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    add_change(&f, 50, CHANGE_SERVICE, false);
    add_change(&f, 60, CHANGE_SERVICE, true);
    fixture_run(&f, 1, 0);
    uint64_t last = 0;
    FOR_EACH_EVENT(f, i, start, "request_starts")
    {
        EXPECT_EQUAL(start->number, last + 1);
        last = start->number;
    }
    EXPECT(last > 1000);
    fixture_deinit(&f);
}

/* clear_h by hand from the trace: from 50 until the last request that arrived before 60 has
 * started. */
static void clear_ends_when_the_last_who_arrived_before_the_return_has_started(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    add_change(&f, 50, CHANGE_SERVICE, false);
    add_change(&f, 60, CHANGE_SERVICE, true);
    fixture_run(&f, 1, 0);
    double last_h = 0;
    FOR_EACH_EVENT(f, i, start, "request_starts")
    {
        last_h = start->t_h - start->value < 60 ? start->t_h : last_h;
    }
    EXPECT(last_h > 60);
    EXPECT_NEAR(f.insurer->service_recorders[0].clear_end_h, last_h, 1e-9);
    fixture_deinit(&f);
}

/* Every request that goes away comes back after just the time it drew; lost and away are the shares
 * asked for. */
static void requests_that_go_away_come_back_when_they_said(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.service.lost_prob = 0.2;
    f.service.retry_prob = 0.5;
    f.service.retry_h = described(&f, "uniform(low=0.5 high=4)");
    add_change(&f, 20, CHANGE_SERVICE, false);
    add_change(&f, 120, CHANGE_SERVICE, true);
    fixture_run(&f, 1, 0);
    double away = 0;
    double lost = 0;
    double arrived = 0;
    FOR_EACH_EVENT(f, i, leaves, "request_goes_away")
    {
        const TraceRecord *const back = find_event(&f, i, leaves->number, "request_returns");
        EXPECT(leaves->t_h >= 20 && leaves->t_h < 120);
        EXPECT_NEAR(back->t_h, leaves->t_h + leaves->value, 1e-9);
        away++;
    }
    FOR_EACH_EVENT(f, i, gone, "request_lost")
    {
        lost += gone->t_h > 0;
    }
    for (size_t i = 0; i < f.log.count; i++) {
        const TraceRecord *const r = &f.log.kept[i];
        const bool meets =
            strcmp(r->event, "request_arrives") == 0 || strcmp(r->event, "request_returns") == 0;
        arrived += meets && r->t_h >= 20 && r->t_h < 120;
    }
    /* Shares of about 2000 arrivals: 3.3 standard deviations are 0.030 and 0.037. */
    EXPECT_NEAR(lost / arrived, 0.2, 0.030);
    EXPECT_NEAR(away / arrived, 0.5, 0.037);
    fixture_deinit(&f);
}

static void a_closed_service_finishes_what_it_holds_and_starts_nothing(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.service.calendar = office_hours(&f);
    fixture_run(&f, 1, 0);
    size_t over_closing = 0;
    FOR_EACH_EVENT(f, i, start, "request_starts")
    {
        EXPECT(calendar_is_open(f.service.calendar, start->t_h));
        const TraceRecord *const end = find_event(&f, i, start->number, "request_served");
        EXPECT(!end || fabs(end->t_h - start->t_h - 0.5) < 1e-9);
        over_closing += end && !calendar_is_open(f.service.calendar, end->t_h);
    }
    EXPECT(over_closing >= 5);
    fixture_deinit(&f);
}

/* Ten minutes of work from 09:00 end the 48th time at 17:00 but for rounding: no 49th begins. 40 an
 * hour arrive, so nobody is ever idle. */
static void work_that_ends_at_closing_time_is_the_last_of_the_day(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.service.calendar = f.insurer_spec.desk_calendar = office_hours(&f);
    f.service.demand.per_1000_per_day = f.channels[0].demand.per_1000_per_day = 960;
    f.insurer_spec.agents = 1;
    f.service.servers = 1;
    f.service.service_h = f.channels[0].handle_h = distribution_constant(10.0 / 60);
    fixture_run(&f, 1, 1);
    size_t starts = 0;
    for (size_t i = 0; i < f.log.count; i++) {
        const TraceRecord *const record = &f.log.kept[i];
        if (strstr(record->event, "starts")) {
            EXPECT(fmod(record->t_h, 24) < 16.9);
            starts++;
        }
    }
    EXPECT_EQUAL(starts, 2 * 5 * 48);
    fixture_deinit(&f);
}

/* Down 50 to 60.5 and again 100 to 104, two hands from 2 h after each: one hour a request, half an
 * hour at a server. */
static void fallback_works_by_hand_while_the_service_is_down(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.service.fallback_servers = 2;
    f.service.fallback_h = distribution_constant(1);
    f.service.fallback_after_h = distribution_constant(2);
    f.conditions.fallback = true;
    add_change(&f, 50, CHANGE_SERVICE, false);
    add_change(&f, 60.5, CHANGE_SERVICE, true);
    add_change(&f, 100, CHANGE_SERVICE, false);
    add_change(&f, 104, CHANGE_SERVICE, true);
    fixture_run(&f, 1, 0);
    size_t by_hand = 0, at_a_server_later = 0;
    FOR_EACH_EVENT(f, i, start, "request_starts")
    {
        const TraceRecord *const end = find_event(&f, i, start->number, "request_served");
        const bool first = start->t_h >= 50 && start->t_h < 60.5;
        const bool second = start->t_h >= 100 && start->t_h < 104;
        if (first || second) {
            EXPECT(start->t_h >= (first ? 52 : 102));
            EXPECT_NEAR(end->t_h, start->t_h + 1, 1e-9);
            by_hand++;
        } else if (start->t_h >= 60.5 && end && (start->t_h < 99.5 || start->t_h >= 104)) {
            EXPECT_NEAR(end->t_h, start->t_h + 0.5, 1e-9);
            at_a_server_later++;
        }
    }
    EXPECT_EQUAL(by_hand, 18 + 4); /* two at 52, ..., 60, 102, 103: somebody always waits */
    EXPECT(at_a_server_later > 500);
    fixture_deinit(&f);
}

/* Ten places: the eleventh who waits is lost; 10 an hour arrive while it is down for 20 h. */
static void a_full_queue_loses_who_arrives(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.service.queue_limit = 10;
    add_change(&f, 50, CHANGE_SERVICE, false);
    add_change(&f, 70, CHANGE_SERVICE, true);
    fixture_run(&f, 1, 0);
    size_t starts_at_return = 0;
    FOR_EACH_EVENT(f, i, start, "request_starts")
    {
        starts_at_return += start->t_h - start->value < 70 && start->t_h >= 70;
    }
    EXPECT_EQUAL(starts_at_return, 10);
    EXPECT(f.insurer->service_recorders[0].lost > 100);
    EXPECT_EQUAL(f.insurer->service_recorders[0].waiting_largest, 10);
    fixture_deinit(&f);
}

/* Every delay of 4 h after joining an unfinished request becomes a contact: down 20 h, so who
 * arrives at once after the start of the outage becomes 4 contacts (or 5 where it has to queue on
 * after the return). */
static void an_unfinished_request_becomes_a_contact_after_each_delay(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.service.contact_prob = 1;
    f.service.contact_delay_h = distribution_constant(4);
    f.service.contact_channel = 0;
    f.channels[0].demand.per_1000_per_day = 0;
    f.insurer_spec.agents = 1000;
    add_change(&f, 50, CHANGE_SERVICE, false);
    add_change(&f, 70, CHANGE_SERVICE, true);
    fixture_run(&f, 1, 1);
    uint64_t expected = 0;
    FOR_EACH_EVENT(f, i, arrival, "request_arrives")
    {
        const TraceRecord *const end = find_event(&f, i, arrival->number, "request_served");
        const double until_h = end ? end->t_h : 168;
        expected += (uint64_t)floor((until_h - arrival->t_h) / 4);
    }
    EXPECT(expected > 200);
    EXPECT_EQUAL(f.insurer->channel_recorders[0].generated, expected);
    fixture_deinit(&f);
}

static void a_desk_turns_away_at_closing_time_and_finishes_what_it_handles(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.insurer_spec.agents = 2;
    f.insurer_spec.desk_calendar = office_hours(&f);
    f.channels[0].has_patience = true;
    f.channels[0].patience_h = distribution_constant(3);
    fixture_run(&f, 0, 1);
    size_t at_closing = 0;
    FOR_EACH_EVENT(f, i, start, "handling_starts")
    {
        EXPECT(calendar_is_open(f.insurer_spec.desk_calendar, start->t_h));
        EXPECT_NEAR(find_event(&f, i, start->number, "handling_ends")->t_h, start->t_h + 0.25,
                    1e-9);
    }
    FOR_EACH_EVENT(f, i, away, "contact_turned_away")
    {
        EXPECT(!calendar_is_open(f.insurer_spec.desk_calendar, away->t_h));
        at_closing += fabs(fmod(away->t_h, 24) - 17) < 1e-9;
    }
    EXPECT(at_closing >= 5); /* 10 an hour meet 8 an hour: somebody waits at every closing */
    fixture_deinit(&f);
}

static void a_contact_without_patience_waits_over_night(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.insurer_spec.agents = 5;
    f.insurer_spec.desk_calendar = office_hours(&f);
    fixture_run(&f, 0, 1);
    EXPECT_EQUAL(f.insurer->channel_recorders[0].turned_away, 0);
    EXPECT(f.insurer->channel_recorders[0].served > 500);
    size_t over_night = 0;
    FOR_EACH_EVENT(f, i, start, "handling_starts")
    {
        over_night += start->value > 12;
    }
    EXPECT(over_night > 50);
    fixture_deinit(&f);
}

/* Patience of exactly 12 minutes: nobody waits longer, who hangs up did after 12 minutes. */
static void a_contact_abandons_when_its_patience_ends(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.insurer_spec.agents = 2;
    f.channels[0].has_patience = true;
    f.channels[0].patience_h = distribution_constant(0.2);
    fixture_run(&f, 0, 1);
    FOR_EACH_EVENT(f, i, start, "handling_starts")
    {
        EXPECT(start->value <= 0.2 + 1e-9);
    }
    FOR_EACH_EVENT(f, i, leaves, "contact_abandons")
    {
        EXPECT_NEAR(leaves->value, 0.2, 1e-9);
    }
    EXPECT(f.insurer->channel_recorders[0].abandoned > 100);
    fixture_deinit(&f);
}

/* Whenever mail (priority 1) is taken, no call (priority 0) is waiting. */
static void agents_take_the_smallest_priority_first(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.insurer_spec.agents = 14; /* 2240 handlings a week, of 1680 calls and 1680 mails */
    f.insurer_spec.desk_calendar = office_hours(&f);
    fixture_run(&f, 0, 2);
    long calls = 0;
    long mails_taken = 0;
    for (size_t i = 0; i < f.log.count; i++) {
        const TraceRecord *const r = &f.log.kept[i];
        const bool is_call = strcmp(r->id, "phone") == 0;
        calls += is_call && strcmp(r->event, "contact_arrives") == 0;
        if (strcmp(r->event, "handling_starts") == 0) {
            calls -= is_call;
            mails_taken += !is_call;
            EXPECT(is_call || calls == 0);
        }
    }
    EXPECT(mails_taken > 100);
    fixture_deinit(&f);
}

/* Phone is cut from 50 to 60 and overflows to mail with 0.5; of the rest all are turned away. */
static void a_cut_channel_overflows_or_turns_away(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.insurer_spec.agents = 100;
    f.channels[0].has_patience = true;
    f.channels[0].patience_h = distribution_constant(1);
    f.channels[0].overflow_channel = 1;
    f.channels[0].overflow_prob = 0.5;
    add_change(&f, 50, CHANGE_CHANNEL, false);
    add_change(&f, 150, CHANGE_CHANNEL, true);
    fixture_run(&f, 0, 2);
    const ChannelRecorder *const phone = &f.insurer->channel_recorders[0];
    const ChannelRecorder *const mail = &f.insurer->channel_recorders[1];
    EXPECT_EQUAL(phone->overflow_out, mail->overflow_in);
    EXPECT_EQUAL(phone->attempts, phone->contacts - phone->overflow_out);
    EXPECT_EQUAL(mail->attempts, mail->contacts + mail->overflow_in);
    /* about 1000 arrive while it is cut: 3.3 standard deviations of the share are 0.052 */
    const double met = (double)(phone->overflow_out + phone->turned_away);
    EXPECT_NEAR(met, 1000, 105);
    EXPECT_NEAR((double)phone->overflow_out / met, 0.5, 0.052);
    fixture_deinit(&f);
}

/* From 50 to 100 cases cannot be solved: handling takes 0.5 h, and each comes back 30 h later. */
static void an_unsolved_case_takes_longer_and_comes_back(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.insurer_spec.agents = 100;
    f.channels[0].recontact_prob = 1;
    f.channels[0].recontact_h = distribution_constant(60);
    add_change(&f, 50, CHANGE_CASE, false);
    add_change(&f, 100, CHANGE_CASE, true);
    fixture_run(&f, 0, 1);
    uint64_t back = 0;
    FOR_EACH_EVENT(f, i, start, "degraded_handling_starts")
    {
        EXPECT(start->t_h >= 50 && start->t_h < 100);
        const TraceRecord *const end = find_event(&f, i, start->number, "handling_ends");
        EXPECT_NEAR(end->t_h, start->t_h + 0.5, 1e-9);
        back += end->t_h + 60 <= 168;
    }
    EXPECT(back > 300);
    EXPECT_EQUAL(f.insurer->channel_recorders[0].recontacts, back);
    fixture_deinit(&f);
}

/* One agent more from 10 to 34: the desk is staffed with 2 then, with 1 else. */
static void a_surge_adds_agents_and_takes_them_away_again(void **state)
{
    (void)state;
    Fixture f;
    fixture_init(&f);
    f.insurer_spec.agents = 1;
    f.conditions.surge_agents = 1;
    f.conditions.surge_from_h = 10;
    f.conditions.surge_to_h = 34;
    fixture_run(&f, 0, 1);
    const DeskRecorder *const desk = &f.insurer->desk_recorder;
    EXPECT_EQUAL(desk->agents_at[9], 1);
    EXPECT_EQUAL(desk->agents_at[10], 2);
    EXPECT_EQUAL(desk->agents_at[33], 2);
    EXPECT_EQUAL(desk->agents_at[34], 1);
    EXPECT_EQUAL(desk->busy_at[33], 2); /* 10 an hour meet 4, then 8 an hour */
    fixture_deinit(&f);
}

/* The same request has the same work whether or not there is an outage: common random numbers. */
static void an_outage_does_not_shift_the_demand(void **state)
{
    (void)state;
    Fixture calm, f;
    fixture_init(&calm);
    fixture_init(&f);
    calm.service.service_h = f.service.service_h = described(&f, "lognormal(mean=0.4 sd=0.5)");
    add_change(&f, 50, CHANGE_SERVICE, false);
    add_change(&f, 53, CHANGE_SERVICE, true);
    fixture_run(&calm, 1, 0);
    fixture_run(&f, 1, 0);
    EXPECT_EQUAL(calm.insurer->service_recorders[0].requests,
                 f.insurer->service_recorders[0].requests);
    FOR_EACH_EVENT(f, i, arrival, "request_arrives")
    {
        const TraceRecord *const twin = find_event(&calm, 0, arrival->number, "request_arrives");
        EXPECT_NEAR(twin->t_h, arrival->t_h, 0);
    }
    const TraceRecord *const start = find_event(&f, 0, 1500, "request_starts");
    const TraceRecord *const twin = find_event(&calm, 0, 1500, "request_starts");
    EXPECT_NEAR(find_event(&f, 0, 1500, "request_served")->t_h - start->t_h,
                find_event(&calm, 0, 1500, "request_served")->t_h - twin->t_h, 1e-9);
    fixture_deinit(&calm);
    fixture_deinit(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_under_way_is_frozen_and_resumes),
        cmocka_unit_test(requests_start_in_the_order_of_arrival),
        cmocka_unit_test(clear_ends_when_the_last_who_arrived_before_the_return_has_started),
        cmocka_unit_test(requests_that_go_away_come_back_when_they_said),
        cmocka_unit_test(a_closed_service_finishes_what_it_holds_and_starts_nothing),
        cmocka_unit_test(work_that_ends_at_closing_time_is_the_last_of_the_day),
        cmocka_unit_test(fallback_works_by_hand_while_the_service_is_down),
        cmocka_unit_test(a_full_queue_loses_who_arrives),
        cmocka_unit_test(an_unfinished_request_becomes_a_contact_after_each_delay),
        cmocka_unit_test(a_desk_turns_away_at_closing_time_and_finishes_what_it_handles),
        cmocka_unit_test(a_contact_without_patience_waits_over_night),
        cmocka_unit_test(a_contact_abandons_when_its_patience_ends),
        cmocka_unit_test(agents_take_the_smallest_priority_first),
        cmocka_unit_test(a_cut_channel_overflows_or_turns_away),
        cmocka_unit_test(an_unsolved_case_takes_longer_and_comes_back),
        cmocka_unit_test(a_surge_adds_agents_and_takes_them_away_again),
        cmocka_unit_test(an_outage_does_not_shift_the_demand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
