/* Long rounds of random scenarios, by hand and in continuous integration:
 *
 *     random_laws [--seeds FROM..TO] [--seconds N] [--law NAME] [--tries N] [--coverage]
 *                 [--write SEED FOLDER]
 *
 * --seconds goes on from FROM until the time is over. --tries is how often a scenario that breaks a
 * law is tried smaller. --coverage tells how often each column and
 * each word of the format is used, and how often things happened. --write leaves the scenario of a
 * seed in a folder. Exit status 1 where a law was broken. */
#include "base/clock.h"
#include "base/file.h"
#include "tests/laws/random/coverage.h"
#include "tests/laws/random/generator.h"
#include "tests/laws/random/round.h"
#include "tests/test.h"

#include <stdlib.h>
#include <unistd.h>

typedef struct Options {
    unsigned long long from, to;
    double seconds; /* INFINITY: until `to` */
    size_t tries;   /* of shrinking one scenario */
    const char *law, *write;
    bool coverage;
} Options;

static bool seeds_read(Options *options, const char *text)
{
    return sscanf(text, "%llu..%llu", &options->from, &options->to) == 2 &&
           options->from <= options->to;
}

static bool options_read(Options *options, int count, char *const *arguments)
{
    for (int i = 1; i < count; i++) {
        const char *option = arguments[i];
        if (strcmp(option, "--coverage") == 0) {
            options->coverage = true;
        } else if (i + 1 == count) {
            return false;
        } else if (strcmp(option, "--seeds") == 0 && seeds_read(options, arguments[i + 1])) {
            i++;
        } else if (strcmp(option, "--seconds") == 0) {
            options->seconds = strtod(arguments[++i], NULL);
            options->to = UINT64_MAX;
        } else if (strcmp(option, "--tries") == 0) {
            options->tries = strtoul(arguments[++i], NULL, 10);
        } else if (strcmp(option, "--law") == 0) {
            options->law = arguments[++i];
        } else if (strcmp(option, "--write") == 0 && i + 2 < count) {
            options->from = strtoull(arguments[++i], NULL, 10);
            options->write = arguments[++i];
        } else {
            return false;
        }
    }
    return true;
}

static int write_scenario(const Options *options)
{
    Failure failure = {0};
    Arena *arena = arena_new(0);
    Sheets *sheets = scenario_generate(options->from, arena);
    bool created = folder_create(options->write, &failure);
    if (created) {
        sheets_write(sheets, options->write);
    } else {
        fprintf(stderr, "%s\n", failure.message);
    }
    free(sheets);
    arena_free(arena);
    return created ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void print_coverage(const Options *options)
{
    Coverage *coverage = coverage_new();
    for (unsigned long long seed = options->from;
         seed <= options->to && seed - options->from < 1000; seed++) {
        Arena *arena = arena_new(0);
        Sheets *sheets = scenario_generate(seed, arena);
        coverage_add(coverage, sheets);
        free(sheets);
        arena_free(arena);
    }
    coverage_print(coverage, stdout);
    coverage_free(coverage);
}

static void print_finding(const Finding *finding, unsigned long long seed)
{
    printf("seed %llu breaks the law \"%s\": %s\n", seed, finding->law, finding->violation.text);
    printf("  shrunk to %zu rows and %zu cells in %s: %s\n", finding->rows, finding->cells,
           finding->folder, finding->left.text);
    fflush(stdout);
}

static void print_pool(const Pool *pool)
{
    for (size_t i = 0; i < pool->count; i++) {
        const PooledLaw *law = &pool->laws[i];
        printf("  %-42s %5zu scenarios: lower in %zu, higher in %zu, mean %+.4f\n", law->name,
               law->n, law->lower, law->higher, law->sum / (double)law->n);
    }
}

static void print_happenings(const Round *round)
{
    for (size_t i = 0; i < random_law_count; i++) {
        printf("  %-16s %9zu numbers that could have broken it\n", random_laws[i].name,
               round->evidence[i]);
    }
    for (size_t i = 0; i < round->happening_count; i++) {
        printf("  %5.1f %%  %s\n",
               100 * (double)round->happenings[i].scenarios / (double)round->scenarios,
               round->happenings[i].metric);
    }
}

/* Results are synced to the disk; a folder in memory makes a round several times as fast. */
static const char *fast_folder(void)
{
    const char *given = getenv("TMPDIR");
    return given ? given : access("/dev/shm", W_OK) == 0 ? "/dev/shm" : TEST_RUNS;
}

static int run_round(const Options *options)
{
    char workplace[256];
    size_t broken = 0;
    double begun_s = clock_wall_s();
    snprintf(workplace, sizeof workplace, "%s/brownout-random-%ld", fast_folder(), (long)getpid());
    Round round = {.workplace = workplace,
                   .broken = TEST_RUNS "/random-broken",
                   .only = options->law,
                   .shrink_tries = options->tries};
    unsigned long long seed = options->from;
    for (; seed <= options->to && clock_wall_s() - begun_s < options->seconds; seed++) {
        const Finding finding = round_ask(&round, seed);
        if (finding.violation.found) {
            broken++;
            print_finding(&finding, seed);
        }
    }
    folder_remove(workplace);
    const Violation violation = round_end(&round);
    if (options->coverage) {
        print_happenings(&round);
    }
    print_pool(&round.pool);
    printf("%s%s", violation.found ? violation.text : "", violation.found ? "\n" : "");
    printf("%zu random scenarios, seeds %llu to %llu: %zu broke a law\n", round.scenarios,
           options->from, seed - 1, broken);
    return broken > 0 || violation.found ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char *argv[])
{
    Options options = {.from = 1, .to = 100, .seconds = (double)INFINITY, .tries = 400};
    if (!options_read(&options, argc, argv)) {
        fprintf(stderr,
                "usage: random_laws [--seeds FROM..TO] [--seconds N] [--law NAME] [--tries N] "
                "[--coverage] [--write SEED FOLDER]\n");
        return 2;
    }
    if (options.write) {
        return write_scenario(&options);
    }
    if (options.coverage) {
        print_coverage(&options);
    }
    return run_round(&options);
}
