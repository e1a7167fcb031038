/* Mt/M/c(t): demand by a profile, servers by opening hours; and a desk whose agents become more and
 * fewer while callers hang up. */
#include "base/text.h"
#include "tests/theory/plain_scenario.h"
#include "tests/validation/chapters.h"
#include "tests/validation/curve_points.h"

#include <math.h>
#include <stdio.h>

enum { HOURS = 36, DAY = 24, BINS_MAX = 12, SPANS_MAX = 2 };
static const PlainScenario plain = {.horizon_days = 1.5, .sample_h = 1, .replications = 8000};

/* [from, until) in hours of the day. */
typedef struct Span {
    int from, until;
} Span;

typedef struct StaffCase {
    const char *id, *name, *words;
    int per_h[4]; /* in quarters of the day */
    int open_count;
    Span open[SPANS_MAX];
    CourseQueue queue;
    size_t bins[BINS_MAX], bin_count;
    double level_within, time_within;
} StaffCase;

static const StaffCase cases[] = {
    {.id = "growing",
     .name = "M/M/1 from empty, load 1.2",
     .words = "Poisson arrivals, 6 an hour; one server; exponential work, mean 12 min",
     .per_h = {6, 6, 6, 6},
     .open_count = 1,
     .open = {{0, 24}},
     .queue = {.service_per_h = 5, .busy_max = 1, .waiting_max = 260},
     .bins = {1, 2, 4, 8, 12, 18, 24, 30},
     .bin_count = 8,
     .level_within = 0.08,
     .time_within = 0.1},
    {.id = "rush",
     .name = "Mt/M/8, overload for a quarter of the day",
     .words =
         "empty at 0; 10, 30, 18 and 8 arrivals an hour in the quarters of the day; 8 servers; "
         "exponential work, mean 20 min",
     .per_h = {10, 30, 18, 8},
     .open_count = 1,
     .open = {{0, 24}},
     .queue = {.service_per_h = 3, .busy_max = 8, .waiting_max = 170},
     .bins = {1, 5, 6, 7, 9, 11, 12, 13, 15, 18, 24, 33},
     .bin_count = 12,
     .level_within = 0.08,
     .time_within = 0.1},
    {.id = "office",
     .name = "Mt/M/c(t), opening hours",
     .words = "empty at 0; 2, 16, 12 and 4 arrivals an hour in the quarters of the day; 6 servers "
              "that take requests from 8 to 12 and from 13 to 18 and finish what they hold; "
              "exponential work, mean 15 min",
     .per_h = {2, 16, 12, 4},
     .open_count = 2,
     .open = {{8, 12}, {13, 18}},
     .queue = {.service_per_h = 4, .busy_max = 6, .waiting_max = 170},
     .bins = {2, 7, 8, 9, 11, 12, 13, 14, 18, 25, 33},
     .bin_count = 11,
     .level_within = 0.08,
     .time_within = 0.1},
};
enum { CASES = sizeof cases / sizeof cases[0] };

static bool is_open(const StaffCase *c, int hour_of_day)
{
    for (int i = 0; i < c->open_count; i++) {
        if (hour_of_day >= c->open[i].from && hour_of_day < c->open[i].until) {
            return true;
        }
    }
    return false;
}

static void add_tables(const StaffCase *c, TextBuilder *profiles, TextBuilder *calendars,
                       TextBuilder *services)
{
    double mean = 0;
    for (int i = 0; i < 4; i++) {
        text_add_format(profiles, "%s,mon-sun,%02d:00,%02d:00,%d\n", c->id, 6 * i, 6 * i + 6,
                        c->per_h[i]);
        mean += c->per_h[i] / 4.0;
    }
    for (int i = 0; i < c->open_count; i++) {
        text_add_format(calendars, "%s,mon-fri,%02d:00,%02d:00\n", c->id, c->open[i].from,
                        c->open[i].until);
    }
    text_add_format(services, "%s,%.17g,%s,%s,%zu,exponential(mean=%.17g)\n", c->id, mean, c->id,
                    c->id, c->queue.busy_max, 60 / c->queue.service_per_h);
}

static Experiment *run(Validation *validation)
{
    Experiment *experiment = experiment_new("validation-varying-staff");
    TextBuilder profiles = {0}, calendars = {0}, services = {0};
    plain_scenario_write(experiment, &plain);
    text_add(&profiles, "profile,days,from,to,weight\n");
    text_add(&calendars, "calendar,days,open,close\n");
    text_add(&services, "id,requests_per_1000_per_day,profile,calendar,servers,service_min\n");
    for (size_t i = 0; i < CASES; i++) {
        add_tables(&cases[i], &profiles, &calendars, &services);
    }
    experiment_file(experiment, "profiles.csv", "%s", profiles.text);
    experiment_file(experiment, "calendars.csv", "%s", calendars.text);
    experiment_file(experiment, "services.csv", "%s", services.text);
    text_deinit(&profiles);
    text_deinit(&calendars);
    text_deinit(&services);
    validation_run(validation, experiment, NULL);
    return experiment;
}

