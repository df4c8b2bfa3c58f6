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
    count: "5 kết quả",
    notes: ["Đang hiển thị kết quả cho: vườn vải (bạn gõ: vuon vai)"],
    alternatives: [],
    chips: [Chip(field: "date", value: "month", label: "30 ngày qua", spoken: "Bỏ lọc: 30 ngày qua")],
    facets: [
      Facet(
        field: "source", title: "Nguồn",
        values: [
          value("x-so-khcn", "Sở Khoa học và Công nghệ", "2"), value("x-luc-ngan", "Xã Lục Ngạn", "1"),
          value("x-bao", "Báo khoa học", "1"), value("x-yen-the", "Xã Yên Thế", "1"),
        ]),
      Facet(
        field: "date", title: "Thời gian",
        values: [value("week", "7 ngày qua", "4"), value("month", "30 ngày qua", "5", isChosen: true)]),
    ],
    orders: orders,
    rows: [
      FoundRow(
        row: articles[0],
        title: found("Mười hai trạm thời tiết giữa |vườn vải|: cách 4 km, mưa lệch gấp ba"),
        snippet: found("… Dữ liệu có ích cho người trồng |vải|, miễn là biết trạm nào đang nói sai. |Vườn| ở Đèo Gia …")
      ),
      FoundRow(
        row: articles[3], title: found("Phơi mì Chũ ngày nồm: số liệu 18 mẻ sấy bơm nhiệt ở một xưởng gia đình"),
        snippet: found("… buồng sấy đặt cạnh |vườn vải| sau nhà, mùa |vải| thì sấy |vải| …")),
      FoundRow(
        row: articles[2], title: found(articles[2].title), snippet: found("… «Ẵ ỗ ượ» trong tên |vườn| và tên người …")),
      FoundRow(
        row: articles[8], title: found(articles[8].title),
        snippet: found("… thước số 14 đứng cuối |vườn vải|, nơi kênh tiêu gặp ngòi …")),
      FoundRow(
        row: articles[11], title: found(articles[11].title),
        snippet: found("… chuồng úm che gió bằng hàng |vải| già trong |vườn| …")),
    ],
    more: nil,
    empty: nil)

  /// Nothing was found.
  static let foundNothing = FindContent(
    count: "0 kết quả",
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
    count: "4 kết quả",
    notes: [],
    alternatives: [],
    chips: [
      Chip(field: "type", value: "need", label: "Nhu cầu công nghệ", spoken: "Bỏ lọc: nhu cầu công nghệ"),
      Chip(
        field: "field", value: "202", label: "Kỹ thuật điện, kỹ thuật điện tử, kỹ thuật thông tin",
        spoken: "Bỏ lọc: kỹ thuật điện, kỹ thuật điện tử, kỹ thuật thông tin"),
    ],
    facets: facets,
    orders: [
      Choice(value: "newest", label: "Mới nhất", isChosen: true),
      Choice(value: "ends", label: "Sắp hết hạn", isChosen: false),
    ],
    rows: listings.map(plainly),
    more: nil,
    empty: nil)

  /// Fields with values below each other. How many of each there are is counted as if nothing were chosen in the same field.
  static let facets: [Facet] = [
    Facet(
      field: "type", title: "Loại",
      values: [
        value("offer", "Chào công nghệ", "3"), value("need", "Nhu cầu công nghệ", "4", isChosen: true),
        value("research_result", "Kết quả nghiên cứu", "1"), value("expert_service", "Dịch vụ chuyên gia", "1"),
      ]),
    Facet(
      field: "field", title: "Lĩnh vực khoa học và công nghệ",
      values: [
        value("2", "Khoa học kỹ thuật và công nghệ", "15"),
        value("202", "Kỹ thuật điện, kỹ thuật điện tử, kỹ thuật thông tin", "4", level: 1, isChosen: true),
        value("208", "Công nghệ sinh học môi trường", "1", level: 1),
        value("4", "Khoa học nông nghiệp", "5"),
        value("402", "Chăn nuôi", "1", level: 1),
      ]),
    Facet(
      field: "trl", title: "Mức sẵn sàng công nghệ",
      values: [value("7-9", "7 đến 9: đã chạy thật", "4")]),
  ]
}
