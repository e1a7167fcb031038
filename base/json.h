/* A small JSON writer: nesting and commas are its business, names and values the caller's. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct JsonWriter {
    FILE *stream;
    /* private */
    int depth;
    bool filled[32]; /* whether the container at this depth has a member already */
    bool named;      /* a name was just written: the value follows on the same line */
} JsonWriter;

void json_init(JsonWriter *json, FILE *stream);
void json_begin_object(JsonWriter *json);
void json_end_object(JsonWriter *json);
void json_begin_array(JsonWriter *json);
void json_end_array(JsonWriter *json);
void json_name(JsonWriter *json, const char *name);
void json_text(JsonWriter *json, const char *text); /* UTF-8; escapes what must be */
void json_number(JsonWriter *json, double value);   /* not finite: null */
void json_whole(JsonWriter *json, uint64_t value);
void json_boolean(JsonWriter *json, bool value);

/* A name and its value. */
void json_named_text(JsonWriter *json, const char *name, const char *text);
void json_named_number(JsonWriter *json, const char *name, double value);
void json_named_whole(JsonWriter *json, const char *name, uint64_t value);
void json_named_boolean(JsonWriter *json, const char *name, bool value);
void json_named_texts(JsonWriter *json, const char *name, const char *const *texts, size_t count);

#endif
