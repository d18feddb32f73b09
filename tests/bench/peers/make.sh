# Sourced by compare.sh and speed.sh: a folder of chapters to the PDFs of the peers. Needs PEERS_HOME (see peers.sh)
# and $root, the repository.
export PATH="${PEERS_HOME:?set PEERS_HOME to the folder that tests/bench/peers.sh filled}/bin:$PATH"
reader=markdown-citations-raw_tex-tex_math_dollars-smart

# The figures of a theme: size leading lines indent note serif(Typst) serif(file) italic(file) heading(Typst) heading(TeX).
theme_figures() {
  case $1 in
    classic) set -- 11 14 36 16 9 'Libertinus Serif' LibertinusSerif Italic 'Libertinus Serif' '\rmfamily' ;;
    practical) set -- 10.2 14 36 15 8.4 'Source Serif 4' SourceSerif4 It 'Source Sans 3' '\sffamily' ;;
    *) echo "no such theme: $1" >&2; return 1 ;;
  esac
  size=$1 leading=$2 lines=$3 indent=$4 note=$5 serif=$6 serif_file=$7 italic=$8 heading=$9 heading_tex=${10}
  inner=62.73 outer=51.32
}

# to_typst FOLDER THEME TITLE OUT.typ [tuned]
to_typst() {
  theme_figures "$2" || return 1
  local tuned=(); [ "${5:-}" = tuned ] && tuned=(-V tuned=1)
  (cd "$1" && xargs pandoc -f $reader --file-scope -t typst --template "$root/tests/bench/peers/book.typ" \
    -V title="$3" -V size=$size -V leading=$leading -V lines=$lines -V indent=$indent -V note=$note -V inner=$inner \
    -V outer=$outer -V serif="$serif" -V heading="$heading" -V lang=en -V region=GB "${tuned[@]}" -o "$4" < chapters.txt)
}

# run_typst IN.typ OUT.pdf: the folder of the text is the root of its pictures.
run_typst() { typst compile --root / --font-path "$root/src/fonts" "$1" "$2"; }

# to_latex FOLDER THEME TITLE OUT.tex
to_latex() {
  theme_figures "$2" || return 1
  {
    printf '\\newcommand\\%s{%s}\n' Size $size Leading $leading Lines $lines Inner $inner Outer $outer Indent $indent \
      Note $note Serif $serif_file Italic $italic Heading "$heading_tex" Fonts "$root/src/fonts" BookTitle "$3"
    cat "$root/tests/bench/peers/book.tex"
  } > "$4.head"
  (cd "$1" && xargs pandoc -f $reader --file-scope -s -H "$4.head" -V documentclass=memoir \
    -V classoption=11pt,twoside,openright -V lang=en-GB -M title="$3" --toc --top-level-division=chapter -o "$4" < chapters.txt)
  # LaTeX takes no SVG: the same drawings as PDF.
  (cd "$1" && find . -name '*.svg' -exec sh -c 'rsvg-convert -f pdf -o "${1%.svg}.pdf" "$1"' _ {} ';')
  sed -i -E '/usepackage\{svg\}/d; s/\\includesvg(\[[^]]*\])?\{([^}]*)\.svg\}/\\includegraphics\1{\2.pdf}/' "$4"
}

# run_latex IN.tex OUT.pdf: until the contents' page numbers settle, three times at most.
run_latex() {
  local folder name before
  folder=$(dirname "$1") name=$(basename "$1" .tex)
  for _ in 1 2 3; do
    before=$(cat "$folder/$name".{toc,aux} 2> /dev/null | cksum)
    (cd "$folder" && lualatex -interaction=nonstopmode "$name.tex" > "$name.out" 2>&1)
    [ "$before" = "$(cat "$folder/$name".{toc,aux} 2> /dev/null | cksum)" ] && break
  done
  [ -s "$folder/$name.pdf" ] && mv "$folder/$name.pdf" "$2"
}