/* Returns the course's cut. */
static double add_case(Validation *validation, Experiment *experiment, const StaffCase *c)
{
    CoursePiece pieces[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
        int hour_of_day = hour % DAY, quarter = hour_of_day / 6;
        pieces[hour] = (CoursePiece){.until_h = hour + 1,
                                     .arrivals_per_h = c->per_h[quarter],
                                     .servers = is_open(c, hour_of_day) ? c->queue.busy_max : 0};
    }
    Course *course = course_new(&c->queue, pieces, HOURS,
                                &(CourseGrid){.bin_h = 1, .panel_h = 0.25, .bins = HOURS});
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = c->words,
                                      .source = "forward and backward equations [Grassmann 1977]",
                                      .covers = "4.1 profiles, 4.2 closing time, 5 curves"});
    CourseResult result = course_result_new(&course->grid);
    course_result_add(&result, course, 1);
    course_points(validation, &(CurvePlace){experiment, "service", c->id}, &result,
                  &(CourseLook){.bins = c->bins,
                                .count = c->bin_count,
                                .level_within = c->level_within,
                                .time_within = c->time_within});
    course_result_free(&result);
    double cut = course->cut;
    course_free(course);
    return cut;
}

/* A desk of 6 agents of 6/h, 9 from 9 to 15 h; 30 calls an hour, 52 from 6 to 12 h; patience 12 min
 * on average, and half of those who hang up call again after 30 min. */
enum { SURGE_PIECES = 5 };
static const CourseQueue surge_queue = {.service_per_h = 6,
                                        .abandon_per_h = 5,
                                        .redial_prob = 0.5,
                                        .return_per_h = 2,
                                        .busy_max = 9,
                                        .waiting_max = 60,
                                        .away_max = 60};
static const CoursePiece surge_pieces[SURGE_PIECES] = {
    {.until_h = 6, .arrivals_per_h = 30, .servers = 6},
    {.until_h = 9, .arrivals_per_h = 52, .servers = 6},
    {.until_h = 12, .arrivals_per_h = 52, .servers = 9},
    {.until_h = 15, .arrivals_per_h = 30, .servers = 9},
    {.until_h = 24, .arrivals_per_h = 30, .servers = 6},
};

static Experiment *run_surge(Validation *validation)
{
    Experiment *experiment = experiment_new("validation-surge");
    plain_scenario_write(
        experiment,
        &(PlainScenario){.horizon_days = 1, .sample_h = 1, .replications = 8000, .agents = 6});
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,surge_agents_pct,surge_after_h,surge_days\n"
                    "carry-on,none,50,1,0.25\n");
    experiment_file(experiment, "systems.csv", "id,name\nportal,Portal\n");
    experiment_file(experiment, "outages.csv", "target,start_h,duration_h\nsystem:portal,8,1\n");
    experiment_file(experiment, "profiles.csv",
                    "profile,days,from,to,weight\n"
                    "calls,mon-sun,00:00,06:00,30\n"
                    "calls,mon-sun,06:00,12:00,52\n"
                    "calls,mon-sun,12:00,24:00,30\n");
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,profile,handle_min,patience_min,redial_prob,"
                    "redial_h\n"
                    "phone,35.5,calls,exponential(mean=10),exponential(mean=12),0.5,"
                    "exponential(mean=0.5)\n");
    validation_run(validation, experiment, NULL);
    return experiment;
}

static double add_surge(Validation *validation)
{
    static const size_t bins[] = {1, 5, 6, 8, 9, 11, 12, 14, 15, 16, 20};
    Experiment *experiment = run_surge(validation);
    Course *course = course_new(&surge_queue, surge_pieces, SURGE_PIECES,
                                &(CourseGrid){.bin_h = 1, .panel_h = 0.25, .bins = DAY});
    validation_case(
        validation,
        &(ValidationCase){
            .name = "Mt/M/c(t)+M with redial, surge agents",
            .model = "empty at 0; 30 calls an hour, 52 from 6 to 12 h; 6 agents, 9 from 9 to 15 h, "
                     "who finish what they hold; exponential handling, mean 10 min, and patience, "
                     "mean 12 min; half of those who hang up call again after 30 min (exponential)",
            .source = "forward and backward equations [Grassmann 1977]",
            .covers = "4.3 patience, redial, surge; 5 curves"});
    channel_points(validation, &(CurvePlace){experiment, "channel", "phone"}, course,
                   &(CourseLook){.bins = bins,
                                 .count = sizeof bins / sizeof bins[0],
                                 .level_within = 0.08,
                                 .time_within = 0.1});
    double cut = course->cut;
    course_free(course);
    experiment_free(experiment);
    return cut;
}

void chapter_varying_staff(Validation *validation)
{
    double cut = 0;
    course_note(validation);
    Experiment *experiment = run(validation);
    for (size_t i = 0; i < CASES; i++) {
        cut = fmax(cut, add_case(validation, experiment, &cases[i]));
    }
    experiment_free(experiment);
    cut = fmax(cut, add_surge(validation));
    course_cut_figure(validation, cut);
}
