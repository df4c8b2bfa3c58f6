// Samples of what Search and Listings found.

import App4GCore

extension SampleData {
  private static let orders = [
    Choice(value: "relevance", label: "Hợp nhất", isChosen: true),
    Choice(value: "newest", label: "Mới nhất", isChosen: false),
    Choice(value: "oldest", label: "Cũ nhất", isChosen: false),
  ]

  /// What a search found.
  static let foundArticles = FindContent(
    count: "128 kết quả trong máy",
    notes: ["Đang hiển thị kết quả cho: vườn vải (bạn gõ: vuon vai)"],
    alternatives: [],
    chips: [Chip(field: "date", value: "month", label: "Trong 30 ngày qua", spoken: "Bỏ lọc: trong 30 ngày qua")],
    facets: [
      Facet(
        field: "source", title: "Nguồn",
        values: [
          value("x-so-khcn", "Sở Khoa học và Công nghệ", "96"), value("x-khuyen-nong", "Trung tâm Khuyến nông", "21"),
          value("x-bao", "Báo khoa học", "11"),
        ]),
      Facet(
        field: "date", title: "Thời gian",
        values: [value("week", "7 ngày qua", "12"), value("month", "30 ngày qua", "41", isChosen: true)]),
    ],
    orders: orders,
    rows: [
      FoundRow(
        row: articles[0],
        title: found("Mười hai trạm thời tiết nhỏ giữa |vườn vải|: hai quả đồi cách 4 km, lượng mưa lệch gấp ba"),
        snippet: found("… Dữ liệu có ích cho người trồng |vải|, miễn là biết trạm nào đang nói sai. |Vườn| ở Đèo Gia …")
      ),
      FoundRow(
        row: articles[3], title: found("Phơi mì Chũ ngày nồm: số liệu 18 mẻ sấy bơm nhiệt ở một xưởng gia đình"),
        snippet: found("… buồng sấy đặt cạnh |vườn vải| sau nhà, mùa |vải| thì sấy |vải| …")),
      FoundRow(
        row: articles[2], title: found(articles[2].title), snippet: found("… «Ẵ ỗ ượ» trong tên |vườn| và tên người …")),
    ] + articles.dropFirst(5).map(plainly),
    more: "Xem thêm",
    empty: nil)

  /// Nothing was found.
  static let foundNothing = FindContent(
    count: "0 kết quả trong máy",
    notes: [],
    alternatives: [suggestion("vườn vải"), suggestion("cam sành")],
    chips: [Chip(field: "date", value: "week", label: "7 ngày qua", spoken: "Bỏ lọc: 7 ngày qua")],
    facets: [],
    orders: [],
    rows: [],
    more: nil,
    empty: Empty(
      title: "Không có bài nào khớp",
      text: "Hãy thử ít từ hơn hoặc bỏ bớt điều kiện lọc. Chỉ tìm trong nội dung đã lưu trên máy này.",
      action: "Xoá lọc"))

  /// Offers and needs, narrowed.
  static let foundListings = FindContent(
    count: "47 tin cung cầu",
    notes: [],
    alternatives: [],
    chips: [
      Chip(field: "type", value: "need", label: "Nhu cầu công nghệ", spoken: "Bỏ lọc: nhu cầu công nghệ"),
      Chip(
        field: "field", value: "202", label: "Kỹ thuật điện, điện tử, thông tin",
        spoken: "Bỏ lọc: kỹ thuật điện, điện tử, thông tin"),
    ],
    facets: facets,
    orders: [
      Choice(value: "newest", label: "Mới nhất", isChosen: true),
      Choice(value: "ends", label: "Sắp hết hạn", isChosen: false),
    ],
    rows: listings.map(plainly),
    more: "Xem thêm",
    empty: nil)

  /// Fields with values below each other.
  static let facets: [Facet] = [
    Facet(
      field: "type", title: "Loại",
      values: [
        value("offer", "Chào công nghệ", "18"), value("need", "Nhu cầu công nghệ", "14", isChosen: true),
        value("research_result", "Kết quả nghiên cứu", "9"), value("expert_service", "Dịch vụ chuyên gia", "6"),
      ]),
    Facet(
      field: "field", title: "Lĩnh vực khoa học và công nghệ",
      values: [
        value("2", "Khoa học kỹ thuật và công nghệ", "31"),
        value("202", "Kỹ thuật điện, điện tử, thông tin", "12", level: 1, isChosen: true),
        value("208", "Công nghệ sinh học môi trường", "7", level: 1),
        value("4", "Khoa học nông nghiệp", "16"),
        value("402", "Chăn nuôi", "8", level: 1),
      ]),
    Facet(
      field: "trl", title: "Mức sẵn sàng công nghệ",
      values: [value("7-9", "7 đến 9: đã chạy thật", "20"), value("4-6", "4 đến 6: mẫu thử", "17")]),
  ]
}
