// Every screen in every look, made of generated records only: previews and tests of views all use these and no others.
//
// The content is invented and says so; names and words are those of Android's samples, which a test compares.

import App4GCore

public enum Samples {
  /// Home.
  public static func home(_ look: Look) -> HomeState {
    HomeState(
      title: "Tin khoa học và công nghệ",
      status: look.status(),
      refresh: ActionLabel(label: "Cập nhật", detail: "khoảng 240 kB", spoken: "Cập nhật, khoảng 240 kilôbyte"),
      content: look.choose(loading: nil, empty: emptyHome, else: filledHome))
  }

  /// Home while a refresh is running over what is there.
  public static func refreshingHome() -> HomeState {
    var state = home(.ready)
    state.status = Look.ready.status(isRefreshing: true)
    return state
  }

  /// The reader; empty is a record of which only the summary is here.
  public static func reader(_ look: Look) -> ReaderState {
    var short = SampleData.record
    short.badges = [SampleData.summary, SampleData.sample]
    short.overlay = nil
    short.fields = []
    short.blocks = Array(short.blocks.prefix(1))
    short.contacts = []
    short.attachments = []
    short.load = "Tải toàn bài (khoảng 80 kB)"
    short.speak = nil
    return ReaderState(
      title: "Tin bài",
      status: look.status(),
      content: look.choose(loading: nil, empty: short, else: SampleData.record))
  }

  /// Search; loading is before anything was asked.
  public static func search(_ look: Look) -> SearchState {
    let isAsked = look != .loading
    let suggestions = look == .ready ? ["vườn vải", "vườn vải thiều", "vườn ượm"] : []
    let recents = isAsked ? [] : ["một cửa", "sương muối", "nghị định 118/2025", "đăng ký nhãn hiệu"]
    return SearchState(
      title: "Tìm kiếm",
      status: look.status(),
      query: isAsked ? "vuon vai" : "",
      hint: "Tìm trong mọi bài đã lưu, có dấu hay không dấu",
      suggestions: suggestions.map(SampleData.suggestion),
      recents: recents.map(SampleData.suggestion),
      clearRecents: isAsked ? nil : "Quên những lần tìm này",
      clearChoices: isAsked ? "Xoá lọc" : nil,
      narrow: "Lọc",
      content: look.choose(loading: nil, empty: SampleData.foundNothing, else: SampleData.foundArticles))
  }

  /// Listings.
  public static func listings(_ look: Look) -> ListingsState {
    var nothing = SampleData.foundNothing
    nothing.count = "0 kết quả"
    return ListingsState(
      title: "Cung cầu công nghệ",
      status: look.status(),
      query: "",
      hint: "Tìm trong cung cầu công nghệ",
      expired: Toggle(label: "Cả tin đã hết hạn", isOn: look == .stale, spoken: "Hiện cả tin đã hết hạn"),
      clearChoices: look == .loading ? nil : "Xoá lọc",
      narrow: "Lọc",
      content: look.choose(loading: nil, empty: nothing, else: SampleData.foundListings))
  }

  /// Settings; empty is one with the last section only.
  public static func settings(_ look: Look) -> SettingsState {
    let last = SettingsContent(sections: Array(SampleData.settings.sections.suffix(1)))
    return SettingsState(
      title: "Cài đặt",
      status: look.status(),
      appearance: Appearance(theme: .system, textPercent: 100, language: "vi"),
      content: look.choose(loading: nil, empty: last, else: SampleData.settings))
  }

  /// What stands on the sheet of facets.
  public static func facetSheet() -> [Facet] {
    SampleData.facets
  }

  /// What is asked before everything is erased.
  public static func confirm() -> Confirm {
    SampleData.erase
  }

  private static let filledHome = HomeContent(
    headline: "3 tin chưa đọc trong 7 ngày qua",
    trial: "Kho thử nghiệm: nội dung chỉ để dùng thử",
    revisions: [
      RevisionCard(
        id: "article-sample-9",
        title: "Đã đính chính: Hai mươi thước đo nước tự động trên kênh tiêu, và đêm 06/09",
        text: "Mực nước cao nhất là 3,42 m, không phải 4,32 m.",
        tone: .caution,
        spoken:
          "Đã đính chính: Hai mươi thước đo nước tự động trên kênh tiêu. Mực nước cao nhất là 3,42 mét, không phải 4,32 mét.",
        route: .record(kind: "article", id: "article-sample-9", found: ""))
    ],
    notices: Section(title: "Thông báo", rows: SampleData.notices),
    news: Section(title: "Tin mới", rows: SampleData.articles),
    more: "Xem thêm",
    empty: nil)

  private static let emptyHome = HomeContent(
    headline: "Không có tin chưa đọc trong 7 ngày qua",
    trial: nil,
    revisions: [],
    notices: Section(title: "Thông báo", rows: []),
    news: Section(title: "Tin mới", rows: []),
    more: nil,
    empty: Empty(
      title: "Chưa có tin nào trên máy", text: "Khi có mạng, hãy bấm Cập nhật để tải tin về đọc.", action: "Cập nhật"))
}

extension Look {
  fileprivate func choose<Content>(loading: Content?, empty: Content, else filled: Content) -> Content? {
    switch self {
    case .loading: loading
    case .empty: empty
    case .ready, .stale, .offline, .failed: filled
    }
  }
}
