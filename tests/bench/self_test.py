"""Pages with known faults, and what the measuring must say of them.

A page is a string of lines: i begins a paragraph and f goes on, both full; e ends one, half a line long. h is full and
ends in a hanging hyphen, r ends a paragraph in two letters, g in the rest of a parted word. L is loose, T tight, W widened by a
fiftieth, D three points too low, X twelve points too long, O opens a chapter. q is a full line of an inset block, p its last. 1 and 2 are full
lines that hold the mark of that note.
"""

import random
import statistics
import tempfile
from pathlib import Path

WIDTH, HEIGHT, MEASURE, LEADING, TOP, INDENT, SIZE, INSET = 432, 648, 318.0, 14.0, 85.0, 16.0, 11.0, 22.0
FONT = Path(__file__).resolve().parents[2] / "src" / "fonts" / "LibertinusSerif-Regular.otf"
WORDS = (
    "an or in at so we he me no be the his her you was had and for not but how may all one any out see say now who she they "
    "that with have been from were this what some such when them said will upon more very must would could their there "
    "every which young after might again other should before little always nothing between herself moment answer"
).split()
CLEAN = "ifffe" * 6

# Pages in order, the first a recto: an opening, then text; "" is a blank. Notes by page number.
BOOKS = {
    "clean": (
        ["O" + "ifffe" * 4, CLEAN, CLEAN, "qqqqqqqqqp" + "ifffe" * 4, CLEAN, CLEAN + "", "ifffe" * 3, "", "O" + "ifffe" * 4, CLEAN, CLEAN],
        {},
        {},
    ),
    "faults": (
        [
            "O" + "ifffe" * 4,
            "ifffe" * 5 + "iffff",
            "e" + "ifffe" * 5 + "iffe",
            "ifffe" * 5 + "iffe" + "i",
            "fffe" + "ifffe" * 5 + "e",
            "ihhhe" + "ihhfe" + "ifffr" + "iffhg" + "ifffe" * 2,
            "iffhg" + "iLffe" + "ifLfe" + "iTffe" + "iffDe" + "iXffe",
            "i1ffe" + "ifffe" * 3 + "i2ffe",
            "ifffe" * 5,
            CLEAN,
            "ifffe" * 5 + "iffe",
            CLEAN,
            "iffWe" * 6,
            CLEAN,
            "ifffe",
            "",
            "O" + "ifffe" * 4,
            "iffhe" * 6,
            "ifffe" * 5 + "ifffh",
            "fe" + "ifffe" * 5 + "iff",
            "e" + "ifffe" * 5 + "iffe",
        ],
        {8: ["1"], 9: ["2"]},
        {
            "widows": 2,
            "orphans": 1,
            "ladders": 1,
            "hyphens": 5 + 2 + 6 + 1,
            "recto-hyphens": 1,
            "runts": 3,
            "loose": 2,
            "tight": 1,
            "off-grid": 1,
            "overfull": 1,
            "notes-off": 1,
            "notes": 2,
            "uneven": 1,
        },
    ),
}


