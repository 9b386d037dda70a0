#!/bin/sh
# Stands for a training: the more its choices add up to, the better.
set -eu
sum=0
for index in $(tr -d ' \n' <"$NASCTL_TRIAL_DIR/parameters.json" | grep -o '"_idx":[0-9]*' | cut -d: -f2); do
    sum=$((sum + index))
done
echo "{\"type\": \"final\", \"value\": 0.$sum}" >>"$NASCTL_TRIAL_DIR/metrics.jsonl"
