// Notifications of the system as the core asks for them.

import App4GCore

/// A notification of the core; Foundation has another type of that name.
public typealias CoreNotification = App4GCore.Notification

/// Shows a notification; throws for reasons of its own, such as a person who does not want any.
public protocol NotificationBoard: Sendable {
  /// Shows it in place of the one with the same id; `link` is what a tap opens.
  func post(_ notification: CoreNotification, link: String) throws
}

/// The board as the core asks it.
public final class NotificationPort: Notifier, Sendable {
  private let board: any NotificationBoard

  public init(_ board: any NotificationBoard) {
    self.board = board
  }

  public func show(notification: CoreNotification) throws {
    try foreign { try board.post(notification, link: try routeLink(route: notification.route)) }
  }
}

/// Shows none: previews.
public struct SilentBoard: NotificationBoard {
  public init() {}

  public func post(_: CoreNotification, link _: String) throws {}
}
