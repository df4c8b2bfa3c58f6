// Notifications of the system. The person is asked when the first one is to be shown, not before.

import Foundation
import ShellKit
import UserNotifications

struct SystemNotifications: NotificationBoard {
  /// Where the link of a notification stands.
  static let linkKey = "link"

  func post(_ notification: CoreNotification, link: String) throws {
    Task {
      let center = UNUserNotificationCenter.current()
      guard try await center.requestAuthorization(options: [.alert, .sound]) else { return }
      try await center.add(Self.request(notification, link))
    }
  }

  private static func request(_ notification: CoreNotification, _ link: String) -> UNNotificationRequest {
    let content = UNMutableNotificationContent()
    content.title = notification.title
    content.body = notification.text
    content.userInfo = [linkKey: link]
    switch notification.channel {
    case .urgent:
      content.interruptionLevel = .timeSensitive
      content.sound = .default
    case .revision:
      content.interruptionLevel = .passive
    }
    return UNNotificationRequest(identifier: notification.id, content: content, trigger: nil)
  }
}
