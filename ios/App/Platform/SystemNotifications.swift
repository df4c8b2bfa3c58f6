// Notifications of the system. The person is asked while they look at the app, on their second visit (`NoticePermission`); whoever was
// not asked or refused is shown none.

import Foundation
import ShellKit
import UserNotifications

struct SystemNotifications: NotificationBoard {
  /// Where the link of a notification stands.
  static let linkKey = "link"

  /// Shows the question; the system keeps the answer.
  static func ask() async {
    _ = try? await UNUserNotificationCenter.current().requestAuthorization(options: [.alert, .sound])
  }

  func post(_ notification: CoreNotification, link: String) throws {
    // Asked for at the end of a refresh in the background, after which the app is suspended.
    Task { @MainActor in
      LastBreath.spend { await Self.put(notification, link) }
    }
  }

  private static func put(_ notification: CoreNotification, _ link: String) async {
    let center = UNUserNotificationCenter.current()
    switch await center.notificationSettings().authorizationStatus {
    case .authorized, .provisional, .ephemeral:
      // Refused where the person switched it off meanwhile.
      try? await center.add(request(notification, link))
    default:
      break
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
