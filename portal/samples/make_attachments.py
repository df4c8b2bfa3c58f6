#!/usr/bin/env python3
"""Writes the two attachments of the sample feeds into `files/`; same bytes on every run.

A form as .docx (the smallest package Word and LibreOffice open) and the table of the scales as .csv.
Run from anywhere: `python3 portal/samples/make_attachments.py`. The `length` of the enclosures in
`feeds/rss2.xml` must be the size of these files; `check.py` compares them.
"""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

FILES = Path(__file__).parent / "files"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORM = [
    "PHIẾU ĐỀ XUẤT NHIỆM VỤ KHOA HỌC VÀ CÔNG NGHỆ (DỮ LIỆU MẪU)",
    "1. Tên nhiệm vụ: …",
    "2. Vấn đề cần giải quyết (không quá mười dòng): …",
    "3. Ai sẽ dùng kết quả, và người ấy đã đồng ý thử chưa? …",
    "4. Sản phẩm dự kiến và cách kiểm chứng: …",
    "5. Người đề xuất, nơi công tác, cách liên hệ: …",
]
SCALES = [
    ["Chợ", "Số cân đã kiểm", "Số cân lệch", "Ghi chú"],
    ["Chợ Gốc Đa", "60", "8", "dữ liệu mẫu"],
    ["Chợ Bến Đò", "45", "3", "dữ liệu mẫu"],
    ["Chợ Phố Mới", "72", "5", "dữ liệu mẫu"],
    ["Chợ Đầu Cầu", "38", "1", "dữ liệu mẫu"],
]
PACKAGE = {
    "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>',
}


def paragraph(text):
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def write_form(path):
    body = "".join(paragraph(line) for line in FORM)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w") as package:
        for name, content in {**PACKAGE, "word/document.xml": document}.items():
            # Stored, with a fixed time: the bytes depend neither on the clock nor on the version of zlib.
            package.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content.encode())


def main():
    FILES.mkdir(exist_ok=True)
    write_form(FILES / "phieu-de-xuat.docx")
    lines = "".join(",".join(row) + "\r\n" for row in SCALES)
    (FILES / "kiem-tra-can.csv").write_bytes(b"\xef\xbb\xbf" + lines.encode())


if __name__ == "__main__":
    main()
