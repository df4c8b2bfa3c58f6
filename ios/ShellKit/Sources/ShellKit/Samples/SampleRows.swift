// Samples of rows: enough for a list to scroll, long titles, stacked marks, every badge.

import App4GCore

extension SampleData {
  private static let full = Badge(text: "Đủ bài", tone: .good)
  private static let fullWithImages = Badge(text: "Đủ bài và ảnh", tone: .good)
  private static let summary = Badge(text: "Chỉ tóm tắt", tone: .neutral)
  private static let damaged = Badge(text: "Bản lưu bị hỏng, sẽ tải lại", tone: .caution)
  static let sample = Badge(text: "dữ liệu mẫu", tone: .caution)

  /// Enough for a list to scroll; long titles, stacked marks, every badge.
  static let articles: [Row] = [
    row(
      "article", 1, "Mười hai trạm thời tiết nhỏ giữa vườn vải: hai quả đồi cách 4 km, lượng mưa lệch gấp ba",
      "Sở Khoa học và Công nghệ · 2 giờ trước", [fullWithImages, sample], isUnread: true),
    row(
      "article", 2, "Một cửa thay đổi ra sao từ 01/07/2025 với người nộp hồ sơ khoa học",
      "Sở Khoa học và Công nghệ · 5 giờ trước", [full, sample], isUnread: true, isKept: true),
    row(
      "article", 3,
      "«Ẵ ỗ ượ»: vì sao chữ chồng dấu hay bị cắt ngọn trên màn hình rẻ tiền, và cách các trường ở Sơn Động chọn phông chữ",
      "Báo khoa học · 8 giờ trước", [summary, sample], isUnread: true),
    row(
      "article", 4, "Phơi mì Chũ ngày nồm: số liệu 18 mẻ sấy bơm nhiệt ở một xưởng gia đình", "Xã Lục Ngạn · hôm qua",
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
      [Badge(text: "Thông báo", tone: .neutral), sample]),
    row(
      "notice", 2, "Hệ thống nộp hồ sơ nhiệm vụ dừng từ tối 27/11 đến trưa 29/11/2026", "đến 12:00 29/11/2026",
      [Badge(text: "Thông báo", tone: .neutral), sample]),
  ]

  /// Offers and needs.
  static let listings: [Row] = [
    row(
      "listing", 1, "Hộp đo amoniac giá thấp cho chuồng gà, cảnh báo và điều khiển quạt",
      "Kết quả nghiên cứu · mức sẵn sàng 5/9 · đến 25/03/2027", [Badge(text: "Đang mở", tone: .good), sample]),
    row(
      "listing", 2, "Cần bộ cảnh báo trượt mái dốc đường thôn, tự nuôi pin và hú còi trong ba phút",
      "Nhu cầu công nghệ · 210–330 triệu ₫ · đến 02/04/2027",
      [Badge(text: "Đang mở", tone: .good), Badge(text: "Khuyến khích chuyển giao", tone: .neutral), sample]),
    row(
      "listing", 3, "Trại ấu trùng ruồi lính đen làm thức ăn gà tìm nguồn bã và vốn nhà ấm",
      "Khởi nghiệp tìm đối tác · 1.800.000.000 ₫ · đến 27/08/2027", [Badge(text: "Đang mở", tone: .good), sample]),
    row(
      "listing", 4, "Rà soát an toàn thông tin cho xã, phường sau sáp nhập trong tám ngày",
      "Dịch vụ chuyên gia · 22.000.000 ₫, giá cố định", [Badge(text: "Đang mở", tone: .good), sample]),
    row(
      "listing", 5, "Màng phủ chitosan giữ màu vỏ vải thiều trong 21 ngày bảo quản lạnh",
      "Chào công nghệ · mức sẵn sàng 7/9 · thương lượng", [Badge(text: "Đã kết nối", tone: .neutral), sample]),
    row(
      "listing", 6, "Máy đo ba toạ độ cho thuê theo giờ tại khu công nghiệp Quang Châu",
      "Thiết bị dùng chung · 350.000 ₫ mỗi giờ", [Badge(text: "Đang mở", tone: .good), sample]),
    row(
      "listing", 7, "Lò nhiệt phân trấu thành than sinh học, công suất 300 kg mỗi mẻ",
      "Chào công nghệ · mức sẵn sàng 8/9 · đến 30/06/2027", [Badge(text: "Đang mở", tone: .good), sample]),
  ]
}
