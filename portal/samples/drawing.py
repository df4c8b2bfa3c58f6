"""A small canvas for `make_images.py`: filled shapes, thick lines, digits, and PNG and JPEG writers on `zlib` alone.

Shapes are drawn at twice the size and averaged down, which is all the smoothing these pictures need.
"""

import math
import struct
import zlib

SCALE = 2
DIGITS = {
    "0": "01110 10001 10011 10101 11001 10001 01110", "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111", "3": "11110 00001 00001 01110 00001 00001 11110",
    "4": "00010 00110 01010 10010 11111 00010 00010", "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "01110 10000 10000 11110 10001 10001 01110", "7": "11111 00001 00010 00100 01000 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110", "9": "01110 10001 10001 01111 00001 00001 01110",
    "%": "11001 11010 00010 00100 01000 01011 10011", "h": "10000 10000 10110 11001 10001 10001 10001",
    "C": "01110 10001 10000 10000 10000 10001 01110", "°": "01100 10010 10010 01100 00000 00000 00000",
    " ": "00000 00000 00000 00000 00000 00000 00000",
}


class Canvas:
    def __init__(self, width, height, background):
        self.width, self.height = width, height
        self.rows = [bytearray(bytes(background) * (width * SCALE)) for _ in range(height * SCALE)]

    def span(self, y, left, right, colour):
        """One row of the large canvas, in its own pixels; what lies outside is cut off."""
        left, right = max(0, round(left)), min(self.width * SCALE, round(right))
        if 0 <= y < len(self.rows) and left < right:
            self.rows[y][left * 3:right * 3] = bytes(colour) * (right - left)

    def polygon(self, points, colour):
        points = [(x * SCALE, y * SCALE) for x, y in points]
        low, high = min(y for _, y in points), max(y for _, y in points)
        for y in range(math.floor(low), math.ceil(high) + 1):
            crossings = []
            for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
                if (y1 <= y + 0.5) != (y2 <= y + 0.5):
                    crossings.append(x1 + (y + 0.5 - y1) * (x2 - x1) / (y2 - y1))
            crossings.sort()
            for left, right in zip(crossings[::2], crossings[1::2]):
                self.span(y, left, right, colour)

    def rectangle(self, x, y, width, height, colour):
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def ellipse(self, x, y, across, down, colour):
        for row in range(int((y - down) * SCALE), int((y + down) * SCALE) + 1):
            part = 1 - ((row + 0.5) / SCALE - y) ** 2 / down ** 2
            if part > 0:
                half = across * math.sqrt(part)
                self.span(row, (x - half) * SCALE, (x + half) * SCALE, colour)

    def circle(self, x, y, radius, colour):
        self.ellipse(x, y, radius, radius, colour)

    def ring(self, x, y, radius, thickness, colour, inside):
        self.circle(x, y, radius, colour)
        self.circle(x, y, radius - thickness, inside)

    def line(self, points, thickness, colour):
        for (x1, y1), (x2, y2) in zip(points, points[1:]):
            length = math.hypot(x2 - x1, y2 - y1) or 1
            dx, dy = (y2 - y1) / length * thickness / 2, (x1 - x2) / length * thickness / 2
            self.polygon([(x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy)], colour)
        for x, y in points[1:-1]:
            self.circle(x, y, thickness / 2, colour)

    def digits(self, text, x, y, colour, size=1.5):
        for number, char in enumerate(text):
            for row, bits in enumerate(DIGITS[char].split()):
                for column, bit in enumerate(bits):
                    if bit == "1":
                        self.rectangle(x + (number * 6 + column) * size, y + row * size, size, size, colour)

    def pixels(self):
        """Rows of (r, g, b) bytes at the real size."""
        for top in range(0, len(self.rows), SCALE):
            upper, lower = self.rows[top], self.rows[top + 1]
            row = bytearray(self.width * 3)
            for x in range(self.width):
                at = x * 6
                for c in range(3):
                    row[x * 3 + c] = (upper[at + c] + upper[at + 3 + c] + lower[at + c] + lower[at + 3 + c] + 2) // 4
            yield row


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, raw):
    """`raw`: scan lines with their filter bytes, 8-bit RGB; its length is not compared with the size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def canvas_png(canvas):
    return png(canvas.width, canvas.height, b"".join(b"\0" + bytes(row) for row in canvas.pixels()))


ZIGZAG = sorted(range(64), key=lambda i: (i // 8 + i % 8, i // 8 if (i // 8 + i % 8) % 2 else i % 8))
COSINE = [[math.cos((2 * x + 1) * u * math.pi / 16) * (math.sqrt(0.125) if u == 0 else 0.5) for x in range(8)]
          for u in range(8)]


class Bits:
    def __init__(self):
        self.out, self.value, self.count = bytearray(), 0, 0

    def put(self, value, size):
        self.value, self.count = self.value << size | value, self.count + size
        while self.count >= 8:
            byte = self.value >> self.count - 8 & 0xFF
            self.out += b"\xff\x00" if byte == 0xFF else bytes([byte])
            self.count -= 8
        self.value &= (1 << self.count) - 1


def number(value):
    """A coefficient as JPEG writes it: its size in bits, and its bits (negative: one's complement)."""
    size = abs(value).bit_length()
    return size, value if value >= 0 else value + (1 << size) - 1


def block_coefficients(block, table):
    half = [[sum(COSINE[u][x] * block[y * 8 + x] for x in range(8)) for u in range(8)] for y in range(8)]
    flat = [sum(COSINE[v][y] * half[y][u] for y in range(8)) for v in range(8) for u in range(8)]
    return [round(flat[i] / table[i]) for i in ZIGZAG]


def canvas_jpeg(canvas):
    """Baseline JPEG, three components, no subsampling. Huffman codes of one length keep the encoder short."""
    table = [8 + 6 * (i // 8 + i % 8) for i in range(64)]
    rows = list(canvas.pixels())
    symbols = [run << 4 | size for run in range(16) for size in range(1, 11)] + [0x00, 0xF0]
    code = {symbol: at for at, symbol in enumerate(symbols)}
    bits, last = Bits(), [0, 0, 0]
    for top in range(0, canvas.height, 8):
        for left in range(0, canvas.width, 8):
            planes = [[], [], []]
            for y in range(top, top + 8):
                row = rows[min(y, canvas.height - 1)]
                for x in range(left, left + 8):
                    at = min(x, canvas.width - 1) * 3
                    r, g, b = row[at], row[at + 1], row[at + 2]
                    planes[0].append(0.299 * r + 0.587 * g + 0.114 * b - 128)
                    planes[1].append(-0.1687 * r - 0.3313 * g + 0.5 * b)
                    planes[2].append(0.5 * r - 0.4187 * g - 0.0813 * b)
            for component, plane in enumerate(planes):
                values = block_coefficients(plane, table)
                size, low = number(values[0] - last[component])
                last[component] = values[0]
                bits.put(size, 4)
                bits.put(low, size)
                run = 0
                for at, value in enumerate(values[1:], 1):
                    if value == 0:
                        if not any(values[at:]):
                            bits.put(code[0x00], 8)
                            break
                        run += 1
                        continue
                    while run > 15:
                        bits.put(code[0xF0], 8)
                        run -= 16
                    size, low = number(value)
                    bits.put(code[run << 4 | size], 8)
                    bits.put(low, size)
                    run = 0
    bits.put(0x7F, 7)

    def segment(marker, data):
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data

    dc = bytes([0, 0, 0, 12] + [0] * 12) + bytes(range(12))
    ac = bytes([0] * 7 + [len(symbols)] + [0] * 8) + bytes(symbols)
    frame = struct.pack(">BHHB", 8, canvas.height, canvas.width, 3) + b"".join(bytes([c, 0x11, 0]) for c in (1, 2, 3))
    scan = b"\x03" + b"".join(bytes([c, 0]) for c in (1, 2, 3)) + b"\x00\x3f\x00"
    return (b"\xff\xd8" + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
            + segment(0xDB, b"\0" + bytes(table[i] for i in ZIGZAG)) + segment(0xC0, frame)
            + segment(0xC4, b"\x00" + dc) + segment(0xC4, b"\x10" + ac) + segment(0xDA, scan)
            + bytes(bits.out) + b"\xff\xd9")
