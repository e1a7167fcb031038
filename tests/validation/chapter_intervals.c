/* Whether the program's 95 % intervals hold the truth as often as they say. */
#include "tests/validation/chapters.h"
#include "tests/validation/interval_study.h"

enum { SEEDS = 400, USUAL_SIZE = 2 /* 20 replications, the program's default */ };

/* 400 honest intervals of 95 % lie between these with probability 0.995. */
static const double LOW = 0.92, HIGH = 0.98;

static void add_coverage(Validation *validation, const Situation *situation)
{
    const CoverageTally *tally = &situation->tallies[USUAL_SIZE];
    validation_figure(validation, &(ValidationFigure){.what = situation->what,
                                                      .value = coverage_share(tally),
                                                      .low = LOW,
                                                      .high = HIGH});
    validation_figure(validation, &(ValidationFigure){.what = "runs without an interval",
                                                      .value = (double)tally->absent});
}

void chapter_intervals(Validation *validation)
{
    TextBuilder table = {0};
    IntervalStudy study;
    interval_study_run(&study, SEEDS);
    validation_case(validation,
                    &(ValidationCase){.name = "95 % intervals over 400 seeds",
                                      .model = "20 replications of five days each; the share of "
                                               "the intervals in summary.csv, curves.csv and "
                                               "comparison.csv that hold the exact value",
                                      .source = "Erlang C and Erlang A, phases of list scheduling",
                                      .covers = "6: Student's intervals, the delta method for "
                                                "ratios, pairs by replication"});
    /* Those of queues, and the near-normal restoration behind them. */
    for (size_t i = 0; i <= QUEUE_MEASURES; i++) {
        add_coverage(validation, &study.situations[i]);
    }
    interval_study_report(&table, &study);
    validation_block(validation, "interval coverage", table.text);
    text_deinit(&table);
}
