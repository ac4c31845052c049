#!/bin/sh
# Fills the corpora from what the tests hold: a file a labelled goal, a file a voice.
set -eu
cd "$(dirname "$0")"
mkdir -p corpus/assess corpus/plan
cat ../smart/*.jsonl | sed -n 's/.*"text": "\(\([^"\\]\|\\.\)*\)", "today".*/\1/p' |
    split -l 1 -a 4 - corpus/assess/goal-
for voice in ../voices/*/*.md; do
    cp "$voice" "corpus/plan/$(basename "$voice")"
done
