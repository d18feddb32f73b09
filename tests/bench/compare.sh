#!/usr/bin/env bash
# The same books set by bindery, Typst and LuaLaTeX, measured the same way.
#
#   PEERS_HOME=DIR ./compare.sh NAME [BOOK ...]     writes runs/NAME.md; books: novel notes rust bundled
#
# BINDERY is the binary to try (default: target/release/bindery). KEEP is a folder for the PDFs; peers' PDFs that are
# there already are not made again.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
result="$here/runs/${1:?name of the result}.md"
shift
[ $# -gt 0 ] || set -- novel notes rust bundled
bindery=${BINDERY:-$root/target/release/bindery}
keep=${KEEP:-$(mktemp -d)}
mkdir -p "$keep" && keep=$(cd "$keep" && pwd)
. "$here/peers/make.sh"

book() { # NAME THEME TITLE FOLDER-FOR-BINDERY FOLDER-OF-CHAPTERS
  local name=$1 theme=$2 title=$3 ours=$4 text=$5 at="$keep/$1"
  "$bindery" build --quiet --message-format short --edition paperback --out "$at-out" "$ours" > "$at-bindery.log" 2>&1 || { cat "$at-bindery.log" >&2; return 1; }
  cp "$at-out"/*-paperback.pdf "$at-bindery.pdf"
  python "$here/texts.py" lift "$text" "$at-text"
  for variant in typst typst-tuned; do
    [ -s "$at-$variant.pdf" ] && continue
    to_typst "$at-text" "$theme" "$title" "$at-text/book.typ" "${variant#typst-}" && run_typst "$at-text/book.typ" "$at-$variant.pdf" || echo "$variant failed on $name" >&2
  done
  if [ ! -s "$at-lualatex.pdf" ]; then
    to_latex "$at-text" "$theme" "$title" "$at-text/book.tex" && run_latex "$at-text/book.tex" "$at-lualatex.pdf" || echo "lualatex failed on $name" >&2
  fi
  printf '\n## %s\n\n' "$title"
  local columns=()
  for who in bindery typst typst-tuned lualatex; do [ -s "$at-$who.pdf" ] && columns+=("$who=$at-$who.pdf"); done
  python "$here/measure.py" "${columns[@]}"
}

{
  printf '# %s, %s cores, %s\n\nbindery %s; Typst %s; %s\n' "$(date -u +%Y-%m-%d)" "$(nproc)" \
    "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo -)" \
    "$(typst --version | cut -d' ' -f2)" "$(lualatex --version | head -n 1)"
  for name in "$@"; do
    case $name in
      novel)
        python "$here/texts.py" theme "$root/tests/corpus/pride-and-prejudice" "$keep/pride" classic
        book novel classic 'Pride and Prejudice' "$keep/pride" "$keep/pride" ;;
      notes)
        python "$here/texts.py" annotate "$root/tests/corpus/pride-and-prejudice" "$keep/annotated"
        book notes classic 'The novel with footnotes' "$keep/annotated" "$keep/annotated" ;;
      rust) book rust practical 'The Rust Programming Language' "$root/tests/corpus/rust-book" "$root/tests/corpus/rust-book" ;;
      bundled) book bundled practical 'The bundled book' "$root" "$root/manuscript" ;;
      *) echo "no such book: $name" >&2; exit 1 ;;
    esac
  done
} | tee "$result"
