#!/usr/bin/env python3
"""Counts what a typographer would mark on the pages of a book, from the PDF alone and the same way for every
producer.

    measure.py [NAME=]FILE.pdf ...            one column a file, as a Markdown table
    measure.py --list ROW FILE.pdf            the lines or spreads that a row counted
    measure.py --pictures DIR --list ROW ...  and a picture of each
    measure.py --self-test                    counts pages with known faults; fails when it miscounts

Needs `mutool` (mupdf-tools) and fontTools; the pictures and the self-test need pymupdf. README.md says how each row is counted.
"""

import argparse
import json
import signal
import statistics
import sys
from collections import Counter, defaultdict
from pathlib import Path

import structure
from pdf_lines import family, read

HYPHENS = "-\u2010\u00ad"
CLOSING = ".,;:!?’”'\")]–—" + HYPHENS
FONTS = Path(__file__).resolve().parents[2] / "src" / "fonts"


class Counted:
    """The rows of one file: figures, and for those that are counts the places counted."""

    def __init__(self):
        self.figures = {}
        self.places = defaultdict(list)


def face_widths(folder):
    """By PostScript name: the width of a face's space and of its superior figures, in ems."""
    from fontTools.ttLib import TTFont

    spaces, superiors = {}, {}
    for path in sorted(Path(folder).glob("*.[ot]tf")):
        font = TTFont(path, lazy=True)
        name, letters, em = font["name"].getDebugName(6), font.getBestCmap(), font["head"].unitsPerEm
        spaces[name] = font["hmtx"][letters[32]][0] / em
        if 0xB2 in letters and 0x32 in letters:
            width = font["hmtx"][letters[0xB2]][0] / em
            if abs(width - font["hmtx"][letters[0x32]][0] / em) > 0.02:
                superiors[name] = width
    return spaces, superiors


def gaps(line, frame):
    """The word spaces of a line inside one of the text's faces: the glyph before and the width. After a change of face
    may stand the fixed space of a label."""
    out, words = [], 0
    for a, b in zip(line.glyphs, line.glyphs[1:]):
        gap = b.x - a.end
        if gap <= 0.1 * frame.size:
            continue
        words += 1
        # A raised mark stands in the gap: its width is no space.
        marked = any(a.end - 0.5 < x < b.x - 0.5 for _, x in line.marks)
        label = words == 1 and is_label(line, a)
        if not label and not marked and a.font == b.font and structure.is_main(a, frame):
            out.append((a, gap))
    return out


def is_label(line, last):
    """Whether the glyphs up to one are the bullet or number of a list's item."""
    text = "".join(g.char for g in line.glyphs[: line.glyphs.index(last) + 1])
    return text in structure.BULLETS or (text[:-1].isdigit() and text[-1] in ".)")


def is_hyphenated(line):
    return line.full and line.glyphs[-1].char in HYPHENS


