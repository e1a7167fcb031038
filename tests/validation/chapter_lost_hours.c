/* The whole chain of one small incident in closed form: from the attack over isolation and
 * restoration to insured-hours, requests and euro lost. */
#include "tests/validation/chapters.h"
#include "tests/validation/incident_scenario.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

static const PlainScenario plain = {.horizon_days = 10, .sample_h = 12, .replications = 20000};
static const double HORIZON_H = 240, INSURED = 24000, REQUESTS_PER_H = 4;

/* The attack enters `office` and comes to `clinic` at LINK per hour, until all is isolated
 * REACTION_H after the notice, which is exponential. From then on clinic is down for CONTAIN_H and
 * the work on it: check 3 h (exponential) and 1 h (constant), or rebuild 10 h (Erlang-2) and
 * restore 5 h (exponential), together Erlang-3 with mean 15 h. */
static const double LINK = 0.06, NOTICE_PER_H = 0.125, REACTION_H = 2, CONTAIN_H = 6;

/* Of the claims that come while it is down a share GONE is lost and a share BACK comes back after
 * an exponential time of mean RETRY_H, to meet the same choice if it is still down; the rest waits.
 */
static const double CLAIMS_PER_H = 5, GONE = 0.3, BACK = 0.5, RETRY_H = 4;

static Experiment *run_incident(Validation *validation)
{
    Experiment *experiment = incident_new("validation-lost-hours", &plain, 1);
    experiment_file(experiment, "datacentres.csv",
                    "id,rebuild_h,check_h\nnord,erlang(k=2 mean=10),exponential(mean=3)\n");
    experiment_file(experiment, "zones.csv",
                    "id,datacentre,systems\noffice,nord,mail\nclinic,nord,core\n");
    experiment_file(experiment, "systems.csv",
                    "id,restore_h,check_h\nmail,0,0\ncore,exponential(mean=5),1\n");
    experiment_file(experiment, "links.csv", "from,to,spread_per_h\noffice,clinic,%g\n", LINK);
    experiment_file(experiment, "attack.csv",
                    "key,value\nentry,office\ndetect_h,exponential(mean=%g)\n", 1 / NOTICE_PER_H);
    experiment_file(experiment, "strategies.csv",
                    "id,isolate,reaction_h,contain_h\ntakedown,all,%g,%g\n", REACTION_H, CONTAIN_H);
    experiment_file(experiment, "services.csv",
                    "id,needs,requests_per_1000_per_day,servers,service_min,lost_prob,"
                    "retry_prob,retry_h,mtpd_h\n"
                    "applications,core,%g,50,1,1,0,,20\n"
                    "claims,core,%g,50,1,%g,%g,exponential(mean=%g),20\n",
                    REQUESTS_PER_H, CLAIMS_PER_H, GONE, BACK, RETRY_H);
    experiment_file(experiment, "costs.csv",
                    "key,value\nlost_request_eur,3\ndowntime_eur_per_insured_h,0.1\n"
                    "crew_eur_per_h,60\n");
    validation_run(validation, experiment, NULL);
    return experiment;
}

/* Probability that the attack is in clinic when it is isolated after a notice at `notice_h`. */
static double reached(double notice_h)
{
    return -expm1(-LINK * (notice_h + REACTION_H));
}

/* Probability that clinic is down for longer than s. */
static double longer_clean(double s_h)
{
    return s_h < CONTAIN_H + 1 ? 1 : exp(-(s_h - CONTAIN_H - 1) / 3);
}

static double longer_rebuilt(double s_h)
{
    return s_h < CONTAIN_H ? 1 : gsl_cdf_gamma_Q(s_h - CONTAIN_H, 3, 5);
}

/* Probability that clinic is down at t: the integral over the instant of the notice, by Simpson's
 * rule; the corners, where work may end first, are on its grid. */
