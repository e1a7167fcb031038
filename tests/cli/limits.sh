#!/bin/sh
# What would take all memory, or years, ends in one clear line and leaves nothing behind.
. "$(dirname "$0")/expect.sh"

# refused TEXT OPTION...: `compare` says this and keeps no folder.
refused() {
    line=$1
    shift
    status 2 timeout 120 "$brownout" compare "$scenario" -q -n 2 -j 2 --no-charts -o kept "$@"
    says err "$line"
    [ "$(grep -c . err)" = 1 ] || miss "one line is enough: $(cat err)"
    gone kept
}

# Known beforehand.
refused "requests_per_1000_per_day: brings the expected requests and contacts of one replication to" \
    --set 'services.*.requests_per_1000_per_day=1e12'
refused " GB: use --no-curves, leave out --curves insurer, or take a larger \
sample_h in scenario.csv" --curves insurer --set scenario.sample_h=0.0004
says err "the curves of one replication take "
refused "gives more than a million steps in a run of 384 h" --set scenario.sample_h=0.0003
refused "\"1e6\" is out of range; expected a number over 0 and at most 36525" --set scenario.horizon_days=1e6
refused "requests and contacts are expected in all 100000 replications of 6 strategies, which would take months; \
at most 1e+14 are run: use fewer replications (-n) or strategies (--strategies), and look at the volumes that \
\`brownout check\` says" -n 100000 --set 'insurers.*.insured=1000000000' --no-curves
# Some 50 TB in the temporary file.
refused "GB on the way, more than is free there (" -n 1000000 --set scenario.sample_h=0.01
says err "kept: the figures of 1000000 replications take "
# The rest depends on the memory that there is; a sanitizer needs more than such a limit gives.
if (ulimit -v 4000000 && "$brownout" --version >out 2>err); then
    ulimit -v 4000000
    refused "GB, more than there is (4.1 GB): take a larger sample_h in scenario.csv, a shorter horizon_days or fewer \
strategies (--strategies)" --set scenario.sample_h=0.001
    says err "two replications at a time take "
fi

# Known only in the run: something comes back again and again, at one instant or nearly.
comes_back() {
    what=$1
    shift
    refused "$what" "$@"
    says err " requests and contacts are expected in the whole run; something comes back again and again: look at "
    says err "look at redial_h, recontact_h, retry_h, contact_delay_h and daily_cv"
}
comes_back "time stands still at 2025-" --set channels.telephone.redial_prob=1 --set channels.telephone.redial_h=1e-17
comes_back ", replication " --set services.sick-notes.retry_prob=1 --set services.sick-notes.lost_prob=0 \
    --set services.sick-notes.retry_h=1e-17
comes_back "time stands still at 2025-" --set 'channels.*.recontact_prob=1' --set 'channels.*.recontact_h=1e-17' \
    --set 'channels.*.handle_min=0' --set 'channels.*.degraded_handle_min=0'
comes_back "too many contacts wait at 2025-" --set 'services.*.contact_prob=1' --set 'services.*.contact_delay_h=1e-17' \
    --set 'services.*.contact_channel=telephone'
grep -qE '^brownout: insurer [a-z]+, strategy [a-z]+, replication [12]: too many contacts wait at 2025-[0-9-]+T[0-9:]+ \(-?[0-9.]+ h\), where about [0-9.e+]+ requests and contacts are expected in the whole run; ' err ||
    miss "the message of a runaway: $(cat err)"
comes_back "too many events by 2025-" --set channels.telephone.redial_prob=1 --set channels.telephone.redial_h=1e-8 \
    --set insurers.isarkasse.insured=1 --set insurers.alpenkasse.insured=1 --set scenario.warmup_days=0
status 2 timeout 120 "$brownout" trace "$scenario" -o trace.csv --set channels.telephone.redial_prob=1 \
    --set channels.telephone.redial_h=1e-17
says err "time stands still at 2025-"
gone trace.csv

# What is odd and harmless: nothing takes no time for ever.
for set in 'services.*.service_min=0' 'channels.*.patience_min=0' 'channels.*.handle_min=0' 'links.*.spread_per_h=1e300' \
    'services.*.service_min=1e300' 'services.*.daily_cv=1e200' 'attack.payload_h=0' 'attack.exfiltrate_per_h=1e300' \
    'systems.*.restore_h=1e-300' 'insurers.*.agents=1000000000' 'services.*.servers_per_100k=1000000' \
    'strategies.*.surge_agents_pct=1000000' 'strategies.*.surge_days=1e300' 'insurers.*.insured=1'; do
    status 0 timeout 120 "$brownout" compare "$scenario" -q -n 1 --no-charts -o odd --force --set "$set"
done
cp -r "$scenario" mine
chmod -R u+w mine
awk 'BEGIN { print "target,start_h,duration_h"
             for (i = 0; i < 1000; i++) { print "datacentre:muenchen," i / 10 ",1e-9"; print "system:core," i / 10 ",0" } }' \
    >mine/outages.csv
status 0 timeout 120 "$brownout" compare mine -q -n 1 --no-charts -o odd --force
finish
