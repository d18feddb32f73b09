#!/usr/bin/env bash
# Time and memory of whole builds, ours and Typst's in one run on one machine.
#
#   PEERS_HOME=DIR ./speed.sh NAME [PART ...]     writes runs/NAME.md; parts: peers threads growth stress ebooks
#
# `ebooks` needs crowbook, the fastest of those that make an EPUB from Markdown (CROWBOOK, default: on the path).
# BINDERY is the binary to try (default: target/release/bindery). Typst is given its own text, made by pandoc beforehand, so
# its times lack the reading of Markdown; ours hold all from the manuscript to the PDF. RUNS=5 counted runs of each,
# taken in turn; medians. CAP=300 seconds a run may take. Needs GNU time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
result="$here/runs/${1:?name of the result}.md"
shift
[ $# -gt 0 ] || set -- peers threads growth stress
bindery=${BINDERY:-$root/target/release/bindery}
runs=${RUNS:-5} cap=${CAP:-300}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$here/peers/make.sh"
time=$(type -P time)

# once LABEL COMMAND...: a line "wall cpu MiB" more in $work/LABEL.times
once() {
  local label=$1 code=0
  shift
  "$time" -q -o "$work/t" -f '%e %U %S %M' timeout "$cap" "$@" > "$work/said" 2>&1 || code=$?
  [ $code -eq 0 ] || { echo "- - -" >> "$work/$label.times"; echo "$label: exit $code: $(tail -n 1 "$work/said")" >&2; return 0; }
  awk '{ printf "%.2f %.2f %.0f\n", $1, $2 + $3, $4 / 1024 }' "$work/t" >> "$work/$label.times"
}
# med LABEL COLUMN
med() { cut -d' ' -f"$2" "$work/$1.times" | sort -n | awk '{ a[NR] = $1 } END { print NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }
over() { awk -v a="$1" -v b="$2" 'BEGIN { if (a + 0 > 0 && b + 0 > 0) printf "%.2f", a / b; else print "-" }'; }
ours() { "$bindery" build --quiet --message-format short --edition paperback --out "$work/out" "$1"; }
export -f ours run_typst
export bindery work root
theirs_text() { python "$here/texts.py" lift "$1" "$1-text" && to_typst "$1-text" classic 'A Book' "$1-text/book.typ"; }
words_of() { cat "$1"/*.md | wc -w; }
run_ours() { once "$1" bash -c 'ours "$0"' "$2"; }
run_theirs() { once "$1" bash -c 'run_typst "$0" "$1"' "$2" "$work/typst.pdf"; }

peers() {
  python "$here/texts.py" theme "$root/tests/corpus/pride-and-prejudice" "$work/pride" classic
  theirs_text "$work/pride"
  echo 'x' > "$work/empty.typ"
  for ((i = 0; i <= runs; i++)); do
    [ $i -eq 1 ] && rm -f "$work"/*.times # the first of each warms up
    run_ours ours "$work/pride"; run_theirs typst "$work/pride-text/book.typ"; run_theirs empty "$work/empty.typ"
  done
  printf '\n## The novel, %s words\n\n| | wall s | cpu s | peak MiB |\n|---|---:|---:|---:|\n' "$(words_of "$work/pride")"
  for who in ours typst empty; do printf '| %s | %s | %s | %s |\n' "$who" "$(med $who 1)" "$(med $who 2)" "$(med $who 3)"; done
  printf '| ours over typst | %s | %s | %s |\n' "$(over "$(med ours 1)" "$(med typst 1)")" "$(over "$(med ours 2)" "$(med typst 2)")" "$(over "$(med ours 3)" "$(med typst 3)")"
  printf '\n`empty` is Typst with one letter to set: what starting it costs.\n'
}

threads() {
  [ -d "$work/pride" ] || python "$here/texts.py" theme "$root/tests/corpus/pride-and-prejudice" "$work/pride" classic
  for ((i = 0; i < runs; i++)); do
    for n in 1 2; do RAYON_NUM_THREADS=$n run_ours "threads-$n" "$work/pride"; done
  done
  printf '\n## Threads\n\n| threads | wall s | cpu s |\n|---|---:|---:|\n'
  for n in 1 2; do printf '| %s | %s | %s |\n' $n "$(med threads-$n 1)" "$(med threads-$n 2)"; done
  printf '\nTwo threads give %s times one.\n' "$(over "$(med threads-1 1)" "$(med threads-2 1)")"
}

growth() {
  printf '\n## Growing input\n\n| words | ours s | MiB | s per 100,000 words | typst s | MiB | ours over typst, wall | memory |\n|---:|---:|---:|---:|---:|---:|---:|---:|\n'
  for count in 100000 200000 400000 800000; do
    local book="$work/grow-$count"
    python "$here/texts.py" repeat "$root/tests/corpus/pride-and-prejudice" "$book" $count
    theirs_text "$book"
    for ((i = 0; i < 3; i++)); do run_ours "ours-$count" "$book"; done
    run_theirs "typst-$count" "$book-text/book.typ"
    local w m t n
    w=$(med "ours-$count" 1) m=$(med "ours-$count" 3) t=$(med "typst-$count" 1) n=$(med "typst-$count" 3)
    printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$(words_of "$book")" "$w" "$m" \
      "$(awk -v w="$w" -v n="$(words_of "$book")" 'BEGIN { printf "%.2f", w * 1e5 / n }')" "$t" "$n" "$(over "$w" "$t")" "$(over "$m" "$n")"
  done
}

stress() {
  printf '\n## Pathological input\n\nEach against twice and four times itself: linear work doubles and doubles again.\n'
  printf '\n| | size | wall s | cpu s | MiB | cpu over half the size |\n|---|---:|---:|---:|---:|---:|\n'
  for case in paragraph:20000 notes:1000 table:5000; do
    local what=${case%:*} size=${case#*:} before=
    for factor in 1 2 4; do
      local label=$what-$factor
      python "$here/texts.py" "$what" "$work/$label" $((size * factor))
      for ((i = 0; i < 3; i++)); do run_ours "$label" "$work/$label"; done
      printf '| %s | %s | %s | %s | %s | %s |\n' "$what" $((size * factor)) "$(med "$label" 1)" "$(med "$label" 2)" "$(med "$label" 3)" \
        "$([ -n "$before" ] && over "$(med "$label" 2)" "$before" || echo)"
      before=$(med "$label" 2)
    done
  done
}

# An ebook alone, and one that lists the pages of a paperback that is set for it.
with_editions() { # FROM TO EDITION...
  local from=$1 to=$2
  shift 2
  rm -rf "$to" && cp -r "$from" "$to"
  sed -i '/^\[editions/,$d' "$to/book.toml"
  for edition in "$@"; do printf '\n[editions.%s]\n' "$edition" >> "$to/book.toml"; done
}
for_crowbook() { # FROM TO
  rm -rf "$2" && cp -r "$1" "$2"
  { printf 'author: A\ntitle: A Book\nlang: en\nepub.version: 3\noutput.epub: out.epub\n\n'
    for f in "$2"/*.md; do echo "- ${f##*/}"; done; } > "$2/b.book"
}
ours_epub() { "$bindery" build --quiet --message-format short --edition ebook --out "$work/out" "$1"; }
theirs_epub() { cd "$1" && "${CROWBOOK:-crowbook}" -q -n --to epub -o "$work/crowbook.epub" b.book; }
export -f ours_epub theirs_epub

ebooks() {
  [ -d "$work/pride" ] || python "$here/texts.py" theme "$root/tests/corpus/pride-and-prejudice" "$work/pride" classic
  printf '\n## Ebooks: wall s, MiB\n\n| words | ours alone | | with the pages of the paperback | | crowbook | | ours over crowbook, alone | with pages |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n'
  for count in novel 200000 400000 800000; do
    local book="$work/grow-$count"
    if [ "$count" = novel ]; then book="$work/pride"
    elif [ ! -d "$book" ]; then python "$here/texts.py" repeat "$root/tests/corpus/pride-and-prejudice" "$book" "$count"; fi
    with_editions "$book" "$work/alone" ebook
    with_editions "$book" "$work/paged" ebook paperback
    for_crowbook "$book" "$work/crow"
    for ((i = 0; i <= runs; i++)); do
      [ $i -eq 1 ] && rm -f "$work"/{alone,paged,crow}-"$count".times # the first of each warms up
      once "alone-$count" bash -c 'ours_epub "$0"' "$work/alone"
      once "paged-$count" bash -c 'ours_epub "$0"' "$work/paged"
      once "crow-$count" bash -c 'theirs_epub "$0"' "$work/crow"
    done
    printf '| %s |' "$(words_of "$book")"
    for who in alone paged crow; do printf ' %s | %s |' "$(med "$who-$count" 1)" "$(med "$who-$count" 3)"; done
    printf ' %s | %s |\n' "$(over "$(med "alone-$count" 1)" "$(med "crow-$count" 1)")" "$(over "$(med "paged-$count" 1)" "$(med "crow-$count" 1)")"
  done
}

{
  printf '# %s, %s cores, %s, load %s\n\nTypst %s; medians; threads as the machine has cores unless said\n' "$(date -u +%Y-%m-%d)" "$(nproc)" \
    "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(cut -d' ' -f1 /proc/loadavg)" "$(typst --version | cut -d' ' -f2)"
  for part in "$@"; do
    case $part in peers | threads | growth | stress | ebooks) "$part" ;; *) echo "no such part: $part" >&2; exit 1 ;; esac
  done
} | tee "$result"
