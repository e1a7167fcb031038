/* Any bytes as a text: quoted in messages, compared with known names, written as JSON and as CSV.
 */
#include "base/json.h"
#include "base/text.h"
#include "tests/fuzz/fuzz.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void try_quote(const char *text)
{
    char quoted[256], small[64];

    text_quote(quoted, sizeof quoted, text);
    fuzz_expect_message(quoted);
    FUZZ_EXPECT(text_is_utf8(quoted, strlen(quoted)), "quoted as %s", quoted);
    text_quote(small, sizeof small, text);
    FUZZ_EXPECT(strlen(small) < sizeof small, "quoted as %s", small);
}

static void try_clean(const char *text, size_t length)
{
    TextBuilder clean = {0};

    text_add(&clean, "|");
    text_add_clean(&clean, text, length, 20);
    fuzz_expect_message(clean.text);
    FUZZ_EXPECT(text_is_utf8(clean.text, clean.length), "cleaned to %s", clean.text);
    FUZZ_EXPECT(clean.length <= 1 + 20 * 4 + 3, "%zu bytes", clean.length);
    text_deinit(&clean);
}

/* A text is nearest to itself. */
static void try_nearest(const char *text)
{
    const char *const known[] = {"insurers", "services", "channels", text};
    const size_t nearest = text_nearest(text, known, 4);

    FUZZ_EXPECT(nearest < 4 || nearest == SIZE_MAX, "nearest %zu", nearest);
    FUZZ_EXPECT(strlen(text) > 100 || nearest != SIZE_MAX, "%s is not near itself", text);
}

/* Valid UTF-8 comes back from JSON as it was; anything else is written as valid UTF-8. */
static void try_json(const char *text)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    JsonWriter json;

    json_init(&json, stream);
    json_begin_object(&json);
    json_name(&json, text);
    json_text(&json, text);
    json_end_object(&json);
    (void)fclose(stream);
    FUZZ_EXPECT(!text_is_utf8(text, strlen(text)) || text_is_utf8(bytes, length), "wrote %s",
                bytes);
    cJSON *read = cJSON_ParseWithLength(bytes, length);
    FUZZ_EXPECT(read && read->child && cJSON_IsString(read->child), "no JSON: %s", bytes);
    if (text_is_utf8(text, strlen(text))) {
        FUZZ_EXPECT(strcmp(read->child->valuestring, text) == 0 &&
                        strcmp(read->child->string, text) == 0,
                    "%s came back as %s", text, read->child->valuestring);
    }
    cJSON_Delete(read);
    free(bytes);
}

/* The characters that text_character_bytes counts are those of a text that text_is_utf8 accepts. */
static void try_characters(const char *text, size_t length)
{
    size_t at = 0;

    for (size_t bytes = 1; at < length && bytes > 0; at += bytes) {
        bytes = text_character_bytes(text + at, length - at);
        FUZZ_EXPECT(bytes <= 4 && bytes <= length - at, "a character of %zu bytes", bytes);
        if (bytes == 0) {
            break;
        }
    }
    FUZZ_EXPECT((at == length) == text_is_utf8(text, length), "%zu of %zu bytes are characters", at,
                length);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_text(bytes, length);

    try_quote(text);
    try_clean(text, length);
    try_nearest(text);
    try_json(text);
    try_characters(text, length);
    free(text);
    return 0;
}
