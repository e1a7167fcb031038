/* Crews that work in shifts alone. All that happens to jobs of one team happens on the clock of
 * the hours that its calendar offers. t = 0 is a Monday, 00:00. */
#include "tests/theory/density.h"
#include "tests/theory/restoration_chain.h"
#include "tests/theory/work_shifts.h"
#include "tests/validation/chapters.h"
#include "tests/validation/incident_scenario.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

static const PlainScenario plain = {.horizon_days = 40, .sample_h = 24, .replications = 25000};
static const char *const no_curves[] = {"--no-curves", NULL};

static const char day_shift[] = "calendar,days,open,close\n"
                                "day,mon-sun,08:00,18:00\n";
static const char office_hours[] = "calendar,days,open,close\n"
                                   "day,mon-thu,08:00,12:00\n"
                                   "day,mon-thu,12:30,16:30\n"
                                   "day,fri,08:00,13:00\n"
                                   "day,2025-03-05,,\n";

static WorkShifts day_shifts(void)
{
    WorkShifts shifts = {.count = 0};
    work_shifts_add_days(&shifts, 0, 40, 8, 18);
    return shifts;
}

/* Four weeks and more; Wednesday the 5th, the third day, is closed. */
static WorkShifts office_shifts(void)
{
    WorkShifts shifts = {.count = 0};
    for (size_t day = 0; day < 42; day++) {
        double begin_h = 24 * (double)day;
        if (day % 7 == 4) {
            work_shifts_add_days(&shifts, begin_h, 1, 8, 13);
        } else if (day % 7 < 4 && day != 2) {
            work_shifts_add_days(&shifts, begin_h, 1, 8, 12);
            work_shifts_add_days(&shifts, begin_h, 1, 12.5, 16.5);
        }
    }
    return shifts;
}

static Experiment *shift_new(const char *name, const char *calendars, size_t crews)
{
    Experiment *experiment = incident_new(name, &plain, crews);
    experiment_file(experiment, "calendars.csv", "%s", calendars);
    experiment_file(experiment, "crews.csv", "id,crews,calendar\nops,%zu,day\n", crews);
    return experiment;
}

/* Jobs of a Markov chain on the clock of shifts */

enum { JOBS = 5 };
static const char *const ids[JOBS] = {"s1", "s2", "s3", "s4", "s5"};
static const RestorationNetwork jobs = {
    .jobs = JOBS,
    .job = {{9, 1, 0, 0}, {6, 2, 0, 0}, {7, 1, 1U << 1, 0}, {5, 1, 0, 0}, {8, 2, 1U << 0, 0}}};

/* The end of `count` jobs of a set. */
typedef struct ChainEnd {
    const RestorationChain *chain;
    uint32_t set;
    size_t count;
} ChainEnd;

static double chain_longer(double work_h, const void *law)
{
    const ChainEnd *end = law;
    return 1 - restoration_chain_done_by(end->chain, end->set, end->count, work_h);
}

static double chain_mean_h(const WorkShifts *shifts, const RestorationChain *chain, uint32_t set,
                           size_t count)
{
    const ChainEnd end = {chain, set, count};
    return work_shifts_mean_done_h(shifts, restoration_chain_done_h(chain, set, count),
                                   chain_longer, &end);
}

typedef struct ShiftCase {
    const char *name, *experiment, *model, *calendars;
    WorkShifts shifts;
    size_t crews;
} ShiftCase;

