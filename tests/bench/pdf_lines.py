"""The lines of a PDF's pages: glyphs from `mutool trace`, gathered by their baselines. Lengths are points,
y counts down from the top of the page. Nothing here knows which program made the file."""

import html
import re
import subprocess
from dataclasses import dataclass, field

ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
MATRIX = re.compile(r"\s+")


@dataclass(slots=True)
class Glyph:
    x: float
    y: float
    advance: float
    char: str
    font: str
    size: float
    # Width over height of the text matrix: 1 unless glyphs are expanded.
    stretch: float

    @property
    def end(self):
        return self.x + self.advance


@dataclass
class Line:
    page: int
    y: float
    glyphs: list
    # Digits of raised marks that stand on this line.
    marks: list = field(default_factory=list)
    # Where the last raised mark ends.
    reach: float = 0.0
    # body, note, other or furniture.
    kind: str = "other"
    left: float = 0.0
    right: float = 0.0
    full: bool = False

    @property
    def x0(self):
        return self.glyphs[0].x

    @property
    def x1(self):
        return max(self.glyphs[-1].end, self.reach)

    def text(self):
        out, last = [], None
        for g in self.glyphs:
            if last is not None and g.x - last.end > 0.1 * g.size:
                out.append(" ")
            out.append(g.char)
            last = g
        return "".join(out)


@dataclass
class Page:
    number: int
    lines: list
    # Top and bottom of each picture.
    pictures: list
    # Initials that stand beside more than one line: right edge, top, baseline.
    initials: list = field(default_factory=list)


def family(font):
    return font.split("-")[0]


def multiply(m, n):
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)


def numbers(text):
    return tuple(float(n) for n in MATRIX.split(text.strip()))


def trace(path, pages=None):
    """The glyphs and pictures of every page."""
    command = ["mutool", "trace", str(path)] + ([pages] if pages else [])
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    out, glyphs, pictures, number, height = [], [], [], 0, 0.0
    outer, font, trm = (1, 0, 0, 1, 0, 0), "", (1, 0, 0, 1)
    hidden = False
    for raw in process.stdout:
        line = raw.strip()
        if line.startswith("<g "):
            at = dict(ATTRIBUTE.findall(line))
            char = html.unescape(at.get("unicode", ""))
            if hidden or "adv" not in at:
                continue
            if "glyph" not in at:
                # The further letters of a ligature.
                if glyphs:
                    glyphs[-1].char += char
                continue
            x, y = float(at["x"]), float(at["y"])
            a, b, c, d, e, f = outer
            scale_x, scale_y = trm[0] * a + trm[1] * c, trm[2] * b + trm[3] * d
            if abs(trm[1] * a + trm[0] * b) > 1e-3 or scale_x <= 0 or char.isspace():
                continue
            size = abs(scale_y)
            glyphs.append(Glyph(x * a + y * c + e, x * b + y * d + f, float(at["adv"]) * scale_x, char, font, size, scale_x / size))
        elif line.startswith("<span"):
            at = dict(ATTRIBUTE.findall(line))
            font, trm = at["font"].split("+")[-1], numbers(at["trm"])
        elif line.startswith(("<fill_text", "<stroke_text", "<clip_text", "<ignore_text")):
            at = dict(ATTRIBUTE.findall(line))
            outer, hidden = numbers(at["transform"]), line.startswith("<ignore_text")
        elif line.startswith("<fill_image "):
            a, b, c, d, e, f = numbers(dict(ATTRIBUTE.findall(line))["transform"])
            ys = [f, f + b, f + d, f + b + d]
            pictures.append((min(ys), max(ys)))
        elif line.startswith("<page "):
            at = dict(ATTRIBUTE.findall(line))
            number = int(at["number"])
            glyphs, pictures = [], []
        elif line.startswith("</page>"):
            out.append((number, glyphs, pictures))
    process.wait()
    if process.returncode != 0 or not out:
        raise SystemExit(f"mutool cannot read {path}")
    return out


def baselines(number, glyphs):
    """Glyphs that share a baseline, from the top down; raised marks are given to the line under them."""
    groups = []
    for g in sorted(glyphs, key=lambda g: g.y):
        if groups and g.y - groups[-1][-1].y < 0.02:
            groups[-1].append(g)
        else:
            groups.append([g])
    initials = []
    for group in groups:
        usual = sorted(g.size for g in group)[len(group) // 2]
        large = [g for g in group if g.size > 1.6 * usual]
        if len(large) <= 2 and len(group) > 8 * max(1, len(large)):
            initials += [(g.end, g.y - 0.75 * g.size, g.y) for g in large]
            group[:] = [g for g in group if g.size <= 1.6 * usual]
    lines = [Line(number, sum(g.y for g in group) / len(group), sorted(group, key=lambda g: g.x)) for group in groups]
    out = []
    for at, line in enumerate(lines):
        below = next((l for l in lines[at + 1 :] if raised_over(line, l)), None)
        if below is None:
            out.append(line)
        else:
            below.marks += words(line.glyphs)
            below.reach = max(below.reach, line.glyphs[-1].end)
    return out, initials


def raised_over(line, other):
    """Whether a line is nothing but small marks raised over another."""
    size = max(g.size for g in other.glyphs)
    rise = other.y - line.y
    return 0.12 * size < rise < 0.6 * size and all(g.size < 0.82 * size for g in line.glyphs)


def words(glyphs):
    """Pairs of a word and the x it starts at."""
    out, last = [], None
    for g in glyphs:
        if last is None or g.x - last.end > 0.1 * g.size:
            out.append([g.char, g.x])
        else:
            out[-1][0] += g.char
        last = g
    return [tuple(w) for w in out]


def read(path, pages=None):
    out = []
    for number, glyphs, pictures in trace(path, pages):
        lines, initials = baselines(number, glyphs)
        out.append(Page(number, lines, pictures, initials))
    return out
