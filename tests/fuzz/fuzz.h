/* What every fuzz target shares: the entry that libFuzzer calls, and checks that end the process.
 *
 * A target feeds arbitrary bytes to a reader and asks more than that it survives: what it accepts
 * must keep the promises of its header, what it refuses must come with a message. With clang the
 * same source is a libFuzzer program; in the ordinary tests `replay.c` feeds it the corpus.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Tries one input; always 0. The name is libFuzzer's. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Says what was broken and aborts: also in Release, where assert does nothing. */
ATTRIBUTE_NORETURN void fuzz_broken(const char *file, int line, const char *format, ...)
    ATTRIBUTE_PRINTF(3, 4);

#define FUZZ_EXPECT(condition, ...)                                                                \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fuzz_broken(__FILE__, __LINE__, __VA_ARGS__);                                          \
        }                                                                                          \
    } while (0)

/* The bytes as a text on the heap, cut at the first NUL; free it. */
char *fuzz_text(const uint8_t *bytes, size_t length);

/* Takes the first line off *text, cutting it in place; "" at the end. */
char *fuzz_line(char **text);

/* Expects the message of a refusal: not empty, UTF-8, one line without control characters. */
void fuzz_expect_message(const char *message);

/* Expects every printed line to be `file:line:column: message` with a line from 1 on, or the last
 * one, which counts them. */
void fuzz_expect_diagnostics(Diagnostics *diagnostics);

#endif
