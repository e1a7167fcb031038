/* scenario.csv, strategies.csv, attack.csv and costs.csv. */
#include "models/scenario_draft.h"

#include <math.h>
#include <string.h>

bool draft_reads(const ScenarioDraft *draft, unsigned tables)
{
    for (TableId table = 0; draft->base && table < TABLE_COUNT; table++) {
        if ((tables >> table & 1U) && draft->reading.tables->tables[table].owned) {
            return true;
        }
    }
    return !draft->base;
}

const char *draft_name(ScenarioDraft *draft, size_t row, ColumnId id, ColumnId name)
{
    const char *text = table_cell(draft->reading.tables, row, name)->text;

    return text[0] != '\0' ? text : table_cell(draft->reading.tables, row, id)->text;
}

static void read_start(ScenarioReading *reading, RunSpec *run)
{
    const char *text = read_text(reading, 0, COLUMN_SCENARIO_START);
    char quoted[192];

    if (text[0] != '\0' && !civil_parse_start(text, &run->start)) {
        reading_mistake(reading, 0, COLUMN_SCENARIO_START,
                        "%s is not a time; expected one such as 2023-04-24T22:00",
                        text_quote(quoted, sizeof quoted, text));
    }
}

/* Days times 24 are rounded: 3.46 of them are 83.04 hours to a planner. The grid allows for it too.
 */
static void check_sample(ScenarioReading *reading, const RunSpec *run)
{
    if (run->sample_h > run->horizon_h * (1 + 1e-12)) {
        reading_pair_mistake(reading, 0, COLUMN_SCENARIO_SAMPLE_H, COLUMN_SCENARIO_HORIZON_DAYS,
                             "%g h is longer than the run of %g h; expected a number over 0 and at "
                             "most that",
                             run->sample_h, run->horizon_h);
    } else if (run->horizon_h / run->sample_h > STEPS_MAX * (1 + 1e-12)) {
        reading_pair_mistake(reading, 0, COLUMN_SCENARIO_SAMPLE_H, COLUMN_SCENARIO_HORIZON_DAYS,
                             "%g h gives more than a million steps in a run of %g h; expected at "
                             "least %g",
                             run->sample_h, run->horizon_h, run->horizon_h / STEPS_MAX);
    }
}

void draft_read_run(ScenarioDraft *draft)
{
    ScenarioReading *reading = &draft->reading;
    RunSpec *run = &draft->scenario.run;

    if (!draft_reads(draft, TABLE_BIT(SCENARIO))) {
        return;
    }
    run->title = read_text(reading, 0, COLUMN_SCENARIO_TITLE);
    read_start(reading, run);
    run->horizon_h = read_hours(reading, 0, COLUMN_SCENARIO_HORIZON_DAYS);
    run->warmup_h = read_hours(reading, 0, COLUMN_SCENARIO_WARMUP_DAYS);
    run->sample_h = read_hours(reading, 0, COLUMN_SCENARIO_SAMPLE_H);
    check_sample(reading, run);
    run->replications = read_whole(reading, 0, COLUMN_SCENARIO_REPLICATIONS);
    run->seed = read_seed(reading, 0, COLUMN_SCENARIO_SEED);
    run->confidence = read_number(reading, 0, COLUMN_SCENARIO_CONFIDENCE);
    run->baseline = read_reference(reading, 0, COLUMN_SCENARIO_BASELINE);
    if (reading_is_empty(reading, 0, COLUMN_SCENARIO_BASELINE) &&
        reading_rows(reading, TABLE_STRATEGIES) > 0) {
        run->baseline = 0;
    }
    /* After mistakes: a range in which the other tables can still be checked. */
    draft->from_h = isnan(run->warmup_h) ? 0 : -run->warmup_h;
    draft->to_h = isnan(run->horizon_h) ? 24 : run->horizon_h;
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && strncmp(text, word, length) == 0;
}

static const char *const isolate_words[] = {"all", "datacentre", "compromised", "none"};

enum { ISOLATE_WORDS = sizeof isolate_words / sizeof *isolate_words };

