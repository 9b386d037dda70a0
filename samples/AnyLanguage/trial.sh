#!/bin/sh
# A trial in shell: the same two files as trial.py, without anything to parse JSON.
set -eu
parameters=$(tr -d ' \n' <"$NASCTL_TRIAL_DIR/parameters.json")
width=$(echo "$parameters" | sed 's/.*"width":{"_value":"\([0-9]*\)".*/\1/')
case "$parameters" in
    *'"skip":{"_value":[],'*) bonus=0 ;;
    *) bonus=10 ;;
esac
echo '{"type": "intermediate", "value": 0}' >>"$NASCTL_TRIAL_DIR/metrics.jsonl"
echo "{\"type\": \"final\", \"value\": {\"default\": 0.$((width + bonus)), \"width\": $width}}" >>"$NASCTL_TRIAL_DIR/metrics.jsonl"
