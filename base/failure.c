#include "base/failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ATTRIBUTE_PRINTF(3, 0)
static bool set(Failure *failure, bool of_input, const char *format, va_list arguments)
{
    if (!failure->failed) {
        failure->failed = true;
        failure->of_input = of_input;
        vsnprintf(failure->message, sizeof failure->message, format, arguments);
    }
    return false;
}

bool failure_set(Failure *failure, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    set(failure, false, format, arguments);
    va_end(arguments);
    return false;
}

bool failure_of_input(Failure *failure, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    set(failure, true, format, arguments);
    va_end(arguments);
    return false;
}

bool failure_of_interrupt(Failure *failure, const char *message)
{
    failure->of_interrupt = failure->of_interrupt || !failure->failed;
    return failure_set(failure, "%s", message);
}

const char *failure_reason(const Failure *failure, const char *file)
{
    const char *message = failure->message;
    const size_t length = strlen(file);

    return strncmp(message, file, length) == 0 && strncmp(message + length, ": ", 2) == 0
               ? message + length + 2
               : message;
}