static bool is_isolate_word(const char *text, size_t length)
{
    size_t i = 0;

    while (i < ISOLATE_WORDS && !is_word(text, length, isolate_words[i])) {
        i++;
    }
    return i < ISOLATE_WORDS;
}

/* Zones that the list names, provisionally numbered; a data centre stands for all its zones, the
 * own one included where there is one. */
static IndexList read_isolate_list(ScenarioDraft *draft, size_t row)
{
    ScenarioReading *reading = &draft->reading;
    const ScenarioTable *zones = &reading->tables->tables[TABLE_ZONES];
    const ScenarioTable *datacentres = &reading->tables->tables[TABLE_DATACENTRES];
    const char *text = read_text(reading, row, COLUMN_STRATEGIES_ISOLATE);
    size_t *items = arena_allocate(reading->arena, strlen(text) / 2 + 1, sizeof *items);
    IndexList list = {.items = items};

    for (size_t length; (length = list_word(&text)) > 0; text += length) {
        const size_t datacentre = id_index_find(&datacentres->ids, text, length);
        if (datacentre != SIZE_MAX) {
            items[list.count++] = zones->row_count + datacentre;
            continue;
        }
        if (is_isolate_word(text, length)) {
            reading_mistake(reading, row, COLUMN_STRATEGIES_ISOLATE,
                            "\"%.*s\" stands alone; a list holds zones and data centres",
                            (int)length, text);
            continue;
        }
        const CellWord word = {TABLE_ZONES, row, COLUMN_STRATEGIES_ISOLATE, text, length};
        const size_t zone = read_word(reading, &word);
        if (zone != NONE) {
            items[list.count++] = zone;
        }
    }
    return list;
}

static void read_isolate(ScenarioDraft *draft, size_t row, StrategySpec *strategy)
{
    const char *text = read_text(&draft->reading, row, COLUMN_STRATEGIES_ISOLATE);

    for (size_t i = 0; i < ISOLATE_WORDS; i++) {
        if (is_word(text, strlen(text), isolate_words[i])) {
            strategy->isolate = (IsolateKind)(ISOLATE_ALL + i);
            return;
        }
    }
    strategy->isolate = ISOLATE_LIST;
    if (text[0] != '\0') {
        strategy->isolate_zones = read_isolate_list(draft, row);
    }
}

static void read_strategy(ScenarioDraft *draft, size_t row, StrategySpec *strategy)
{
    ScenarioReading *reading = &draft->reading;

    strategy->id = table_cell(reading->tables, row, COLUMN_STRATEGIES_ID)->text;
    strategy->name = draft_name(draft, row, COLUMN_STRATEGIES_ID, COLUMN_STRATEGIES_NAME);
    read_isolate(draft, row, strategy);
    strategy->reaction_h = read_distribution(reading, row, COLUMN_STRATEGIES_REACTION_H);
    strategy->contain_h = read_distribution(reading, row, COLUMN_STRATEGIES_CONTAIN_H);
    strategy->escalate_at = read_whole(reading, row, COLUMN_STRATEGIES_ESCALATE_AT);
    strategy->leak = read_number(reading, row, COLUMN_STRATEGIES_LEAK);
    strategy->check_clean = read_choice(reading, row, COLUMN_STRATEGIES_CHECK_CLEAN) == 0;
    const size_t order = read_choice(reading, row, COLUMN_STRATEGIES_RESTORE_ORDER);
    strategy->restore_order = (RestoreOrder)(order == NONE ? 0 : order);
    strategy->surge_agents_pct = read_number(reading, row, COLUMN_STRATEGIES_SURGE_AGENTS_PCT);
    strategy->surge_after_h = read_distribution(reading, row, COLUMN_STRATEGIES_SURGE_AFTER_H);
    strategy->surge_days = read_number(reading, row, COLUMN_STRATEGIES_SURGE_DAYS);
    if (reading_is_empty(reading, row, COLUMN_STRATEGIES_SURGE_DAYS)) {
        strategy->surge_days = INFINITY;
    }
    strategy->fallback = read_choice(reading, row, COLUMN_STRATEGIES_FALLBACK) == 0;
}

