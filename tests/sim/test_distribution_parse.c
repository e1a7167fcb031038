#include "sim/distribution_parse.h"
#include "tests/test.h"

enum { MESSAGE = 512 };

/* Knows one file, waits.csv, and files with a mistake each. */
static bool load(void *context, const char *file, const double **values, size_t *count,
                 char *message, size_t size)
{
    static const double waits[] = {1, 2, 9}, negative[] = {1, -2}, unknown[] = {1, NAN};
    (void)context;
    const double *const loaded[] = {waits, negative, unknown, waits};
    const size_t counts[] = {3, 2, 2, 0};
    const char *const names[] = {"waits.csv", "negative.csv", "unknown.csv", "empty.csv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], file) == 0) {
            *values = loaded[i];
            *count = counts[i];
            return true;
        }
    }
    snprintf(message, size, "there is no file \"%s\"", file);
    return false;
}

static int open_arena(void **state)
{
    *state = arena_new(0);
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

typedef struct Right {
    const char *text;
    DistributionKind kind;
    double mean;
} Right;

static void expect_right(Arena *arena, char decimal_sign, const Right *right, size_t count)
{
    const DistributionSyntax syntax = {.decimal_sign = decimal_sign, .arena = arena, .load = load};
    for (size_t i = 0; i < count; i++) {
        char message[MESSAGE] = "";
        Distribution distribution;
        if (!distribution_parse(&distribution, right[i].text, &syntax, message, sizeof message)) {
            fail_msg("%s is refused: %s", right[i].text, message);
        }
        EXPECT_EQUAL(distribution.kind, right[i].kind);
        EXPECT_NEAR(distribution.scale, 1, 0);
        EXPECT_NEAR(distribution_mean(&distribution), right[i].mean, 1e-12);
    }
}

static void every_distribution_of_the_format_is_read(void **state)
{
    const Right right[] = {
        {"4", DISTRIBUTION_CONSTANT, 4},
        {"0.5e1", DISTRIBUTION_CONSTANT, 5},
        {"exponential(mean=4)", DISTRIBUTION_EXPONENTIAL, 4},
        {"uniform(low=1 high=5)", DISTRIBUTION_UNIFORM, 3},
        {"triangular(low=1 mode=2 high=6)", DISTRIBUTION_TRIANGULAR, 3},
        {"pert(low=1 mode=2 high=6)", DISTRIBUTION_PERT, 2.5},
        {"normal(mean=40 sd=2)", DISTRIBUTION_NORMAL, 40},
        {"lognormal(mean=4 sd=6)", DISTRIBUTION_LOGNORMAL, 4},
        {"gamma(mean=4 sd=6)", DISTRIBUTION_GAMMA, 4},
        {"weibull(scale=2 shape=1)", DISTRIBUTION_WEIBULL, 2}, /* shape 1: exponential */
        {"erlang(k=3 mean=6)", DISTRIBUTION_ERLANG, 6},
        {"hyperexponential(p=0.2 mean1=10 mean2=1)", DISTRIBUTION_HYPEREXPONENTIAL, 2.8},
        {"pareto(scale=1 shape=3)", DISTRIBUTION_PARETO, 1.5},
        {"beta(low=1 high=3 a=1 b=1)", DISTRIBUTION_BETA, 2},
        {"discrete(values=1|2|5 weights=3|2|1)", DISTRIBUTION_DISCRETE, 2},
        {"empirical(file=waits.csv)", DISTRIBUTION_EMPIRICAL, 4},
    };
    expect_right(*state, '.', right, sizeof right / sizeof *right);
}

static void blanks_and_the_order_of_arguments_do_not_matter(void **state)
{
    const Right right[] = {
        {"  uniform ( high = 5   low=1 ) ", DISTRIBUTION_UNIFORM, 3},
        {"discrete( values = 1 | 2|5  weights=3| 2 |1)", DISTRIBUTION_DISCRETE, 2},
        {" 4 ", DISTRIBUTION_CONSTANT, 4},
        {"normal(mean=3 sd=0)", DISTRIBUTION_CONSTANT, 3},
        {"normal(mean=0 sd=1)", DISTRIBUTION_NORMAL, 0.7978845608028654}, /* sqrt(2/pi) */
        {"gamma(mean=0 sd=0)", DISTRIBUTION_CONSTANT, 0},
        {"exponential(mean=0)", DISTRIBUTION_CONSTANT, 0},
        {"discrete(values=7|8 weights=1|0)", DISTRIBUTION_CONSTANT, 7},
        {"discrete(values=7 weights=2)", DISTRIBUTION_CONSTANT, 7},
    };
    expect_right(*state, '.', right, sizeof right / sizeof *right);
}

static void a_german_file_has_decimal_commas_within_distributions_too(void **state)
{
    const Right right[] = {
        {"1,5", DISTRIBUTION_CONSTANT, 1.5},
        {"exponential(mean=2,25)", DISTRIBUTION_EXPONENTIAL, 2.25},
        {"discrete(values=0,5|1,5 weights=1|1)", DISTRIBUTION_DISCRETE, 1},
        {"empirical(file=waits.csv)", DISTRIBUTION_EMPIRICAL, 4},
    };
    expect_right(*state, ',', right, sizeof right / sizeof *right);
}

typedef struct Wrong {
    const char *text;
    const char *message;
} Wrong;

static void expect_wrong(const DistributionSyntax *syntax, const Wrong *wrong, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char message[MESSAGE] = "";
        Distribution distribution;
        if (distribution_parse(&distribution, wrong[i].text, syntax, message, sizeof message)) {
            fail_msg("%s is accepted", wrong[i].text);
        }
        EXPECT_TEXT(message, wrong[i].message);
        EXPECT(distribution_is_zero(&distribution));
    }
}

