#include "cli/arguments.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/arguments_agree.h"
#include "cli/machine.h"
#include "cli/message.h"
#include "cli/sweep_options.h"
#include "study/sweep_design.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    THREADS_MOST = 1024,
    REPLICATIONS_MOST = 1000000,
    REFINE_MOST = 1000000000,
    FIRST_OPTION_CODE = 256
};

/* Complains about the argument of an option; false. */
static bool refuse(const Arguments *arguments, OptionName option, const char *value,
                   const char *wanted)
{
    const OptionInfo *info = &options()[option];
    char quoted[128];
    text_quote(quoted, sizeof quoted, value);
    complain_about_usage(arguments->command, "--%s: %s is not %s", info->name, quoted, wanted);
    return false;
}

static bool read_whole(const Arguments *arguments, OptionName option, const char *value,
                       uint64_t most, uint64_t *out)
{
    char wanted[80];
    if (number_parse_whole(value, strlen(value), out) && *out >= 1 && *out <= most) {
        return true;
    }
    (void)snprintf(wanted, sizeof wanted, "a whole number from 1 to %llu",
                   (unsigned long long)most);
    return refuse(arguments, option, value, wanted);
}

static bool read_size(const Arguments *arguments, OptionName option, const char *value,
                      uint64_t most, size_t *out)
{
    uint64_t whole = 0;
    bool read = read_whole(arguments, option, value, most, &whole);
    *out = (size_t)whole;
    return read;
}

static bool read_formats(Arguments *arguments, const char *list)
{
    static const char *const names[] = {"svg", "pdf", "png"};
    bool *const wanted[] = {&arguments->svg, &arguments->pdf, &arguments->png};
    arguments->svg = arguments->pdf = arguments->png = false;
    for (const char *at = list;; ++at) {
        size_t length = strcspn(at, ","), i = 0;
        while (i < 3 && !(strlen(names[i]) == length && strncmp(at, names[i], length) == 0)) {
            ++i;
        }
        if (i == 3) {
            return refuse(arguments, OPTION_FORMAT, list, "a list of svg, pdf, png between commas");
        }
        *wanted[i] = true;
        at += length;
        if (!*at) {
            return true;
        }
    }
}

static bool read_seed(const Arguments *arguments, OptionName option, const char *value, bool *given,
                      uint64_t *seed)
{
    *given = number_parse_whole(value, strlen(value), seed);
    return *given ||
           refuse(arguments, option, value, "a whole number from 0 to 18446744073709551615");
}

static bool accept(const Arguments *arguments, bool read, TextBuilder *complaint)
{
    if (!read) {
        complain_about_usage(arguments->command, "%s", complaint->text);
    }
    text_deinit(complaint);
    return read;
}

static bool read_design(Arguments *arguments, const char *value)
{
    TextBuilder complaint = {0};
    return accept(
        arguments,
        design_option_read(value, &arguments->design, &arguments->points_file, &complaint),
        &complaint);
}

static bool read_shard(Arguments *arguments, const char *value)
{
    TextBuilder complaint = {0};
    return accept(arguments,
                  shard_option_read(value, &arguments->shard, &arguments->shard_count, &complaint),
                  &complaint);
}

static bool read_precision(Arguments *arguments, const char *value)
{
    bool read = number_parse(value, strlen(value), '.', &arguments->precision) &&
                arguments->precision > 0 && arguments->precision < 1;
    return read || refuse(arguments, OPTION_PRECISION, value,
                          "a number over 0 and below 1; 0.05 stands for 5 %");
}

static bool read_delta(Arguments *arguments, const char *value)
{
    bool read = number_parse(value, strlen(value), '.', &arguments->delta) && arguments->delta > 0;
    return read || refuse(arguments, OPTION_DELTA, value, "a number over 0");
}

static bool read_confidence(Arguments *arguments, const char *value)
{
    double *confidence = &arguments->confidence;
    bool read =
        number_parse(value, strlen(value), '.', confidence) && *confidence > 0.5 && *confidence < 1;
    return read ||
           refuse(arguments, OPTION_CONFIDENCE, value, "a number between 0.5 and 1, as in 0.95");
}

