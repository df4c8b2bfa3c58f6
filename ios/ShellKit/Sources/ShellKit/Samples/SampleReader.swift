// Samples of a record: every kind of block there is.

import App4GCore

extension SampleData {
  /// Every kind of block there is.
  static let blocks: [Block] = [
    text(
      strong(
        "Mạng trạm tự ghi đặt ở Lục Ngạn, Kiên Lao, Biên Sơn, Đèo Gia chạy đủ một năm. Dữ liệu có ích, miễn là biết trạm nào đang nói sai."
      )),
    .picture(
      address: "https://anh.example/tram-thoi-tiet.jpg",
      alt: "Một trạm thời tiết nhỏ trên cọc thép giữa hai hàng vải thiều, phía sau là đồi thấp trong sương sớm",
      caption: [
        run("Trạm số 11 ở Đèo Gia, cao 2 m so với mặt đất. Ảnh: "),
        TextRun(text: "tổ kỹ thuật", style: plain.with(\.italic, true), link: nil),
      ],
      width: 1200, height: 800, missing: "Ảnh chưa có trên máy"),
    text(
      run(
        "Mười hai trạm, mỗi trạm một gàu lật đo mưa, một đầu đo nhiệt ẩm và tấm pin bằng quyển vở. Trận mưa ngày 06/09, trạm ở Kiên Lao đo 31,2 mm, trạm ở Đèo Gia cách đó 4 km đo "
      ), TextRun(text: "94,6 mm", style: plain.with(\.marked, true), link: nil), run(".")),
    text(run("Trạm nào đang nói sai"), role: .heading),
    item("1.", "Gàu lật kẹt lá: số mưa bằng 0 trong khi hai trạm bên cạnh đều ghi."),
    item("2.", "Đầu đo phơi nắng: trưa hè cao hơn trạm chuẩn 4–6 °C. Cách chữa:"),
    item("•", "che bằng chụp trắng nhiều tầng thì còn lệch 0,7 °C;", indent: 2),
    item("•", "quét lại sơn trắng mỗi năm một lần.", indent: 2),
    item("3.", "Pin yếu: mất số từ 4 giờ đến 6 giờ sáng, đúng lúc cần biết sương muối."),
    .text(
      role: .paragraph, indent: 0, marker: nil, isQuoted: true,
      runs: [run("Ngày trước tôi nhìn mây mà phun. Bây giờ tôi nhìn mây, rồi nhìn số, rồi mới phun.")]),
    text(run("Bốn xã, bốn kiểu mưa"), role: .subheading),
    .table(
      caption: [run("Lượng mưa tháng 9/2026 và số giờ mất số liệu, theo xã")],
      columns: 5,
      rows: [
        line("Xã", "Số trạm", "Mưa (mm)", "Ngày mưa nhất", "Giờ mất số liệu", isHeader: true),
        line("Lục Ngạn", "4", "212,4", "06/09", "3"),
        line("Kiên Lao", "3", "268,0", "14/09", "11"),
        line("Biên Sơn", "3", "197,5", "14/09", "0"),
        line("Đèo Gia", "2", "341,8", "06/09", "26"),
        TableRow(
          isHeader: false,
          cells: [cell("Cộng và trung bình cả vùng", isHeading: true, columns: 2), cell("254,9"), cell(""), cell("40")]),
      ],
      spoken: "Bảng 6 dòng, 5 cột: lượng mưa tháng 9 năm 2026 theo xã"),
    text(
      run("Công thức chỉnh nhiệt: "), TextRun(text: "T", style: plain.with(\.italic, true), link: nil),
      TextRun(text: "thật", style: plain.with(\.shift, .sub), link: nil),
      run(" = T"), TextRun(text: "đo", style: plain.with(\.shift, .sub), link: nil), run(" − 0,004·R"),
      TextRun(text: "2", style: plain.with(\.shift, .sup), link: nil),
      run(". Cách đọc số có trong "),
      TextRun(text: "hướng dẫn của tổ kỹ thuật", style: plain, link: "https://tram.example/huong-dan"),
      run(", bản cũ "), TextRun(text: "đã bỏ", style: plain.with(\.strike, true), link: nil), run(".")),
    .text(
      role: .code, indent: 0, marker: nil, isQuoted: false,
      runs: [
        TextRun(
          text: "tram;gio;mua_mm;nhiet_c;am_pct\n11;2026-09-06T04:10:00+07:00;12,4;23,1;98",
          style: plain.with(\.code, true), link: nil)
      ]),
    .rule,
    .card(
      link: OutLink(
        label: "Bản đồ mười hai trạm", detail: "tram.example · trang web", url: "https://tram.example/ban-do",
        spoken: "Bản đồ mười hai trạm, mở trang ngoài ứng dụng")),
    text(
      run(
        "Tệp số liệu giữ đủ dấu tên trạm và tên người trông trạm, cả những chữ hay bị cắt ngọn: «Ẵ ỗ ượ», NGUYỄN, ĐẶNG, khuỷu, nguệch ngoạc."
      )),
  ]

  /// The record of the samples.
  static let record = ReaderContent(
    id: "article-sample-1",
    title: [run("Mười hai trạm thời tiết giữa vườn vải: cách 4 km, mưa lệch gấp ba")],
    facts: "Sở Khoa học và Công nghệ · 08:20 23/11/2026",
    badges: [full, sample],
    overlay: Overlay(
      tone: .caution,
      text:
        "Đã đính chính ngày 23/11/2026: mưa ngày 06/09 ở Đèo Gia là 94,6 mm, bản trước ghi nhầm 49,6 mm.",
      instead: RouteLink(
        label: "Xem bài về kênh tiêu đêm 06/09", route: .record(kind: "article", id: "article-sample-9", found: ""))),
    fields: [
      FieldRow(
        label: "Lĩnh vực", lines: ["Khí tượng nông nghiệp", "Đo lường"],
        spoken: "Lĩnh vực: khí tượng nông nghiệp, đo lường"),
      FieldRow(
        label: "Địa bàn", lines: ["Lục Ngạn, Kiên Lao, Biên Sơn, Đèo Gia"],
        spoken: "Địa bàn: Lục Ngạn, Kiên Lao, Biên Sơn, Đèo Gia"),
    ],
    blocks: blocks,
    contacts: [
      Contact(label: "Gọi 0204 3555 000", url: "tel:02043555000", spoken: "Gọi số 0204, 3555, 000"),
      Contact(
        label: "Viết thư tới tổ kỹ thuật", url: "mailto:tram@tokythuat.example",
        spoken: "Viết thư điện tử tới tổ kỹ thuật"),
    ],
    attachments: [
      OutLink(
        label: "Số liệu một năm của mười hai trạm", detail: "CSV, 1,2 MB", url: "https://tram.example/so-lieu.csv",
        spoken: "Số liệu một năm của mười hai trạm, tệp CSV, 1,2 megabyte, mở trang ngoài ứng dụng")
    ],
    source: OutLink(
      label: "Bài trên cổng của Sở", detail: "skhcn.example", url: "https://skhcn.example/bai-1",
      spoken: "Bài trên cổng của Sở, mở trang ngoài ứng dụng"),
    keep: Toggle(label: "Lưu lại", isOn: false, spoken: "Lưu lại, đang tắt"),
    share: ShareText(
      subject: "Mười hai trạm thời tiết giữa vườn vải",
      text: "Mười hai trạm thời tiết giữa vườn vải (dữ liệu mẫu) https://skhcn.example/bai-1"),
    load: nil,
    speak: "Nghe bài",
    startBlock: 0)
}
