#include "sim/distribution_parse.h"

#include "base/attributes.h"
#include "base/number.h"
#include "base/number_advice.h"
#include "base/text.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { QUOTED = 192, ARGUMENT_NAME = 16 };

/* 1e15 hours are ten times the age of the universe: nothing larger is meant, and every moment stays
 * a finite number. */
#define LARGEST_ARGUMENT 1e15

/* What an argument may be, by its name, whatever the distribution. */
typedef struct ArgumentRule {
    const char *name;
    double lowest;
    double highest;
    bool above; /* `lowest` itself is too low */
    bool whole;
} ArgumentRule;

static const ArgumentRule argument_rules[] = {{"mean", 0, LARGEST_ARGUMENT, false, false},
                                              {"mean1", 0, LARGEST_ARGUMENT, false, false},
                                              {"mean2", 0, LARGEST_ARGUMENT, false, false},
                                              {"sd", 0, LARGEST_ARGUMENT, false, false},
                                              {"low", 0, LARGEST_ARGUMENT, false, false},
                                              {"mode", 0, LARGEST_ARGUMENT, false, false},
                                              {"high", 0, LARGEST_ARGUMENT, false, false},
                                              {"scale", 0, LARGEST_ARGUMENT, true, false},
                                              {"shape", 0, LARGEST_ARGUMENT, true, false},
                                              {"k", 1, LARGEST_ARGUMENT, false, true},
                                              {"p", 0, 1, false, false},
                                              {"a", 0, LARGEST_ARGUMENT, true, false},
                                              {"b", 0, LARGEST_ARGUMENT, true, false},
                                              {"values", 0, LARGEST_ARGUMENT, false, false},
                                              {"weights", 0, LARGEST_ARGUMENT, false, false}};

static const ArgumentRule constant_rule = {"the number", 0, DBL_MAX, false, false};
static const ArgumentRule pareto_shape_rule = {"shape", 1, LARGEST_ARGUMENT, true, false};

/* One call of distribution_parse. */
typedef struct Parse {
    const DistributionSyntax *syntax;
    char *message;
    size_t size;
    DistributionKind kind;
    size_t count;                                      /* of the arguments of the kind */
    char names[DISTRIBUTION_ARGUMENTS][ARGUMENT_NAME]; /* as distribution.def orders them */
    char *values[DISTRIBUTION_ARGUMENTS];              /* as written; NULL: not given */
} Parse;

static bool complain(Parse *parse, const char *format, ...) ATTRIBUTE_PRINTF(2, 3);

