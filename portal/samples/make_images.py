#!/usr/bin/env python3
"""Draws the pictures of the sample feeds into `images/`, from nothing but the standard library.

Run from anywhere: `python3 portal/samples/make_images.py`. The results are committed; `check.py` refuses files over 20 kB.
"""

import math
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from drawing import Canvas, canvas_jpeg, canvas_png, png  # noqa: E402

IMAGES = Path(__file__).parent / "images"
PAPER, INK, GRID = (252, 251, 247), (52, 64, 76), (222, 222, 214)
RED, GREEN, BLUE, BROWN, GOLD = (188, 62, 54), (62, 128, 84), (58, 104, 160), (122, 88, 58), (222, 172, 72)


def axes(canvas, left, top, right, bottom, xs, ys):
    """Axes with grid; `xs` and `ys` are (place in 0..1, label)."""
    for part, label in xs:
        x = left + part * (right - left)
        canvas.line([(x, top), (x, bottom)], 1, GRID)
        canvas.digits(label, x - 4.5 * len(label), bottom + 8, INK)
    for part, label in ys:
        y = bottom - part * (bottom - top)
        canvas.line([(left, y), (right, y)], 1, GRID)
        canvas.digits(label, left - 9 * len(label) - 8, y - 5, INK)
    canvas.line([(left, top), (left, bottom)], 2, INK)
    canvas.line([(left, bottom), (right, bottom)], 2, INK)


def drying_chart():
    """Moisture of lychee flesh over 36 hours at three temperatures."""
    canvas = Canvas(480, 300, PAPER)
    left, top, right, bottom = 60, 24, 420, 256
    axes(canvas, left, top, right, bottom, [(h / 36, f"{h}h") for h in (0, 12, 24, 36)],
         [(p / 100, f"{p}%") for p in (0, 20, 40, 60, 80)])
    for label, rate, thickness, colour in [("45°C", 34, 2.5, BLUE), ("50°C", 25, 2.5, GREEN), ("55°C", 18.3, 5, RED)]:
        curve = [(left + h / 36 * (right - left), bottom - (4 + 76 * math.exp(-h / rate)) / 100 * (bottom - top))
                 for h in range(37)]
        canvas.line(curve, thickness, colour)
        canvas.digits(label, right + 8, curve[-1][1] - 5, colour)
    return canvas


def chromatogram():
    canvas = Canvas(480, 240, PAPER)
    left, top, right, bottom = 40, 20, 450, 204
    axes(canvas, left, top, right, bottom, [(m / 20, str(m)) for m in (0, 5, 10, 15, 20)], [])
    peaks = [(4.2, 0.55, 0.16), (8.1, 0.92, 0.14), (9.4, 0.38, 0.18), (15.6, 0.7, 0.2)]
    points = []
    for step in range(821):
        minute = step / 41
        level = 0.03 + 0.006 * math.sin(minute * 7) + sum(h * math.exp(-((minute - m) / w) ** 2) for m, h, w in peaks)
        points.append((left + minute / 20 * (right - left), bottom - level * (bottom - top)))
    canvas.line(points, 2, BLUE)
    for minute, height, _ in peaks:
        x = left + minute / 20 * (right - left)
        canvas.circle(x, bottom - (height + 0.09) * (bottom - top), 3, RED)
    return canvas


def seeder():
    """The push seeder: hopper, chain with spoons, coulter."""
    canvas = Canvas(420, 280, PAPER)
    canvas.rectangle(0, 232, 420, 48, (214, 190, 158))
    canvas.polygon([(0, 232), (150, 232), (158, 246), (0, 246)], (170, 136, 100))
    canvas.line([(36, 92), (150, 176), (262, 196)], 7, INK)
    canvas.line([(24, 84), (50, 102)], 11, BROWN)
    canvas.line([(150, 176), (262, 196), (318, 186)], 7, INK)
    for x, y, radius in [(318, 186, 50), (150, 206, 28)]:
        canvas.ring(x, y, radius, 6, INK, PAPER)
        for spoke in range(8):
            angle = spoke * math.pi / 4
            canvas.line([(x, y), (x + (radius - 4) * math.cos(angle), y + (radius - 4) * math.sin(angle))], 1.6, INK)
        canvas.circle(x, y, 7, RED)
    canvas.line([(228, 136), (222, 190)], 6, INK)
    canvas.line([(254, 136), (258, 196)], 6, INK)
    canvas.polygon([(196, 40), (290, 40), (262, 112), (262, 140), (224, 140), (224, 112)], GREEN)
    canvas.polygon([(204, 46), (282, 46), (277, 58), (209, 58)], GOLD)
    for seed in range(9):
        canvas.ellipse(212 + seed * 8, 44 + seed % 3 * 3, 5, 4, BROWN)
    for link in range(15):
        part = link / 14
        for offset in (-7, 7):
            canvas.circle(318 - 76 * part, 186 - 44 * part + offset, 2.6, BROWN)
    canvas.polygon([(206, 190), (222, 190), (214, 246), (204, 240)], RED)
    for seed in range(5):
        canvas.ellipse(40 + seed * 30, 254, 5, 4, GOLD)
    return canvas


