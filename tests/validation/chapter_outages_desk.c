/* Outages that a support desk feels: a channel that is cut, closing time, cases that cannot be
 * solved; with callers who hang up, are turned away and call again. */
#include "tests/theory/plain_scenario.h"
#include "tests/validation/chapters.h"
#include "tests/validation/curve_points.h"

#include <math.h>

enum { HOURS = 24, PIECES_MAX = 8, BINS_MAX = 12 };

/* Of the insurer `muster`, whose desk has nothing else to do. */
typedef struct DeskCase {
    const char *id, *name, *words, *covers;
    const char *channel;  /* row of channels.csv */
    const char *calendar; /* rows of calendars.csv for `desk`, or NULL: always open */
    const char *profile;  /* rows of profiles.csv for `calls` */
    const char *outages;  /* rows of outages.csv */
    CourseQueue queue;
    int agents;
    CoursePiece pieces[PIECES_MAX];
    size_t piece_count;
    size_t bins[BINS_MAX], bin_count;
    double level_within, time_within;
} DeskCase;

static const DeskCase cases[] = {
    {.id = "validation-desk-cut",
     .name = "Telephone cut for two hours, with abandonment and redial",
     .words = "empty at 0; 30 calls an hour; 6 agents; exponential handling, mean 10 min, and "
              "patience, mean 12 min; cut from 8 to 10 h: who calls or waits then is turned away; "
              "half of those who hang up or are turned away call again after 1 h (exponential)",
     .covers = "4.3 cut channels, patience, redial",
     .channel = "phone,30,flat,exponential(mean=10),exponential(mean=12),0.5,exponential(mean=1),"
                "line,,,,",
     .profile = "",
     .outages = "system:line,8,2\n",
     .queue = {.service_per_h = 6,
               .abandon_per_h = 5,
               .redial_prob = 0.5,
               .return_per_h = 1,
               .busy_max = 6,
               .waiting_max = 60,
               .away_max = 75},
     .agents = 6,
     .pieces = {{.until_h = 8, .arrivals_per_h = 30, .servers = 6},
                {.until_h = 10,
                 .arrivals_per_h = 30,
                 .lost_prob = 0.5,
                 .retry_prob = 0.5,
                 .turns_away = true},
                {.until_h = HOURS, .arrivals_per_h = 30, .servers = 6}},
     .piece_count = 3,
     .bins = {4, 6, 7, 8, 9, 10, 11, 12, 14, 18},
     .bin_count = 10,
     .level_within = 0.05,
     .time_within = 0.1},
    {.id = "validation-desk-hours",
     .name = "Telephone with opening hours, abandonment and redial",
     .words =
         "empty at 0; 24 calls an hour from 6 to 18 h, else 4; 5 agents from 8 to 12 and from "
         "13 to 17 h, who finish what they hold; exponential handling, mean 12 min, and "
         "patience, mean 15 min; half of those who hang up or are turned away call again after "
         "2 h (exponential)",
     .covers = "4.3 closed desk, patience, redial",
     .channel = "phone,14,calls,exponential(mean=12),exponential(mean=15),0.5,exponential(mean=2),"
                ",,,,",
     .calendar = "desk,mon-fri,08:00,12:00\ndesk,mon-fri,13:00,17:00\n",
     .profile = "calls,mon-sun,00:00,06:00,4\n"
                "calls,mon-sun,06:00,18:00,24\n"
                "calls,mon-sun,18:00,24:00,4\n",
     .outages = "",
     .queue = {.service_per_h = 5,
               .abandon_per_h = 4,
               .redial_prob = 0.5,
               .return_per_h = 0.5,
               .busy_max = 5,
               .waiting_max = 50,
               .away_max = 90},
     .agents = 5,
     .pieces = {{.until_h = 6, .arrivals_per_h = 4, .lost_prob = 0.5, .retry_prob = 0.5},
                {.until_h = 8, .arrivals_per_h = 24, .lost_prob = 0.5, .retry_prob = 0.5},
                {.until_h = 12, .arrivals_per_h = 24, .servers = 5},
                {.until_h = 13,
                 .arrivals_per_h = 24,
                 .lost_prob = 0.5,
                 .retry_prob = 0.5,
                 .turns_away = true},
                {.until_h = 17, .arrivals_per_h = 24, .servers = 5},
                {.until_h = 18,
                 .arrivals_per_h = 24,
                 .lost_prob = 0.5,
                 .retry_prob = 0.5,
                 .turns_away = true},
                {.until_h = HOURS, .arrivals_per_h = 4, .lost_prob = 0.5, .retry_prob = 0.5}},
     .piece_count = 7,
     .bins = {3, 7, 8, 9, 11, 12, 13, 14, 16, 17, 19},
     .bin_count = 11,
     .level_within = 0.05,
     .time_within = 0.1},
    {.id = "validation-desk-letters",
     .name = "E-mail cut for three hours",
     .words = "empty at 0; 12 messages an hour; 4 agents; exponential handling, mean 15 min; cut "
              "from 8 to 11 h: messages wait, agents finish what they hold",
     .covers = "4.3 cut channels without patience",
     .channel = "mail,12,flat,exponential(mean=15),,,,line,,,,",
     .profile = "",
     .outages = "system:line,8,3\n",
     .queue = {.service_per_h = 4, .busy_max = 4, .waiting_max = 120},
     .agents = 4,
     .pieces = {{.until_h = 8, .arrivals_per_h = 12, .servers = 4},
                {.until_h = 11, .arrivals_per_h = 12, .servers = 0},
                {.until_h = HOURS, .arrivals_per_h = 12, .servers = 4}},
     .piece_count = 3,
     .bins = {4, 7, 8, 9, 10, 11, 12, 14, 18, 22},
     .bin_count = 10,
     .level_within = 0.08,
     .time_within = 0.1},
    {.id = "validation-desk-unsolved",
     .name = "Cases that cannot be solved for six hours",
     .words =
         "empty at 0; 10 messages an hour; 3 agents; exponential handling, mean 10 min; from 8 "
         "to 14 h handling that begins takes 15 min on average and 0.6 of them come back after "
         "2 h (exponential)",
     .covers = "4.3 degraded handling, recontact",
     .channel = "mail,10,flat,exponential(mean=10),,,,,register,exponential(mean=15),0.6,"
                "exponential(mean=2)",
     .profile = "",
     .outages = "system:register,8,6\n",
     .queue = {.service_per_h = 6,
               .other_per_h = 4,
               .other_again_prob = 0.6,
               .return_per_h = 0.5,
               .other_shares = true,
               .busy_max = 3,
               .other_max = 3,
               .waiting_max = 130,
               .away_max = 45},
     .agents = 3,
     .pieces = {{.until_h = 8, .arrivals_per_h = 10, .servers = 3},
                {.until_h = 14, .arrivals_per_h = 10, .servers = 3, .is_degraded = true},
                {.until_h = HOURS, .arrivals_per_h = 10, .servers = 3}},
     .piece_count = 3,
     .bins = {4, 7, 8, 9, 11, 13, 14, 15, 17, 20},
     .bin_count = 10,
     .level_within = 0.08,
     .time_within = 0.1},
};
enum { CASES = sizeof cases / sizeof cases[0] };

