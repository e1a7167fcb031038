#include "tests/laws/conservation.h"

const BalanceLaw balance_of_requests = {
    "service", "requests", {{"served", 1}, {"lost", 1}, {"waiting_at_end", 1}, {0}}};

const BalanceLaw balance_of_attempts = {
    "channel",
    "attempts",
    {{"served", 1}, {"abandoned", 1}, {"turned_away", 1}, {"waiting_at_end", 1}, {0}}};

const BalanceLaw balance_of_origins = {"channel",
                                       "attempts",
                                       {{"contacts", 1},
                                        {"redials", 1},
                                        {"recontacts", 1},
                                        {"generated", 1},
                                        {"overflow_in", 1},
                                        {"overflow_out", -1},
                                        {0}}};

const BalanceLaw balance_of_costs = {"total",
                                     "cost_total_eur",
                                     {{"cost_outage_eur", 1},
                                      {"cost_support_eur", 1},
                                      {"cost_restoration_eur", 1},
                                      {"cost_theft_eur", 1},
                                      {0}}};

const char *const sums_of_services[] = {
    "requests",           "served", "lost", "waiting_at_end", "backlog_mean", "in_system_mean",
    "insured_hours_lost", NULL};

const char *const sums_of_channels[] = {
    "contacts",       "attempts",   "served",    "abandoned",   "turned_away",
    "redials",        "recontacts", "generated", "overflow_in", "overflow_out",
    "waiting_at_end", "queue_mean", NULL};

const LargestLaw largest_of_parts[] = {
    {"service", "restored_h", true}, {"system", "restored_h", true},
    {"service", "clear_h", false},   {"service", "backlog_max", false},
    {"channel", "queue_max", false}, {0}};

const TotalLaw totals_of_parts[] = {{"zones_compromised", "zone", "compromised"},
                                    {"zones_destroyed", "zone", "destroyed"},
                                    {"insured_hours_lost", "insurer", "insured_hours_lost"},
                                    {0}};

const CurveSumLaw curves_of_counts[] = {
    {"arrivals", "requests"}, {"served", "served"}, {"lost", "lost"}, {0}};
