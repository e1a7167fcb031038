#include "base/json.h"

#include "base/number.h"
#include "base/text.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { DEPTH_MAX = sizeof((JsonWriter){0}.filled) / sizeof(bool) };

void json_init(JsonWriter *json, FILE *stream)
{
    *json = (JsonWriter){.stream = stream};
}

static void new_line(const JsonWriter *json)
{
    fprintf(json->stream, "\n%*s", 2 * json->depth, "");
}

/* What stands before a name, or before a value without a name. */
static void begin_member(JsonWriter *json)
{
    if (json->named) {
        json->named = false;
        return;
    }
    if (json->depth > 0) {
        fputs(json->filled[json->depth] ? "," : "", json->stream);
        new_line(json);
    }
    json->filled[json->depth] = true;
}

static void begin_container(JsonWriter *json, char bracket)
{
    begin_member(json);
    fputc(bracket, json->stream);
    assert(json->depth + 1 < DEPTH_MAX);
    json->depth++;
    json->filled[json->depth] = false;
}

static void end_container(JsonWriter *json, char bracket)
{
    const bool filled = json->filled[json->depth];

    assert(json->depth > 0 && !json->named);
    json->depth--;
    if (filled) {
        new_line(json);
    }
    fputc(bracket, json->stream);
    if (json->depth == 0) {
        fputc('\n', json->stream);
    }
}

void json_begin_object(JsonWriter *json)
{
    begin_container(json, '{');
}

void json_end_object(JsonWriter *json)
{
    end_container(json, '}');
}

void json_begin_array(JsonWriter *json)
{
    begin_container(json, '[');
}

void json_end_array(JsonWriter *json)
{
    end_container(json, ']');
}

/* Invalid bytes become the replacement character: the output is UTF-8 whatever the input. */
static void write_quoted(FILE *stream, const char *text)
{
    fputc('"', stream);
    while (*text) {
        const size_t size = text_character_bytes(text, strnlen(text, 4));

        if (size == 0) {
            fputs("\ufffd", stream);
        } else if (*text == '"' || *text == '\\') {
            fprintf(stream, "\\%c", *text);
        } else if ((unsigned char)*text < 0x20 || *text == 0x7F) {
            fprintf(stream, "\\u%04x", (unsigned)*text);
        } else {
            fwrite(text, 1, size, stream);
        }
        text += size > 0 ? size : 1;
    }
    fputc('"', stream);
}

void json_name(JsonWriter *json, const char *name)
{
    assert(!json->named);
    begin_member(json);
    write_quoted(json->stream, name);
    fputs(": ", json->stream);
    json->named = true;
}

void json_text(JsonWriter *json, const char *text)
{
    begin_member(json);
    write_quoted(json->stream, text);
}

void json_number(JsonWriter *json, double value)
{
    char text[NUMBER_TEXT];

    begin_member(json);
    number_format(text, value);
    /* nan, inf and -inf have no place in JSON. */
    fputs(strpbrk(text, "ni") ? "null" : text, json->stream);
}

void json_whole(JsonWriter *json, uint64_t value)
{
    begin_member(json);
    fprintf(json->stream, "%" PRIu64, value);
}

void json_boolean(JsonWriter *json, bool value)
{
    begin_member(json);
    fputs(value ? "true" : "false", json->stream);
}

void json_named_text(JsonWriter *json, const char *name, const char *text)
{
    json_name(json, name);
    json_text(json, text);
}

void json_named_number(JsonWriter *json, const char *name, double value)
{
    json_name(json, name);
    json_number(json, value);
}

void json_named_whole(JsonWriter *json, const char *name, uint64_t value)
{
    json_name(json, name);
    json_whole(json, value);
}

void json_named_boolean(JsonWriter *json, const char *name, bool value)
{
    json_name(json, name);
    json_boolean(json, value);
}

void json_named_texts(JsonWriter *json, const char *name, const char *const *texts, size_t count)
{
    json_name(json, name);
    json_begin_array(json);
    for (size_t i = 0; i < count; ++i) {
        json_text(json, texts[i]);
    }
    json_end_array(json);
}
