"""What the lines of pages are: text, notes, furniture; paragraphs; openers and blanks. Known from positions,
faces and sizes only, the same for every producer."""

from collections import Counter
from dataclasses import dataclass

from pdf_lines import family

BULLETS = "•‣◦▪–—*"
QUOTES = "“‘”’\"'«»"


@dataclass
class Frame:
    face: str
    size: float
    leading: float
    indent: float
    # First and last baseline that text takes.
    top: float
    foot: float
    # Left and right edge, by parity of the page number.
    edges: dict
    # Where baselines stand, modulo the leading.
    phase: float


def mode(values, step):
    """The commonest value, to a step; the mean of the values in that bin and its neighbours."""
    bins = Counter(round(v / step) for v in values)
    if not bins:
        return 0.0
    best = max(bins, key=lambda b: (bins[b] + 0.5 * (bins[b - 1] + bins[b + 1]), -b))
    near = [v for v in values if abs(v / step - best) <= 1.0]
    return sum(near) / len(near)


def is_main(glyph, frame):
    return family(glyph.font) == frame.face and abs(glyph.size - frame.size) < 0.06


def share_of_main(line, frame):
    return sum(is_main(g, frame) for g in line.glyphs) / len(line.glyphs)


def is_folio(line):
    text = line.text().strip("–—- ")
    return len(text) <= 8 and (text.isdigit() or not text.strip("ivxlc"))


