/* Runs a scenario and says how each strategy differs from the baseline.
 *
 *     cc difference.c $(pkg-config --cflags --libs brownout) -o difference
 *     ./difference /usr/share/brownout/scenarios/first-look
 */
#include <brownout.h>

#include <stdio.h>
#include <stdlib.h>

static bool tell(void *context, double share)
{
    (void)context;
    fprintf(stderr, "%3.0f %%\n", 100 * share);
    return true; /* false would stop the run */
}

static int give_up(const char *message)
{
    fprintf(stderr, "%s\n", message);
    return EXIT_FAILURE;
}

static int compare(BrownoutScenario *scenario, BrownoutResults *results)
{
    for (size_t i = 0; i < brownout_strategy_count(scenario); ++i) {
        BrownoutDifference difference;
        const char *const id = brownout_strategy_id(scenario, i);
        if (!brownout_difference(results, id, "total/all/insured_hours_lost", &difference)) {
            return give_up(brownout_results_error(results));
        }
        printf("%s: %.0f insured-hours lost, %+.0f to the baseline (%.0f to %.0f)\n",
               brownout_strategy_name(scenario, i), difference.strategy_mean, difference.mean,
               difference.low, difference.high);
    }
    return EXIT_SUCCESS;
}

int main(int count, char **typed)
{
    if (count != 2) {
        return give_up("difference SCENARIO");
    }
    int status = EXIT_FAILURE;
    BrownoutScenario *scenario = brownout_scenario_read(typed[1], NULL, 0);
    BrownoutResults *results =
        brownout_run(scenario, &(BrownoutRun){.replications = 5, .threads = 2, .progress = tell});
    if (brownout_results_error(results)) {
        give_up(brownout_results_error(results)); /* a mistake in the scenario is told here too */
    } else {
        status = compare(scenario, results);
    }
    brownout_results_free(results);
    brownout_scenario_free(scenario);
    return status;
}
