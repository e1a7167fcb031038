/* The judged table as text: for the document and for a terminal. */
#ifndef TESTS_VALIDATION_REPORT_H
#define TESTS_VALIDATION_REPORT_H

#include "base/text.h"
#include "tests/validation/validation.h"

/* Markdown: a summary, then for each chapter a heading and a table. Judge first. */
void report_document(TextBuilder *out, const Validation *validation);

/* For people at a terminal: what failed, and the summary. */
void report_terminal(TextBuilder *out, const Validation *validation);

#endif
