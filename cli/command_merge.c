/* `brownout merge`: puts the shards of a sweep together. */
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/message.h"
#include "cli/sweep_answering.h"
#include "study/sweep_merge.h"

int command_merge(const Arguments *arguments)
{
    const MergeOrder order = {
        .folder = arguments->operand,
        .force = arguments->force,
        .threads = arguments->threads,
        .shard_count = arguments->further_count,
        .shards = arguments->further,
        .argument_count = arguments->typed_count,
        .arguments = arguments->typed,
    };
    MergeOutcome outcome;
    Failure failure = {0};
    if (!sweep_merge(&order, &outcome, &failure)) {
        complain("%s", failure.message);
        return failure.of_input ? STATUS_REFUSED : STATUS_FAILED;
    }
    TextBuilder words = {0};
    if (!sweep_answering(order.folder, &words, &failure)) {
        text_deinit(&words);
        complain("%s", failure.message);
        return STATUS_FAILED;
    }
    if (!arguments->quiet) {
        TextBuilder text = {0};
        text_add_count(&text, outcome.points, "point", "points");
        text_add_format(&text, "\n\n%s", words.text ? words.text : "");
        text_add(&text, "\n");
        sweep_answering_say_files(order.folder, &text);
        say(text.text);
        text_deinit(&text);
    }
    text_deinit(&words);
    return STATUS_DONE;
}
