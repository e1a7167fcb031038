#include "plots/crew_load.h"

#include <math.h>
#include <string.h>

/* Whether a list of ids separated by blanks holds the `length` bytes of `id`; an empty one holds
 * all. */
static bool list_holds(const char *list, const char *id, size_t length)
{
    if (!list[0]) {
        return true;
    }
    while (*list) {
        list += strspn(list, " \t");
        const size_t word = strcspn(list, " \t");
        if (word == length && strncmp(list, id, length) == 0) {
            return true;
        }
        list += word;
    }
    return false;
}

/* Whether an instance of a system stands in the zone. */
static bool zone_fits(const View *view, const char *zone, const RestorationRow *row)
{
    if (strcmp(results_cell(view->results, "zones", zone, "datacentre"), row->datacentre) != 0) {
        return false;
    }
    const size_t system = strcspn(row->id, "@");
    const char *place = row->id[system] ? row->id + system + 1 : "";
    const char *insurers = results_cell(view->results, "zones", zone, "insurers");
    const bool is_central = strcmp(place, row->datacentre) == 0;
    return list_holds(results_cell(view->results, "zones", zone, "systems"), row->id, system) &&
           (is_central ? !insurers[0] : list_holds(insurers, place, strlen(place)));
}

static const char *zone_of(const View *view, const RestorationRow *row)
{
    if (strcmp(row->kind, "zone") == 0) {
        return row->id;
    }
    size_t count;
    const char *const *zones = results_ids(view->results, "zones", &count);
    for (size_t i = 0; i < count; ++i) {
        if (zone_fits(view, zones[i], row)) {
            return zones[i];
        }
    }
    return row->datacentre;
}

const char *crew_of_row(const View *view, const RestorationRow *row)
{
    const char *crew = results_cell(view->results, "zones", zone_of(view, row), "crew");
    return crew[0] ? crew : results_cell(view->results, "datacentres", row->datacentre, "crew");
}

const char *crew_name(const View *view, const char *id)
{
    if (!id[0]) {
        return view_phrase(view, "without a crew");
    }
    const char *number = results_cell(view->results, "crews", id, "crews");
    return view_text(view,
                     strcmp(number, "1") == 0 ? view_phrase(view, "%s (%s crew)")
                                              : view_phrase(view, "%s (%s crews)"),
                     view_name(view, "crews", id), number[0] ? number : "?");
}

static CrewLoad *load_for(const View *view, CrewLoad *loads, size_t *count, const char *crew)
{
    for (size_t i = 0; i < *count; ++i) {
        if (strcmp(loads[i].id, crew) == 0) {
            return &loads[i];
        }
    }
    loads[*count] = (CrewLoad){.id = crew, .name = crew_name(view, crew), .mean_wait_h = NAN};
    return &loads[(*count)++];
}

static void sort_by_wait(CrewLoad *loads, size_t count)
{
    for (size_t i = 1; i < count; ++i) {
        const CrewLoad load = loads[i];
        size_t j = i;
        for (; j > 0 && loads[j - 1].total_wait_h < load.total_wait_h; --j) {
            loads[j] = loads[j - 1];
        }
        loads[j] = load;
    }
}

const CrewLoad *crew_loads(const View *view, const char *strategy, const char *datacentre,
                           size_t *count)
{
    size_t row_count;
    const RestorationRow *rows = results_restoration_rows(view->results, &row_count);
    CrewLoad *loads = arena_allocate(view->arena, row_count + 1, sizeof *loads);
    const double replications = fmax(1, (double)view->run->replications);
    *count = 0;
    for (size_t i = 0; i < row_count; ++i) {
        const RestorationRow *row = &rows[i];
        if (row->strategy != strategy || isnan(row->start_mean_h) ||
            (datacentre && row->datacentre != datacentre)) {
            continue;
        }
        const char *crew = crew_of_row(view, row);
        CrewLoad *load = load_for(view, loads, count, crew);
        load->jobs += row->n / replications;
        load->total_wait_h +=
            fmax(0, row->start_mean_h - row->ready_mean_h) * row->n / replications;
    }
    for (size_t i = 0; i < *count; ++i) {
        loads[i].mean_wait_h = loads[i].jobs > 0 ? loads[i].total_wait_h / loads[i].jobs : NAN;
    }
    sort_by_wait(loads, *count);
    return loads;
}
