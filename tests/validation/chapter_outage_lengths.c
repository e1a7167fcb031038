/* Outages whose length is random: what an hour of arrivals meets is a mixture over it. */
#include "base/text.h"
#include "tests/theory/plain_scenario.h"
#include "tests/validation/chapters.h"
#include "tests/validation/curve_points.h"

#include <math.h>
#include <stdio.h>

/* The length varies so much that many replications are needed to see it 5 % longer. */
enum { HOURS = 20, DOWN_FROM = 8 };
static const PlainScenario plain = {
    .horizon_days = HOURS / 24.0, .sample_h = 1, .replications = 40000};

/* One outage from 8 h on. */
static const OutageMixture mixture = {
    .queue = {.service_per_h = 2.5, .busy_max = 3, .waiting_max = 190},
    .arrivals_per_h = 6,
    .servers = 3,
    .start_h = DOWN_FROM,
    .until_h = HOURS,
    .grid = {.bin_h = 1, .panel_h = 0.5, .bins = HOURS}};

typedef struct LengthCase {
    const char *id, *name, *cell;
    WorkLaw length;
} LengthCase;
static const LengthCase lengths[] = {
    {"uniform", "Outage of uniform length", "uniform(low=1 high=5)", {WORK_UNIFORM, 1, 5, 0}},
    {"exponential",
     "Outage of exponential length",
     "exponential(mean=2)",
     {WORK_EXPONENTIAL, 2, 0, 0}},
    {"lognormal",
     "Outage of lognormal length",
     "lognormal(mean=3 sd=2)",
     {WORK_LOGNORMAL, 3, 2, 0}},
};
enum { LENGTHS = sizeof lengths / sizeof lengths[0] };

static Experiment *run(Validation *validation)
{
    Experiment *experiment = experiment_new("validation-outage-lengths");
    TextBuilder services = {0}, outages = {0};
    plain_scenario_write(experiment, &plain);
    text_add(&services, "id,requests_per_1000_per_day,servers,service_min\n");
    text_add(&outages, "target,start_h,duration_h\n");
    for (size_t i = 0; i < LENGTHS; i++) {
        text_add_format(&services, "%s,6,3,exponential(mean=24)\n", lengths[i].id);
        text_add_format(&outages, "service:%s,%d,%s\n", lengths[i].id, DOWN_FROM, lengths[i].cell);
    }
    experiment_file(experiment, "services.csv", "%s", services.text);
    experiment_file(experiment, "outages.csv", "%s", outages.text);
    text_deinit(&services);
    text_deinit(&outages);
    validation_run(validation, experiment, NULL);
    return experiment;
}

static void add_length(Validation *validation, Experiment *experiment, const LengthCase *c,
                       const CourseResult *result)
{
    static const size_t bins[] = {4, 6, 7, 8, 9, 10, 11, 12, 13, 15, 18};
    char words[200];
    snprintf(words, sizeof words,
             "empty at 0; 6 arrivals an hour; 3 servers; exponential work, mean 24 min; down from "
             "8 h for %s h",
             c->cell);
    validation_case(validation,
                    &(ValidationCase){.name = c->name,
                                      .model = words,
                                      .source = "forward and backward equations [Grassmann 1977], "
                                                "by quadrature over the length",
                                      .covers = "3.5 one draw for an outage, 6 ratios of totals"});
    validation_value(validation, experiment,
                     &(ValidationValue){.what = "down in the run",
                                        .unit = "h",
                                        .key = service_key(c->id, "downtime_h"),
                                        .exact = work_mean_smaller_h(&c->length, HOURS - DOWN_FROM),
                                        .within = 0.03});
    course_points(validation, &(CurvePlace){experiment, "service", c->id}, result,
                  &(CourseLook){.bins = bins,
                                .count = sizeof bins / sizeof bins[0],
                                .level_within = 0.05,
                                .time_within = 0.06});
}

void chapter_outage_lengths(Validation *validation)
{
    WorkLaw laws[LENGTHS];
    CourseResult results[LENGTHS];
    double cut = 0;
    Experiment *experiment = run(validation);
    course_note(validation);
    for (size_t i = 0; i < LENGTHS; i++) {
        laws[i] = lengths[i].length;
        results[i] = course_result_new(&mixture.grid);
    }
    outage_mixture(&mixture, laws, LENGTHS, results);
    for (size_t i = 0; i < LENGTHS; i++) {
        add_length(validation, experiment, &lengths[i], &results[i]);
        cut = fmax(cut, results[i].cut);
        course_result_free(&results[i]);
    }
    course_cut_figure(validation, cut);
    experiment_free(experiment);
}
