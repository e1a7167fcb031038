#include "base/failure.h"

#include <stdarg.h>
#include <stdio.h>

bool failure_set(Failure *failure, const char *format, ...)
{
    va_list arguments;

    if (failure->failed) {
        return false;
    }
    failure->failed = true;
    va_start(arguments, format);
    vsnprintf(failure->message, sizeof failure->message, format, arguments);
    va_end(arguments);
    return false;
}