class Press:
    def __init__(self):
        import pymupdf

        self.mupdf = pymupdf
        self.font = pymupdf.Font(fontfile=str(FONT))
        self.chance = random.Random(3)
        self.document = pymupdf.open()
        self.gaps = []

    def width(self, text):
        return self.font.text_length(text, SIZE)

    def put(self, page, x, y, text, size=SIZE, stretch=1.0):
        morph = (self.mupdf.Point(x, y), self.mupdf.Matrix(stretch, 0, 0, 1, 0, 0)) if stretch != 1.0 else None
        page.insert_text((x, y), text, fontname="F0", fontfile=str(FONT), fontsize=size, morph=morph)

    def words_for(self, measure, low, high, first):
        """Words whose spaces come to between two shares of the natural space on that measure, and the space."""
        natural = 0.25 * SIZE
        while True:
            words, taken = [], 0.0
            while taken + natural * high * len(words) < measure:
                word = self.chance.choice(WORDS)
                words.append(word.capitalize() if first and not words else word)
                taken += self.width(words[-1])
                if len(words) > 3:
                    space = (measure - taken) / (len(words) - 1)
                    if low * natural < space < high * natural:
                        return words, space

    def full(self, page, x, y, measure, low=0.9, high=1.1, stretch=1.0, first=False):
        words, space = self.words_for(measure / stretch, low, high, first)
        for word in words:
            self.put(page, x, y, word, stretch=stretch)
            x += (self.width(word) + space) * stretch
        self.gaps += [space * stretch / SIZE] * (len(words) - 1)
        return x - space * stretch

    def page(self, number, kinds, notes):
        page = self.document.new_page(width=WIDTH, height=HEIGHT)
        if not kinds:
            return
        left = 62.0 if number % 2 == 1 else WIDTH - 62.0 - MEASURE
        y = TOP
        if kinds[0] == "O":
            self.put(page, left + 90, TOP + 40, "Chapter", 22)
            kinds, y = kinds[1:], TOP + 8 * LEADING
        else:
            self.put(page, left + 100, TOP - 28, "a running head", 9.5)
        self.put(page, left + 150, TOP + 31 * LEADING, str(number), 9.5)
        for at, kind in enumerate(kinds):
            self.line(page, left, y + at * LEADING, kind)
        for at, label in enumerate(notes):
            foot = TOP + (30 - len(notes) + at) * LEADING - LEADING
            self.put(page, left, foot - 3, label, 6)
            self.put(page, left + 6, foot, "a note of some few words", 9)

    def line(self, page, left, y, kind):
        if kind == "e":
            self.put(page, left, y, "an end of half a line or so")
        elif kind == "p":
            self.put(page, left + INSET, y, "an end of half a line or so")
        elif kind == "r":
            self.put(page, left, y, "of")
        elif kind == "g":
            self.put(page, left, y, "mentary.")
        elif kind == "q":
            self.full(page, left + INSET, y, MEASURE - 2 * INSET)
        else:
            step = INDENT if kind == "i" else 0.0
            low, high = {"L": (1.56, 1.9), "T": (0.6, 0.66)}.get(kind, (0.9, 1.1))
            measure = MEASURE - step + (12.0 if kind == "X" else 0.0)
            stretch = 1.02 if kind == "W" else 1.0
            end = self.full(page, left + step, y + (3.0 if kind == "D" else 0.0), measure, low, high, stretch, kind == "i")
            if kind == "h":
                self.put(page, end, y, "-")
            if kind in "12":
                self.put(page, left + MEASURE, y - 4, kind, 6)


def make(pages, notes, path):
    press = Press()
    for at, kinds in enumerate(pages):
        press.page(at + 1, kinds, notes.get(at + 1, []))
    press.document.save(path)
    return press.gaps


def run(measure):
    """0 when all is counted as known; says what is not."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, (pages, notes, known) in BOOKS.items():
            path = Path(folder) / f"{name}.pdf"
            gaps = make(pages, notes, path)
            counted = measure(path)
            want = {row: 0 for row in counted.places} | known
            for row, count in want.items():
                if counted.figures[row] != count:
                    wrong += 1
                    print(f"{name}: {row}: counted {counted.figures[row]}, there are {count}")
                    for line, why in counted.places.get(row, []):
                        print(f"    page {line.page}, {line.y:.1f}: {why} {line.text()}")
            for row, value in (("space-mean", statistics.fmean(gaps)), ("space-sd", statistics.pstdev(gaps))):
                if abs(counted.figures[row] - value) > 5e-4:
                    wrong += 1
                    print(f"{name}: {row}: measured {counted.figures[row]:.4f}, set {value:.4f}")
    print("the measuring miscounts" if wrong else "the measuring counts as known")
    return 1 if wrong else 0