static bool read_trace_format(Arguments *arguments, const char *value)
{
    arguments->chrome = strcmp(value, "chrome") == 0;
    return arguments->chrome || strcmp(value, "csv") == 0 ||
           refuse(arguments, OPTION_TRACE_FORMAT, value, "csv or chrome");
}

static bool read_curves(Arguments *arguments, const char *value)
{
    arguments->insurer_curves = strcmp(value, "insurer") == 0;
    return arguments->insurer_curves || refuse(arguments, OPTION_CURVES, value, "insurer");
}

static bool read_text(const Arguments *arguments, OptionName option, const char *value,
                      const char **out)
{
    *out = value;
    return *value || refuse(arguments, option, value, "a name");
}

static bool read_width(Arguments *arguments, const char *value)
{
    uint64_t points = 0;
    if (number_parse_whole(value, strlen(value), &points) && points >= VIEW_WIDTH_LEAST &&
        points <= VIEW_WIDTH_MOST) {
        arguments->look.width = (double)points;
        return true;
    }
    return refuse(arguments, OPTION_SIZE, value, "a whole number from 600 to 1600");
}

/* Options of how charts and report look. */
static bool take_look(Arguments *arguments, OptionName option, const char *value)
{
    switch (option) {
    case OPTION_LANGUAGE:
        return language_read(&arguments->look.language, value) ||
               refuse(arguments, option, value, "en or de");
    case OPTION_PALETTE:
        return palette_read(&arguments->look.palette, value) ||
               refuse(arguments, option, value, "okabe-ito, tol or grey");
    case OPTION_SIZE:
        return read_width(arguments, value);
    default:
        return read_text(arguments, option, value, &arguments->look.metric);
    }
}

/* Takes an option without an argument; false where it has one. */
static bool take_flag(Arguments *arguments, OptionName option)
{
    switch (option) {
    case OPTION_NO_CHARTS:
        return arguments->no_charts = true;
    case OPTION_NO_CURVES:
        return arguments->no_curves = true;
    case OPTION_ANTITHETIC:
        return arguments->antithetic = true;
    case OPTION_ATTRIBUTION:
        return arguments->attribution = true;
    case OPTION_CRITICAL_PATH:
        return arguments->critical_path = true;
    case OPTION_ALL_REPLICATIONS:
        return arguments->all_replications = true;
    case OPTION_FORCE:
        return arguments->force = true;
    case OPTION_INDEPENDENT_POINTS:
        return arguments->independent_points = true;
    case OPTION_JSON:
        return arguments->json = true;
    case OPTION_GRAPH:
        return arguments->graph = true;
    case OPTION_XLSX:
        return arguments->xlsx = true;
    case OPTION_QUIET:
        return arguments->quiet = true;
    case OPTION_HELP:
        return arguments->help = true;
    default:
        return false;
    }
}

/* Where the text of an option is kept as it is; NULL: it is not. */
static const char **text_place(Arguments *arguments, OptionName option)
{
    switch (option) {
    case OPTION_OUT:
    case OPTION_SWEEP_OUT:
    case OPTION_FILE:
        return &arguments->output;
    case OPTION_METRIC:
    case OPTION_SWEEP_METRIC:
        return &arguments->metric;
    case OPTION_WORTH:
        return &arguments->worth;
    case OPTION_MAP:
        return &arguments->map;
    case OPTION_FACTORS:
        return &arguments->factors;
    case OPTION_METRICS:
        return &arguments->metrics;
    case OPTION_STRATEGIES:
        return &arguments->strategies;
    case OPTION_STRATEGY:
        return &arguments->strategy;
    case OPTION_SELECT:
        return &arguments->select;
    case OPTION_ONLY:
        return &arguments->only;
    default:
        return NULL;
    }
}

static bool take_number(Arguments *arguments, OptionName option, const char *value)
{
    switch (option) {
    case OPTION_SEED:
        return read_seed(arguments, option, value, &arguments->has_seed, &arguments->seed);
    case OPTION_DESIGN_SEED:
        return read_seed(arguments, option, value, &arguments->has_design_seed,
                         &arguments->design_seed);
    case OPTION_REFINE:
        return read_size(arguments, option, value, REFINE_MOST, &arguments->refine);
    case OPTION_POINTS:
        return read_size(arguments, option, value, SWEEP_POINTS_MOST, &arguments->points);
    case OPTION_THREADS:
        return read_size(arguments, option, value, THREADS_MOST, &arguments->threads);
    case OPTION_REPLICATION:
        return read_whole(arguments, option, value, UINT32_MAX, &arguments->replication);
    default: /* the two of replications */
        return read_size(arguments, option, value, REPLICATIONS_MOST, &arguments->replications);
    }
}