static void mistakes_in_names_are_answered_with_the_nearest_one(void **state)
{
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = *state, .load = load};
    const Wrong wrong[] = {
        {"exponental(mean=4)",
         "unknown distribution \"exponental\"; did you mean \"exponential\"?"},
        {"Gamma(mean=4 sd=1)", "unknown distribution \"Gamma\"; did you mean \"gamma\"?"},
        {"poisson(mean=4)",
         "unknown distribution \"poisson\"; known: exponential, uniform, triangular, pert, normal, "
         "lognormal, gamma, weibull, erlang, hyperexponential, pareto, beta, discrete, empirical"},
        {"normal(mean=4 std=1)", "normal: unknown argument \"std\"; did you mean \"sd\"?"},
        {"uniform(from=4 high=1)", "uniform: unknown argument \"from\"; known: low, high"},
        {"normal(mean=4)", "normal: argument \"sd\" is missing"},
        {"normal(mean=4 sd=1 mean=3)", "normal: argument \"mean\" is given twice"},
    };
    expect_wrong(&syntax, wrong, sizeof wrong / sizeof *wrong);
}

static void mistakes_in_form_are_told(void **state)
{
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = *state, .load = load};
    const Wrong wrong[] = {
        {"", "\"\" is neither a number nor a distribution such as exponential(mean=4)"},
        {"4 h", "\"4 h\" is neither a number nor a distribution such as exponential(mean=4) (write "
                "the number alone, without unit)"},
        {"0x10", "\"0x10\" is neither a number nor a distribution such as exponential(mean=4) "
                 "(hexadecimal digits are not read)"},
        {"exponential", "exponential: its arguments are missing: mean"},
        {"exponential(mean=4", "exponential: it must end with a closing parenthesis"},
        {"exponential(mean=4) x", "exponential: it must end with a closing parenthesis"},
        {"exponential(4)",
         "exponential: \"4\" is not of the form argument=value; arguments are mean"},
        {"exponential()", "exponential: argument \"mean\" is missing"},
        {"exponential(mean=)", "exponential: mean has no value"},
        {"exponential(=4)",
         "exponential: \"=\" is not of the form argument=value; arguments are mean"},
        {"uniform(low= high=3)", "uniform: low has no value"},
        {"uniform(low=1, high=3)",
         "uniform: low: \"1,\" is not a number; blanks alone separate arguments"},
        {"exponential(mean=four)", "exponential: mean: \"four\" is not a number"},
        {"exponential(mean=inf)",
         "exponential: mean: \"inf\" is not a number (numbers are finite)"},
        {"exponential(mean=4,5)", "exponential: mean: \"4,5\" is not a number (write 4.5; the "
                                  "decimal sign here is \".\")"},
    };
    expect_wrong(&syntax, wrong, sizeof wrong / sizeof *wrong);
}

