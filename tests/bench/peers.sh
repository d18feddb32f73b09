#!/usr/bin/env bash
# What the comparisons need, from Debian and PyPI: pandoc, Typst, LuaLaTeX with microtype, mutool, fontTools.
#
#   ./peers.sh DIR     then: export PEERS_HOME=DIR
#
# DIR receives a Python environment and DIR/bin with `python`, `pandoc` and `typst`. What is there already is left as it is.
# Installing the Debian packages takes root.
set -euo pipefail
mkdir -p "${1:?folder to install into}/bin"
dir=$(cd "$1" && pwd)

packages=(time mupdf-tools librsvg2-bin python3-venv texlive-luatex texlive-latex-recommended texlive-latex-extra texlive-fonts-recommended)
missing=()
for package in "${packages[@]}"; do dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

[ -x "$dir/venv/bin/python" ] || python3 -m venv "$dir/venv"
python=$dir/venv/bin/python
"$python" -c 'import fontTools, pymupdf, pypandoc, typst' 2> /dev/null ||
  "$dir/venv/bin/pip" install --quiet fonttools pymupdf pypandoc_binary==1.17 typst==0.15.2

[ -e "$dir/bin/python" ] || { printf '#!/bin/sh\nexec "%s" "$@"\n' "$python" > "$dir/bin/python"; chmod +x "$dir/bin/python"; }
ln -sf "$("$python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())')" "$dir/bin/pandoc"
if [ ! -e "$dir/bin/typst" ]; then
  # The PyPI package is the compiler as a module; this is as much of its command line as is used here.
  cat > "$dir/bin/typst" <<P
#!$python
import argparse, sys, typst
if sys.argv[1:] == ["--version"]:
    sys.exit(print("typst", typst.__version__))
line = argparse.ArgumentParser()
line.add_argument("command", choices=["compile"])
line.add_argument("--root")
line.add_argument("--font-path", action="append", default=[])
line.add_argument("input")
line.add_argument("output")
a = line.parse_args()
try:
    typst.compile(a.input, output=a.output, root=a.root, font_paths=a.font_path)
except Exception as error:
    sys.exit(f"error: {error}")
P
  chmod +x "$dir/bin/typst"
fi
for command in mutool rsvg-convert lualatex; do command -v $command > /dev/null || { echo "$command is missing" >&2; exit 1; }; done
