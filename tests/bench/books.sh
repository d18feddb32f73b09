#!/usr/bin/env bash
# Wall time and peak memory of whole builds. Needs GNU time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
result="$here/runs/${1:?name of the result file}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cargo build --release --quiet --manifest-path "$root/Cargo.toml"
bindery="${CARGO_TARGET_DIR:-$root/target}/release/bindery"
cp -r "$root/tests/corpus/pride-and-prejudice" "$scratch/novel"

measure() {
  local name=$1 edition=$2 dir=$3
  local args=(build --quiet --message-format short --out "$scratch/out" "$dir")
  [ "$edition" = all ] || args+=(--edition "$edition")
  "$bindery" "${args[@]}" >/dev/null 2>&1 || { "$bindery" "${args[@]}"; return 1; }
  for _ in 1 2 3; do
    /usr/bin/time -f '%e %M' -o "$scratch/time" "$bindery" "${args[@]}" >/dev/null 2>&1
    cat "$scratch/time"
  done | sort -n | sed -n 2p | awk -v n="$name" -v e="$edition" '{ printf "%s\t%s\t%.2f\t%.0f\n", n, e, $1, $2 / 1024 }'
}

{
  echo "# $(date -u +%Y-%m-%d), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(rustc --version | cut -d' ' -f1,2)"
  printf 'book\tedition\tseconds (median of 3)\tpeak MiB\n'
  for edition in all ebook paperback digital-pdf; do
    measure bundled "$edition" "$root"
    measure novel "$edition" "$scratch/novel"
  done
} | tee "$result"
