// Samples of rows: enough for a list to scroll, long titles, stacked marks, every badge.

import App4GCore

extension SampleData {
  static let full = Badge(text: "Đủ bài", tone: .good)
  private static let fullWithImages = Badge(text: "Đủ bài và ảnh", tone: .good)
  static let summary = Badge(text: "Chỉ tóm tắt", tone: .neutral)
  private static let damaged = Badge(text: "Bản lưu bị hỏng, sẽ tải lại", tone: .caution)
  static let sample = Badge(text: "dữ liệu mẫu", tone: .caution)

  /// Enough for a list to scroll; long titles, stacked marks, every badge.
  static let articles: [Row] = [
    row(
      "article", 1, "Mười hai trạm thời tiết giữa vườn vải: cách 4 km, mưa lệch gấp ba",
      "Sở Khoa học và Công nghệ · 7 giờ trước", [full, sample], isUnread: true),
    row(
      "article", 2, "Một cửa thay đổi ra sao từ 01/07/2025 với người nộp hồ sơ khoa học",
      "Sở Khoa học và Công nghệ · 9 giờ trước", [full, sample], isUnread: true, isKept: true),
    row(
      "article", 3,
      "«Ẵ ỗ ượ»: vì sao chữ chồng dấu hay bị cắt ngọn trên màn hình rẻ tiền, và cách các trường ở Sơn Động chọn phông chữ",
      "Báo khoa học · 1 ngày trước", [summary, sample], isUnread: true),
    row(
      "article", 4, "Phơi mì Chũ ngày nồm: số liệu 18 mẻ sấy bơm nhiệt ở một xưởng gia đình",
      "Xã Lục Ngạn · 1 ngày trước",
      [full, sample]),
    row(
      "article", 5, "Luật Khoa học và Công nghệ 2013 đã hết hiệu lực: luật nào thay, hồ sơ cũ đọc thế nào",
      "Sở Khoa học và Công nghệ · 2 ngày trước", [damaged, sample]),
    row(
      "article", 6, "Cá nổi đầu lúc rạng sáng: bốn việc làm ngay", "Trung tâm Khuyến nông · 2 ngày trước",
      [full, sample], isKept: true),
    row(
      "article", 7, "Danh sách 312 thành viên gửi vào nhóm trò chuyện: có phải chuyện nhỏ?",
      "Xã Hợp Thịnh · 3 ngày trước", [summary, sample]),
    row(
      "article", 8, "Nước giếng khoan để một lúc thì vàng: lọc được gì, không lọc được gì",
      "Sở Khoa học và Công nghệ · 4 ngày trước", [full, sample]),
    row(
      "article", 9, "Hai mươi thước đo nước tự động trên kênh tiêu, và đêm 06/09",
      "Sở Khoa học và Công nghệ · 5 ngày trước", [fullWithImages, sample]),
    row(
      "article", 10, "Đăng ký nhãn hiệu: bảy bước cho một cơ sở làm bánh", "Sở Khoa học và Công nghệ · 6 ngày trước",
      [full, sample]),
    row(
      "article", 11, "Mã vạch không nói hàng của nước nào, càng không nói hàng tốt",
      "Sở Khoa học và Công nghệ · 12/11/2026", [full, sample]),
    row("article", 12, "Úm gà con ngày rét: nhìn đàn gà mà chỉnh bóng đèn", "Xã Yên Thế · 10/11/2026", [full, sample]),
  ]

  /// Notices in force.
  static let notices: [Row] = [
    row(
      "notice", 1, "Có người giả danh cán bộ Sở gọi điện đòi tiền duy trì mã vạch", "đến 17:00 31/12/2026",
      [Badge(text: "Cảnh báo", tone: .caution), sample])
  ]

  private static let statusOpen = Badge(text: "Đang mở", tone: .good)
  private static let statusMatched = Badge(text: "Đã kết nối", tone: .good)

  /// A need as the core makes its row: whose, where and until when; of what sort, how ready, how it stands.
  private static func need(_ number: Int, _ title: String, _ meta: String, _ trl: String, _ status: Badge) -> Row {
    let badges = [Badge(text: "Nhu cầu công nghệ", tone: .neutral), Badge(text: trl, tone: .neutral), status, sample]
    return row("listing", number, title, meta, badges)
  }

  /// What is left of offers and needs with both choices of the sample made: every one is a need, and of that field.
  static let listings: [Row] = [
    need(
      1, "Cần đầu đo oxy ít bám rêu, tự bật máy sục cho 74 lồng cá trên sông",
      "Hợp tác xã Cá lồng Bến Nguyệt · Xã Cao Đức · đến 27/05/2027", "TRL 8", statusOpen),
    need(
      2, "Cần bộ cảnh báo trượt mái dốc đường thôn, tự nuôi pin và hú còi trong ba phút",
      "Trung tâm Dịch vụ công ích Khe Đá · Xã Tây Yên Tử · đến 02/04/2027", "TRL 7", statusOpen),
    need(
      3, "Cần thiết bị đếm khách lên xuống theo điểm dừng trên 28 xe buýt, không lưu ảnh mặt",
      "Công ty Vận tải khách Xương Giang Mới · Phường Bắc Giang · đến 24/03/2027", "TRL 8", statusMatched),
    need(
      4, "Cần bộ phân loại ảnh sau máy soi mối hàn, bớt báo lỗi giả trên bản mạch",
      "Công ty Điện tử Sông Cầu Quang · Phường Nếnh · đến 20/01/2027", "TRL 7", statusOpen),
  ]
}
