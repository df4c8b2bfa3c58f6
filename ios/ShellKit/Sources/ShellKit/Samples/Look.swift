// In which state a sample shows its screen.

import App4GCore

public enum Look: String, CaseIterable, Sendable {
  /// Content, as it is on most days.
  case ready
  /// Nothing to show, and why.
  case empty
  /// For the first time: nothing was read yet.
  case loading
  /// Content that may well be out of date.
  case stale
  /// Content, and no network.
  case offline
  /// Content, and something that went wrong.
  case failed

  /// What the state says about itself in this look.
  func status(isRefreshing: Bool = false) -> Status {
    let recent = Age(text: "Cập nhật 14:05 23/11/2026 (2 giờ trước)", freshness: .recent)
    var status = Status(activity: .idle, age: nil, offline: nil, problem: nil, announcement: nil)
    switch self {
    case .empty:
      break
    case .ready:
      status.age = recent
      if isRefreshing {
        status.activity = .loading(text: "Nguồn tin 3/12", done: 3, total: 12)
      }
    case .loading:
      status.activity = .loading(text: "Đang đọc nội dung đã lưu", done: 0, total: 0)
    case .stale:
      status.age = Age(text: "Cập nhật 07:40 09/11/2026 (14 ngày trước)", freshness: .stale)
    case .offline:
      status.age = recent
      status.offline = "Không có mạng: đang xem bản đã lưu trên máy"
    case .failed:
      status.age = recent
      status.problem = Problem(
        code: "server_unavailable", key: "error.net.server",
        text: "Máy chủ của Sở đang bận hoặc bảo trì. Nội dung đã lưu vẫn đọc được; hãy thử lại sau ít phút.",
        retry: "Thử lại")
    }
    return status
  }
}
