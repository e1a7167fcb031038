#include "tests/laws/random/coverage.h"

#include "base/memory.h"
#include "tests/test.h"

#include <stdlib.h>

static const char *const words[] = {
#define DISTRIBUTION(kind, name, ...) name "(",
#include "sim/distribution.def"
#undef DISTRIBUTION
    "all", "datacentre", "compromised", "none", "datacentre:", "zone:", "system:", "service:"};

static void add_word(Coverage *coverage, const char *word, size_t length)
{
    assert_true(coverage->word_count < COVERAGE_WORDS && length < COVERAGE_WORD);
    memcpy(coverage->words[coverage->word_count++], word, length);
}

static void add_choices(Coverage *coverage, const char *choices)
{
    for (const char *word = choices; *word;) {
        size_t length = strcspn(word, " ");
        add_word(coverage, word, length);
        word += length + (word[length] == ' ');
    }
}

Coverage *coverage_new(void)
{
    Coverage *coverage = memory_allocate(1, sizeof *coverage);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        add_word(coverage, words[i], strlen(words[i]));
    }
    add_choices(coverage, column_spec(COLUMN_STRATEGIES_RESTORE_ORDER)->choices);
    add_choices(coverage, column_spec(COLUMN_STRATEGIES_FALLBACK)->choices);
    add_choices(coverage, column_spec(COLUMN_SYSTEMS_SCOPE)->choices);
    return coverage;
}

void coverage_free(Coverage *coverage)
{
    free(coverage);
}

/* A word that ends with `(` or `:` begins a cell; others are one. */
static bool uses_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    bool begins = word[length - 1] == '(' || word[length - 1] == ':';
    return begins ? strncmp(text, word, length) == 0 : strcmp(text, word) == 0;
}

void coverage_add(Coverage *coverage, const Sheets *sheets)
{
    coverage->scenarios++;
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        bool used = false;
        for (size_t row = 0; row < sheets->tables[column_spec(column)->table].row_count; row++) {
            const char *text = sheets_cell(sheets, row, column);
            used = used || text[0] != '\0';
            for (size_t word = 0; word < coverage->word_count; word++) {
                coverage->uses[word] += uses_word(text, coverage->words[word]);
            }
        }
        coverage->columns[column] += used;
    }
}

void coverage_print(const Coverage *coverage, FILE *out)
{
    for (ColumnId column = 0; column < COLUMN_COUNT; column++) {
        const ColumnSpec *spec = column_spec(column);
        fprintf(out, "%6.1f %% of scenarios  %s.%s\n",
                100 * (double)coverage->columns[column] / (double)coverage->scenarios,
                table_spec(spec->table)->name, spec->name);
    }
    for (size_t word = 0; word < coverage->word_count; word++) {
        fprintf(out, "%6zu cells         %s\n", coverage->uses[word], coverage->words[word]);
    }
}