void draft_read_strategies(ScenarioDraft *draft)
{
    if (!draft_reads(draft, TABLE_BIT(STRATEGIES))) {
        return;
    }
    const size_t count = reading_rows(&draft->reading, TABLE_STRATEGIES);
    StrategySpec *strategies = arena_allocate(draft->reading.arena, count, sizeof *strategies);
    for (size_t row = 0; row < count; row++) {
        read_strategy(draft, row, &strategies[row]);
    }
    draft->scenario.strategies = strategies;
    draft->scenario.strategy_count = count;
}

/* Whether any key of the table has a value. */
static bool has_keys(const ScenarioReading *reading, TableId table)
{
    const size_t count = table_column_count(table);

    for (size_t i = 0; i < count; i++) {
        if (!reading_is_empty(reading, 0, (ColumnId)(table_spec(table)->first_column + i))) {
            return true;
        }
    }
    return false;
}

void draft_read_attack(ScenarioDraft *draft)
{
    ScenarioReading *reading = &draft->reading;
    AttackSpec *attack = &draft->scenario.attack;

    if (!draft_reads(draft, TABLE_BIT(ATTACK))) {
        return;
    }
    *attack = (AttackSpec){.given = has_keys(reading, TABLE_ATTACK)};
    if (!attack->given) {
        return;
    }
    attack->entry = draft_zone(draft, 0, COLUMN_ATTACK_ENTRY);
    attack->start_h = read_distribution(reading, 0, COLUMN_ATTACK_START_H);
    attack->detect_h = read_distribution(reading, 0, COLUMN_ATTACK_DETECT_H);
    attack->false_alarm_prob = read_number(reading, 0, COLUMN_ATTACK_FALSE_ALARM_PROB);
    attack->detect_next_h = read_distribution(reading, 0, COLUMN_ATTACK_DETECT_NEXT_H);
    attack->payload_h = read_distribution(reading, 0, COLUMN_ATTACK_PAYLOAD_H);
    attack->has_payload = distribution_was_read(&attack->payload_h);
    attack->exfiltrate_per_h = read_number(reading, 0, COLUMN_ATTACK_EXFILTRATE_PER_H);
    attack->stolen_share = read_distribution(reading, 0, COLUMN_ATTACK_STOLEN_SHARE);
    if (distribution_was_read(&attack->stolen_share) &&
        distribution_upper_bound(&attack->stolen_share) > 1) {
        reading_mistake(reading, 0, COLUMN_ATTACK_STOLEN_SHARE,
                        "can go beyond 1; expected a share or a distribution within 0..1");
    }
}

void draft_read_costs(ScenarioDraft *draft)
{
    ScenarioReading *reading = &draft->reading;

    if (!draft_reads(draft, TABLE_BIT(COSTS))) {
        return;
    }
    draft->scenario.costs = (CostSpec){
        .request_delay_eur_per_h = read_number(reading, 0, COLUMN_COSTS_REQUEST_DELAY_EUR_PER_H),
        .lost_request_eur = read_number(reading, 0, COLUMN_COSTS_LOST_REQUEST_EUR),
        .contact_eur = read_number(reading, 0, COLUMN_COSTS_CONTACT_EUR),
        .abandoned_contact_eur = read_number(reading, 0, COLUMN_COSTS_ABANDONED_CONTACT_EUR),
        .crew_eur_per_h = read_number(reading, 0, COLUMN_COSTS_CREW_EUR_PER_H),
        .agent_eur_per_h = read_number(reading, 0, COLUMN_COSTS_AGENT_EUR_PER_H),
        .stolen_record_eur = read_number(reading, 0, COLUMN_COSTS_STOLEN_RECORD_EUR),
        .destroyed_datacentre_eur = read_number(reading, 0, COLUMN_COSTS_DESTROYED_DATACENTRE_EUR),
        .downtime_eur_per_insured_h =
            read_number(reading, 0, COLUMN_COSTS_DOWNTIME_EUR_PER_INSURED_H),
    };
}
