#include "study/results_restoration.h"

#include "base/memory.h"
#include "study/estimator.h"
#include "study/results_file.h"

#include <stdlib.h>

typedef struct Job {
    const char *kind, *id, *datacentre;
    size_t at; /* among the zones, then the instances */
} Job;

typedef struct Writing {
    const Study *study;
    Estimator *estimator;
    WorkTimes *work;                    /* [replication] */
    double *ready_h, *start_h, *done_h; /* the same, moment by moment */
    CsvWriter *csv;
} Writing;

static void write_job(const Writing *writing, size_t strategy, const Job *job)
{
    const Study *study = writing->study;
    size_t count = samples_count(study->samples);
    samples_work(study->samples, strategy, job->at, writing->work);
    for (size_t i = 0; i < count; ++i) {
        writing->ready_h[i] = writing->work[i].ready_h;
        writing->start_h[i] = writing->work[i].start_h;
        writing->done_h[i] = writing->work[i].done_h;
    }
    Estimate ready = estimate_values(writing->estimator, writing->ready_h, count);
    Estimate start = estimate_values(writing->estimator, writing->start_h, count);
    Estimate done = estimate_values(writing->estimator, writing->done_h, count);
    csv_write_text(writing->csv, study->plan->strategy_ids[strategy]);
    results_write_key(writing->csv, job->kind, job->id, job->datacentre);
    csv_write_whole(writing->csv, done.n);
    const double numbers[] = {ready.mean, start.mean, done.mean, done.p05, done.p95};
    results_write_numbers(writing->csv, numbers, sizeof numbers / sizeof *numbers);
    csv_end_row(writing->csv);
}

static void write_jobs(const Writing *writing, size_t strategy)
{
    const Scenario *scenario = writing->study->plan->scenario;
    size_t zones = writing->study->plan->measures->zone_count;
    for (size_t i = 0; i < scenario->zone_count; ++i) {
        const ZoneSpec *zone = &scenario->zones[i];
        Job job = {"zone", zone->id, scenario->datacentres[zone->datacentre].id, i};
        write_job(writing, strategy, &job);
    }
    for (size_t i = 0; i < scenario->instance_count; ++i) {
        const InstanceSpec *instance = &scenario->instances[i];
        Job job = {"system", instance->id, scenario->datacentres[instance->datacentre].id,
                   zones + i};
        write_job(writing, strategy, &job);
    }
}

bool results_write_restoration(const Study *study, const char *folder, Failure *failure)
{
    ResultsFile file;
    if (!results_file_open(&file, folder, "restoration.csv",
                           "strategy,kind,id,datacentre,n,ready_mean_h,start_mean_h,done_mean_h,"
                           "done_p05_h,done_p95_h",
                           failure)) {
        return false;
    }
    size_t count = samples_count(study->samples);
    double *moments_h = memory_allocate(3 * count, sizeof *moments_h);
    Writing writing = {.study = study,
                       .estimator = study_estimator(study),
                       .work = memory_allocate(count, sizeof(WorkTimes)),
                       .ready_h = moments_h,
                       .start_h = moments_h + count,
                       .done_h = moments_h + 2 * count,
                       .csv = &file.csv};
    for (size_t s = 0; s < study->plan->strategy_count; ++s) {
        write_jobs(&writing, s);
    }
    estimator_free(writing.estimator);
    free(writing.work);
    free(moments_h);
    return results_file_close(&file, samples_are_whole(study->samples, failure), failure);
}