static bool take_option(Arguments *arguments, OptionName option, const char *value)
{
    const char **text = text_place(arguments, option);
    if (text) {
        return read_text(arguments, option, value, text);
    }
    switch (option) {
    case OPTION_REPLICATIONS:
    case OPTION_SWEEP_REPLICATIONS:
    case OPTION_SEED:
    case OPTION_DESIGN_SEED:
    case OPTION_REFINE:
    case OPTION_POINTS:
    case OPTION_THREADS:
    case OPTION_REPLICATION:
        return take_number(arguments, option, value);
    case OPTION_DESIGN:
        return read_design(arguments, value);
    case OPTION_SHARD:
        return read_shard(arguments, value);
    case OPTION_SET:
        arguments->sets[arguments->set_count++] = value;
        return true;
    case OPTION_PRECISION:
        return read_precision(arguments, value);
    case OPTION_DELTA:
        return read_delta(arguments, value);
    case OPTION_CONFIDENCE:
        return read_confidence(arguments, value);
    case OPTION_FORMAT:
        return read_formats(arguments, value);
    case OPTION_TRACE_FORMAT:
        return read_trace_format(arguments, value);
    case OPTION_PLOT_METRIC:
    case OPTION_LANGUAGE:
    case OPTION_PALETTE:
    case OPTION_SIZE:
        return take_look(arguments, option, value);
    case OPTION_CURVES:
        return read_curves(arguments, value);
    default:
        return take_flag(arguments, option);
    }
}

/* How getopt_long sees the options of a command. */
typedef struct Grammar {
    struct option long_options[OPTIONS + 1];
    char letters[2 * OPTIONS + 3];
} Grammar;

static Grammar grammar_of(CommandName command)
{
    Grammar grammar = {
        .letters = "-:"}; /* `-`: operands are returned in order, also under POSIXLY_CORRECT */
    size_t count = 0, letters = 2;
    for (int i = 0; i < OPTIONS; ++i) {
        const OptionInfo *option = &options()[i];
        if (!option_is_of(option, command)) {
            continue;
        }
        grammar.long_options[count++] =
            (struct option){option->name, option->argument ? required_argument : no_argument, NULL,
                            FIRST_OPTION_CODE + i};
        if (option->letter) {
            grammar.letters[letters++] = option->letter;
        }
        if (option->letter && option->argument) {
            grammar.letters[letters++] = ':';
        }
    }
    return grammar;
}

static OptionName option_of_letter(CommandName command, int letter)
{
    for (int i = 0; i < OPTIONS; ++i) {
        if (options()[i].letter == letter && option_is_of(&options()[i], command)) {
            return (OptionName)i;
        }
    }
    return OPTIONS;
}

static bool refuse_option(const Arguments *arguments, const char *typed, int code)
{
    if (code == ':') {
        complain_about_usage(arguments->command, "option %s needs an argument", typed);
    } else if (optopt >= FIRST_OPTION_CODE) {
        complain_about_usage(arguments->command, "option --%s takes no argument",
                             options()[optopt - FIRST_OPTION_CODE].name);
    } else if (optopt == 0) {
        option_refuse_unknown(arguments->command, typed);
    } else {
        char letter[2] = {(char)optopt, '\0'}, quoted[64];
        text_quote(quoted, sizeof quoted, letter);
        complain_about_usage(arguments->command, "%s has no option -%s",
                             commands()[arguments->command].name,
                             optopt > 32 && optopt < 127 ? letter : quoted);
    }
    return false;
}

/* `-o=out`, as long options have it: a folder "=out" is meant by nobody. */
static bool refuse_equals_sign(const Arguments *arguments, int letter, const char *value)
{
    char quoted[128];
    complain_about_usage(arguments->command, "-%c: %s begins with \"=\"; write -%c %s", letter,
                         text_quote(quoted, sizeof quoted, value), letter,
                         value[1] && text_is_utf8(value, strlen(value)) ? value + 1 : "VALUE");
    return false;
}