static Experiment *run(Validation *validation, const DeskCase *c)
{
    Experiment *experiment = experiment_new(c->id);
    plain_scenario_write(experiment, &(PlainScenario){.horizon_days = 1,
                                                      .sample_h = 1,
                                                      .replications = 8000,
                                                      .agents = c->agents});
    experiment_file(experiment, "systems.csv", "id,name\nline,Line\nregister,Register\n");
    experiment_file(experiment, "profiles.csv", "profile,days,from,to,weight\n%s", c->profile);
    experiment_file(experiment, "outages.csv", "target,start_h,duration_h\n%s", c->outages);
    experiment_file(experiment, "channels.csv",
                    "id,contacts_per_1000_per_day,profile,handle_min,patience_min,redial_prob,"
                    "redial_h,needs,case_needs,degraded_handle_min,recontact_prob,recontact_h\n"
                    "%s\n",
                    c->channel);
    if (c->calendar) {
        experiment_file(experiment, "calendars.csv", "calendar,days,open,close\n%s", c->calendar);
        experiment_file(experiment, "insurers.csv",
                        "id,insured,datacentre,agents,desk_calendar\nmuster,24000,nord,%d,desk\n",
                        c->agents);
    }
    validation_run(validation, experiment, NULL);
    return experiment;
}

static double add_case(Validation *validation, const DeskCase *c)
{
    Experiment *experiment = run(validation, c);
    const char *channel = c->queue.abandon_per_h > 0 ? "phone" : "mail";
    Course *course = course_new(&c->queue, c->pieces, c->piece_count,
                                &(CourseGrid){.bin_h = 1, .panel_h = 0.5, .bins = HOURS});
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = c->words,
                                      .source = "forward and backward equations [Grassmann 1977]",
                                      .covers = c->covers});
    channel_points(validation, &(CurvePlace){experiment, "channel", channel}, course,
                   &(CourseLook){.bins = c->bins,
                                 .count = c->bin_count,
                                 .level_within = c->level_within,
                                 .time_within = c->time_within});
    double cut = course->cut;
    course_free(course);
    experiment_free(experiment);
    return cut;
}

void chapter_outages_desk(Validation *validation)
{
    double cut = 0;
    course_note(validation);
    for (size_t i = 0; i < CASES; i++) {
        cut = fmax(cut, add_case(validation, &cases[i]));
    }
    course_cut_figure(validation, cut);
}
