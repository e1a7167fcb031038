/* The model as people read it: what stands where, what needs what, what the attack and the
 * strategies do. As a page, and as a graph.
 */
#ifndef CLI_CHECK_MODEL_H
#define CLI_CHECK_MODEL_H

#include "base/text.h"
#include "models/scenario_case.h"

/* Appends the page: zones with their systems and links, systems with their needs, attack,
 * strategies. Distributions stand as they were written. */
void check_model_print(const ScenarioCase *scenario_case, TextBuilder *out);

/* Appends a directed graph in Graphviz's language: data centres as boxes around their zones,
 * links, systems with what they need and where they stand, services, channels, the entry of the
 * attack. An arrow goes from what needs to what is needed, and along links. */
void check_graph_print(const Scenario *scenario, TextBuilder *out);

#endif
