/* In the place of workbook.c where libxlsxwriter is not there. */
#include "cli/workbook.h"

bool workbook_is_available(void)
{
    return false;
}

bool workbook_write(const char *folder, Failure *failure)
{
    return failure_set(failure, "%s: no %s: this program was built without libxlsxwriter", folder,
                       WORKBOOK_FILE);
}