def spaces(paragraphs, frame, natural, out):
    widths, means, lines = [], [], 0
    for line in (l for p in paragraphs for l in p.lines if l.full):
        found = gaps(line, frame)
        if not found:
            continue
        lines += 1
        widths += [gap / frame.size for _, gap in found]
        ratio = sum(g / (natural.get(a.font, 0.25) * frame.size) for a, g in found) / len(found)
        means.append(sum(g for _, g in found) / len(found) / frame.size)
        if ratio > 1.5:
            out.places["loose"].append((line, f"{ratio:.2f}x"))
        if ratio < 0.7:
            out.places["tight"].append((line, f"{ratio:.2f}x"))
    widths.sort()
    out.figures["justified"] = lines
    if len(widths) > 1:
        out.figures["space-mean"] = statistics.fmean(widths)
        out.figures["space-sd"] = statistics.pstdev(widths)
        out.figures["space-p1"] = widths[len(widths) // 100]
        out.figures["space-p99"] = widths[min(len(widths) - 1, len(widths) * 99 // 100)]
        out.figures["line-sd"] = statistics.pstdev(means)


def hyphens(paragraphs, out):
    for p in paragraphs:
        run = []
        for at, line in enumerate(p.lines):
            if is_hyphenated(line) and at + 1 < len(p.lines):
                out.places["hyphens"].append((line, ""))
                if line.page % 2 == 1 and p.lines[at + 1].page != line.page:
                    out.places["recto-hyphens"].append((line, ""))
                run.append(line)
            else:
                if len(run) >= 3:
                    out.places["ladders"].append((run[0], f"{len(run)} lines"))
                run = []
        if len(run) >= 3:
            out.places["ladders"].append((run[0], f"{len(run)} lines"))


def page_ends(paragraphs, pages, out):
    first, last = {}, {}
    for page in pages:
        flow = [l for l in page.lines if l.kind in ("body", "other")]
        if flow and not any(top < flow[0].y for top, _ in page.pictures):
            first[page.number] = flow[0]
        if flow:
            last[page.number] = flow[-1]
    for p in paragraphs:
        if len(p.lines) < 2:
            continue
        if p.lines[-1].page != p.lines[-2].page and first.get(p.lines[-1].page) is p.lines[-1]:
            out.places["widows"].append((p.lines[-1], ""))
        if p.lines[0].page != p.lines[1].page and last.get(p.lines[0].page) is p.lines[0]:
            out.places["orphans"].append((p.lines[0], ""))


def runts(paragraphs, frame, out):
    for p in paragraphs:
        if len(p.lines) < 2:
            continue
        line = p.lines[-1]
        fragment = is_hyphenated(p.lines[-2]) and " " not in line.text()
        if line.x1 - line.x0 < frame.indent or fragment:
            out.places["runts"].append((line, "fragment" if fragment else f"{line.x1 - line.x0:.1f} pt"))


def depth(page):
    """The last baseline in the frame, or the foot of a picture under it, and whether text of the grid ends it."""
    lines = [l for l in page.lines if l.kind != "furniture"]
    text = max((l.y for l in lines), default=0.0)
    picture = max((bottom for _, bottom in page.pictures), default=0.0)
    ends_in_text = any(l.kind == "body" and l.y == text for l in lines) and picture <= text
    return max(text, picture), ends_in_text


def spreads(pages, frame, out):
    by_number = {p.number: p for p in pages}

    def ends_chapter(page):
        after = by_number.get(page.number + 1)
        return after is None or structure.is_blank(after) or structure.is_opener(after, frame)

    compared = 0
    for page in pages:
        facing = by_number.get(page.number + 1)
        if page.number % 2 == 1 or facing is None:
            continue
        if any(structure.is_blank(p) or ends_chapter(p) for p in (page, facing)):
            continue
        compared += 1
        (a, a_text), (b, b_text) = depth(page), depth(facing)
        slack = 1.0 if a_text and b_text else frame.leading / 2
        if abs(a - b) > slack:
            lower = max(kinds_of(page), key=lambda l: l.y)
            out.places["uneven"].append((lower, f"{(b - a) / frame.leading:+.2f} lines on the recto"))
    out.figures["spreads"] = compared


def kinds_of(page):
    return [l for l in page.lines if l.kind != "furniture"]


def grid(paragraphs, frame, out):
    for line in (l for p in paragraphs for l in p.lines):
        off = (line.y - frame.phase + frame.leading / 2) % frame.leading - frame.leading / 2
        if abs(off) > 0.1:
            out.places["off-grid"].append((line, f"{off:+.2f} pt"))


def digits(word):
    return word.strip("[]()., \u2009\u200a").strip()


def notes(pages, frame, out):
    total = 0
    for page in pages:
        marks, starts, where = Counter(), Counter(), {}
        for line in page.lines:
            if line.kind == "furniture":
                continue
            for word, x in line.marks:
                if not digits(word).isdigit():
                    continue
                if line.kind == "note" and x < line.left + 2.5 * frame.size:
                    starts[digits(word)] += 1
                else:
                    marks[digits(word)] += 1
                where[digits(word)] = line
            if line.kind == "note" and not any(x < line.left + 2.5 * frame.size for _, x in line.marks):
                word = line.text().split(" ")[0]
                label = digits(word)
                if label.isdigit() and word.endswith(".") and line.x0 < line.left + 2.5 * frame.size:
                    starts[label] += 1
                    where[label] = line
        total += sum(starts.values())
        for label in (starts - marks):
            out.places["notes-off"].append((where[label], f"note {label} without its mark"))
    out.figures["notes"] = total


def overfull(pages, frame, out):
    for line in (l for page in pages for l in page.lines if l.kind != "furniture"):
        left, right = frame.edges[line.page % 2]
        glyphs = list(line.glyphs)
        while len(glyphs) > 1 and glyphs[-1].char in CLOSING:
            glyphs.pop()
        beyond = glyphs[-1].end - right
        slack = 0.07 * frame.size if line.kind == "body" else 1.0
        if beyond > slack:
            out.places["overfull"].append((line, f"{beyond:.1f} pt"))


def fit(paragraphs, frame, out):
    """How evenly letters are fitted: each pair of glyphs against its own median, averaged over a line; and how much
    glyphs are widened. Both in thousandths."""
    pairs, found, stretches = defaultdict(list), [], []
    for line in (l for p in paragraphs for l in p.lines if l.full):
        own = []
        for a, b in zip(line.glyphs, line.glyphs[1:]):
            gap = (b.x - a.end) / a.size
            if a.font == b.font and structure.is_main(a, frame) and gap < 0.1:
                own.append(((a.font, a.char, b.char), gap))
                pairs[own[-1][0]].append(gap)
        found.append(own)
        main = [g.stretch for g in line.glyphs if structure.is_main(g, frame)]
        if main:
            stretches.append(statistics.fmean(main))
    middle = {pair: statistics.median(values) for pair, values in pairs.items() if len(values) >= 20}
    means = []
    for own in found:
        off = [gap - middle[pair] for pair, gap in own if pair in middle]
        if len(off) >= 5:
            means.append(statistics.fmean(off))
    out.figures["fit-sd"] = 1000 * statistics.pstdev(means) if len(means) > 1 else 0.0
    out.figures["stretch-sd"] = 1000 * statistics.pstdev(stretches) if len(stretches) > 1 else 0.0


ROWS = [
    ("pages", "pages of the file", 0),
    ("justified", "justified lines measured", 0),
    ("space-mean", "word space, mean (em)", 4),
    ("space-sd", "word space, sd (em)", 4),
    ("space-p99", "word space, 99th percentile (em)", 4),
    ("space-p1", "word space, 1st percentile (em)", 4),
    ("line-sd", "mean word space of a line, sd (em)", 4),
    ("loose", "lines over 1.5x the natural space", 0),
    ("tight", "lines under 0.7x the natural space", 0),
    ("hyphens", "hyphenated lines", 0),
    ("ladders", "ladders of three or more", 0),
    ("recto-hyphens", "hyphens at the end of a recto", 0),
    ("widows", "widows", 0),
    ("orphans", "orphans", 0),
    ("runts", "runts", 0),
    ("uneven", "uneven spreads", 0),
    ("spreads", "spreads compared", 0),
    ("off-grid", "lines off the grid", 0),
    ("notes-off", "footnotes off their page", 0),
    ("notes", "footnotes", 0),
    ("overfull", "overfull lines", 0),
    ("fit-sd", "letter fit of a line, sd (em/1000)", 2),
    ("stretch-sd", "widening of glyphs, sd (1/1000)", 2),
]
COUNTED = {"loose", "tight", "hyphens", "ladders", "recto-hyphens", "widows", "orphans", "runts", "uneven", "off-grid", "notes-off", "overfull"}


def measure(path, fonts=FONTS, pages=None):
    every = read(path, pages)
    natural, superiors = face_widths(fonts)
    structure.find_marks(every, superiors)
    frame = structure.find_frame(every)
    text = structure.classify(every, frame)
    paragraphs = structure.paragraphs(text, frame)
    out = Counted()
    out.figures["pages"] = len(every)
    spaces(paragraphs, frame, natural, out)
    hyphens(paragraphs, out)
    page_ends(paragraphs, text, out)
    runts(paragraphs, frame, out)
    spreads(text, frame, out)
    grid(paragraphs, frame, out)
    notes(text, frame, out)
    overfull(text, frame, out)
    fit(paragraphs, frame, out)
    for row in COUNTED:
        out.figures[row] = len(out.places[row])
    out.frame = frame
    return out


def show(value, places):
    return "-" if value is None else f"{value:.{places}f}"


def table(columns):
    lines = ["| | " + " | ".join(name for name, _ in columns) + " |", "|---|" + "---:|" * len(columns)]
    for row, title, places in ROWS:
        cells = [show(counted.figures.get(row), places) for _, counted in columns]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def picture(document, line, path):
    """The line with two more on either side, a bar in the margin beside it."""
    import pymupdf

    page = document[line.page - 1]
    clip = pymupdf.Rect(line.left - 30, line.y - 40, line.right + 30, line.y + 34) & page.rect
    page.draw_rect(pymupdf.Rect(line.left - 22, line.y - 9, line.left - 19, line.y + 3), color=(1, 0, 0), fill=(1, 0, 0))
    page.get_pixmap(clip=clip, dpi=130).save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="PDF files, each as FILE or NAME=FILE")
    parser.add_argument("--list", dest="row", choices=sorted(COUNTED), help="show the places that a row counted")
    parser.add_argument("--pictures", type=Path, help="with --list: a picture of each place into this folder")
    parser.add_argument("--pages", help="measure only these pages, as 12-80")
    parser.add_argument("--fonts", type=Path, default=FONTS, help="where the faces' files are")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args()
    if args.self_test:
        import self_test

        sys.exit(self_test.run(measure))
    if not args.files:
        parser.error("no file")
    columns = []
    for given in args.files:
        name, _, path = given.rpartition("=")
        path = Path(path)
        columns.append((name or path.stem, measure(path, args.fonts, args.pages)))
        if args.row:
            places = columns[-1][1].places[args.row]
            for line, why in places:
                print(f"{path.name}: page {line.page}, {line.y:.1f} pt: {why + ': ' if why else ''}{line.text()}")
            if args.pictures:
                import pymupdf

                args.pictures.mkdir(parents=True, exist_ok=True)
                document = pymupdf.open(path)
                for at, (line, _) in enumerate(places):
                    picture(document, line, args.pictures / f"{path.stem}-{args.row}-{at:03}-page-{line.page}.png")
    if args.json:
        print(json.dumps({name: counted.figures for name, counted in columns}, indent=1))
    elif not args.row:
        print(table(columns))


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    main()
