#include "tests/test.h"

#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>

/* The text that a function writes; free it. */
static char *written(void (*write)(JsonWriter *json))
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    JsonWriter json;

    EXPECT(stream != NULL);
    json_init(&json, stream);
    write(&json);
    fclose(stream);
    return text;
}

static void write_nested(JsonWriter *json)
{
    json_begin_object(json);
    json_name(json, "strategies");
    json_begin_array(json);
    json_text(json, "full");
    json_text(json, "partial");
    json_end_array(json);
    json_name(json, "empty");
    json_begin_object(json);
    json_end_object(json);
    json_name(json, "whole");
    json_whole(json, UINT64_MAX);
    json_name(json, "force");
    json_boolean(json, false);
    json_end_object(json);
}

static void nesting_and_commas_are_right(void **state)
{
    char *text = written(write_nested);

    (void)state;
    EXPECT_TEXT(text, "{\n"
                      "  \"strategies\": [\n"
                      "    \"full\",\n"
                      "    \"partial\"\n"
                      "  ],\n"
                      "  \"empty\": {},\n"
                      "  \"whole\": 18446744073709551615,\n"
                      "  \"force\": false\n"
                      "}\n");
    free(text);
}

static void write_numbers(JsonWriter *json)
{
    json_begin_array(json);
    json_number(json, 0.1);
    json_number(json, NAN);
    json_number(json, -INFINITY);
    json_end_array(json);
}

static void numbers_that_json_does_not_know_are_null(void **state)
{
    char *text = written(write_numbers);

    (void)state;
    EXPECT_TEXT(text, "[\n  0.1,\n  null,\n  null\n]\n");
    free(text);
}

static void write_hostile_text(JsonWriter *json)
{
    json_begin_array(json);
    json_text(json, "\"\\\n\t\x01\x7f");
    json_text(json, "K\u00f6ln \xff\xc3");
    json_end_array(json);
}

static void text_is_escaped_and_always_utf8(void **state)
{
    char *text = written(write_hostile_text);

    (void)state;
    EXPECT_TEXT(text, "[\n  \"\\\"\\\\\\u000a\\u0009\\u0001\\u007f\",\n"
                      "  \"K\u00f6ln \ufffd\ufffd\"\n]\n");
    EXPECT(text_is_utf8(text, strlen(text)));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_and_commas_are_right),
        cmocka_unit_test(numbers_that_json_does_not_know_are_null),
        cmocka_unit_test(text_is_escaped_and_always_utf8),
    };

    return cmocka_run_group_tests_name("base/json", tests, NULL, NULL);
}
