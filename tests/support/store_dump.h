/* What a store of a sweep holds, as text: equal stores have equal dumps. */
#ifndef TESTS_SUPPORT_STORE_DUMP_H
#define TESTS_SUPPORT_STORE_DUMP_H

/* Every table with the text that made it and all its rows in the order of their keys, numbers
 * exactly; NULL where the file is no store. Free it. */
char *store_dump(const char *path);

#endif
