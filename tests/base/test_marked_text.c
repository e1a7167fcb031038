#include "tests/test.h"

#include "base/marked_text.h"

static const char document[] = "before\n"
                               "<!-- cases: produced by ./dev validate -->\n"
                               "old\n"
                               "<!-- end of cases -->\n"
                               "after\n";

static void what_lies_between_the_markers_is_replaced(void **state)
{
    TextBuilder out = {0};
    (void)state;
    EXPECT(marked_text_replace(&out, document, "cases", "new\n"));
    EXPECT_TEXT(out.text, "before\n"
                          "<!-- cases: produced by ./dev validate -->\n"
                          "new\n"
                          "<!-- end of cases -->\n"
                          "after\n");
    text_deinit(&out);
}

static void a_second_time_changes_nothing(void **state)
{
    TextBuilder once = {0}, twice = {0};
    (void)state;
    EXPECT(marked_text_replace(&once, document, "cases", "new\n"));
    EXPECT(marked_text_replace(&twice, once.text, "cases", "new\n"));
    EXPECT_TEXT(twice.text, once.text);
    text_deinit(&once);
    text_deinit(&twice);
}

static void a_document_without_both_markers_is_refused(void **state)
{
    TextBuilder out = {0};
    (void)state;
    EXPECT(!marked_text_replace(&out, document, "laws", "new\n"));
    EXPECT(!marked_text_replace(&out, "<!-- cases: produced by x -->\nold\n", "cases", "new\n"));
    EXPECT(!marked_text_replace(&out, "<!-- end of cases -->\n<!-- cases: produced by x -->\n",
                                "cases", "new\n"));
    EXPECT_EQUAL(out.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_lies_between_the_markers_is_replaced),
        cmocka_unit_test(a_second_time_changes_nothing),
        cmocka_unit_test(a_document_without_both_markers_is_refused),
    };
    return cmocka_run_group_tests_name("base/marked_text", tests, NULL, NULL);
}
