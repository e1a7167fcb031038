#!/bin/sh
# Stands in for `brownout compare SCENARIO -o OUT ...` in a test of the checker: writes one right and one wrong value,
# and other curves for each scenario.
scenario=$2 out=$4
mkdir -p "$out"
cat >"$out/summary.csv" <<END
strategy,scope,id,metric,unit,n,mean
carry-on,service,applications,wait_mean_h,h,10,0.75
carry-on,service,applications,delay_mean_h,h,10,1.5
END
for file in comparison restoration replications; do
    echo 'strategy,scope,id,metric' >"$out/$file.csv"
done
printf 'strategy,scope,id,metric,t_h\n%s,service,applications,up,0\n' "$(basename "$scenario")" >"$out/curves.csv"
