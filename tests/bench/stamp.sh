#!/usr/bin/env bash
# Wall and processor time of a thousand personal copies of the bundled book. Needs GNU time.
#
#   ./stamp.sh NAME     writes runs/NAME.md
#
# BINDERY is the binary to try (default: target/release/bindery).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
result="$here/runs/${1:?name of the result}.md"
bindery=${BINDERY:-$root/target/release/bindery}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$bindery" build "$root" --edition ebook --edition digital-pdf --out "$scratch/book" --quiet
seq -f 'Buyer %04g' 1 1000 > "$scratch/buyers.txt"

measure() {
  local name=$1 file
  file=$(echo "$scratch"/book/$2)
  for _ in 1 2 3; do
    rm -rf "$scratch/copies"
    /usr/bin/time -f '%e %U %S' -o "$scratch/time" \
      "$bindery" stamp "$file" --list "$scratch/buyers.txt" --out "$scratch/copies" --quiet > /dev/null
    cat "$scratch/time"
  done | sort -n | sed -n 2p | awk -v n="$name" '{ printf "| %s | %.1f | %.1f |\n", n, $1, $2 + $3 }'
}

{
  printf '# %s, %s cores, %s, load %s\n\n' "$(date -u +%Y-%m-%d)" "$(nproc)" \
    "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(cut -d' ' -f1 /proc/loadavg)"
  printf '| a thousand copies of the bundled | wall s (median of 3) | processor s |\n| --- | ---: | ---: |\n'
  measure ebook '*.epub'
  measure 'digital PDF' '*-digital.pdf'
} | tee "$result"