static void what_could_be_negative_or_undefined_is_refused(void **state)
{
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = *state, .load = load};
    const Wrong wrong[] = {
        {"-4", "the number must be at least 0"},
        {"exponential(mean=-1)", "exponential: mean must be at least 0"},
        {"uniform(low=-1 high=3)", "uniform: low must be at least 0"},
        {"uniform(low=4 high=3)", "uniform: low must not be over high"},
        {"triangular(low=4 mode=3 high=5)", "triangular: low must not be over mode"},
        {"pert(low=1 mode=6 high=5)", "pert: mode must not be over high"},
        {"normal(mean=-1 sd=1)", "normal: mean must be at least 0"},
        {"normal(mean=1 sd=-1)", "normal: sd must be at least 0"},
        {"lognormal(mean=0 sd=1)", "lognormal: a mean of 0 leaves no room for an sd over 0"},
        {"gamma(mean=0 sd=1)", "gamma: a mean of 0 leaves no room for an sd over 0"},
        {"weibull(scale=0 shape=1)", "weibull: scale must be over 0"},
        {"weibull(scale=1 shape=0)", "weibull: shape must be over 0"},
        {"weibull(scale=1 shape=0.001)",
         "weibull: the arguments are too far apart to compute with"},
        {"weibull(scale=1 shape=0.0061)", /* mean 164!, but no sd */
         "weibull: the arguments are too far apart to compute with"},
        {"gamma(mean=1e-300 sd=1)", "gamma: the arguments are too far apart to compute with"},
        {"erlang(k=0 mean=1)", "erlang: k must be at least 1"},
        {"erlang(k=1.5 mean=1)", "erlang: k must be a whole number"},
        {"hyperexponential(p=1.5 mean1=1 mean2=1)", "hyperexponential: p must be at most 1"},
        {"pareto(scale=1 shape=1)", "pareto: shape must be over 1"},
        {"beta(low=3 high=1 a=1 b=1)", "beta: low must not be over high"},
        {"beta(low=0 high=1 a=0 b=1)", "beta: a must be over 0"},
        {"exponential(mean=1e16)", "exponential: mean must be at most 1e+15"},
    };
    expect_wrong(&syntax, wrong, sizeof wrong / sizeof *wrong);
}

static void mistakes_in_lists_and_files_are_told(void **state)
{
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = *state, .load = load};
    const Wrong wrong[] = {
        {"discrete(values=1|2 weights=1)", "discrete: there are 2 values and 1 weights"},
        {"discrete(values=1|2 weights=0|0)", "discrete: one weight at least must be over 0"},
        {"discrete(values=1||2 weights=1|1|1)", "discrete: values has no value"},
        {"discrete(values=1|-2 weights=1|1)", "discrete: values must be at least 0"},
        {"discrete(values=1|2 weights=1|-1)", "discrete: weights must be at least 0"},
        {"discrete(values=1;2 weights=1)", "discrete: values: \"1;2\" is not a number"},
        {"empirical(file=)", "empirical: file has no value"},
        {"empirical(file=other.csv)", "empirical: there is no file \"other.csv\""},
        {"empirical(file=negative.csv)", "empirical: value 2 of the file is not within 0 to 1e+15"},
        {"empirical(file=unknown.csv)", "empirical: value 2 of the file is not within 0 to 1e+15"},
        {"empirical(file=empty.csv)", "empirical: the file holds no values"},
    };
    expect_wrong(&syntax, wrong, sizeof wrong / sizeof *wrong);
}

static void without_a_loader_no_file_can_be_named(void **state)
{
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = *state};
    const Wrong wrong[] = {{"empirical(file=waits.csv)", "empirical: files cannot be named here"}};
    expect_wrong(&syntax, wrong, 1);
}

static void a_decimal_point_in_a_german_file_is_a_mistake(void **state)
{
    const DistributionSyntax syntax = {.decimal_sign = ',', .arena = *state, .load = load};
    const Wrong wrong[] = {
        {"1.5", "\"1.5\" is neither a number nor a distribution such as exponential(mean=4) "
                "(write 1,5; the decimal sign here is \",\")"},
        {"exponential(mean=1.5)", "exponential: mean: \"1.5\" is not a number (write 1,5; the "
                                  "decimal sign here is \",\")"},
    };
    expect_wrong(&syntax, wrong, sizeof wrong / sizeof *wrong);
}

static void a_message_never_runs_over_its_room(void **state)
{
    const DistributionSyntax syntax = {.decimal_sign = '.', .arena = *state, .load = load};
    const char *const texts[] = {"nonsense(mean=1)", "normal(mean=1)", "normal(x)", "-1"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char message[16 + 1];
        Distribution distribution;
        message[16] = '#';
        EXPECT(!distribution_parse(&distribution, texts[i], &syntax, message, 16));
        EXPECT(memchr(message, '\0', 16) != NULL);
        EXPECT(message[16] == '#');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_distribution_of_the_format_is_read),
        cmocka_unit_test(blanks_and_the_order_of_arguments_do_not_matter),
        cmocka_unit_test(a_german_file_has_decimal_commas_within_distributions_too),
        cmocka_unit_test(mistakes_in_names_are_answered_with_the_nearest_one),
        cmocka_unit_test(mistakes_in_form_are_told),
        cmocka_unit_test(what_could_be_negative_or_undefined_is_refused),
        cmocka_unit_test(mistakes_in_lists_and_files_are_told),
        cmocka_unit_test(without_a_loader_no_file_can_be_named),
        cmocka_unit_test(a_decimal_point_in_a_german_file_is_a_mistake),
        cmocka_unit_test(a_message_never_runs_over_its_room),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