def wetland_tanks():
    canvas = Canvas(480, 220, PAPER)
    canvas.rectangle(0, 168, 480, 52, (206, 184, 152))
    for number, water in enumerate([(226, 222, 206), (170, 176, 150), (142, 190, 206)]):
        x, y = 24 + number * 150, 78 + number * 12
        canvas.rectangle(x, y, 132, 116, INK)
        canvas.rectangle(x + 5, y, 122, 110, PAPER)
        canvas.rectangle(x + 5, y + 20, 122, 90, water)
        canvas.line([(x + 127, y + 30), (x + 160, y + 40)], 6, BROWN)
    canvas.polygon([(29, 184), (151, 184), (151, 168), (90, 160), (29, 170)], (190, 180, 150))
    for ring in range(18):
        canvas.ring(194 + ring % 6 * 19, 136 + ring // 6 * 20, 7, 2, BROWN, (170, 176, 150))
    for stem in range(9):
        x = 340 + stem * 12
        canvas.line([(x, 150), (x + stem % 3 * 3 - 3, 62 - stem % 4 * 8)], 2.5, GREEN)
        for leaf in range(-3, 4):
            canvas.line([(x + stem % 3 * 3 - 3, 62 - stem % 4 * 8), (x + leaf * 5, 44 - stem % 4 * 8 + abs(leaf) * 5)], 1.6, GREEN)
        canvas.line([(x, 150), (x - 4, 178)], 1.6, BROWN)
    return canvas


def orchard_hill():
    """A hill of fruit trees at dawn, as a JPEG."""
    canvas = Canvas(360, 220, (236, 214, 190))
    for band in range(70):
        tint = band / 70
        canvas.rectangle(0, band * 2, 360, 2, (int(148 + 96 * tint), int(186 + 30 * tint), int(214 - 32 * tint)))
    canvas.circle(276, 84, 26, (248, 222, 150))
    hills = [((150, 172, 168), 120, 22, 0.021, 0), ((118, 152, 116), 146, 16, 0.03, 2), ((84, 126, 78), 170, 12, 0.024, 4)]
    for colour, base, height, pace, shift in hills:
        ridge = [(x, base - height * math.sin(x * pace + shift)) for x in range(0, 366, 6)]
        canvas.polygon(ridge + [(366, 220), (0, 220)], colour)
    for row in range(3):
        for column in range(9 - row):
            x, y = 18 + column * 42 + row * 16, 206 - row * 20
            canvas.rectangle(x - 2, y - 4, 4, 12, BROWN)
            canvas.ellipse(x, y - 14, 16 - row * 2, 13 - row * 2, (52, 100 + row * 8, 58))
            for fruit in range(5):
                canvas.circle(x - 9 + fruit * 4.5, y - 12 - fruit * 5 % 9, 1.8, RED)
    return canvas


def emblem():
    canvas = Canvas(64, 64, (255, 255, 255))
    canvas.circle(32, 32, 31, BLUE)
    canvas.circle(32, 32, 27, PAPER)
    canvas.polygon([(32, 8), (44, 24), (40, 42), (32, 52), (24, 42), (20, 24)], GREEN)
    canvas.line([(32, 14), (32, 56)], 2.5, PAPER)
    for y in (26, 35):
        canvas.line([(32, y + 7), (40, y)], 1.8, PAPER)
        canvas.line([(32, y + 7), (24, y)], 1.8, PAPER)
    return canvas


def main():
    IMAGES.mkdir(exist_ok=True)
    for name, draw in [("do-am-vai-say", drying_chart), ("sac-ky-do", chromatogram), ("may-gieo-hat", seeder),
                       ("be-loc-thuy-truc", wetland_tanks), ("bieu-trung", emblem)]:
        (IMAGES / f"{name}.png").write_bytes(canvas_png(draw()))
    (IMAGES / "doi-cay-an-qua.jpg").write_bytes(canvas_jpeg(orchard_hill()))
    # 30 megapixels by its header, one row of pixels by its data: a reader must refuse it before decoding.
    (IMAGES / "mai-nha-30mp.png").write_bytes(png(6000, 5000, bytes(1 + 6000 * 3)))
    # The smallest transparent GIF, as counters of page views send it.
    (IMAGES / "pixel.gif").write_bytes(bytes.fromhex(
        "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"))


if __name__ == "__main__":
    main()
