#!/usr/bin/env python3
"""Makes the books that are measured.

    texts.py theme FOLDER OUT THEME         a copy of a folder of chapters, with a book.toml for that theme
    texts.py lift FOLDER OUT                chapters for pandoc: the first heading of each file at level 1
    texts.py annotate FOLDER OUT            the same chapters with a footnote about every ninety words
    texts.py repeat FOLDER OUT WORDS        the chapters over and over with changed titles, to that many words
    texts.py paragraph|notes|table OUT N    one paragraph of N words, N footnotes in as many lines, a table of N rows

FOLDER holds chapters.txt, or a book.toml that names its chapters. OUT is made anew. The same call makes the same bytes.
"""

import json
import re
import shutil
import sys
from pathlib import Path

HEADING = re.compile(r"^(#{1,6})(\s)")
FENCE = re.compile(r"^\s*(```|~~~)")


def chapters(folder):
    if (folder / "chapters.txt").exists():
        return [folder / n for n in (folder / "chapters.txt").read_text().split()]
    for config in (folder / "book.toml", folder / "manuscript" / "book.toml"):
        if config.exists():
            names = re.findall(r'"([^"\n]+\.md)"', config.read_text())
            return [config.parent / n for n in names]
    return sorted(folder.glob("*.md"))


def write(out, files, theme, title="A Book"):
    """A folder with those chapters (name and text) that bindery and the peers can both read."""
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    for name, text in files:
        (out / name).write_text(text)
    names = [name for name, _ in files]
    (out / "chapters.txt").write_text("\n".join(names) + "\n")
    listed = "".join(f"  {json.dumps(n)},\n" for n in names)
    (out / "book.toml").write_text(
        f'title = {json.dumps(title)}\nauthors = ["An Author"]\nlanguage = "en-GB"\n\n[chapters]\nbody = [\n{listed}]\n\n'
        f'[editions.paperback]\ntrim = "6x9in"\ntheme = "{theme}"\n'
    )


def lift(text):
    """Headings moved up so that the first is of level 1, and the front matter left out."""
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        text = text[4:].split("\n---\n", 1)[1]
    # Chapters in a folder of their own: here they and their pictures stand in one.
    text = text.replace("](../", "](")
    out, by, fenced = [], None, False
    for line in text.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        found = None if fenced else HEADING.match(line)
        if found:
            level = len(found[1])
            by = level - 1 if by is None else by
            line = "#" * max(1, level - by) + line[level:]
        out.append(line)
    return "\n".join(out)


def annotate(texts):
    """A footnote about every ninety words: its text is a sentence, sometimes three, from another place of the book."""
    sentences = [s for t in texts for s in re.findall(r"[A-Z][^.!?“”\n*_#]{30,260}[.]", t)]
    at, since, out = 0, 0, []
    for text in texts:
        blocks, notes = [], []
        for block in text.split("\n\n"):
            words = block.split(" ")
            if block.startswith(("#", ">", "-", "    ")) or "\n" in block:
                blocks.append(block)
                continue
            for i, word in enumerate(words):
                since += 1
                if since >= 90 and re.search(r"[a-z][.,;]$", word):
                    since, at = 0, at + 1
                    words[i] = f"{word}[^{at}]"
                    long = 3 if at % 7 == 0 else 1
                    body = " ".join(sentences[(at * 37 + k) % len(sentences)] for k in range(long))
                    notes.append(f"[^{at}]: {body}")
            blocks.append(" ".join(words))
        out.append("\n\n".join(blocks + notes) + "\n")
    return out


def repeat(texts, words):
    out, count = [], 0
    while count < words:
        for text in texts:
            number = len(out) + 1
            out.append(re.sub(r"^# .*$", f"# Chapter {number}", text, count=1, flags=re.M))
            count += len(text.split())
            if count >= words:
                break
    return out


def prose(count):
    """Words of no language and uneven length, the same on every call."""
    words = "the river of a morning found no ordinary traveller beside considerable quantities in which every neighbour had and his it would consequently remain to be observed".split()
    seed = 7
    for i in range(count):
        seed = (seed * 1103515245 + 12345) % (1 << 31)
        word = words[(seed >> 8) % len(words)]
        yield word + ("," if seed % 11 == 0 else "") + ("." if i + 1 == count else "")


def numbered(texts):
    return [(f"{at:04}.md", text) for at, text in enumerate(texts)]


def main(argv):
    what = argv[0]
    if what in ("paragraph", "notes", "table"):
        out, count = Path(argv[1]), int(argv[2])
        if what == "paragraph":
            text = " ".join(prose(count))
        elif what == "notes":
            # Ten lines of text a hundred notes: more notes than their pages can hold.
            text = " ".join(f"word[^{n}]" for n in range(1, count + 1))
            text += "\n\n" + "\n\n".join(f"[^{n}]: A note of some few words, number {n}." for n in range(1, count + 1))
        else:
            text = "| Row | Name | Value |\n|---|---|---:|\n" + "\n".join(f"| {n} | name of row {n} | {n * 7919 % 10007} |" for n in range(1, count + 1))
        write(out, [("0000.md", f"# One\n\n{text}\n")], "classic")
        return
    folder, out = Path(argv[1]), Path(argv[2])
    files = chapters(folder)
    texts = [f.read_text() for f in files]
    if what == "theme":
        title = "Pride and Prejudice" if "pride" in str(folder) else folder.name
        write(out, [(f.name, t) for f, t in zip(files, texts)], argv[3], title)
    elif what == "lift":
        pictures = [p for p in folder.rglob("*") if p.suffix in (".png", ".jpg", ".svg") and ".git" not in p.parts and "target" not in p.parts]
        bases = files[0].parent, files[0].parent.parent
        write(out, numbered(lift(t) for t in texts), "classic")
        for p in pictures:
            for base in bases:
                if p.is_relative_to(base):
                    to = out / p.relative_to(base)
                    to.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(p, to)
    elif what == "annotate":
        write(out, numbered(annotate(texts)), "classic")
    elif what == "repeat":
        write(out, numbered(repeat(texts, int(argv[3]))), "classic")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1:])