def lowest(pages):
    """The last baseline that pages fill: nine in ten end there or above, folios left out."""
    ends = [max(l.y for l in p.lines if not is_folio(l)) for p in pages if sum(not is_folio(l) for l in p.lines) >= 5]
    return sorted(ends)[len(ends) * 9 // 10] if ends else 0.0


def find_marks(pages, superiors):
    """Marks of notes that the face has glyphs of their own for: superior figures on the baseline, told by their width."""
    for line in (l for p in pages for l in p.lines):
        word, start = "", 0.0
        for g in line.glyphs + [None]:
            width = superiors.get(g.font) if g else None
            if width and g.char.isdigit() and abs(g.advance / (g.size * g.stretch) - width) < 0.004:
                start = start if word else g.x
                word += g.char
            elif word:
                line.marks.append((word, start))
                word = ""


def find_frame(pages):
    sizes = Counter((family(g.font), round(g.size * 20)) for p in pages for l in p.lines for g in l.glyphs)
    if not sizes:
        raise SystemExit("no text")
    (face, size), _ = sizes.most_common(1)[0]
    frame = Frame(face, size / 20, 0, 0, 0, 0, {}, 0)
    body = {p.number: [l for l in p.lines if share_of_main(l, frame) >= 0.3] for p in pages}
    gaps = [b.y - a.y for ls in body.values() for a, b in zip(ls, ls[1:])]
    frame.leading = mode([g for g in gaps if 0.8 * frame.size < g < 2.5 * frame.size], 0.05)
    full_pages = [ls for ls in body.values() if len(ls) >= 5]
    frame.top = mode([ls[0].y for ls in full_pages], 0.5)
    frame.foot = lowest(pages)
    for parity in (0, 1):
        lines = [l for n, ls in body.items() if n % 2 == parity for l in ls]
        left = mode([l.x0 for l in lines if l.glyphs[0].char.islower()], 0.25)
        right = mode([l.x1 for l in lines if l.glyphs[-1].char.islower()], 0.25)
        frame.edges[parity] = (left, right)
    steps = [l.x0 - frame.edges[n % 2][0] for n, ls in body.items() for l in ls if l.glyphs[0].char.isupper()]
    frame.indent = mode([s for s in steps if 0.4 * frame.size < s < 4 * frame.size], 0.5)
    if frame.leading:
        frame.phase = mode([(l.y - frame.top + frame.leading / 2) % frame.leading for ls in body.values() for l in ls], 0.05)
        frame.phase = frame.top - frame.leading / 2 + frame.phase
    return frame


def is_contents(lines):
    """A page whose lines mostly lead over a wide gap to a number, or are mostly short: lists, not text."""
    def leads(line):
        gs = line.glyphs
        gaps = [b.x - a.end for a, b in zip(gs, gs[1:])]
        dots = sum(g.char in ".·" for g in gs)
        return gs[-1].char in "0123456789ivxlc" and (max(gaps, default=0) > 2 * gs[0].size or dots > 12)

    return len(lines) >= 3 and sum(leads(l) for l in lines) >= 0.5 * len(lines)


def classify(pages, frame):
    """Gives every line its kind, edges and fullness; returns the pages of running text."""
    insets = find_insets(pages, frame)
    for page in pages:
        left, right = frame.edges[page.number % 2]
        body = []
        for line in page.lines:
            line.left, line.right = left, right
            if line.y < frame.top - 0.6 * frame.leading or line.y > frame.foot + 1.6 * frame.leading:
                line.kind = "furniture"
            elif share_of_main(line, frame) >= 0.3 and not is_display(line, frame):
                line.kind = "body"
                body.append(line)
        body = with_bare(page, body, frame)
        last = max((l.y for l in body), default=0.0)
        for line in page.lines:
            small = all(family(g.font) == frame.face and g.size < 0.95 * frame.size for g in line.glyphs[:3])
            if line.kind == "other" and small and line.y > last:
                line.kind = "note"
        for line in body:
            inset = inset_of(line, frame, insets)
            line.left += inset[0]
            line.right -= inset[1]
            if any(top < line.y < foot + 0.5 and edge < line.x0 < edge + frame.size for edge, top, foot in page.initials):
                line.left = line.x0
            # TeX leaves half a point after a raised mark.
            line.full = line.x1 >= line.right - (1.3 if line.reach else 0.6)
    text = [p for p in pages if sum(l.kind == "body" and l.full for l in p.lines) >= 5 and not is_contents(kinds(p, "body"))]
    if not text:
        return []
    first = text[0].number
    return [p for p in pages if p.number >= first and not is_contents(kinds(p, "body"))]


def with_bare(page, body, frame):
    """Lines of text that are all names in code: flush, and a leading under a line of text that is full."""
    out = []
    for line in page.lines:
        above = out[-1] if out else None
        if line.kind == "other" and above and abs(line.y - above.y - frame.leading) < 0.2 and abs(line.x0 - above.x0) < 0.6 and above.x1 > line.right - 0.2 * (line.right - line.left):
            line.kind = "body"
        if line.kind == "body":
            out.append(line)
    return out


def is_display(line, frame):
    """A row of cells, told by a gap among plain spaces; or a line set on the axis of the page, short at both ends alike."""
    gaps = sorted(b.x - a.end for a, b in zip(line.glyphs, line.glyphs[1:]) if b.x - a.end > 0.1 * frame.size)
    if gaps and gaps[-1] > 2.5 * frame.size and gaps[len(gaps) // 2] < 0.6 * frame.size:
        return True
    step, rest = line.x0 - line.left, line.right - line.x1
    return step > 0.12 * (line.right - line.left) and abs(step - rest) < 1.5


def kinds(page, *wanted):
    return [l for l in page.lines if l.kind in wanted]


def find_insets(pages, frame):
    """The blocks that stand in from both edges: how far, left and right, from lines that begin and end in a small letter."""
    found = Counter()
    for line in (l for p in pages for l in p.lines if share_of_main(l, frame) >= 0.3):
        left, right = frame.edges[line.page % 2]
        step, rest = line.x0 - left, right - line.x1
        if step > 4 and rest > 4 and line.glyphs[0].char.islower() and line.glyphs[-1].char.islower():
            found[round(step * 2), round(rest * 2)] += 1
    common = [pair for pair, count in found.most_common(6) if count >= 8]
    return [(l / 2, r / 2) for l, r in common]


def inset_of(line, frame, insets):
    step, rest = line.x0 - line.left, line.right - line.x1
    for left, right in insets:
        starts = (left, left + frame.indent, left + frame.indent - 0.45 * frame.size, left - 0.45 * frame.size)
        hangs = line.glyphs[0].char in QUOTES and any(-0.5 * frame.size < step - s < 0.8 for s in starts[:2])
        if (hangs or any(abs(step - s) < 0.8 for s in starts)) and right - 0.65 * frame.size < rest < right + 0.8:
            return (left, right)
    return (0.0, 0.0)


def is_opener(page, frame):
    """A title that is much larger than the text, in the upper half."""
    half = (frame.top + frame.foot) / 2
    return any(l.kind != "furniture" and l.y < half and max(g.size for g in l.glyphs) > 1.45 * frame.size for l in page.lines)


def is_blank(page):
    return not page.pictures and all(l.kind == "furniture" for l in page.lines)


@dataclass
class Paragraph:
    lines: list


def starts(line, previous, frame):
    """Whether a line begins a paragraph, after another of the same flow."""
    step = line.x0 - line.left
    quote = 0.7 * frame.size if line.glyphs[0].char in QUOTES else 0.8
    indented = frame.indent - quote < step < frame.indent + 0.8
    hung = previous.glyphs[0].char in QUOTES and 0 <= line.x0 - previous.x0 < 0.6 * frame.size
    alike = hung or (abs(previous.x0 - line.x0) < 0.5 and not was_indented(previous, frame))
    if indented and not (alike and previous.full):
        return True
    if not previous.full:
        return True
    if line.glyphs[0].char in BULLETS[:4]:
        return True
    return line.page == previous.page and line.y - previous.y > 1.4 * frame.leading


def was_indented(line, frame):
    return abs(line.x0 - line.left - frame.indent) < 0.8 * frame.size


def parts(previous, bottom, page):
    """Whether a picture stands between a line and what follows it."""
    return previous.page != page.number or bottom > previous.y


def paragraphs(pages, frame):
    """The paragraphs of the text in order, over page ends; notes and furniture do not part them."""
    out, current, previous_page = [], None, None
    for page in pages:
        if is_blank(page) or is_opener(page, frame) or (previous_page is not None and page.number != previous_page + 1):
            current = None
        previous_page = page.number
        for line in page.lines:
            if line.kind in ("note", "furniture"):
                continue
            if current is not None and any(top < line.y and parts(current.lines[-1], bottom, page) for top, bottom in page.pictures):
                current = None
            if line.kind == "other":
                current = None
            elif current is None or starts(line, current.lines[-1], frame):
                current = Paragraph([line])
                out.append(current)
            else:
                current.lines.append(line)
    return out