static void shift_case(Validation *validation, const ShiftCase *c)
{
    RestorationNetwork network = jobs;
    const uint32_t all = (UINT32_C(1) << JOBS) - 1;
    const double limit_h = 58; /* 10:00 of the third day */
    network.crews[0] = c->crews;
    RestorationChain *chain = restoration_chain_new(&network);
    const ChainEnd last = {chain, all, JOBS};
    Experiment *experiment = shift_new(c->experiment, c->calendars, c->crews);
    incident_network(experiment, &network, ids, limit_h);
    validation_run(validation, experiment, no_curves);
    validation_case(validation, &(ValidationCase){.name = c->name,
                                                  .model = c->model,
                                                  .source = "Markov chain of the jobs on the "
                                                            "clock of the hours offered",
                                                  .covers = "3.4: calendars of crews"});
    const IncidentValue values[] = {
        {"last restored", "h", takedown_key("total", "all", "restored_h"),
         chain_mean_h(&c->shifts, chain, all, JOBS), 0.02},
        {"third job restored", "h", takedown_key("system", "s3@muster", "restored_h"),
         chain_mean_h(&c->shifts, chain, 1U << 2, 1), 0.03},
        {"fourth job restored", "h", takedown_key("system", "s4@muster", "restored_h"),
         chain_mean_h(&c->shifts, chain, 1U << 3, 1), 0.035},
        {"share beyond 58 h", "", takedown_key("service", "everything", "mtpd_breached"),
         chain_longer(work_shifts_offered_h(&c->shifts, limit_h), &last), 0.04},
        {"crew hours", "h", takedown_key("total", "all", "crew_hours"), 35, 0.012},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    restoration_chain_free(chain);
    experiment_free(experiment);
}

/* One job: closed form */

static void one_job(Validation *validation)
{
    const double mean_h = 12, night = exp(-10 / mean_h);
    Experiment *experiment = shift_new("validation-shift-one", day_shift, 1);
    experiment_file(experiment, "systems.csv", "id,restore_h\ncore,exponential(mean=%g)\n", mean_h);
    incident_service(experiment, (const char *const[]){"core"}, 1, 34);
    validation_run(validation, experiment, NULL);
    validation_case(validation,
                    &(ValidationCase){.name = "One exponential job, shifts of 10 h",
                                      .model = "mean 12 h, 08:00 to 18:00 every day: a geometric "
                                               "number of nights of 14 h",
                                      .source = "8 + 12 + 14 q / (1 - q), q = exp(-10/12)",
                                      .covers = "3.4: calendars of crews"});
    const IncidentValue values[] = {
        {"restored", "h", takedown_key("total", "all", "restored_h"),
         8 + mean_h + 14 * night / (1 - night), 0.032},
        {"share beyond 34 h", "", takedown_key("service", "everything", "mtpd_breached"),
         exp(-12 / mean_h), 0.05},
        {"up after one day", "", takedown_curve("service", "everything", "up", 24), 1 - night,
         0.04},
        {"up after two days", "", takedown_curve("service", "everything", "up", 48),
         1 - night * night, 0.03},
        {"downtime", "h", takedown_key("insurer", "muster", "downtime_h"),
         8 + mean_h + 14 * night / (1 - night), 0.032},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    experiment_free(experiment);
}

/* Lognormal jobs one after the other */

static double density_longer(double work_h, const void *law)
{
    const Density *density = law;
    double reach_h = density->step_h * (double)(density->points - 2);
    return work_h >= reach_h ? 0 : 1 - density_below(density, work_h);
}

static void lognormal_jobs(Validation *validation)
{
    const WorkShifts shifts = office_shifts();
    const DensityGrid grid = {0.04, 5001}; /* 200 h */
    Density first = density_lognormal(grid, 7, 5), second = density_lognormal(grid, 5, 3);
    Density both = density_sum(&first, &second);
    Experiment *experiment = shift_new("validation-shift-lognormal", office_hours, 1);
    experiment_file(experiment, "systems.csv",
                    "id,restore_h,priority\n"
                    "s1,lognormal(mean=7 sd=5),1\n"
                    "s2,lognormal(mean=5 sd=3),2\n");
    incident_service(experiment, ids, 2, 100);
    validation_run(validation, experiment, no_curves);
    validation_case(
        validation,
        &(ValidationCase){.name = "Two lognormal jobs in office hours",
                          .model = "one crew, means 7 and 5 h; Monday to Thursday 08:00 to 16:30 "
                                   "with a break, Friday to 13:00, one Wednesday closed",
                          .source = "integral of the timeline over the density of the work",
                          .covers = "3.4: calendars of crews, breaks, weekends and dates"});
    const IncidentValue values[] = {
        {"last restored", "h", takedown_key("total", "all", "restored_h"),
         work_shifts_mean_done_h(&shifts, 12, density_longer, &both), 0.025},
        {"first restored", "h", takedown_key("system", "s1@muster", "restored_h"),
         work_shifts_mean_done_h(&shifts, 7, density_longer, &first), 0.035},
        {"share beyond 100 h", "", takedown_key("service", "everything", "mtpd_breached"),
         density_longer(work_shifts_offered_h(&shifts, 100), &both), 0.15},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    density_free(&first);
    density_free(&second);
    density_free(&both);
    experiment_free(experiment);
}

/* Two teams, one by day and one always: the later of two independent ends */

static double erlang_below(double work_h, double mean_h)
{
    return work_h <= 0 ? 0 : gsl_cdf_gamma_P(work_h, 2, mean_h / 2);
}

/* Integral of the probability that the later one is not done, by the trapezoidal rule in steps of
 * a hundredth of an hour: all corners, at openings and closings, are on the grid. */
static double later_h(const WorkShifts *shifts, double day_mean_h, double always_mean_h)
{
    const double step_h = 0.01;
    double sum = 0.5;
    for (size_t i = 1; i < 90000; i++) {
        double t_h = step_h * (double)i;
        sum += 1 - erlang_below(work_shifts_offered_h(shifts, t_h), day_mean_h) *
                       erlang_below(t_h, always_mean_h);
    }
    return sum * step_h;
}

static void two_teams(Validation *validation)
{
    const WorkShifts shifts = day_shifts();
    Experiment *experiment = shift_new("validation-shift-teams", day_shift, 1);
    experiment_file(experiment, "crews.csv", "id,crews,calendar\nops,1,day\nnight,1,always\n");
    experiment_file(experiment, "zones.csv",
                    "id,datacentre,systems,crew\na,nord,s1,ops\nb,nord,s2,night\n");
    experiment_file(experiment, "systems.csv",
                    "id,restore_h,check_h\n"
                    "s1,erlang(k=2 mean=9),1000\n"
                    "s2,1000,erlang(k=2 mean=16)\n");
    experiment_file(experiment, "attack.csv", "key,value\nentry,a\ndetect_h,0\n");
    incident_service(experiment, ids, 2, 34);
    validation_run(validation, experiment, no_curves);
    validation_case(validation,
                    &(ValidationCase){.name = "A team by day and one around the clock",
                                      .model = "Erlang-2 jobs: 9 h of work from 08:00 to 18:00, "
                                               "16 h at any time; both are needed",
                                      .source = "product of the two distribution functions, "
                                                "integrated",
                                      .covers = "3.4: a calendar for each team"});
    const IncidentValue values[] = {
        {"both restored", "h", takedown_key("total", "all", "restored_h"), later_h(&shifts, 9, 16),
         0.02},
        {"restored around the clock", "h", takedown_key("system", "s2@muster", "restored_h"), 16,
         0.025},
        {"share beyond 34 h", "", takedown_key("service", "everything", "mtpd_breached"),
         1 - erlang_below(12, 9) * erlang_below(34, 16), 0.06},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    experiment_free(experiment);
}

/* Constant lengths, by hand. Monday 8 h, Tuesday 8 h, Wednesday closed, Thursday 8 h, Friday 5 h.
 * Two crews: s1 (10 h) ends on Tuesday at 10:00 = 34 h; s2 (20 h) 4 h into Thursday, 12:00 = 84 h;
 * s3 (16 h, taken by the first crew on Tuesday at 10:00) has 6 h on Tuesday, 8 h on Thursday and
 * 2 h on Friday: 10:00 = 106 h. */
static void constant_jobs(Validation *validation)
{
    Experiment *experiment = shift_new("validation-shift-constant", office_hours, 2);
    experiment_file(experiment, "scenario.csv",
                    "key,value\ntitle,Theory\nstart,2025-03-03T00:00\nhorizon_days,14\n"
                    "sample_h,24\nreplications,100\n");
    experiment_file(experiment, "systems.csv",
                    "id,restore_h,priority\ns1,10,1\ns2,20,2\ns3,16,3\n");
    incident_service(experiment, ids, 3, 100);
    validation_run(validation, experiment, no_curves);
    validation_case(validation,
                    &(ValidationCase){.name = "Constant jobs in office hours",
                                      .model = "10, 20 and 16 h on two crews, over a break, a "
                                               "closed Wednesday and a short Friday",
                                      .source = "timeline by hand",
                                      .covers = "3.4: a job begun goes on at the next opening"});
    const IncidentValue values[] = {
        {"first restored", "h", takedown_key("system", "s1@muster", "restored_h"), 34, 0.01},
        {"second restored", "h", takedown_key("system", "s2@muster", "restored_h"), 84, 0.01},
        {"third restored", "h", takedown_key("total", "all", "restored_h"), 106, 0.01},
        {"crew hours", "h", takedown_key("total", "all", "crew_hours"), 46, 0.01},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
    experiment_free(experiment);
}

void chapter_crew_calendars(Validation *validation)
{
    const ShiftCase by_day = {"Five jobs in day shifts, two crews",
                              "validation-shift-day",
                              "exponential and Erlang-2 jobs of 5 to 9 h, two of which need "
                              "another; 08:00 to 18:00 every day",
                              day_shift,
                              day_shifts(),
                              2};
    const ShiftCase office = {"Five jobs in office hours, three crews",
                              "validation-shift-office",
                              "the same jobs; Monday to Thursday 08:00 to 16:30 with a break, "
                              "Friday to 13:00, one Wednesday closed",
                              office_hours,
                              office_shifts(),
                              3};
    one_job(validation);
    shift_case(validation, &by_day);
    shift_case(validation, &office);
    lognormal_jobs(validation);
    two_teams(validation);
    constant_jobs(validation);
}