/* What was last read: an operand behind the argument of an option that takes a list may be meant as
 * one more of the list. */
typedef struct ListDoubt {
    OptionName option; /* OPTIONS: the last one takes no list */
    const char *list, *operand;
} ListDoubt;

static void doubt_option(ListDoubt *doubt, OptionName option, const char *value)
{
    const char *argument = option < OPTIONS ? options()[option].argument : NULL;
    const bool is_list = argument && (strchr(argument, ',') || strcmp(argument, "LIST") == 0);
    if (!doubt->operand) {
        *doubt = (ListDoubt){.option = is_list ? option : OPTIONS, .list = value};
    }
}

static bool refuse_operand(const Arguments *arguments, const ListDoubt *doubt, const char *text)
{
    char quoted[128], extra[128], whole[128];
    TextBuilder advice = {0};
    text_quote(quoted, sizeof quoted, text);
    if (doubt->operand) {
        TextBuilder list = {0};
        text_add_format(&list, "%s,%s", doubt->list, doubt->operand);
        text_add_format(&advice, " If %s belongs to --%s, write %s",
                        text_quote(extra, sizeof extra, doubt->operand),
                        options()[doubt->option].name, text_quote(whole, sizeof whole, list.text));
        text_deinit(&list);
    }
    complain_about_usage(arguments->command, "one %s only, what is %s?%s",
                         commands()[arguments->command].operand, quoted,
                         advice.text ? advice.text : "");
    text_deinit(&advice);
    return false;
}

static bool take_operand(Arguments *arguments, ListDoubt *doubt, const char *text)
{
    doubt->operand = doubt->option < OPTIONS && !doubt->operand ? text : doubt->operand;
    if (arguments->operand && arguments->command == COMMAND_MERGE) {
        arguments->further[arguments->further_count++] = text;
        return true;
    }
    if (arguments->operand) {
        return refuse_operand(arguments, doubt, text);
    }
    arguments->operand = text;
    return true;
}

static bool read_all(Arguments *arguments, int count, char **typed)
{
    Grammar grammar = grammar_of(arguments->command);
    ListDoubt doubt = {.option = OPTIONS};
    opterr = 0;
    optind = 2; /* after the program and the command */
    for (;;) {
        const char *current = optind < count ? typed[optind] : "";
        int code = getopt_long(count, typed, grammar.letters, grammar.long_options, NULL);
        if (code == -1) {
            break;
        }
        bool taken;
        if (code == '?' || code == ':') {
            taken = refuse_option(arguments, current, code);
        } else if (code == 1) {
            taken = take_operand(arguments, &doubt, optarg);
        } else {
            OptionName option = code >= FIRST_OPTION_CODE
                                    ? (OptionName)(code - FIRST_OPTION_CODE)
                                    : option_of_letter(arguments->command, code);
            const char *value = optarg ? optarg : ""; /* of a flag */
            taken = code < FIRST_OPTION_CODE && value[0] == '='
                        ? refuse_equals_sign(arguments, code, value)
                        : take_option(arguments, option, value);
            doubt_option(&doubt, option, value);
        }
        if (!taken) {
            return false;
        }
    }
    for (; optind < count; ++optind) {
        if (!take_operand(arguments, &doubt, typed[optind])) {
            return false;
        }
    }
    return true;
}

bool arguments_read(Arguments *arguments, CommandName command, int count, char **typed)
{
    *arguments = (Arguments){
        .typed_count = count,
        .typed = (const char *const *)typed,
        .command = command,
        .threads = machine_cores(THREADS_MOST),
        .replication = 1,
        .shard = 1,
        .shard_count = 1,
        .svg = true,
        .pdf = true,
        .png = true,
    };
    arguments->sets = memory_allocate((size_t)count, sizeof *arguments->sets);
    arguments->further = memory_allocate((size_t)count, sizeof *arguments->further);
    return read_all(arguments, count, typed) && (arguments->help || arguments_agree(arguments));
}

void arguments_deinit(Arguments *arguments)
{
    free(arguments->sets);
    free(arguments->further);
}