/* Writes the message, after the distribution's name where it is known; always false. */
static bool complain(Parse *parse, const char *format, ...)
{
    const char *name = distribution_form(parse->kind)->name;
    const int used = name[0] == '\0' ? 0 : snprintf(parse->message, parse->size, "%s: ", name);
    va_list arguments;
    va_start(arguments, format);
    if (used >= 0 && (size_t)used < parse->size) {
        vsnprintf(parse->message + used, parse->size - (size_t)used, format, arguments);
    }
    va_end(arguments);
    return false;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text without blanks around it; cuts the end in place. */
static char *trimmed(char *text)
{
    while (is_space(*text)) {
        text++;
    }
    size_t length = strlen(text);
    while (length > 0 && is_space(text[length - 1])) {
        length--;
    }
    text[length] = '\0';
    return text;
}

/* Says that `text` is none of the `count` names, and which is the nearest, or which there are. */
static bool complain_unknown(Parse *parse, const char *what, const char *text,
                             const char *const *names, size_t count)
{
    char quoted[QUOTED];
    text_quote(quoted, sizeof quoted, text);
    const size_t nearest = text_nearest(text, names, count);
    if (nearest < count) {
        return complain(parse, "unknown %s %s; did you mean \"%s\"?", what, quoted, names[nearest]);
    }
    TextBuilder known = {0};
    for (size_t i = 0; i < count; i++) {
        text_add_format(&known, i > 0 ? ", %s" : "%s", names[i]);
    }
    complain(parse, "unknown %s %s; known: %s", what, quoted, known.text);
    text_deinit(&known);
    return false;
}

static bool number_fits(Parse *parse, const ArgumentRule *rule, double value)
{
    if (value < rule->lowest || (rule->above && value == rule->lowest)) {
        return complain(parse, "%s must be %s %g", rule->name, rule->above ? "over" : "at least",
                        rule->lowest);
    }
    if (value > rule->highest) {
        return complain(parse, "%s must be at most %g", rule->name, rule->highest);
    }
    if (rule->whole && floor(value) != value) {
        return complain(parse, "%s must be a whole number", rule->name);
    }
    return true;
}

static bool read_number(Parse *parse, const ArgumentRule *rule, const char *text, double *value)
{
    char quoted[QUOTED];
    const char sign = parse->syntax->decimal_sign;
    if (text[0] == '\0') {
        return complain(parse, "%s has no value", rule->name);
    }
    if (number_parse(text, strlen(text), sign, value)) {
        return number_fits(parse, rule, *value);
    }
    text_quote(quoted, sizeof quoted, text);
    const char last = text[strlen(text) - 1];
    if (last == ',' || last == ';') {
        return complain(parse, "%s: %s is not a number; blanks alone separate arguments",
                        rule->name, quoted);
    }
    char advice[128];
    return complain(parse, "%s: %s is not a number%s", rule->name, quoted,
                    number_advice_bracketed(advice, sizeof advice, text, sign));
}

static bool read_constant(Parse *parse, Distribution *distribution, const char *text)
{
    double value;
    char quoted[QUOTED];
    if (!number_parse(text, strlen(text), parse->syntax->decimal_sign, &value)) {
        char advice[128];
        return complain(
            parse, "%s is neither a number nor a distribution such as exponential(mean=4)%s",
            text_quote(quoted, sizeof quoted, text),
            number_advice_bracketed(advice, sizeof advice, text, parse->syntax->decimal_sign));
    }
    *distribution = distribution_constant(value);
    return number_fits(parse, &constant_rule, value);
}

static bool find_kind(Parse *parse, const char *name)
{
    const char *names[DISTRIBUTION_KINDS];
    if (name[0] == '\0') {
        return complain(parse, "a distribution's name must stand before the parenthesis, as in "
                               "exponential(mean=4)");
    }
    for (DistributionKind kind = 0; kind < DISTRIBUTION_KINDS; kind++) {
        names[kind] = distribution_form(kind)->name;
        if (kind != DISTRIBUTION_CONSTANT && strcmp(names[kind], name) == 0) {
            parse->kind = kind;
            return true;
        }
    }
    return complain_unknown(parse, "distribution", name, names + 1, DISTRIBUTION_KINDS - 1);
}

/* Takes the names of the kind's arguments out of its row of the table. */
static void list_arguments(Parse *parse)
{
    const char *at = distribution_form(parse->kind)->arguments;
    while (*at != '\0') {
        const size_t length = strcspn(at, " ");
        assert(parse->count < DISTRIBUTION_ARGUMENTS && length < ARGUMENT_NAME);
        memcpy(parse->names[parse->count], at, length);
        parse->names[parse->count][length] = '\0';
        parse->count++;
        at += length + strspn(at + length, " ");
    }
}

static bool store_argument(Parse *parse, const char *name, char *value)
{
    const char *names[DISTRIBUTION_ARGUMENTS];
    for (size_t i = 0; i < parse->count; i++) {
        names[i] = parse->names[i];
        if (strcmp(names[i], name) == 0) {
            if (parse->values[i]) {
                return complain(parse, "argument \"%s\" is given twice", name);
            }
            parse->values[i] = value;
            return true;
        }
    }
    return complain_unknown(parse, "argument", name, names, parse->count);
}

/* Where the value that begins at `value` ends: before the name of the next `name=`, or at the end
 * of the text. */
static char *value_end(char *value)
{
    char *end = strchr(value, '=');
    if (!end) {
        return value + strlen(value);
    }
    while (end > value && is_space(end[-1])) {
        end--;
    }
    while (end > value && !is_space(end[-1])) {
        end--;
    }
    return end;
}

/* `name=value name=value`, cut in place. Values may hold blanks, names may not. */
static bool split_arguments(Parse *parse, char *text)
{
    char quoted[QUOTED];
    text = trimmed(text);
    while (*text != '\0') {
        char *name = text;
        text += strcspn(text, "= \t\r\n");
        char *name_end = text;
        text += strspn(text, " \t\r\n");
        const bool assigned = *text == '=';
        *name_end = '\0';
        if (!assigned || name == name_end) {
            return complain(parse, "%s is not of the form argument=value; arguments are %s",
                            text_quote(quoted, sizeof quoted, name == name_end ? "=" : name),
                            distribution_form(parse->kind)->arguments);
        }
        char *value = text + 1;
        text = value_end(value);
        if (text == value) {
            value = text + strlen(text); /* `a=b=1`: nothing between the two signs */
        } else if (*text != '\0') {
            text[-1] = '\0'; /* the blank before the next name */
        }
        if (!store_argument(parse, name, trimmed(value))) {
            return false;
        }
    }
    return true;
}

static bool all_given(Parse *parse)
{
    for (size_t i = 0; i < parse->count; i++) {
        if (!parse->values[i]) {
            return complain(parse, "argument \"%s\" is missing", parse->names[i]);
        }
    }
    return true;
}

static const ArgumentRule *rule_of(const Parse *parse, const char *name)
{
    if (parse->kind == DISTRIBUTION_PARETO && strcmp(name, pareto_shape_rule.name) == 0) {
        return &pareto_shape_rule; /* at 1 or less its mean is infinite */
    }
    const ArgumentRule *rule = argument_rules;
    while (strcmp(rule->name, name) != 0) {
        rule++;
        assert(rule < argument_rules + sizeof argument_rules / sizeof *argument_rules);
    }
    return rule;
}

static bool check_order(Parse *parse, const char *lower_name, double lower, const char *upper_name,
                        double upper)
{
    if (lower > upper) {
        return complain(parse, "%s must not be over %s", lower_name, upper_name);
    }
    return true;
}

/* The rules between arguments. */
static bool arguments_agree(Parse *parse, const double *a)
{
    switch (parse->kind) {
    case DISTRIBUTION_UNIFORM:
    case DISTRIBUTION_BETA:
        return check_order(parse, "low", a[0], "high", a[1]);
    case DISTRIBUTION_TRIANGULAR:
    case DISTRIBUTION_PERT:
        return check_order(parse, "low", a[0], "mode", a[1]) &&
               check_order(parse, "mode", a[1], "high", a[2]);
    case DISTRIBUTION_LOGNORMAL:
    case DISTRIBUTION_GAMMA:
        if (a[0] == 0 && a[1] > 0) {
            return complain(parse, "a mean of 0 leaves no room for an sd over 0");
        }
        return true;
    default:
        return true;
    }
}

/* Arguments may each be in range and yet give no usable variable: a weibull of shape 0.001, say. Of
 * a finite sd (a pareto alone may have none) no factor makes an infinite mean. */
static bool is_usable(Parse *parse, const Distribution *distribution)
{
    bool usable = isfinite(distribution_mean(distribution)) &&
                  (parse->kind == DISTRIBUTION_PARETO || isfinite(distribution_sd(distribution)));
    for (size_t i = 0; i < sizeof distribution->derived / sizeof *distribution->derived; i++) {
        usable = usable && isfinite(distribution->derived[i]);
    }
    if (parse->kind == DISTRIBUTION_GAMMA && distribution->kind == DISTRIBUTION_GAMMA) {
        usable = usable && distribution->derived[0] > 0;
    }
    return usable || complain(parse, "the arguments are too far apart to compute with");
}

static bool read_by_numbers(Parse *parse, Distribution *distribution)
{
    double a[DISTRIBUTION_ARGUMENTS] = {0};
    for (size_t i = 0; i < parse->count; i++) {
        if (!read_number(parse, rule_of(parse, parse->names[i]), parse->values[i], &a[i])) {
            return false;
        }
    }
    if (!arguments_agree(parse, a)) {
        return false;
    }
    *distribution = distribution_of(parse->kind, a);
    return is_usable(parse, distribution);
}

/* `1|2|5` to numbers in the arena; *count of them. */
static bool read_list(Parse *parse, const char *name, char *text, double **numbers, size_t *count)
{
    *count = 1;
    for (const char *at = text; *at != '\0'; at++) {
        *count += *at == '|' ? 1 : 0;
    }
    *numbers = arena_allocate(parse->syntax->arena, *count, sizeof **numbers);
    for (size_t i = 0; i < *count; i++) {
        char *next = text + strcspn(text, "|");
        const bool last = *next == '\0';
        *next = '\0';
        if (!read_number(parse, rule_of(parse, name), trimmed(text), &(*numbers)[i])) {
            return false;
        }
        text = last ? next : next + 1;
    }
    return true;
}

static bool read_discrete(Parse *parse, Distribution *distribution)
{
    double *lists[2];
    size_t counts[2];
    double sum = 0;
    for (size_t i = 0; i < 2; i++) {
        if (!read_list(parse, parse->names[i], parse->values[i], &lists[i], &counts[i])) {
            return false;
        }
    }
    if (counts[0] != counts[1]) {
        return complain(parse, "there are %zu values and %zu weights", counts[0], counts[1]);
    }
    for (size_t i = 0; i < counts[1]; i++) {
        sum += lists[1][i];
    }
    if (!(sum > 0)) {
        return complain(parse, "one weight at least must be over 0");
    }
    *distribution = distribution_discrete(parse->syntax->arena, lists[0], lists[1], counts[0]);
    return true;
}

static bool read_empirical(Parse *parse, Distribution *distribution)
{
    const DistributionSyntax *syntax = parse->syntax;
    char reason[256] = "";
    const double *values = NULL;
    size_t count = 0;
    if (!syntax->load) {
        return complain(parse, "files cannot be named here");
    }
    if (parse->values[0][0] == '\0') {
        return complain(parse, "file has no value");
    }
    if (!syntax->load(syntax->load_context, parse->values[0], &values, &count, reason,
                      sizeof reason)) {
        return complain(parse, "%s", reason);
    }
    if (count == 0) {
        return complain(parse, "the file holds no values");
    }
    for (size_t i = 0; i < count; i++) {
        if (!(values[i] >= 0 && values[i] <= LARGEST_ARGUMENT)) {
            return complain(parse, "value %zu of the file is not within 0 to %g", i + 1,
                            LARGEST_ARGUMENT);
        }
    }
    *distribution = distribution_empirical(values, count);
    return true;
}

/* `name(arguments)`, cut in place. */
static bool read_call(Parse *parse, Distribution *distribution, char *text)
{
    char *open = strchr(text, '(');
    char *close = text + strlen(text) - 1;
    char *arguments = open ? open + 1 : NULL;
    if (open) {
        *open = '\0';
    }
    if (!find_kind(parse, trimmed(text))) {
        return false;
    }
    if (!open) {
        return complain(parse, "its arguments are missing: %s",
                        distribution_form(parse->kind)->arguments);
    }
    if (*close != ')') {
        return complain(parse, "it must end with a closing parenthesis");
    }
    *close = '\0';
    list_arguments(parse);
    if (!split_arguments(parse, arguments) || !all_given(parse)) {
        return false;
    }
    switch (parse->kind) {
    case DISTRIBUTION_DISCRETE:
        return read_discrete(parse, distribution);
    case DISTRIBUTION_EMPIRICAL:
        return read_empirical(parse, distribution);
    default:
        return read_by_numbers(parse, distribution);
    }
}

/* Letters begin a name; everything else is a number, or meant as one. */
static bool begins_name(const char *text)
{
    return (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z') ||
           strchr(text, '(') != NULL;
}

bool distribution_parse(Distribution *distribution, const char *text,
                        const DistributionSyntax *syntax, char *message, size_t size)
{
    Parse parse = {.syntax = syntax, .message = message, .size = size};
    char *own = trimmed(arena_copy_text(syntax->arena, text, strlen(text)));
    Distribution read = distribution_constant(0);
    const bool right =
        begins_name(own) ? read_call(&parse, &read, own) : read_constant(&parse, &read, own);
    *distribution = right ? read : distribution_constant(0);
    return right;
}
