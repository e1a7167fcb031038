/* validate [--only CHAPTER] [--check]: runs every case of the table and judges it.
 *
 * Writes the table into docs/validation.md, and the blocks of the chapters (validation_block);
 * with --only the chapter's blocks alone, with --check nothing. Exit status: 0 all agrees, 1 not,
 * 2 usage. */
#include "base/file.h"
#include "base/marked_text.h"
#include "tests/validation/chapters.h"
#include "tests/validation/report.h"
#include "tests/validation/validation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_MAX = 4 << 20 };

static const char document_path[] = TEST_SOURCE "/docs/validation.md";

static int usage(void)
{
    fputs("usage: validate [--only CHAPTER] [--check]\nchapters:", stderr);
    for (size_t i = 0; i < chapter_count(); i++) {
        fprintf(stderr, " %s", chapter_name(i));
    }
    fputs("\n", stderr);
    return 2;
}

/* Replaces the part called `name` of `document`. */
static bool replace_part(TextBuilder *document, const char *name, const char *text)
{
    TextBuilder replaced = {0};
    bool done = marked_text_replace(&replaced, document->text, name, text);
    if (!done) {
        fprintf(stderr, "validate: %s has no marker lines of `%s`\n", document_path, name);
    }
    text_deinit(document);
    *document = replaced;
    return done;
}

static bool replace_table(TextBuilder *document, const Validation *validation)
{
    TextBuilder table = {0};
    report_document(&table, validation);
    bool done = replace_part(document, "cases", table.text);
    text_deinit(&table);
    return done;
}

static bool replace_blocks(TextBuilder *document, const Validation *validation)
{
    bool done = true;
    for (size_t i = 0; done && i < validation_entries(validation); i++) {
        const ValidationEntry *entry = validation_entry(validation, i);
        if (entry->kind == ENTRY_BLOCK) {
            done = replace_part(document, entry->text, entry->block);
        }
    }
    return done;
}

static bool write_document(const Validation *validation, bool is_whole)
{
    TextBuilder document = {0};
    char *old = NULL;
    size_t length = 0;
    Failure failure = {0};
    bool done = file_read(document_path, DOCUMENT_MAX, &old, &length, &failure);
    if (!done) {
        fprintf(stderr, "validate: %s\n", failure.message);
    } else {
        text_add_bytes(&document, old, length);
        done = (!is_whole || replace_table(&document, validation)) &&
               replace_blocks(&document, validation);
    }
    if (done && !file_write(document_path, document.text, document.length, &failure)) {
        fprintf(stderr, "validate: %s\n", failure.message);
        done = false;
    }
    free(old);
    text_deinit(&document);
    return done;
}

static int validate(const char *only, bool writes)
{
    TextBuilder text = {0};
    Validation *validation = validation_new(false);
    if (chapters_run(validation, only) == 0) {
        validation_free(validation);
        return usage();
    }
    size_t failed = validation_judge(validation);
    report_terminal(&text, validation);
    printf("\n%s", text.text);
    text_deinit(&text);
    bool done = !writes || write_document(validation, !only);
    validation_free(validation);
    printf("validate: %s\n", failed ? "FAILED" : "all agree");
    return done && failed == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    const char *only = NULL;
    bool writes = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
            only = argv[++i];
        } else if (strcmp(argv[i], "--check") == 0) {
            writes = false;
        } else {
            return usage();
        }
    }
    return validate(only, writes);
}