static double down_at(double t_h)
{
    const double step_h = 0.005;
    const size_t steps = (size_t)lround((t_h - REACTION_H) / step_h);
    double sum = 0;
    for (size_t i = 0; i <= steps; i++) {
        double notice_h = step_h * (double)i, s_h = t_h - REACTION_H - notice_h;
        double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
        sum +=
            weight * NOTICE_PER_H * exp(-NOTICE_PER_H * notice_h) *
            (reached(notice_h) * longer_rebuilt(s_h) + (1 - reached(notice_h)) * longer_clean(s_h));
    }
    return sum * step_h / 3;
}

/* Mean number of claims that are lost, with probability p of a rebuild. One that comes r before the
 * return is lost with probability u(r) = GONE / q (1 - BACK exp(-v r)), q = 1 - BACK, v = q /
 * RETRY_H, the solution of u(r) = GONE + BACK E[u(r - X); X < r]. The integral of u over the time
 * down needs the mean of that time and its transform at v. */
static double claims_lost(double p, double down_h)
{
    const double q = 1 - BACK, v = q / RETRY_H;
    const double transform =
        exp(-v * CONTAIN_H) * (p * pow(1 + 5 * v, -3) + (1 - p) * exp(-v) / (1 + 3 * v));
    return CLAIMS_PER_H * GONE / q * (down_h - BACK * (1 - transform) / v);
}

static void add_values(Validation *validation, Experiment *experiment)
{
    const double p = 1 - exp(-LINK * REACTION_H) * NOTICE_PER_H / (NOTICE_PER_H + LINK);
    const double down_h = CONTAIN_H + p * 15 + (1 - p) * 4;
    const double crew_h = 10 + p * 15 + (1 - p) * 4;
    const double lost = REQUESTS_PER_H * down_h, claims = claims_lost(p, down_h);
    const IncidentValue values[] = {
        {"insured-hours lost", "h", takedown_key("total", "all", "insured_hours_lost"),
         INSURED * down_h, 0.022},
        {"zones compromised", "", takedown_key("total", "all", "zones_compromised"), 1 + p, 0.015},
        {"requests lost", "", takedown_key("service", "applications", "lost"), lost, 0.021},
        {"claims lost", "", takedown_key("service", "claims", "lost"), claims, 0.022},
        {"availability", "", takedown_key("service", "applications", "availability"),
         1 - down_h / HORIZON_H, 0.001},
        {"restored", "h", takedown_key("total", "all", "restored_h"),
         1 / NOTICE_PER_H + REACTION_H + down_h, 0.02},
        {"share beyond 20 h", "", takedown_key("service", "applications", "mtpd_breached"),
         p * longer_rebuilt(20) + (1 - p) * longer_clean(20), 0.075},
        {"crew hours", "h", takedown_key("total", "all", "crew_hours"), crew_h, 0.021},
        {"cost", "EUR", takedown_key("total", "all", "cost_total_eur"),
         3 * (lost + claims) + 0.1 * INSURED * down_h + 60 * crew_h, 0.022},
    };
    incident_values(validation, experiment, values, sizeof values / sizeof values[0]);
}

void chapter_lost_hours(Validation *validation)
{
    Experiment *experiment = run_incident(validation);
    validation_case(
        validation,
        &(ValidationCase){.name = "An incident from attack to euro",
                          .model = "spread 0.06/h, notice 8 h (exponential), reaction 2 h, "
                                   "containment 6 h, check or rebuild; 24 000 insured, 4 requests "
                                   "an hour, all lost while down; 5 claims an hour, of which 30 % "
                                   "are lost and 50 % come back",
                          .source = "exponential race; renewal equation; integral over the instant "
                                    "of the notice",
                          .covers = "3.1 to 3.4; 4.2: lost_prob, retry; 5: measures, costs"});
    add_values(validation, experiment);
    for (size_t t_h = 12; t_h <= 48; t_h += 12) {
        char what[40];
        snprintf(what, sizeof what, "up at %zu h", t_h);
        incident_value(
            validation, experiment,
            &(IncidentValue){what, "", takedown_curve("service", "applications", "up", (double)t_h),
                             1 - down_at((double)t_h), 0.04});
    }
    experiment_free(experiment);
}
