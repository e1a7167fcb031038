#include "tests/support/violation.h"

#include "tests/test.h"

Violation violation_of(const char *format, ...)
{
    Violation violation = {.found = true};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(violation.text, sizeof violation.text, format, arguments);
    va_end(arguments);
    return violation;
}

void expect_none(const Violation *violation)
{
    if (violation->found) {
        fail_msg("%s", violation->text);
    }
}
