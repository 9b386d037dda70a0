"""A trial in Python: reads parameters.json, appends to metrics.jsonl, both in the folder that NASCTL_TRIAL_DIR names."""
import json
import os

folder = os.environ["NASCTL_TRIAL_DIR"]
with open(os.path.join(folder, "parameters.json")) as file:
    parameters = json.load(file)


def report(kind, value):
    with open(os.path.join(folder, "metrics.jsonl"), "a") as file:
        file.write(json.dumps({"type": kind, "value": value}) + "\n")


# Where a training would be: wide layers are good, and so is the skip connection.
width = int(parameters["width"]["_value"])
score = width / 100 + (0.1 if parameters["skip"]["_idx"] else 0)
for epoch in range(int(os.environ.get("NASCTL_EPOCHS", "3"))):
    report("intermediate", score * (epoch + 1) / 10)
report("final", {"default": score, "width": width})
